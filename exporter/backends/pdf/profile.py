"""Standards as questions that a profile answers, and the colour profile that they ask for."""

from __future__ import annotations

import struct
from functools import lru_cache

from msgspec import Struct


class Profile(Struct, frozen=True):
    """What a file claims to be. 0 and "" = does not claim it."""

    name: str
    archive_part: int = 0  # PDF/A part (ISO 19005)
    archive_level: str = ""  # A = tagged, U = with Unicode, B = looks the same
    accessible_part: int = 0  # PDF/UA part (ISO 14289)

    def requires_output_intent(self) -> bool:
        """Return True when device colours need a profile that says what they mean (ISO 19005-2, 6.2.3)."""
        return bool(self.archive_part)


ARCHIVE = Profile("archive", archive_part=2, archive_level="A", accessible_part=1)

SRGB_NAME = "sRGB IEC61966-2.1"
# sRGB (IEC 61966-2-1) adapted to D50 by the Bradford matrix, as the ICC publishes it: X, Y, Z of the primaries.
SRGB_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
D50 = (0.9642, 1.0, 0.82491)
CURVE_POINTS = 1024  # straight lines between them stay within 1/65000 of the true curve but for the darkest 2 %


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return an ICC version 2 profile of sRGB: matrix and tone curve, 2.6 KB (ICC.1:2001-04)."""
    tags: dict[bytes, bytes] = {
        b"desc": _description(SRGB_NAME),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(D50),
        **{tag: _xyz(color) for tag, color in SRGB_PRIMARIES.items()},
        b"rTRC": _curve(),
    }
    names = [*tags, b"gTRC", b"bTRC"]
    start = 128 + 4 + 12 * len(names)
    body = bytearray()
    places: dict[bytes, tuple[int, int]] = {}
    for tag, content in tags.items():
        places[tag] = (start + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    places[b"gTRC"] = places[b"bTRC"] = places[b"rTRC"]
    table = struct.pack(">I", len(names)) + b"".join(struct.pack(">4sII", tag, *places[tag]) for tag in names)
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3i4s44x",
        start + len(body), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ", 2026, 1, 1, 0, 0, 0, b"acsp",
        b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0, *_fixed(D50), b"\0\0\0\0",
    )  # fmt: skip
    return head + table + bytes(body)


def _fixed(values: tuple[float, float, float]) -> tuple[int, ...]:
    return tuple(round(value * 65536) for value in values)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *_fixed(values))


def _curve() -> bytes:
    points = (index / (CURVE_POINTS - 1) for index in range(CURVE_POINTS))
    linear = (point / 12.92 if point <= 0.04045 else ((point + 0.055) / 1.055) ** 2.4 for point in points)
    return b"curv\0\0\0\0" + struct.pack(
        f">I{CURVE_POINTS}H", CURVE_POINTS, *(round(value * 65535) for value in linear)
    )


def _description(text: str) -> bytes:
    ascii_text = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + b"\0" * (4 + 4 + 2 + 1 + 67)
