"""Footnotes: pop-ups where the reader has them, a list at the end of the story where it has not."""

from __future__ import annotations

from lxml.etree import _Element

from exporter.backends.epub.blocks import add_blocks
from exporter.backends.epub.headings import heading_scope
from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.xml import XHTML, add, add_first, set_type
from exporter.model import Footnote


def add_notes(parent: _Element, sheet: Sheet) -> None:
    """Append every footnote of the story, called or not; its sign leads back to the first call."""
    notes = sheet.story.article.notes
    if not notes:
        return
    section = add(parent, "div", "notes")
    set_type(section, "footnotes")
    for note in notes:
        aside = add(section, "aside", "note")
        aside.set("id", sheet.notes[note.id])
        set_type(aside, "footnote", "doc-footnote")
        with heading_scope(sheet, note.blocks):
            add_blocks(aside, note.blocks, sheet)
        _add_sign(aside, note, sheet)


def _add_sign(aside: _Element, note: Footnote, sheet: Sheet) -> None:
    """Put the sign in front of the note's first words."""
    first = aside[0] if len(aside) and aside[0].tag == f"{{{XHTML}}}p" else aside
    sign = add_first(first, "a" if note.id in sheet.calls else "span", "sign", sheet.note_label(note.id))
    sign.tail = f" {sign.tail or ''}"
    if note.id in sheet.calls:
        sign.set("href", f"#{sheet.calls[note.id]}")
        sign.set("role", "doc-backlink")
