"""Fonts inside the Word file, so that it looks the same where they are not installed: cut down, and fit to be edited.

A face goes along when a style in use is set in it, with its letters of every alphabet in use and all of Latin: whoever
edits the story finds the letters of its language, not only those that happen to stand there.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from functools import lru_cache

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from exporter.backends.docx.draft import Draft
from exporter.backends.docx.elements import Element, R, W
from exporter.backends.docx.frames import framed_text_style
from exporter.backends.docx.roles import CHARACTER_STYLES, PARAGRAPH_STYLES
from exporter.regex import regex
from exporter.style.fonts import Face, open_book
from exporter.style.model import Slot, Style

_SLOTS: dict[Slot, str] = {  # in the order of CT_Font
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold-italic": "embedBoldItalic",
}
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_TEXT_PARTS = (RT.FOOTNOTES, RT.HEADER, RT.FOOTER)
_STYLE_IN_USE = regex(r'w:[pr]Style w:val="([^"]*)"')
_BOLD, _ITALIC = {"<w:b/>": True}, {"<w:i/>": True, '<w:i w:val="0"/>': False}  # as runs say what they differ in
# Letters are counted in rows of 128 code points, which is about an alphabet. These are Latin with its accents for the
# languages of Europe, the signs of its typography, and the currencies.
_ROW = 128
_LATIN = frozenset((0x0000 // _ROW, 0x0080 // _ROW, 0x0100 // _ROW, 0x2000 // _ROW, 0x2080 // _ROW))


def embed_fonts(draft: Draft, table: Part, entries: dict[str, Element], house: Collection[str]) -> None:
    """Add the faces in use to the font table; one whose licence does not let others edit it is left out and reported.

    `entries` are the families by their keys; styles of the ids in `house` are not set in ours.
    """
    text = _text_of(draft)
    rows = _LATIN | {ord(letter) // _ROW for letter in set(text)}
    wanted = set(_faces(text, draft.style, draft.headline_size, house))
    book = open_book(draft.style.font_folders)
    parts: dict[str, Part] = {}
    for family, entry in entries.items():
        for slot, tag in _SLOTS.items():
            if (family, slot) not in wanted:
                continue
            file = draft.style.families[family].file(slot)
            face = book.face(file)
            if not face.may_edit:
                message = f"the font {file} may not be embedded for editing"
                draft.report.add("docx-font-refused", "warning", message, hint="whoever opens the file needs the font")
                continue
            key = uuid.uuid5(uuid.NAMESPACE_URL, file)  # by name, so that the same fonts give the same bytes
            if file not in parts:
                name = f"/word/fonts/font{len(parts) + 1}.odttf"
                parts[file] = draft.parts.add(name, _CONTENT_TYPE, obfuscate(_cut(face, rows), key))
            relation = draft.parts.relate(table, parts[file], RT.FONT)
            etree.SubElement(entry, W + tag, {R + "id": relation, W + "fontKey": f"{{{str(key).upper()}}}"})


def _text_of(draft: Draft) -> str:
    """Return the parts that hold text, as they are written."""
    beside = [relation.target_part for relation in draft.document.rels.values() if relation.reltype in _TEXT_PARTS]
    return "".join(part.blob.decode() for part in (draft.document, *beside))


def _faces(text: str, style: Style, headline_size: float, house: Collection[str]) -> Iterator[tuple[str, Slot]]:
    """Yield family and slot of what is written; of the body's family also those that words are stressed with."""
    looks = {row.id: framed_text_style(row, style, headline_size) for row in PARAGRAPH_STYLES if row.id not in house}
    words = {row.id: style.text[row.role] for row in CHARACTER_STYLES if row.id not in house}
    words["CodeChar"] = style.text["code"]
    stressed: tuple[Slot, ...] = ("bold", "italic")
    body = style.text["body"].family
    for paragraph in text.split("</w:p>"):
        for name in _STYLE_IN_USE.findall(paragraph):
            if (look := looks.get(name) or words.get(name)) is None:
                continue
            bolds, italics = {look.slot.startswith("bold")}, {look.slot.endswith("italic")}
            if name in looks:
                bolds |= {on for mark, on in _BOLD.items() if mark in paragraph}
                italics |= {on for mark, on in _ITALIC.items() if mark in paragraph}
            yield from ((look.family, _slot(bold, italic)) for bold in bolds for italic in italics)
            if look.family == body:
                yield from ((body, slot) for slot in stressed)


def _slot(bold: bool, italic: bool) -> Slot:
    return ("bold-italic" if italic else "bold") if bold else "italic" if italic else "regular"


@lru_cache(maxsize=32)  # of 50 kB each
def _cut(face: Face, rows: frozenset[int]) -> bytes:
    """Return the font with its letters in these rows."""
    return face.subset(letters="".join(chr(code) for code in sorted(face.coverage) if code // _ROW in rows))


def obfuscate(data: bytes, key: uuid.UUID) -> bytes:
    """Return the font with its first 32 bytes masked by the key (ECMA-376 part 4, 10.1: font embedding)."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ other for byte, other in zip(data[:32], mask, strict=True)) + data[32:]
