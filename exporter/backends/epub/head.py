"""What opens a story, from masthead line to rights, and what closes it: bios, address, use allowed."""

from __future__ import annotations

from lxml.etree import _Element

from exporter.backends.epub.inlines import add_link, add_runs
from exporter.backends.epub.masthead import BETWEEN
from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.xml import add, add_text, set_type
from exporter.dates import format_date
from exporter.model import Rich, Rights, text_of


def add_head(parent: _Element, sheet: Sheet) -> None:
    """Append the header with what the story states, from publication to rights; what is empty is left out."""
    article = sheet.story.article
    head = add(parent, "header", "head")
    _add_running(head, sheet)
    _add_line(head, "p", "kicker", article.kicker, sheet)
    headline = _add_line(head, "h1", "headline", article.headline, sheet)
    if headline is None:
        headline = add(head, "h1", "headline opening", sheet.story.title)
    headline.set("id", sheet.headline_id)
    for subhead in article.subheads:
        line = _add_line(head, "p", "subhead", subhead, sheet)
        if line is not None:
            set_type(line, "subtitle", "doc-subtitle")
    _add_line(head, "p", "deck", article.deck, sheet)
    byline = article.byline.raw or ", ".join(person.name for person in article.byline.persons)
    if byline:
        add(head, "p", "byline", byline)
    _add_dates(head, sheet)
    _add_origin(head, sheet)


def add_tail(parent: _Element, sheet: Sheet) -> None:
    """Append what closes the story: who wrote it, where it is published, what use of it is allowed."""
    article = sheet.story.article
    tail = add(parent, "footer", "tail")
    for person in article.byline.persons:
        if person.bio:
            line = add(tail, "p", "bio")
            add(line, "strong", text=person.name)
            add_text(line, f" {person.bio}")
    if article.url:
        address = _add_labelled(tail, "address", "url", sheet)
        add_text(add_link(address, article.url, sheet), article.url)
    for line in usage_lines(article.rights):
        add(tail, "p", "usage", line)
    if not len(tail):
        parent.remove(tail)


def rights_notice(rights: Rights) -> str:
    """Return the notice as printed, or sign, year and holder; "" where nothing is stated."""
    holder = " ".join(part for part in (rights.year, rights.holder) if part)
    return rights.notice or (f"© {holder}" if holder else "")


def usage_lines(rights: Rights) -> tuple[str, ...]:
    """Return what use is allowed, as stated."""
    return tuple(line for line in (rights.usage, rights.licence, rights.instructions) if line)


def _add_line(parent: _Element, tag: str, css: str, runs: Rich, sheet: Sheet) -> _Element | None:
    if not text_of(runs).strip():
        return None
    line = add(parent, tag, css)
    add_runs(line, runs, sheet)
    return line


def _add_running(head: _Element, sheet: Sheet) -> None:
    """Append publication, section, series and page on one line, each in its span."""
    article, language = sheet.story.article, sheet.story.language
    page = f"{sheet.style.phrase('page', language)} {article.page}" if article.page else ""
    parts = {
        "publication": article.publication.name,
        "edition": article.publication.edition,
        "section": sheet.story.section,
        "series": article.series,
        "page": page,
    }
    line = add(head, "p", "running")
    for css, text in parts.items():
        if text:
            if len(line):
                add_text(line, BETWEEN)
            add(line, "span", css, text)
    if not len(line):
        head.remove(line)


def _add_dates(head: _Element, sheet: Sheet) -> None:
    """Append the day of publication and, where it is another, the day of the last change."""
    dates, language = sheet.story.article.dates, sheet.story.language
    published = dates.published or sheet.story.article.publication.date or dates.created
    if not (published or dates.updated):
        return
    line = add(head, "p", "date")
    if published:
        _add_day(line, published, language)
    if dates.updated and dates.updated[:10] != published[:10]:
        label = sheet.style.phrase("updated", language)
        add_text(line, f"{BETWEEN if published else ''}{label} ")
        _add_day(line, dates.updated, language)


def _add_origin(head: _Element, sheet: Sheet) -> None:
    """Append where the story comes from and whose it is, on one line where there is room."""
    article = sheet.story.article
    notice = rights_notice(article.rights)
    if not (article.sources or notice):
        return
    origin = add(head, "div", "origin")
    if article.sources:
        names = ", ".join(source.name for source in article.sources)
        _add_labelled(origin, "sources", "source", sheet).text = names
    if notice:
        add(origin, "p", "rights", notice)


def _add_day(line: _Element, iso: str, language: str) -> None:
    add(line, "time", text=format_date(iso, language)).set("datetime", iso[:10])


def _add_labelled(parent: _Element, css: str, phrase: str, sheet: Sheet) -> _Element:
    """Return the place for the value in a new line that opens with the word for it."""
    line = add(parent, "p", css)
    word, colon = (sheet.style.phrase(key, sheet.story.language) for key in (phrase, "colon"))
    add(line, "span", "label", word + colon.rstrip(" "))
    if colon.endswith(" "):
        add_text(line, " ")
    return add(line, "span")
