"""The objects of a PDF, made into values only when they are asked for; no PDF library is needed.

Whatever the table of objects says, objects are found by where they begin, and the last of a number counts: so a damaged
table hides nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from exporter.limits import Limits
from exporter.preflight.compare.pdfvalues import Reference, UnreadableError, parse
from exporter.regex import regex

_HEAD = regex(rb"(?<![0-9])(\d{1,10}) \d{1,5} obj\b")
_LENGTH = regex(rb"/Length (\d+)(?![\d ]*\d+ R)")


class Objects:
    """The objects of a file by number."""

    def __init__(self, data: bytes) -> None:
        self._raw: dict[int, tuple[bytes, bytes]] = {}  # what the object says, and its stream
        self._made: dict[int, Any] = {}
        self._left = Limits().file_bytes  # how much may still be unpacked
        packs: list[int] = []
        for number, text, stream in _scan(data):
            self._raw[number] = (text, stream)
            self._made.pop(number, None)
            if stream and b"/ObjStm" in text:
                packs.append(number)
        for number in packs:
            self._unpack(number)

    def __iter__(self) -> Iterator[int]:
        return iter(self._raw)

    def get(self, value: Any) -> Any:
        """Return the value itself, or the object that it leads to; None for one that is not there."""
        if not isinstance(value, Reference):
            return value
        number = value.number
        if number not in self._made:
            raw = self._raw.get(number)
            self._made[number] = None  # an object that leads to itself ends here
            self._made[number] = self.get(parse(raw[0])) if raw else None
        return self._made[number]

    def stream(self, value: Any) -> bytes:
        """Return the content of the stream that the value leads to, unpacked; no bytes for none."""
        if not isinstance(value, Reference) or value.number not in self._raw:
            return b""
        packed, about = self._raw[value.number][1], self.get(value)
        filters = self.get(about.get("Filter")) if isinstance(about, dict) else None
        for kind in filters if isinstance(filters, list) else [filters] if filters else []:
            if self.get(kind) != "FlateDecode":
                return b""
            packed = _inflate(packed, self._left)
            self._left -= len(packed)
        if self._left <= 0:
            raise UnreadableError(f"it unpacks to more than {Limits().file_bytes:,} bytes")
        return packed

    def raw(self, number: int) -> bytes:
        """Return what the object says as it stands."""
        return self._raw[number][0]

    def _unpack(self, number: int) -> None:
        """Take in the objects of an object stream (ISO 32000-1, 7.5.7) that do not stand by themselves."""
        about, content = self.get(Reference(number)), self.stream(Reference(number))
        if not isinstance(about, dict) or not content:
            return
        first, count = about.get("First"), about.get("N")
        if not isinstance(first, int) or not isinstance(count, int):
            return
        pairs = [int(part) for part in content[:first].split()[: 2 * count] if part.isdigit()]
        ends = [first + offset for offset in pairs[3::2]] + [len(content)]
        for inner, offset, end in zip(pairs[::2], pairs[1::2], ends, strict=False):
            self._raw.setdefault(inner, (content[first + offset : end], b""))


def _scan(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield number, text and stream of each object; a stream is passed over by its length where that is stated."""
    place = 0
    while (head := _HEAD.search(data, place)) is not None:
        start = head.end()
        end = data.find(b"endobj", start)
        end = len(data) if end < 0 else end
        opening = data.find(b"stream", start, end)
        if opening < 0 or not data[start:opening].rstrip().endswith(b">>"):
            yield int(head[1]), data[start:end], b""
            place = end
            continue
        text = data[start:opening]
        begin = opening + 6 + (2 if data[opening + 6 : opening + 8] == b"\r\n" else 1)
        stated = _LENGTH.search(text)
        stop = begin + int(stated[1]) if stated else -1
        if stop < 0 or data[stop : stop + 12].lstrip()[:9] != b"endstream":
            stop = data.find(b"endstream", begin)
            stop = end if stop < 0 else stop
        yield int(head[1]), text, data[begin:stop]
        place = stop


def _inflate(content: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, max(1, most))
    except zlib.error:
        return b""
