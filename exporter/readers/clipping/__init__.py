"""Text copied out of a digital newspaper reader → an edition of one story.

The rules are the safe ones; what is uncertain stays body text and is named in the trace and in a finding. No word is
changed. A user settles doubts by marking lines: ``# `` headline, ``## `` and ``### `` crossheads, ``> `` quotation
(last line ``— Name``), ``- `` list item.
"""

from __future__ import annotations

from exporter.env import Env
from exporter.model import Article, Byline, Dropped, Provenance, Publication, Rights, edition_of, rich
from exporter.readers.byline import parse_byline
from exporter.readers.clipping.body import build_body, find_crossheads
from exporter.readers.clipping.captions import find_given_captions, find_repeated_captions
from exporter.readers.clipping.heads import (
    find_byline,
    find_deck,
    find_first_paragraph,
    find_headline,
    find_masthead,
)  # fmt: skip
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.clipping.tails import drop_footer, find_contributions, find_rights
from exporter.readers.reading import Draft, Source
from exporter.report import Report


def read_clipping(source: Source, env: Env, report: Report) -> Draft:
    """Return the story with every source line traced. The order of the steps is from the surest rule to the least."""
    sheet = Sheet(source, report)
    footer_found = drop_footer(sheet)
    find_repeated_captions(sheet)
    find_given_captions(sheet)
    find_masthead(sheet, footer_found)
    find_headline(sheet)
    find_byline(sheet)
    find_deck(sheet)
    find_first_paragraph(sheet)
    find_rights(sheet)
    find_contributions(sheet)
    find_crossheads(sheet)
    return Draft(edition_of(_build_article(sheet)), sheet.trace())


def _build_article(sheet: Sheet) -> Article:
    byline = _first(sheet, "byline")
    body = build_body(sheet)
    return Article(
        publication=Publication(name=_first(sheet, "masthead")),
        kicker=rich(_first(sheet, "kicker")),
        headline=rich(_first(sheet, "headline")),
        deck=rich(_first(sheet, "deck")),
        byline=parse_byline(byline) if byline else Byline(),
        dateline=sheet.dateline,
        body=body,
        photos=tuple(sheet.photos),
        rights=Rights(notice="\n".join(_all(sheet, "rights"))),
        provenance=Provenance(dropped=_dropped(sheet)),
    )


def _all(sheet: Sheet, role: str) -> list[str]:
    return [sheet.text(index) for index, given in enumerate(sheet.roles) if given == role]


def _first(sheet: Sheet, role: str) -> str:
    return next(iter(_all(sheet, role)), "")


def _dropped(sheet: Sheet) -> tuple[Dropped, ...]:
    return tuple(
        Dropped(sheet.text(index), sheet.whys[index], sheet.chunks[index].number)
        for index, role in enumerate(sheet.roles)
        if role == "dropped"
    )
