"""CFF outlines → a CID-keyed font, in which a glyph may stand under several codes.

PDF takes name-keyed CFF fonts too, but gives them no way to show one glyph under two codes, and not every validator
takes them. So the outlines are put into a new CID-keyed font where code = place, and a glyph that needs a further code
is put in again. (The Compact Font Format Specification, Adobe Technical Note 5176.)
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Operators of a DICT; 12xx are the two-byte ones.
FONT_BBOX, CHARSET, CHAR_STRINGS, PRIVATE, FONT_MATRIX = 5, 15, 17, 18, 1207
ROS, CID_COUNT, FD_ARRAY, FD_SELECT = 1230, 1234, 1236, 1237
FIRST_OWN_STRING = 391  # strings below are the standard ones
NO_SUBROUTINES = b"\0\0"  # an empty INDEX


def is_cid_keyed(cff: bytes) -> bool:
    """Return True for a font that is CID-keyed already; it stays as it is."""
    return ROS in _dict(cff, _index_bounds(cff, _index_bounds(cff, cff[2])[-1]))


def make_cid_keyed(cff: bytes, further: Sequence[int], count: int) -> bytes:
    """Return the name-keyed font (without subroutines) as a CID-keyed one, with the glyphs `further` from `count` on.

    `count` is at least the number of glyphs in `cff`, from which a subset has lost the last ones that are not used.
    """
    names = _index_bounds(cff, cff[2])
    top = _dict(cff, _index_bounds(cff, names[-1]))
    outlines = _index(cff, _number(top[CHAR_STRINGS][0]))
    outlines += outlines[:1] * (count - len(outlines))
    outlines += [outlines[glyph] for glyph in further]
    size, place = (_number(operand) for operand in top[PRIVATE])
    kept = b"".join(b"".join(top[key]) + _operator(key) for key in (FONT_MATRIX, FONT_BBOX) if key in top)
    ranges = struct.pack(">BHH", 2, 1, len(outlines) - 2)  # charset, format 2: the codes from 1 on are the places
    select = struct.pack(">BHHBH", 3, 1, 0, 0, len(outlines))  # format 3: all glyphs by the only Font DICT
    parts = [ranges, select, _pack_index(outlines), cff[place : place + size], b""]
    head = b"\1\0\4\4" + _pack_index(_index(cff, cff[2]))
    strings = _pack_index([b"Adobe", b"Identity"]) + NO_SUBROUTINES

    def top_dict(offsets: Sequence[int]) -> bytes:
        return _pack_index([
            _entry(ROS, FIRST_OWN_STRING, FIRST_OWN_STRING + 1, 0) + kept + _entry(CID_COUNT, len(outlines))
            + _entry(CHARSET, offsets[0]) + _entry(FD_SELECT, offsets[1])
            + _entry(CHAR_STRINGS, offsets[2]) + _entry(FD_ARRAY, offsets[4])
        ])  # fmt: skip

    offsets = [len(head) + len(top_dict([0] * 5)) + len(strings)]
    for part in parts[:-1]:
        offsets.append(offsets[-1] + len(part))
    parts[-1] = _pack_index([_entry(PRIVATE, size, offsets[3])])
    return head + top_dict(offsets) + strings + b"".join(parts)


def _entry(operator: int, *operands: int) -> bytes:
    """Return a DICT entry whose length does not depend on its values: integers in five bytes."""
    return b"".join(b"\x1d" + struct.pack(">i", operand) for operand in operands) + _operator(operator)


def _operator(operator: int) -> bytes:
    return bytes((12, operator - 1200)) if operator >= 1200 else bytes((operator,))


def _dict(cff: bytes, bounds: Sequence[int]) -> dict[int, list[bytes]]:
    """Return the operands of each operator, as their bytes, of the first DICT in the INDEX with these bounds."""
    entries: dict[int, list[bytes]] = {}
    operands: list[bytes] = []
    place = bounds[0]
    while place < bounds[1]:
        first = cff[place]
        length = _operand_length(cff, place)
        if length:
            operands.append(cff[place : place + length])
            place += length
            continue
        place += 2 if first == 12 else 1
        entries[1200 + cff[place - 1] if first == 12 else first] = operands
        operands = []
    return entries


def _operand_length(cff: bytes, place: int) -> int:
    """Return how many bytes the number takes, 0 for an operator."""
    first = cff[place]
    if first <= 21:
        return 0
    if first in (28, 29):
        return 3 if first == 28 else 5
    if first == 30:  # a real number: two digits a byte, to a half byte of 15
        end = place + 1
        while cff[end] & 15 != 15:
            end += 1
        return end - place + 1
    return 1 if first <= 246 else 2


def _number(operand: bytes) -> int:
    """Return the whole number that the operand stands for (clause 4, table 3)."""
    first = operand[0]
    if first in (28, 29):
        return int.from_bytes(operand[1:], "big", signed=True)
    if first <= 246:
        return first - 139
    return (first - 247) * 256 + operand[1] + 108 if first <= 250 else -(first - 251) * 256 - operand[1] - 108


def _index_bounds(cff: bytes, place: int) -> list[int]:
    """Return where each item of the INDEX begins, and where the last one ends."""
    (count,) = struct.unpack_from(">H", cff, place)
    if count == 0:
        return [place + 2]
    size = cff[place + 2]
    base = place + 2 + size * (count + 1)
    starts: Iterator[int] = (place + 3 + size * index for index in range(count + 1))
    return [base + int.from_bytes(cff[start : start + size], "big") for start in starts]


def _index(cff: bytes, place: int) -> list[bytes]:
    return [cff[start:end] for start, end in pairwise(_index_bounds(cff, place))]


def _pack_index(items: Sequence[bytes]) -> bytes:
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return struct.pack(">HB", len(items), 4) + struct.pack(f">{len(offsets)}I", *offsets) + b"".join(items)
