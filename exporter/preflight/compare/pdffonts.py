"""The fonts of a PDF: which characters the codes of a string stand for."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable
from typing import Any

from exporter.preflight.compare.direction import from_the_right
from exporter.preflight.compare.glyphnames import character
from exporter.preflight.compare.pdfobjects import Objects
from exporter.preflight.compare.pdfvalues import Name, Reference, unhex
from exporter.regex import regex

Decoder = Callable[[bytes], str]
_CODES = 200_000  # rows of a table of characters; a font has 65,536 codes
_ROWS = regex(rb"begin(bfchar|bfrange)((?:[^be]++|b(?!eginbf)|e(?!ndbf))*+)endbf")
_HEXES = regex(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_CHARACTER = regex(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_LAM, _ALEFS = "\u0644", ("\u0622", "\u0623", "\u0625", "\u0627", "\u0671")


class Fonts:
    """The fonts of the file, each set up once."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._decoders: dict[Any, Decoder] = {}

    def decoder(self, reference: Any) -> Decoder:
        """Return what makes characters of strings in the font."""
        key = reference.number if isinstance(reference, Reference) else id(reference)
        if key not in self._decoders:
            self._decoders[key] = self._make(self._objects.get(reference))
        return self._decoders[key]

    def _make(self, font: Any) -> Decoder:
        if not isinstance(font, dict):
            return undecoded
        texts = _characters(self._objects.stream(font.get("ToUnicode")))
        if font.get("Subtype") == "Type0":
            return _of_two_bytes(texts)
        return _of_bytes(_encoding(self._objects, font) | texts)


def undecoded(raw: bytes) -> str:
    """Return as many signs of what is not known: the text of no font at all."""
    return "\ufffd" * len(raw)


def _of_two_bytes(texts: dict[int, str]) -> Decoder:
    said = texts.__getitem__

    def decode(raw: bytes) -> str:
        codes = struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) & ~1])
        try:
            return "".join(map(said, codes))
        except KeyError:
            return "".join([texts.get(code, "\ufffd") for code in codes])

    return decode


def _of_bytes(texts: dict[int, str]) -> Decoder:
    return lambda raw: "".join([texts.get(code, "\ufffd") for code in raw])


def _encoding(objects: Objects, font: dict[str, Any]) -> dict[int, str]:
    """Return the characters of a font of 256 codes (ISO 32000-1, 9.6.6)."""
    encoding = objects.get(font.get("Encoding"))
    base = (
        encoding if isinstance(encoding, Name) else encoding.get("BaseEncoding") if isinstance(encoding, dict) else ""
    )
    codec = "mac_roman" if base == "MacRomanEncoding" else "cp1252"
    table = {code: bytes((code,)).decode(codec, "replace") for code in range(32, 256)}
    code = 0
    differences = objects.get(encoding.get("Differences")) if isinstance(encoding, dict) else None
    for entry in differences or ():
        if isinstance(entry, int):
            code = entry
        elif isinstance(entry, Name):
            table[code] = character(entry)
            code += 1
    return table


def _characters(cmap: bytes) -> dict[int, str]:
    """Return the characters of each code, none where the table cannot be read."""
    try:
        return _to_unicode(cmap)
    except (ValueError, IndexError):
        return {}


def _to_unicode(cmap: bytes) -> dict[int, str]:
    """Return the characters of each code (ISO 32000-1, 9.10.3)."""
    texts: dict[int, str] = {}
    rows_left = _CODES
    for kind, rows in _ROWS.findall(cmap):
        if kind == b"bfchar":
            for code, text in _CHARACTER.findall(rows):
                texts[int(code, 16)] = chr(int(text, 16)) if len(text) == 4 else _utf16(text)
            continue
        hexes = _HEXES.findall(rows)
        index = 0
        while index + 2 < len(hexes):
            first, last = int(hexes[index][0], 16), int(hexes[index + 1][0], 16)
            index += 2
            if hexes[index][1]:
                index += 1
                code = first
                while index < len(hexes) and not hexes[index][2]:
                    texts[code] = _utf16(hexes[index][0])
                    code, index = code + 1, index + 1
                index += 1
                continue
            start = _utf16(hexes[index][0])
            index += 1
            rows_left -= min(last - first, 0xFFFF)
            if rows_left < 0:
                return {}
            for code in range(first, min(last, first + 0xFFFF) + 1):
                texts[code] = start[:-1] + chr(min(ord(start[-1]) + code - first, 0x10FFFF)) if start else ""
    return texts


def _utf16(digits: bytes) -> str:
    """Return the characters of a glyph as they are seen, of a script from right to left the last one first.

    That a file has them as they are read, others do, is seen by lam before alef and by marks behind their letter.
    """
    if len(digits) == 4:
        return chr(int(digits, 16))
    text = unhex(digits).decode("utf-16-be", "replace")
    return text[::-1] if len(text) > 1 and from_the_right(text) and _is_as_read(text) else text


def _is_as_read(text: str) -> bool:
    return (text[0] == _LAM and text[1:] in _ALEFS) or all(unicodedata.category(sign)[0] == "M" for sign in text[1:])
