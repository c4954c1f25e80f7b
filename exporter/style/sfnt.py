"""Whether a file is a font that can be set, drawn and embedded, before anything measures with it (OpenType 1.9).

HarfBuzz passes over a table that lies, and the text comes out as boxes or without widths; FreeType goes round in
outlines that are made of each other. So what a style names is looked over once, and said in words of the trade.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from itertools import pairwise

from exporter.regex import regex

HEADS = (b"\0\1\0\0", b"true", b"OTTO")
COLLECTION = b"ttcf"
OTHERS = {  # what is taken for a font, and is none that can go into a file
    b"wOFF": "is a font for web pages (WOFF)", b"wOF2": "is a font for web pages (WOFF2)",
    b"%!PS": "is a PostScript Type 1 font", b"\x80\x01": "is a PostScript Type 1 font",
    b"STAR": "is a font of bitmaps", b"<svg": "is a font for web pages (SVG)",
}  # fmt: skip
NEEDED = {b"head": 54, b"maxp": 6, b"hhea": 36, b"hmtx": 4, b"cmap": 4}  # tables and the least bytes each has
UNITS = range(16, 16_385)  # in an em
DEEPEST = 16  # glyphs in glyphs
MOST_PARTS = 256  # glyphs that one glyph is put together from, with theirs; a Korean syllable has three
KEY = regex(r"[^#@]+(?:#(\d{1,5}))?(?:@(.+))?")
AXIS = regex(r"([ -~]{4})=(-?\d{1,6}(?:\.\d+)?)")
COMPOSITE, WORDS, SCALE, SCALES, MATRIX, MORE = 0x8000, 0x0001, 0x0008, 0x0040, 0x0080, 0x0020  # flags of outlines

Tables = Mapping[bytes, bytes]


def read_key(key: str) -> tuple[str, int, dict[str, float]] | None:
    """Return file, number and pinned axes of ``file.ttc#1@wght=650``; None for what is no such key."""
    found = KEY.fullmatch(key)
    axes = found[2].split(",") if found and found[2] else []
    pinned = [match for axis in axes if (match := AXIS.fullmatch(axis))]
    if found is None or len(pinned) < len(axes):
        return None
    file = key.partition("@")[0].partition("#")[0]
    return file, int(found[1] or 0), {match[1]: float(match[2]) for match in pinned}


def write_sfnt(tables: Mapping[str, bytes]) -> bytes:
    """Return a font file of the tables, without checksums."""
    head = bytearray(struct.pack(">4sHHHH", b"OTTO" if "CFF " in tables else HEADS[0], len(tables), 0, 0, 0))
    body, place = bytearray(), 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        head += struct.pack(">4sLLL", tag.encode(), 0, place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return bytes(head + body)


def font_fault(data: bytes, index: int) -> str:
    """Return what is wrong with the face of that number in the file, as the rest of a sentence; "" for nothing."""
    if data[:4] == COLLECTION:
        (count,) = struct.unpack_from(">8xI", data) if len(data) >= 12 else (0,)
        if index >= count or len(data) < 16 + 4 * index:
            return f"is a collection without a face {index}"
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    elif index:
        return "is no collection, but one face"
    else:
        start = 0
    if len(data) < start + 12 or data[start : start + 4] not in HEADS:
        other = OTHERS.get(data[:4]) or OTHERS.get(data[:2])
        return other or "is no TrueType or OpenType font"
    tables = _read_tables(data, start)
    return tables if isinstance(tables, str) else _table_fault(tables)


def _read_tables(data: bytes, start: int) -> dict[bytes, bytes] | str:
    """Return the tables by tag, or what is wrong with them."""
    (count,) = struct.unpack_from(">H", data, start + 4)
    if len(data) < start + 12 + 16 * count:
        return "is cut short"
    tables: dict[bytes, bytes] = {}
    taken: list[tuple[int, int, str]] = []
    for number in range(count):
        tag, offset, length = struct.unpack_from(">4s4xII", data, start + 12 + 16 * number)
        name = repr(tag.decode("ascii", "replace"))
        if offset + length > len(data):
            return f"is cut short: its table {name} ends behind the end of the file"
        if tag in tables:
            return f"has its table {name} twice"
        tables[tag] = data[offset : offset + length]
        taken.append((offset, offset + length, name))
    for (_, end, first), (begin, _, second) in pairwise(sorted(taken)):
        if begin < end:
            return f"has two tables in one place, {first} and {second}"
    if taken and min(taken)[0] < start + 12 + 16 * count and not start:
        return f"has its table {min(taken)[2]} where its list of tables is"
    return tables


def _table_fault(tables: Tables) -> str:
    for tag, least in NEEDED.items():
        if len(tables.get(tag, b"")) < least:
            return (
                f"lacks the table {tag.decode()!r}" if tag not in tables else f"has too short a table {tag.decode()!r}"
            )
    (units,) = struct.unpack_from(">H", tables[b"head"], 18)
    (glyphs,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    if units not in UNITS:
        return f"divides the em into {units} units, where {UNITS[0]} to {UNITS[-1]} are allowed"
    if not 1 <= metrics <= glyphs or len(tables[b"hmtx"]) < 4 * metrics:
        return f"has {glyphs} glyphs and widths for {min(metrics, len(tables[b'hmtx']) // 4)}"
    if not any(struct.unpack_from(f">{'H2x' * metrics}", tables[b"hmtx"])):
        return "gives none of its glyphs a width"
    if b"glyf" in tables and b"loca" in tables:
        return _outline_fault(tables, glyphs)
    return "" if tables.get(b"CFF ") or tables.get(b"CFF2") else "has no outlines"


def _outline_fault(tables: Tables, glyphs: int) -> str:
    """Return what is wrong with TrueType outlines: where they stand, and what they are put together from."""
    long = bool(struct.unpack_from(">h", tables[b"head"], 50)[0])
    loca, glyf = tables[b"loca"], tables[b"glyf"]
    if len(loca) < (glyphs + 1) * (4 if long else 2):
        return f"has {glyphs} glyphs and outlines for {max(len(loca) // (4 if long else 2) - 1, 0)}"
    places = struct.unpack_from(f">{glyphs + 1}{'I' if long else 'H'}", loca)
    unit = 1 if long else 2
    if places[-1] * unit > len(glyf) or any(begin > end for begin, end in pairwise(places)):
        return "has outlines in no order, or behind their table's end"
    parts = {
        glyph: _parts(glyf[begin * unit : end * unit])
        for glyph, (begin, end) in enumerate(pairwise(places))
        if begin < end and glyf[begin * unit] & 0x80
    }
    sizes: dict[int, float] = {}
    tangled = any(_count(glyph, parts, sizes) > MOST_PARTS for glyph in parts)
    return "has glyphs that are made of each other without end" if tangled else ""


def _parts(outline: bytes) -> list[int]:
    """Return the glyphs that the outline is put together from (glyf, composite glyph description)."""
    parts, place, flags = [], 10, MORE
    while flags & MORE and place + 4 <= len(outline):
        flags, glyph = struct.unpack_from(">HH", outline, place)
        parts.append(glyph)
        scale = 2 if flags & SCALE else 4 if flags & SCALES else 8 if flags & MATRIX else 0
        place += 4 + (4 if flags & WORDS else 2) + scale
    return parts


def _count(glyph: int, parts: Mapping[int, list[int]], sizes: dict[int, float], depth: int = 0) -> float:
    """Return how many simple glyphs the glyph comes to; infinite for one that holds itself or is `DEEPEST` deep."""
    if glyph not in sizes:
        sizes[glyph] = math.inf  # until it is counted, so that one met again below itself has no end
        if glyph not in parts:
            sizes[glyph] = 1
        elif depth < DEEPEST:
            sizes[glyph] = sum(_count(part, parts, sizes, depth + 1) for part in parts[glyph])
    return sizes[glyph]
