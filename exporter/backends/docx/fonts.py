"""Fonts inside the Word file, when the style asks for them: so that it looks the same where they are not installed."""

from __future__ import annotations

import struct
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
_RESTRICTED = 0x0002  # OpenType, OS/2 fsType: must not be embedded without the maker's leave


def embed_fonts(draft: Draft, table: Part, entries: dict[str, Element]) -> None:
    """Add the faces of all families of the font table; a face whose licence bit forbids it is left out and reported."""
    book = open_book(draft.style.font_folders)
    parts: dict[str, Part] = {}
    for family, entry in entries.items():
        for slot, tag in _SLOTS:
            file = draft.style.families[family].file(slot)
            data = book.face(file).data
            if licence_bits(data) & _RESTRICTED:
                message = f"the font {file} may not be embedded"
                draft.report.add("docx-font-refused", "warning", message, hint="whoever opens the file needs the font")
                continue
            key = uuid.uuid5(uuid.NAMESPACE_URL, file)  # by name, so that the same fonts give the same bytes
            if file not in parts:
                name = f"/word/fonts/font{len(parts) + 1}.odttf"
                parts[file] = draft.parts.add(name, _CONTENT_TYPE, obfuscate(data, key))
            relation = draft.parts.relate(table, parts[file], RT.FONT)
            etree.SubElement(entry, W + tag, {R + "id": relation, W + "fontKey": f"{{{str(key).upper()}}}"})


def obfuscate(data: bytes, key: uuid.UUID) -> bytes:
    """Return the font with its first 32 bytes masked by the key (ECMA-376 part 4, 10.1: font embedding)."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ other for byte, other in zip(data[:32], mask, strict=True)) + data[32:]


def licence_bits(data: bytes) -> int:
    """Return fsType of the font's OS/2 table, 0 where it has none."""
    (tables,) = struct.unpack_from(">H", data, 4)
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag == b"OS/2":
            (bits,) = struct.unpack_from(">H", data, offset + 8)
            return int(bits)
    return 0
