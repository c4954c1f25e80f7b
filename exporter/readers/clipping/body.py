"""The text: crossheads, pauses, lists and quotations; all else is a paragraph."""

from __future__ import annotations

import re
from itertools import groupby

from exporter.model import Block, Crosshead, List, Paragraph, Quote, Rule, rich
from exporter.readers.clipping.lines import breadth
from exporter.readers.clipping.sheet import Sheet
from exporter.regex import regex

# On 568 documents with known headings this test found 56 of 100, and 92.5 of 100 found were right.
LONGEST, MOST_WORDS, TEXT_ABOVE, TEXT_BELOW = 60, 9, 60, 80
_PAUSE = regex(r"_{3,}|\*( ?\*){2,}|-{3,}|-(?: -)+|—{3,}|[•●] ?[•●] ?[•●]|~{3,}|={3,}|#{3,}|⁂")
_NUMBER = regex(r"(\d{1,2})[.)]\s+")
_NO_END = regex(r"[.!?:;,…。！？、”»\"'’)\]]$")
_NO_CROSSHEAD = regex(
    r"(?:By|Photos?|Foto|Picture|Image|Credit|Source|Read more|Also read|See also|More on|Turn to|Page)\b|\W|\d+$",
)
_GLUED = regex(r".*[a-z](?:AFP|AP|Reuters|dpa)")


def find_crossheads(sheet: Sheet) -> None:
    """Give crossheads and pauses their roles; doubtful short lines stay text and are named."""
    for index in sheet.open():
        if _PAUSE.fullmatch(sheet.text(index)):
            sheet.give(index, "rule", "a pause")
    _release_glued(sheet)
    text = sheet.open()
    for index in text:
        if _is_question_apart(sheet, index):
            sheet.doubt(index, "a question alone: kept as text, though it may be a crosshead", quiet=True)
    short = {index for index in text if _is_short(sheet.text(index))}
    for index in sorted(short):
        above, below = _neighbour(sheet, index, -1), _neighbour(sheet, index, 1)
        if {index - 1, index + 1} & short:
            sheet.doubt(index, "short lines together read as a list and are kept as text")
        elif breadth(above) >= TEXT_ABOVE and breadth(below) >= TEXT_BELOW:
            _accept(sheet, index)
        elif above and below:
            sheet.doubt(index, "a short line, but not between long paragraphs: kept as text", quiet=True)


def _is_question_apart(sheet: Sheet, index: int) -> bool:
    """Return True for a short question alone between long paragraphs: a crosshead, or a paragraph of its own."""
    text = sheet.text(index)
    short = breadth(text) <= LONGEST and len(text.split()) <= MOST_WORDS and text[0] not in "“„«\"'‘"
    neighbours = min(breadth(_neighbour(sheet, index, -1)), breadth(_neighbour(sheet, index, 1)))
    return short and text.endswith(("?", "？")) and sheet.chunks[index].apart and neighbours >= TEXT_BELOW


def find_lists(sheet: Sheet) -> None:
    """Give lines that count from 1 one below the other the role of list items."""
    waiting: list[int] = []
    for index in [*sheet.open(), -1]:
        number = _number(sheet.text(index)) if index >= 0 else 0
        if waiting and (number != len(waiting) + 1 or index != waiting[-1] + 1):
            if len(waiting) > 1:
                for item in waiting:
                    sheet.give(item, "list", "lines that count one below the other")
            waiting = []
        if number == len(waiting) + 1:
            waiting.append(index)


def build_body(sheet: Sheet) -> tuple[Block, ...]:
    """Return the body blocks in order; what is still open becomes a paragraph."""
    for index in sheet.open():
        sheet.roles[index] = "body"
        sheet.whys[index] = sheet.whys[index] or "running text"
    blocks: list[Block] = []
    for role, run in groupby(range(len(sheet.chunks)), key=lambda index: _group(sheet, index)):
        indexes = list(run)
        if role == "list":
            blocks.append(_list(sheet, indexes))
        elif role == "quote":
            blocks.append(_quote(sheet, indexes))
        elif role == "pull quote":
            blocks.append(_pull_quote(sheet, indexes))
        else:
            blocks += [block for index in indexes if (block := _block(sheet, index))]
    return tuple(blocks)


def _accept(sheet: Sheet, index: int) -> None:
    if sheet.chunks[index].apart:
        sheet.give(index, "crosshead 1", "short line between blank lines and long paragraphs, no full stop")
    else:
        sheet.give(index, "crosshead 1", "short line between long paragraphs, no full stop")
        sheet.doubt(index, "taken as a crosshead", quiet=True)


def _release_glued(sheet: Sheet) -> None:
    """Take a leading ``- … WashAFP`` back from the lists: a pull quote that copying cut and glued to the agency."""
    for index, chunk in enumerate(sheet.chunks):
        if (
            chunk.mark == sheet.roles[index] == "list"
            and _GLUED.fullmatch(chunk.text)
            and index + 1 < len(sheet.chunks)
        ):
            sheet.roles[index] = ""
            sheet.doubt(index, "a line that copying cut and glued to the agency's name", "mend or remove it")


def _is_short(text: str) -> bool:
    words = len(text.split())
    return (
        breadth(text) <= LONGEST
        and words <= MOST_WORDS
        and not _NO_END.search(text)
        and not (text[0].islower() or _NO_CROSSHEAD.match(text))
    )


def _neighbour(sheet: Sheet, index: int, step: int) -> str:
    """Return the text of the next paragraph above or below, or "" where there is none; a list counts whole."""
    other = index + step
    while 0 <= other < len(sheet.chunks) and sheet.roles[other] in ("dropped", "caption", "credit"):
        other += step
    if not 0 <= other < len(sheet.chunks) or sheet.roles[other] not in ("", "body", "list", "quote"):
        return ""
    last = other
    while sheet.roles[other] == "list" and 0 <= last + step < len(sheet.chunks) and sheet.roles[last + step] == "list":
        last += step
    return " ".join(sheet.text(part) for part in range(min(other, last), max(other, last) + 1))


def _group(sheet: Sheet, index: int) -> object:
    role = sheet.roles[index]
    if role == "attribution":
        return "pull quote"
    return role if role in ("list", "quote", "pull quote") else index


def _paragraph(sheet: Sheet, index: int) -> Paragraph:
    return Paragraph(text=rich(sheet.text(index)), line=sheet.chunks[index].number)


def _quote(sheet: Sheet, indexes: list[int]) -> Quote:
    last = re.fullmatch(r"(?:—|–|--)\s*(.+)", sheet.text(indexes[-1])) if len(indexes) > 1 else None
    spoken = indexes[:-1] if last else indexes
    return Quote(
        blocks=tuple(_paragraph(sheet, index) for index in spoken),
        attribution=rich(last[1]) if last else (),
        line=sheet.chunks[indexes[0]].number,
    )


def _pull_quote(sheet: Sheet, indexes: list[int]) -> Quote:
    said = [index for index in indexes if sheet.roles[index] != "attribution"]
    names = " ".join(sheet.text(index) for index in indexes if sheet.roles[index] == "attribution")
    blocks = tuple(_paragraph(sheet, index) for index in said)
    return Quote(blocks=blocks, attribution=rich(names), pull=True, line=sheet.chunks[indexes[0]].number)


def _list(sheet: Sheet, indexes: list[int]) -> List:
    """Return the list; it is a numbered one where its lines count."""
    texts = [sheet.text(index) for index in indexes]
    ordered = [_number(text) for text in texts] == list(range(1, len(texts) + 1))
    items = tuple(
        (Paragraph(text=rich(_NUMBER.sub("", text) if ordered else text), line=sheet.chunks[index].number),)
        for index, text in zip(indexes, texts, strict=True)
    )
    return List(items=items, ordered=ordered, line=sheet.chunks[indexes[0]].number)


def _number(text: str) -> int:
    """Return the number that opens a list item, or 0."""
    match = _NUMBER.match(text)
    return int(match[1]) if match else 0


def _block(sheet: Sheet, index: int) -> Block | None:
    """Return the block of one chunk, or None for what stands in no body."""
    number, text = sheet.chunks[index].number, sheet.text(index)
    match sheet.roles[index]:
        case "body":
            raw = sheet.dateline.raw if index == sheet.opening else ""
            return Paragraph(text=rich(text[len(raw) :]), line=number)
        case "contribution":
            return Paragraph(text=rich(text), role="contribution", line=number)
        case "crosshead 1" | "crosshead 2" as role:
            return Crosshead(text=rich(text), level=int(role[-1]), line=number)
        case "rule":
            return Rule(line=number)
    return None
