"""What stands above the text: masthead, kicker, headline, byline, deck, dateline."""

from __future__ import annotations

import re

from msgspec.structs import replace

from exporter.readers.byline import are_names, is_byline, is_name, is_office, is_placed
from exporter.readers.clipping.folio import is_section
from exporter.readers.clipping.furniture import is_button
from exporter.readers.clipping.lines import breadth, ends_sentence, is_capitals
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.clipping.titles import (
    LONGEST_DECK,
    LONGEST_HEADLINE,
    LONGEST_KICKER,
    LONGEST_MASTHEAD,
    is_title,
    reads_as_text,
)  # fmt: skip
from exporter.readers.dateline import find_dateline
from exporter.readers.given import titled_in_address

LONGEST_POINT, MOST_POINTS = 100, 6


def find_masthead(sheet: Sheet, footer_found: bool) -> None:
    """Give the masthead its role, where something vouches for it; else only say that line 1 could be one."""
    _find_name_in_folio(sheet)
    first = _first_line(sheet)
    if first < 0 or "masthead" in sheet.roles:
        return
    name = sheet.text(first)
    why = _voucher(sheet, first, footer_found)
    if why:
        sheet.give(first, "masthead", why)
    elif _stands_as_masthead(sheet, first) and not sheet.source.given.publication and "headline" not in sheet.roles:
        hint = f'if it is the masthead, add --publication "{name}"; if it is a kicker, mark the headline with `# `'
        sheet.doubt(first, "taken as the headline; it could be the masthead or a kicker", hint)


def _find_name_in_folio(sheet: Sheet) -> None:
    """Take the name of the paper from the first line, where it stands beside date and page."""
    folio = sheet.folios.get(0)
    if folio and folio.rest and is_title(folio.rest):
        sheet.folios[0] = replace(folio, title=folio.rest, rest="")
        sheet.whys[0] = f"the paper's line of date and page, with its name {folio.rest}"


def _voucher(sheet: Sheet, first: int, footer_found: bool) -> str:
    """Return what vouches for the first line being the masthead, or ""."""
    given, name = sheet.source.given, sheet.text(first)
    if given.publication and _same(name, given.publication):
        return "it is the publication given"
    if not _stands_as_masthead(sheet, first):
        return ""
    if footer_found:
        return "first line, set apart, above a headline; the reader's footer was found"
    if any(role == "dropped" and name in sheet.text(i) for i, role in enumerate(sheet.roles)) and len(name) > 5:
        return "first line, set apart, and named in a line of the page"
    if titled_in_address(given) and _same(name, titled_in_address(given).replace("-", " ")):
        return "the address names it"
    if {first - 1, first + 1} & sheet.folios.keys() and not is_section(name):
        return "first line, beside the paper's line of date and page"
    if is_section(sheet.text(sheet.open()[1])) and not is_section(name):
        return "first line, set apart, above the name of a section"
    return "first line, set apart, and named like a newspaper" if is_title(name) else ""


def find_kicker(sheet: Sheet) -> None:
    """Give the kicker its role: the name of a section, or one word in capitals, right above what can be a headline."""
    above = sheet.open()[:2]
    if "headline" in sheet.roles or len(above) < 2 or not can_be_headline(sheet, above[1]):
        return
    text = sheet.text(above[0])
    if is_section(text):
        sheet.give(above[0], "kicker", "the name of a section above the headline")
    elif is_capitals(text) and text.isalpha() and "masthead" in sheet.roles:
        sheet.give(above[0], "kicker", "one word in capitals between masthead and headline")
        sheet.doubt(above[0], "taken as the kicker", quiet=True)


def find_headline(sheet: Sheet) -> None:
    """Give the headline its role: the marked line, else the first short one."""
    marked = [index for index, role in enumerate(sheet.roles) if role == "headline"]
    if marked:
        _sort_above(sheet, marked[0])
        for index in marked[1:]:
            sheet.give(index, "crosshead 1", "a second headline mark")
        return
    if not sheet.open():
        return
    index = next((index for index in sheet.open() if not is_byline(sheet.text(index))), sheet.open()[0])
    if reads_as_text(sheet.text(index)):
        sheet.doubt(index, "the first line is no headline: it reads as text", "put the headline above it: `# Headline`")
    elif len(sheet.chunks) > 1:
        sheet.give(index, "headline", "first short line" + (" below the masthead" if "masthead" in sheet.roles else ""))
        _find_second_line(sheet, index)


def _find_second_line(sheet: Sheet, headline: int) -> None:
    """Take a line that goes on in small letters right below the headline, and alone there, as part of it."""
    below = headline + 1
    if below + 1 >= len(sheet.chunks) or not sheet.touches(below) or sheet.touches(below + 1) or sheet.roles[below]:
        return
    above, text = sheet.text(headline), sheet.text(below)
    if text[0].islower() and not ends_sentence(above) and breadth(above) + breadth(text) <= LONGEST_HEADLINE:
        sheet.give(below, "headline", "goes on from the line above")


def find_byline(sheet: Sheet) -> None:
    """Give the byline its role: one of the next three short lines that opens with By, Von, Par, Por, Di, От."""
    if sheet.source.given.byline:
        for index in _below_headline(sheet)[:3]:
            if _same(sheet.text(index), sheet.source.given.byline):
                sheet.give(index, "byline", "it is the byline given")
                return
    for index in _below_headline(sheet)[:3]:
        if is_byline(sheet.text(index)):
            sheet.give(index, "byline", "short line that opens like a byline")
            _find_office(sheet, index)
            return
        if breadth(sheet.text(index)) > LONGEST_DECK:
            break
    _find_bare_byline(sheet)
    if "byline" not in sheet.roles and "headline" in sheet.roles:
        for index in [index for index in sheet.open() if index < sheet.roles.index("headline")]:
            if is_byline(sheet.text(index)):
                sheet.give(index, "byline", "short line above the headline that opens like a byline")
                return


def _find_bare_byline(sheet: Sheet) -> None:
    """Take names alone as the byline where the paper's own lines, or the text with its dateline, stand below."""
    for index in _below_headline(sheet)[:3]:
        text = sheet.text(index)
        if is_section(text) or not (is_name(text) or are_names(text) or is_placed(text)):
            continue
        if _says_name_again(sheet, index):
            sheet.give(index, "dropped", "the name of the author, which the next line says again")
        elif _stands_as_byline(sheet, index):
            sheet.give(index, "byline", "a name alone below the headline")
            sheet.doubt(index, "taken as the byline", "if it is none, say so with --roles FILE", quiet=True)
            _find_office(sheet, index)
            return


def _stands_as_byline(sheet: Sheet, index: int) -> bool:
    """Return True where the place of a name, the way it is written, or what is around it makes it a byline."""
    text, below = sheet.text(index), sheet.roles[index + 1 : index + 2]
    if (is_placed(text) and below == ["dropped"]) or (are_names(text) and is_capitals(text)):
        return True
    return _ends_head(sheet, index + 1) or _follows_name(sheet, index)


def _says_name_again(sheet: Sheet, index: int) -> bool:
    return index + 1 < len(sheet.chunks) and sheet.text(index + 1).casefold() == sheet.text(index).casefold()


def _follows_name(sheet: Sheet, index: int) -> bool:
    return sheet.roles[index - 1] == "dropped" and sheet.text(index - 1).casefold() == sheet.text(index).casefold()


def _find_office(sheet: Sheet, byline: int) -> None:
    """Take ``STAFF WRITER`` or an address right below the byline as part of it."""
    below = byline + 1
    if below < len(sheet.chunks) and not sheet.roles[below] and _is_of_author(sheet.text(below)):
        sheet.give(below, "byline", "what the author is, below the name")


def _is_of_author(text: str) -> bool:
    return is_office(text) or text.startswith("Reporting from ") or bool(re.fullmatch(r"\S+@\S+\.\w+", text))


def _ends_head(sheet: Sheet, index: int) -> bool:
    """Return True where what stands at the index shows that the head of the story ends above it."""
    if index >= len(sheet.chunks):
        return False
    text = sheet.text(index)
    if _is_of_author(text) and sheet.roles[index + 1 : index + 2] == ["dropped"]:
        return True
    if sheet.roles[index] == "dropped":
        return index in sheet.folios or is_button(text)
    return sheet.roles[index] == "byline" or is_byline(text) or bool(find_dateline(text))


def find_deck(sheet: Sheet) -> None:
    """Give the deck its role: one paragraph below the headline, and below it what ends the head of a story."""
    below = _below_headline(sheet)[:2]
    if len(below) < 2 or breadth(sheet.text(below[0])) > LONGEST_DECK:
        return
    text = sheet.text(below[0])
    above_byline = sheet.roles[below[0] + 1 : below[0] + 2] == ["byline"]
    is_opening = find_dateline(text) and not above_byline
    if is_opening or is_byline(text):
        return
    if is_section(text) and "kicker" not in sheet.roles:
        sheet.give(below[0], "kicker", "the name of a section below the headline")
        return
    if _ends_head(sheet, below[0] + 1) and ("byline" not in sheet.roles[: below[0]] or not ends_sentence(text)):
        why = "one short paragraph between the headline and the byline, the date or the dateline"
        sheet.give(below[0], "deck", why)


def find_first_paragraph(sheet: Sheet) -> None:
    """Take the dateline off the first body paragraph."""
    points: list[int] = []
    for index in _below_headline(sheet)[: MOST_POINTS + 1]:
        text = sheet.text(index)
        if dateline := find_dateline(text):
            sheet.dateline, sheet.opening = dateline, index
            sheet.note(index, f"opens with the dateline {dateline.place}")
            for point in points if len(points) > 1 else ():
                sheet.give(point, "list", "a short line above the paragraph with the dateline: a point of the summary")
            return
        if breadth(text) > LONGEST_POINT or ends_sentence(text):
            return
        points.append(index)


def _below_headline(sheet: Sheet) -> list[int]:
    head = sheet.roles.index("headline") if "headline" in sheet.roles else -1
    return [index for index in sheet.open() if index > head]


def _first_line(sheet: Sheet) -> int:
    """Return the index of the first line that is not dropped where it has no role yet, else -1."""
    first = next((index for index, role in enumerate(sheet.roles) if role != "dropped"), -1)
    return first if first >= 0 and not sheet.roles[first] else -1


def _stands_as_masthead(sheet: Sheet, first: int) -> bool:
    """Return True for a short line apart, then lines that can be kicker and headline, then a longer paragraph."""
    name, apart = sheet.text(first), sheet.chunks[first].apart or first + 1 in sheet.folios
    if len(name) > LONGEST_MASTHEAD or ends_sentence(name) or not apart or len(sheet.chunks) < 3:
        return False
    below = [
        index
        for index in range(first + 1, len(sheet.chunks))
        if sheet.roles[index] != "dropped" and not is_byline(sheet.text(index))
    ][:3]
    if below and sheet.roles[below[0]] == "headline":
        return True
    if below and is_section(sheet.text(below[0])):
        below = below[1:]
    if len(below) < 2 or any(sheet.roles[index] for index in below[:2]) or not can_be_headline(sheet, below[0]):
        return False
    longer = max(breadth(sheet.text(index)) for index in below[1:]) > breadth(sheet.text(below[0]))
    return longer or any(_ends_head(sheet, index) for index in range(below[0] + 1, below[0] + 4))


def can_be_headline(sheet: Sheet, index: int) -> bool:
    """Return True for a line that reads neither as text nor as a byline."""
    text = sheet.text(index)
    return not reads_as_text(text) and not is_byline(text)


def _sort_above(sheet: Sheet, headline: int) -> None:
    """Give roles to the lines above a marked headline: a short one in capitals is the kicker."""
    for index in [index for index in sheet.open() if index < headline]:
        if is_capitals(sheet.text(index)) and len(sheet.text(index)) <= LONGEST_KICKER and "kicker" not in sheet.roles:
            sheet.give(index, "kicker", "short line in capitals above the marked headline")
        else:
            sheet.doubt(index, "stands above the headline and is taken as text")


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", " ", one).casefold().strip() == re.sub(r"\W+", " ", other).casefold().strip()
