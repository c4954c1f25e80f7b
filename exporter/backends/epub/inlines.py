"""Runs of text → XHTML phrases: marks, languages, links, footnote calls, ruby."""

from __future__ import annotations

from itertools import groupby

from lxml.etree import _Element

from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.xml import add, add_text, set_language, set_type
from exporter.model import Mark, Rich, Run
from exporter.model.language import direction_of
from exporter.model.links import safe_href

ELEMENTS: dict[Mark, tuple[str, str]] = {
    "bold": ("strong", ""),
    "italic": ("em", ""),
    "underline": ("u", ""),
    "strike": ("s", ""),
    "superscript": ("sup", ""),
    "subscript": ("sub", ""),
    "small-caps": ("span", "small-caps"),
    "code": ("code", ""),
}


def add_runs(parent: _Element, runs: Rich, sheet: Sheet) -> None:
    """Append the runs to the parent; neighbours with the same link share one link element."""
    if len(runs) == 1 and _is_plain(runs[0]):
        add_text(parent, runs[0].text)
        return
    for href, linked in groupby(runs, key=lambda run: run.href):
        target = add_link(parent, href, sheet) if href else parent
        for run in linked:
            _add_run(target, run, sheet)


def add_link(parent: _Element, href: str, sheet: Sheet) -> _Element:
    """Return a new link in the parent, or the parent itself where the link may not be carried: its words stay."""
    if safe := safe_href(href):
        link = add(parent, "a")
        link.set("href", safe)
        return link
    sheet.report.add(
        "epub-link-refused",
        "warning",
        f"the link {href[:80]!r} is not carried; its words stay",
        sheet.place(),
        "use a whole http, https, mailto or tel address",
    )
    return parent


def _is_plain(run: Run) -> bool:
    return not (run.marks or run.href or run.language or run.direction or run.note or run.ruby or "\n" in run.text)


def _add_run(parent: _Element, run: Run, sheet: Sheet) -> None:
    if _is_plain(run):
        add_text(parent, run.text)
        return
    if run.note:
        _add_call(parent, run, sheet)
        return
    if run.language or run.direction:
        parent = _add_foreign(parent, run, sheet)
    for mark in filter(ELEMENTS.__contains__, run.marks):  # signs of quotations are in the text
        tag, css = ELEMENTS[mark]
        parent = add(parent, tag, css)
    if run.ruby:
        _add_ruby(parent, run)
    else:
        _add_lines(parent, run.text)


def _add_lines(parent: _Element, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            add(parent, "br")
        if line:
            add_text(parent, line)


def _add_foreign(parent: _Element, run: Run, sheet: Sheet) -> _Element:
    span = add(parent, "span")
    direction = run.direction
    if run.language and sheet.knows_language(run.language, sheet.place()):
        set_language(span, run.language)
        direction = direction or direction_of(run.language)
    if direction and (run.direction or direction != sheet.direction):
        span.set("dir", direction)
    return span


def _add_ruby(parent: _Element, run: Run) -> None:
    ruby = add(parent, "ruby", text=run.text)
    add(ruby, "rp", text="(")
    add(ruby, "rt", text=run.ruby)
    add(ruby, "rp", text=")")


def _add_call(parent: _Element, run: Run, sheet: Sheet) -> None:
    """Append the sign that calls a footnote; without a footnote of that id the sign stays, but leads nowhere."""
    if run.note not in sheet.notes:
        add(parent, "sup", "noteref", run.text)
        return
    sign = add(parent, "sup")
    call = add(sign, "a", "noteref", run.text or sheet.note_label(run.note))
    call.set("id", sheet.call_id(run.note))
    call.set("href", f"#{sheet.notes[run.note]}")
    set_type(call, "noteref", "doc-noteref")
