"""Text copied out of a digital newspaper reader → an edition of one story.

The rules are the safe ones; what is uncertain stays body text and is named in the trace and in a finding. No word is
changed. A user settles doubts by marking lines: ``# `` headline, ``## `` and ``### `` crossheads, ``> `` quotation
(last line ``— Name``), ``- `` list item.
"""

from __future__ import annotations

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Byline, Dates, Dropped, Provenance, Publication, Rights, edition_of, rich
from exporter.readers.byline import parse_byline
from exporter.readers.clipping.body import build_body, find_crossheads, find_lists
from exporter.readers.clipping.briefs import split_briefs
from exporter.readers.clipping.captions import (
    find_credited_captions,
    find_credits_alone,
    find_given_captions,
    find_repeated_captions,
)  # fmt: skip
from exporter.readers.clipping.furniture import drop_between_buttons, drop_counts, drop_furniture, find_folios
from exporter.readers.clipping.heads import (
    find_byline,
    find_deck,
    find_first_paragraph,
    find_headline,
    find_kicker,
    find_masthead,
)  # fmt: skip
from exporter.readers.clipping.menus import drop_menu
from exporter.readers.clipping.page_head import find_page_head
from exporter.readers.clipping.pull_quotes import find_pull_quotes
from exporter.readers.clipping.sheet import Sheet
from exporter.readers.clipping.tails import drop_byline_again, drop_footer, find_contributions, find_rights
from exporter.readers.reading import Draft, Source, Trace
from exporter.report import Report


def read_clipping(source: Source, env: Env, report: Report) -> Draft:
    """Return the story with every source line traced; several briefs in one paste become several stories."""
    sources = split_briefs(source)
    drafts = [_read_story(part, report) for part in sources]
    if len(drafts) == 1:
        return drafts[0]
    message = f"the text was read as {len(drafts)} stories, each with a headline above a dateline"
    report.add("several-stories", "info", message, source.place(1), "if it is one, mark its headline with `# `")
    articles = [draft.edition.articles[0] for draft in drafts]
    masthead = articles[0].publication
    edition = edition_of(*(replace(article, publication=masthead) for article in articles))
    return Draft(edition, _merge([draft.trace for draft in drafts]))


def _merge(traces: list[tuple[Trace, ...]]) -> tuple[Trace, ...]:
    """Return one trace of all the lines, each as the story had it in which it stands."""
    return tuple(next((line for line in same if line.text.strip()), same[0]) for same in zip(*traces, strict=True))


def _read_story(source: Source, report: Report) -> Draft:
    """Return one story. The order of the steps is from the surest rule to the least."""
    sheet = Sheet(source, report)
    footer_found = drop_footer(sheet)
    sheet.surely_dropped = frozenset(index for index, role in enumerate(sheet.roles) if role == "dropped")
    drop_furniture(sheet)
    find_folios(sheet)
    drop_counts(sheet)
    drop_menu(sheet)
    find_repeated_captions(sheet)
    find_given_captions(sheet)
    find_credited_captions(sheet)
    find_lists(sheet)
    find_masthead(sheet, footer_found)
    find_page_head(sheet)
    find_kicker(sheet)
    find_headline(sheet)
    find_byline(sheet)
    find_deck(sheet)
    find_credits_alone(sheet)
    drop_between_buttons(sheet)
    drop_byline_again(sheet)
    find_first_paragraph(sheet)
    find_rights(sheet)
    find_contributions(sheet)
    find_pull_quotes(sheet)
    find_crossheads(sheet)
    _tell_dropped(sheet)
    _tell_cut(sheet)
    return Draft(edition_of(_build_article(sheet)), sheet.trace())


def _build_article(sheet: Sheet) -> Article:
    byline = ", ".join(_all(sheet, "byline"))
    folio = sheet.folio()
    body = build_body(sheet)
    return Article(
        publication=Publication(name=_first(sheet, "masthead") or folio.title, date=folio.date),
        dates=Dates(published=folio.date),
        page=folio.page,
        section=folio.section,
        kicker=rich(_first(sheet, "kicker")),
        headline=rich(" ".join(_all(sheet, "headline"))),
        deck=rich(_first(sheet, "deck")),
        byline=parse_byline(byline) if byline else Byline(),
        dateline=sheet.dateline,
        body=body,
        photos=tuple(sheet.photos),
        rights=Rights(notice="\n".join(_all(sheet, "rights"))),
        provenance=Provenance(dropped=_dropped(sheet)),
    )


def _tell_dropped(sheet: Sheet) -> None:
    """Name what was taken for the page's, where it is more than the reader's footer."""
    lines = [index for index, role in enumerate(sheet.roles) if role == "dropped"]
    told = [index for index in lines if index not in sheet.surely_dropped]
    if told:
        names = ", ".join(repr(sheet.text(index)[:40]) for index in told[:3]) + (" ..." if len(told) > 3 else "")
        message = f"{len(told)} line{'s' * (len(told) > 1)} of the page left out: {names}"
        hint = "exporter inspect shows each with its reason; --roles FILE with `NUMBER: body` keeps one"
        sheet.report.add("lines-dropped", "info", message, sheet.source.place(sheet.chunks[told[0]].number), hint)


def _tell_cut(sheet: Sheet) -> None:
    """Say that the story goes on where it was copied from."""
    if sheet.cut >= 0:
        message = f"the page says that the story goes on for subscribers: {sheet.text(sheet.cut)[:60]!r}"
        hint = "look whether the end of the story is missing; if so, sign in there and copy it again"
        sheet.report.add("story-cut", "warning", message, sheet.source.place(sheet.chunks[sheet.cut].number), hint)


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
