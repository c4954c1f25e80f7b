"""What stands above the text: masthead, kicker, headline, byline, deck, dateline."""

from __future__ import annotations

import re

from exporter.readers.byline import is_byline
from exporter.readers.clipping.lines import breadth, ends_sentence, is_capitals
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.dateline import find_dateline
from exporter.readers.given import titled_in_address

LONGEST_MASTHEAD, LONGEST_HEADLINE, LONGEST_DECK, LONGEST_KICKER = 50, 160, 200, 30
# A line that ends like a sentence is a headline only when it is short: "We won."
LONGEST_SENTENCE = 80

_TITLE = re.compile(
    r"(?:The|Le|La|Les|Die|Der|Das|El|Il|De|O|A)\s(?:[\w.’'&-]+\s){0,3}(?:[\w’'-]*"
    r"(?:Times|Post|Gazette|Herald|Tribune|Courier|Chronicle|Guardian|Telegraph|Journal|Observer|Examiner|Inquirer|"
    r"Bulletin|Mercury|Advertiser|Argus|Monde|Zeitung|Anzeiger|Nachrichten|Rundschau|Presse|País|Mundo|Stampa|"
    r"Repubblica|Telegraaf|Volkskrant|Globo|Nación))"
)


def find_masthead(sheet: Sheet, footer_found: bool) -> None:
    """Give the masthead its role, where something vouches for it; else only say that line 1 could be one."""
    if not sheet.chunks or sheet.roles[0]:
        return
    name = sheet.text(0)
    why = _voucher(sheet, name, footer_found)
    if why:
        sheet.give(0, "masthead", why)
    elif _stands_as_masthead(sheet) and not sheet.source.given.publication and "headline" not in sheet.roles:
        hint = f'if it is the masthead, add --publication "{name}"; if it is a kicker, mark the headline with `# `'
        sheet.doubt(0, "taken as the headline; it could be the masthead or a kicker", hint)


def _voucher(sheet: Sheet, name: str, footer_found: bool) -> str:
    """Return what vouches for line 1 being the masthead, or ""."""
    given = sheet.source.given
    if given.publication and _same(name, given.publication):
        return "it is the publication given"
    if not _stands_as_masthead(sheet):
        return ""
    if footer_found:
        return "first line, set apart, above a headline; the reader's footer was found"
    if titled_in_address(given) and _same(name, titled_in_address(given).replace("-", " ")):
        return "the address names it"
    return "first line, set apart, and named like a newspaper" if _TITLE.fullmatch(name) else ""


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
    index = sheet.open()[0]
    text = sheet.text(index)
    is_sentence = text.endswith((".", "。")) and breadth(text) > LONGEST_SENTENCE
    if breadth(text) > LONGEST_HEADLINE or is_sentence or find_dateline(text):
        sheet.doubt(index, "the first line is no headline: it reads as text", "put the headline above it: `# Headline`")
    elif len(sheet.chunks) > 1:
        sheet.give(index, "headline", "first short line" + (" below the masthead" if "masthead" in sheet.roles else ""))


def find_byline(sheet: Sheet) -> None:
    """Give the byline its role: one of the next three short lines that opens with By, Von, Par, Por, Di, От."""
    if sheet.source.given.byline:
        for index in _below_headline(sheet)[:3]:
            if _same(sheet.text(index), sheet.source.given.byline):
                return sheet.give(index, "byline", "it is the byline given")
    for index in _below_headline(sheet)[:3]:
        if is_byline(sheet.text(index)):
            return sheet.give(index, "byline", "short line that opens like a byline")
        if breadth(sheet.text(index)) > LONGEST_DECK:
            return None
    return None


def find_deck(sheet: Sheet) -> None:
    """Give the deck its role: one paragraph between the head and the paragraph that opens with a dateline."""
    below = _below_headline(sheet)[:2]
    if len(below) < 2 or find_dateline(sheet.text(below[0])) or not find_dateline(sheet.text(below[1])):
        return
    if breadth(sheet.text(below[0])) <= LONGEST_DECK and below[1] == below[0] + 1:
        sheet.give(below[0], "deck", "one short paragraph above the one with the dateline")


def find_first_paragraph(sheet: Sheet) -> None:
    """Take the dateline off the first body paragraph."""
    below = _below_headline(sheet)
    if not below:
        return
    dateline = find_dateline(sheet.text(below[0]))
    if dateline:
        sheet.dateline, sheet.opening = dateline, below[0]
        sheet.note(below[0], f"opens with the dateline {dateline.place}")


def _below_headline(sheet: Sheet) -> list[int]:
    head = sheet.roles.index("headline") if "headline" in sheet.roles else -1
    return [index for index in sheet.open() if index > head]


def _stands_as_masthead(sheet: Sheet) -> bool:
    """Return True for a short line apart, then a line that can be a headline, then a longer paragraph."""
    name = sheet.text(0)
    if len(name) > LONGEST_MASTHEAD or ends_sentence(name) or not sheet.chunks[0].apart or len(sheet.chunks) < 3:
        return False
    if sheet.roles[1] == "headline":
        return True
    if sheet.open()[:3] != [0, 1, 2] or is_byline(sheet.text(1)) or find_dateline(sheet.text(1)):
        return False
    return breadth(sheet.text(1)) <= LONGEST_HEADLINE and breadth(sheet.text(2)) > breadth(sheet.text(1))


def _sort_above(sheet: Sheet, headline: int) -> None:
    """Give roles to the lines above a marked headline: a short one in capitals is the kicker."""
    for index in [index for index in sheet.open() if index < headline]:
        if is_capitals(sheet.text(index)) and len(sheet.text(index)) <= LONGEST_KICKER and "kicker" not in sheet.roles:
            sheet.give(index, "kicker", "short line in capitals above the marked headline")
        else:
            sheet.doubt(index, "stands above the headline and is taken as text")


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", " ", one).casefold().strip() == re.sub(r"\W+", " ", other).casefold().strip()
