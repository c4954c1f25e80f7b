"""Lines that are of the page or of the program it was read in, and not of the story, told by what they say.

Buttons, reading times, adverts, jumps to other pages and links to other stories. Each is dropped on record.
"""

from __future__ import annotations

import re

from exporter.readers.byline import is_byline
from exporter.readers.clipping.folio import read_folio
from exporter.readers.clipping.lines import Chunk, breadth, ends_sentence, is_capitals
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.dateline import find_dateline
from exporter.readers.phrases import ADVERTS, BUTTONS, ENDS, LINKS, PAYWALLS, SENTENCES, SURE, TAGS, form
from exporter.readers.written_date import find_date
from exporter.regex import regex

LONGEST_LINK, LONGEST_BESIDE, DEEPEST, LONGEST_SKIP = 160, 40, 50, 16
_INBOX = regex(r"Get .{2,60} (?:in|to|sent to|delivered to) your inbox.{0,40}", re.IGNORECASE)
_NOTHING_LEFT = regex(r"(?<!\d)0(?!\d)")
_UPDATED = regex(
    r"(?i:(?:last )?(?:updated|published|modifi\w+|modificat\w+|aktualisiert|actualizado|uppdaterad|opdateret|עודכן)):?"
    r"(?:[\s,]+(?:ב-?)?(?:[\d:.]+|[ap]\.?m\.?|[AP]\.?M\.?|Uhr|kl\.?|at|um|à|h|[A-Z]{2,4}))*"
)
_HASHTAGS = regex(r"(?:#\w+\s*)+")
_PAGE = r"[A-Z]{0,2}-?\d{1,3}"
_JUMP = regex(
    rf"(?:See|Turn to|Please see|Please turn to) [A-Z][A-Z’' -]*,? (?:(?:on )?page )?{_PAGE}"
    rf"|(?:Continued|Cont[’'.]?d\.?) (?:on|from) (?:page )?{_PAGE}|From (?:page )?{_PAGE}"
    rf"|Fortsetzung (?:auf|von) Seite {_PAGE}|(?:Suite|Lire la suite)(?: en)? page {_PAGE}|Suite de la page {_PAGE}"
    rf"|(?:Pasa a|Viene de|Sigue en)(?: la)? p[aá]g(?:ina|\.)? {_PAGE}"
    rf"|(?:Segue|Continua|Dalla)(?: a)? pag(?:ina|\.)? {_PAGE}"
    rf"|Sundan sa (?:pahina )?{_PAGE}|Mula sa (?:pahina )?{_PAGE}|\d{{1,3}}面(?:に続く|から続く)",
    re.IGNORECASE,
)
_LINKED = regex(r"([^:：|»›]{3,30}?)\s*[:：|»›].*")


def is_button(text: str) -> bool:
    """Return True for what a program or a web page writes around a story, adverts not counted."""
    said = form(text)
    return BUTTONS.hold(said) or SURE.hold(said)


def is_advert(text: str) -> bool:
    """Return True for the word that parts an advert from the story."""
    return ADVERTS.hold(form(text))


def drop_furniture(sheet: Sheet) -> None:
    """Drop all such lines among the open ones."""
    _drop_below(sheet)
    _drop_skipped(sheet)
    _drop_lists(sheet)
    for index in sheet.open():
        text = sheet.text(index)
        said = form(text)
        if PAYWALLS.hold(said):
            sheet.give(index, "dropped", "the page says here that the story goes on for subscribers")
            sheet.cut = index if not _NOTHING_LEFT.search(text) else sheet.cut
        elif SURE.hold(said) or SENTENCES.hold(said) or ADVERTS.hold(said) or _is_aside(text):
            sheet.give(index, "dropped", "a line of the page or its reader, not of the story")
        elif _JUMP.fullmatch(text):
            sheet.give(index, "dropped", "the story goes on on another page")
            _drop_jump_word(sheet, index)
        elif (linked := _LINKED.fullmatch(text)) and len(text) <= LONGEST_LINK and LINKS.hold(form(linked[1])):
            sheet.give(index, "dropped", "points to another story")
    for index in sheet.open():
        if BUTTONS.hold(form(sheet.text(index))) and not _may_be_crosshead(sheet, index):
            sheet.give(index, "dropped", "a button of the page or its reader, not of the story")


def _is_aside(text: str) -> bool:
    """Return True for an invitation to be sent more, a time of day alone, and words marked to be found by."""
    updated = _UPDATED.fullmatch(text) and not find_date(text)[0]
    return bool(updated or _INBOX.fullmatch(text) or _HASHTAGS.fullmatch(text))


def _drop_below(sheet: Sheet) -> None:
    """Drop the label below which a page goes on to other stories, and all below it, where no text stands there."""
    for index in reversed(sheet.open()):
        if _is_text(sheet.chunks[index]):
            return
        if index > 0 and ENDS.hold(form(sheet.text(index))):
            for below in range(index, len(sheet.chunks)):
                if not sheet.roles[below]:
                    sheet.give(below, "dropped", "stands below the story, and is of the page")


def _drop_skipped(sheet: Sheet) -> None:
    """Drop what stands between ``skip past ...`` and ``after ...``, which a page says to those who hear it."""
    start = -1
    for index in sheet.open():
        said = form(sheet.text(index))
        if said.startswith("skip past "):
            start = index
        elif start >= 0 and said.startswith("after ") and said[6:] == form(sheet.text(start))[10:]:
            for between in range(start, index + 1) if index - start <= LONGEST_SKIP else ():
                sheet.give(between, "dropped", "what the page says can be skipped")
            start = -1


def drop_counts(sheet: Sheet) -> None:
    """Drop signs alone, and numbers alone beside a button: how many liked it."""
    found = sheet.open()
    for index in (*found, *reversed(found)):
        said = form(sheet.text(index))
        dropped = [i for i in (index - 1, index + 1) if 0 <= i < len(sheet.chunks) and sheet.roles[i] == "dropped"]
        if not sheet.roles[index] and said in ("", "#", "--") and dropped and not sheet.chunks[index].mark:
            sheet.give(index, "dropped", "a count or a sign beside a button")


def _drop_lists(sheet: Sheet) -> None:
    """Drop a list of other stories or of tags: its label, and the short lines in the block right below it."""
    for index in sheet.open():
        label = form(sheet.text(index))
        if not (LINKS.hold(label) or TAGS.hold(label)):
            continue
        below = index + 1
        if not (below < len(sheet.chunks) and sheet.touches(below)) and label.startswith("more on "):
            continue  # a crosshead
        why = "points to other stories" if LINKS.hold(label) else "the page's own tags"
        sheet.give(index, "dropped", why)
        for below in range(index + 1, len(sheet.chunks)):
            if sheet.roles[below] or _is_text(sheet.chunks[below]) or not sheet.touches(below):
                break
            if is_byline(sheet.text(below)) or read_folio(sheet.text(below)):
                break
            sheet.give(below, "dropped", why)


def _drop_jump_word(sheet: Sheet, index: int) -> None:
    """Drop the word in capitals above ``From A1``, by which the story is found again."""
    above = index - 1
    open_above = above > 0 and not sheet.roles[above] and sheet.touches(index)
    if open_above and is_capitals(sheet.text(above)) and len(sheet.text(above).split()) <= 2:
        sheet.give(above, "dropped", "the word by which the story is found again on its other page")


def _may_be_crosshead(sheet: Sheet, index: int) -> bool:
    """Return True for a word alone between two paragraphs of running text."""
    neighbours = [index - 1, index + 1]
    return all(0 <= other < len(sheet.chunks) and _is_text(sheet.chunks[other]) for other in neighbours)


def _is_text(chunk: Chunk) -> bool:
    return breadth(chunk.text) >= 80 and ends_sentence(chunk.text)


def find_folios(sheet: Sheet) -> None:
    """Take date, page and section from such lines above and below the text; they are printed from their fields."""
    for index in _outside(sheet):
        folio = read_folio(sheet.text(index))
        if not folio:
            continue
        told = [
            f"{name} {value}"
            for name, value in (("date", folio.date), ("page", folio.page), ("section", folio.section))
            if value
        ]
        why = f"the paper's line of date and page: {', '.join(told)}"
        sheet.give(index, "dropped", f"{why}; {folio.rest!r} is in no field" if folio.rest else why)
        if sheet.roles[index] == "dropped":
            sheet.folios[index] = folio


def _outside(sheet: Sheet) -> list[int]:
    """Return the open lines above the first paragraph of running text, and those below the last."""
    text = [index for index, chunk in enumerate(sheet.chunks) if breadth(chunk.text) > 200 or find_dateline(chunk.text)]
    waiting = sheet.open()
    third = [index for index in waiting if _is_text(sheet.chunks[index])][2:3] or waiting[-1:]
    near = [index for index in waiting[:DEEPEST] if index <= third[0]]
    if not text:
        return near
    return [index for index in waiting if (index < text[0] and index in near) or index > text[-1]]


def drop_between_buttons(sheet: Sheet) -> None:
    """Drop short lines between the byline and the text that stand among buttons."""
    heads = [index for index, role in enumerate(sheet.roles) if role in ("headline", "deck", "byline")]
    text = next((index for index in sheet.open() if _is_text(sheet.chunks[index])), 0)
    for index in sheet.open():
        among = heads and heads[0] < index < text and sheet.roles[index - 1] == sheet.roles[index + 1] == "dropped"
        if among and breadth(sheet.text(index)) <= LONGEST_BESIDE:
            sheet.give(index, "dropped", "stands between buttons of the page")
