"""ICC profiles as bytes: the head and the tags of those we make (version 2, ICC.1:2001-04), the head of those given."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from exporter.report import InputError, Place

D50 = (0.9642, 1.0, 0.82491)  # the white of the connection space
CHANNELS: dict[bytes, Literal[1, 4]] = {b"GRAY": 1, b"CMYK": 4}
NEEDED: dict[int, tuple[bytes, ...]] = {1: (b"kTRC",), 4: (b"A2B0", b"B2A0")}  # ICC.1:2010, 8.5: tags by inks
MOST_TAGS = 200
HEAD = 128


class PrintProfile(Struct, frozen=True):
    """The profile of a printing condition: its bytes, what it is called, its inks (1 = black alone, 4 = CMYK)."""

    data: bytes
    name: str
    inks: Literal[1, 4]


def read_print_profile(data: bytes, source: str) -> PrintProfile:
    """Return the profile in the file `source`; raises InputError unless it is one of a press with 1 or 4 inks.

    PDF/X-4 and PDF/A-2 take output profiles of versions 2 and 4 (ISO 15930-7, 6.4.2.1; ISO 19005-2, 6.2.3).
    """
    hint = "ask the printer for the ICC profile of the press and paper"
    if len(data) < HEAD or data[36:40] != b"acsp":
        raise InputError("this is no ICC profile", Place(source), hint)
    if data[12:16] != b"prtr" or data[16:20] not in CHANNELS or data[8] not in (2, 4):
        kind, space = data[12:16].decode("latin-1"), data[16:20].decode("latin-1").strip()
        raise InputError(f"this is a profile of class {kind!r} for {space}, not of a press", Place(source), hint)
    inks = CHANNELS[data[16:20]]
    if (size := int.from_bytes(data[:4], "big")) != len(data):
        raise InputError(f"this profile says that it has {size:,} bytes, and has {len(data):,}", Place(source), hint)
    tags = {tag: offset + size for tag, offset, size in _places(data)}
    if outside := [tag.decode("latin-1") for tag, end in tags.items() if end > len(data)]:
        raise InputError(f"this profile is cut short: its tag {outside[0]!r} ends behind it", Place(source), hint)
    if missing := [tag.decode() for tag in NEEDED[inks] if tag not in tags]:
        raise InputError(f"this profile lacks its tag {missing[0]!r}", Place(source), hint)
    return PrintProfile(data, _name(data) or source, inks)


def build_profile(kind: bytes, space: bytes, connection: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    """Return a version 2 profile; tags with the same content share one place."""
    start = HEAD + 4 + 12 * len(tags)
    body = bytearray()
    places: dict[bytes, tuple[int, int]] = {}
    for content in tags.values():
        if content not in places:
            places[content] = (start + len(body), len(content))
            body += content + b"\0" * (-len(content) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        struct.pack(">4sII", tag, *places[content]) for tag, content in tags.items()
    )
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI3i4s44x",
        start + len(body), b"\0\0\0\0", 0x02100000, kind, space, connection, 2026, 1, 1, 0, 0, 0, b"acsp",
        b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0, *_fixed(D50), b"\0\0\0\0",
    )  # fmt: skip
    return head + table + bytes(body)


def text_tag(text: str) -> bytes:
    """Return a tag of type text."""
    return b"text\0\0\0\0" + text.encode("ascii") + b"\0"


def xyz_tag(values: tuple[float, float, float]) -> bytes:
    """Return a tag with one colour of the connection space."""
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *_fixed(values))


def description_tag(text: str) -> bytes:
    """Return the tag that names a profile: in ASCII, with empty places for other scripts."""
    ascii_text = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(ascii_text)) + ascii_text + b"\0" * (4 + 4 + 2 + 1 + 67)


def _fixed(values: tuple[float, float, float]) -> tuple[int, ...]:
    return tuple(round(value * 65536) for value in values)


def _name(data: bytes) -> str:
    """Return what the profile calls itself, "" where it is damaged: version 2 in ASCII, version 4 in UTF-16."""
    try:
        return next((_text(data[start : start + size]) for tag, start, size in _places(data) if tag == b"desc"), "")
    except struct.error:
        return ""


def _places(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each tag with the place and length of its content, as far as the list of them is there."""
    (count,) = struct.unpack_from(">I", data.ljust(HEAD + 4), HEAD)
    for place in range(HEAD + 4, min(HEAD + 4 + 12 * min(count, MOST_TAGS), len(data) - 11), 12):
        yield struct.unpack_from(">4sII", data, place)


def _text(content: bytes) -> str:
    if content.startswith(b"mluc"):
        length, offset = struct.unpack_from(">II", content, 20)
        text = content[offset : offset + length].decode("utf-16-be", "replace")
    else:
        (length,) = struct.unpack_from(">I", content, 8)
        text = content[12 : 12 + length].decode("latin-1")
    return "".join(sign for sign in text if sign.isprintable()).strip()
