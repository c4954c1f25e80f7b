"""The objects of a PDF as Python values, made only when they are asked for; no PDF library is needed.

Names are `Name`, strings `bytes`, dictionaries have names without the slash as keys. Whatever the table of objects
says, objects are found by where they begin, and the last of a number counts: so a damaged table hides nothing.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

from exporter.limits import Limits
from exporter.regex import regex

_HEAD = regex(rb"(?<![0-9])(\d{1,10}) \d{1,5} obj\b")
_LENGTH = regex(rb"/Length (\d+)(?![\d ]*\d+ R)")
_STREAM = regex(rb"\s*stream\r?\n")
_TOKEN = regex(
    rb"[\x00\t\n\f\r ]*+(?:%[^\r\n]*+[\x00\t\n\f\r ]*+)*+"
    rb"(?:/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*+)"
    rb"|(?P<ref>\d++)[ \r\n]+\d+[ \r\n]+R(?![A-Za-z])|(?P<number>[+-]?(?>\d+\.?\d*|\.\d+))"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|\((?P<plain>[^()\\]*+)\)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<string>\()"
    rb"|(?P<word>[A-Za-z'\"*]+))"
)
_BRACKET = regex(rb"\\[\s\S]|[()]")
_ESCAPE = regex(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_OCTAL = tuple(b"%d" % digit for digit in range(8))
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_ESCAPE = regex(rb"#([0-9A-Fa-f]{2})")
_WORDS = {b"true": True, b"false": False, b"null": None}
_DEPTH = 200  # of arrays and dictionaries inside each other


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Reference(Struct, frozen=True):
    """Where another object stands."""

    number: int


class UnreadableError(ValueError):
    """Bytes that are no PDF object."""


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


def parse(data: bytes) -> Any:
    """Return the first object in the bytes; raises UnreadableError."""
    stack: list[list[Any]] = [[]]
    kinds: list[bytes] = []
    place = 0
    top = stack[0]
    while not stack[0]:
        found = _TOKEN.match(data, place)
        if found is None:
            raise UnreadableError(f"no PDF object at byte {place} of {data[:40]!r}")
        place, kind, token = found.end(), found.lastgroup, found[found.lastindex or 0]
        if kind == "name":
            top.append(_name(token))
        elif kind == "ref":
            top.append(Reference(int(token)))
        elif kind == "number":
            top.append(float(token) if b"." in token else int(token))
        elif kind == "open":
            if len(stack) > _DEPTH:
                raise UnreadableError("arrays and dictionaries too deep inside each other")
            stack.append(top := [])
            kinds.append(token)
        elif kind == "close":
            if not kinds:
                raise UnreadableError("an array or dictionary ends that did not begin")
            inner, top = stack.pop(), stack[-1]
            top.append(inner if kinds.pop() == b"[" else dict(zip(inner[::2], inner[1::2], strict=False)))
        elif kind == "plain":
            top.append(token)
        elif kind == "hex":
            top.append(unhex(token))
        elif kind == "string":
            text, place = unescape(data, place)
            top.append(text)
        else:
            top.append(_WORDS.get(token))
    return stack[0][0]


@lru_cache(maxsize=4096)
def _name(token: bytes) -> Name:
    if b"#" in token:
        token = _NAME_ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), token)
    return Name(token.decode("latin-1"))


def unhex(token: bytes) -> bytes:
    """Return the bytes of a string in hexadecimal digits."""
    digits = b"".join(token.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def unescape(data: bytes, place: int) -> tuple[bytes, int]:
    """Return the string whose opening bracket stands before `place`, and where it ends."""
    depth = 1
    for found in _BRACKET.finditer(data, place):
        depth += (found[0] == b"(") - (found[0] == b")")
        if not depth:
            return unescaped(data[place : found.start()]), found.end()
    return unescaped(data[place:]), len(data)


def unescaped(string: bytes) -> bytes:
    """Return the bytes that the inside of a string stands for (ISO 32000-1, 7.3.4.2)."""
    return _ESCAPE.sub(_sign, string) if b"\\" in string else string


def _sign(found: re.Match[bytes]) -> bytes:
    rest = found[1]
    return bytes((int(rest, 8) & 255,)) if rest[:1] in _OCTAL else _ESCAPES.get(rest, rest)


def text_string(value: Any) -> str:
    """Return a PDF text string as text (ISO 32000-1, 7.9.2.2)."""
    if not isinstance(value, bytes):
        return ""
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("cp1252", "replace")
