"""The text: crossheads, pauses, lists and quotations; all else is a paragraph."""

from __future__ import annotations

import re
from itertools import groupby

from exporter.model import Block, Crosshead, List, Paragraph, Quote, Rule, rich
from exporter.readers.clipping.lines import breadth
from exporter.readers.clipping.sheet import Sheet

# On 568 documents with known headings this test found 56 of 100, and 92.5 of 100 found were right.
LONGEST, MOST_WORDS, TEXT_ABOVE, TEXT_BELOW = 60, 9, 60, 80
_PAUSE = re.compile(r"_{3,}|\*( ?\*){2,}|-{3,}|—{3,}|[•●] ?[•●] ?[•●]|~{3,}|={3,}|#{3,}|⁂")
_NO_END = re.compile(r"[.!?:;,…。！？、”»\"'’)\]]$")
_NO_CROSSHEAD = re.compile(
    r"(?:By|Photos?|Foto|Picture|Image|Credit|Source|Read more|Also read|See also|More on|Turn to|Page)\b|\W|\d+$",
)
_GLUED = re.compile(r".*[a-z](?:AFP|AP|Reuters|dpa)")


def find_crossheads(sheet: Sheet) -> None:
    """Give crossheads and pauses their roles; doubtful short lines stay text and are named."""
    for index in sheet.open():
        if _PAUSE.fullmatch(sheet.text(index)):
            sheet.give(index, "rule", "a pause")
    _release_glued(sheet)
    text = sheet.open()
    short = {index for index in text if _is_short(sheet.text(index))}
    for index in sorted(short):
        above, below = _neighbour(sheet, index, -1), _neighbour(sheet, index, 1)
        if {index - 1, index + 1} & short:
            sheet.doubt(index, "short lines together read as a list and are kept as text")
        elif breadth(above) >= TEXT_ABOVE and breadth(below) >= TEXT_BELOW:
            _accept(sheet, index)
        elif above and below:
            sheet.doubt(index, "a short line, but not between long paragraphs: kept as text", quiet=True)


def build_body(sheet: Sheet) -> tuple[Block, ...]:
    """Return the body blocks in order; what is still open becomes a paragraph."""
    for index in sheet.open():
        sheet.roles[index] = "body"
        sheet.whys[index] = sheet.whys[index] or "running text"
    blocks: list[Block] = []
    for role, run in groupby(range(len(sheet.chunks)), key=lambda index: _group(sheet, index)):
        indexes = list(run)
        if role == "list":
            items = tuple((_paragraph(sheet, index),) for index in indexes)
            blocks.append(List(items=items, line=sheet.chunks[indexes[0]].number))
        elif role == "quote":
            blocks.append(_quote(sheet, indexes))
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
    """Return the text of the next paragraph above or below, or "" where there is none."""
    other = index + step
    return (
        sheet.text(other)
        if 0 <= other < len(sheet.chunks) and sheet.roles[other] in ("", "body", "list", "quote")
        else ""
    )


def _group(sheet: Sheet, index: int) -> object:
    return sheet.roles[index] if sheet.roles[index] in ("list", "quote") else index


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
