"""Fonts inside the Word file, when the style asks for them: so that it looks the same where they are not installed."""

from __future__ import annotations

import uuid

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from lxml import etree

from exporter.backends.docx.draft import Draft
from exporter.backends.docx.elements import Element, R, W
from exporter.style.fonts import open_book
from exporter.style.model import Slot

_SLOTS: tuple[tuple[Slot, str], ...] = (
    ("regular", "embedRegular"),
    ("bold", "embedBold"),
    ("italic", "embedItalic"),
    ("bold-italic", "embedBoldItalic"),
)
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def embed_fonts(draft: Draft, table: Part, entries: dict[str, Element]) -> None:
    """Add the faces of all families of the font table; a face whose licence bit forbids it is left out and reported."""
    book = open_book(draft.style.font_folders)
    parts: dict[str, Part] = {}
    for family, entry in entries.items():
        for slot, tag in _SLOTS:
            file = draft.style.families[family].file(slot)
            face = book.face(file)
            if not face.may_embed:
                message = f"the font {file} may not be embedded"
                draft.report.add("docx-font-refused", "warning", message, hint="whoever opens the file needs the font")
                continue
            key = uuid.uuid5(uuid.NAMESPACE_URL, file)  # by name, so that the same fonts give the same bytes
            if file not in parts:
                name = f"/word/fonts/font{len(parts) + 1}.odttf"
                parts[file] = draft.parts.add(name, _CONTENT_TYPE, obfuscate(face.data, key))
            relation = draft.parts.relate(table, parts[file], RT.FONT)
            etree.SubElement(entry, W + tag, {R + "id": relation, W + "fontKey": f"{{{str(key).upper()}}}"})


def obfuscate(data: bytes, key: uuid.UUID) -> bytes:
    """Return the font with its first 32 bytes masked by the key (ECMA-376 part 4, 10.1: font embedding)."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ other for byte, other in zip(data[:32], mask, strict=True)) + data[32:]
