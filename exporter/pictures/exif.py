"""What EXIF says that matters to the eye: which side is up, and which colours the numbers mean (EXIF 2.32, DCF 2.0)."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import Literal

ORIENTATION, EXIF_IFD, INTEROPERABILITY_IFD, INTEROPERABILITY_INDEX = 0x0112, 0x8769, 0xA005, 1
MOST_TAGS = 1000  # of a directory; cameras write fifty

# Adobe RGB (1998), 4.3: primaries and white in XYZ, adapted to D50 as profiles want them, and the exponent.
PRIMARIES = {
    b"rXYZ": (0.60974, 0.31111, 0.01947), b"gXYZ": (0.20528, 0.62567, 0.06087), b"bXYZ": (0.14919, 0.06322, 0.74457),
}  # fmt: skip
D65, D50 = (0.95045, 1.0, 1.08905), (0.9642, 1.0, 0.82491)
GAMMA = 563  # in 1/256


def exif_orientation(exif: bytes) -> int:
    """Return the orientation from the first directory of an EXIF block, 1 to 8; 1 where it says none.

    Damaged EXIF says none: the picture itself is whole, and cameras and phones write much nonsense here.
    """
    order, start = _begin(exif)
    value = _find(exif, order, start, ORIENTATION)
    side = struct.unpack_from(order + "H", value)[0] if value else 1
    return int(side) if 1 <= side <= 8 else 1


def exif_profile(exif: bytes) -> bytes:
    """Return the profile of Adobe RGB where a camera says that it means those colours (DCF 2.0: R03), else no bytes.

    Many cameras say it nowhere else. Browsers overlook it and show such photos dull.
    """
    order, at = _begin(exif)
    for directory in (EXIF_IFD, INTEROPERABILITY_IFD):
        value = _find(exif, order, at, directory)
        if not value:
            return b""
        (at,) = struct.unpack(order + "I", value)
    return adobe_rgb() if _find(exif, order, at, INTEROPERABILITY_INDEX)[:3] == b"R03" else b""


def _begin(exif: bytes) -> tuple[Literal["<", ">"], int]:
    """Return the order of bytes and where the first directory is; 0 where the block is too short to say."""
    order: Literal["<", ">"] = "<" if exif[:2] == b"II" else ">"
    return order, struct.unpack_from(order + "I", exif, 4)[0] if len(exif) >= 8 else 0


def _find(exif: bytes, order: Literal["<", ">"], start: int, wanted: int) -> bytes:
    """Return the four bytes of the tag's value in the directory at `start`, no bytes where it is not there."""
    try:
        (count,) = struct.unpack_from(order + "H", exif, start)
        for number in range(min(count, MOST_TAGS)):
            tag, _, _, value = struct.unpack_from(order + "HHI4s", exif, start + 2 + 12 * number)
            if tag == wanted:
                return bytes(value)
    except struct.error:
        pass  # the directory goes on behind the end of the block
    return b""


@lru_cache(maxsize=1)
def adobe_rgb() -> bytes:
    """Return an ICC profile, version 2, of the colours of Adobe RGB (1998)."""
    name = b"compatible with Adobe RGB (1998)\0"
    curve = b"curv" + struct.pack(">IIHxx", 0, 1, GAMMA)
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(name)) + name + bytes(4 + 4 + 2 + 1 + 67),
        b"cprt": b"text\0\0\0\0no copyright\0",
        b"wtpt": _xyz(D65),
        **{tag: _xyz(primary) for tag, primary in PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = struct.pack(">I", len(tags)), b""
    for tag, content in tags.items():
        table += struct.pack(">4sII", tag, 132 + 12 * len(tags) + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(">I4xI4s4s4s", 128 + len(table) + len(body), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s28x", 2000, 1, 1, 0, 0, 0, b"acsp") + _xyz(D50)[8:]
    return head.ljust(128, b"\0") + table + body


def _xyz(color: tuple[float, float, float]) -> bytes:
    return b"XYZ " + struct.pack(">I3i", 0, *(round(value * 65536) for value in color))
