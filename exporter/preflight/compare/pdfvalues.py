"""What stands in a PDF as Python values.

Names are `Name`, strings `bytes`, dictionaries have names without the slash as keys.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from msgspec import Struct

from exporter.regex import regex

_NESTED = 8  # round brackets inside each other that a string holds without a backslash


def string_of(nested: int) -> bytes:
    """Return the expression of a string in round brackets, with pairs of them in it, so many inside each other."""
    return rb"\(" + inside_of(nested) + rb"\)"


def inside_of(nested: int) -> bytes:
    """Return the expression of what such a string holds."""
    return rb"(?:[^()\\]++|\\[\s\S]" + (rb"|" + string_of(nested - 1) if nested else b"") + rb")*+"


# White space is what no token begins with; a sign by itself is one that begins nothing.
_TOKEN = regex(
    rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*+|\d++[ \r\n]+\d+[ \r\n]+R(?![A-Za-z])|[+-]?(?>\d+\.?\d*|\.\d+)"
    rb"|[A-Za-z'\"*]+|<<|>>|[\[\]]|<[0-9A-Fa-f\s]*+>|%[^\r\n]*+|" + string_of(_NESTED) + rb"|[^\x00\t\n\f\r ]"
)
_ESCAPE = regex(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_OCTAL = tuple(b"%d" % digit for digit in range(8))
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_SIGNS = tuple((b"\\" + sign, said) for sign, said in ((b"(", b"("), (b")", b")"), *tuple(_ESCAPES.items())[:5]))
_NAME_ESCAPE = regex(rb"#([0-9A-Fa-f]{2})")
_WORDS = {b"true": True, b"false": False, b"null": None}
_ATOMS = frozenset(b"/+-.'\"*" + b"".join(map(bytes, [range(48, 58), range(65, 91), range(97, 123)])))
_COMMENT = ord("%")
_DEPTH = 200  # of arrays and dictionaries inside each other
_LARGEST = 4_000_000  # bytes of an object without its stream


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Reference(Struct, frozen=True):
    """Where another object stands."""

    number: int


class UnreadableError(ValueError):
    """Bytes that are no PDF object."""


def parse(data: bytes) -> Any:
    """Return the first object in the bytes; raises UnreadableError."""
    if len(data) > _LARGEST:
        raise UnreadableError(f"an object of more than {_LARGEST:,} bytes")
    stack: list[list[Any]] = []
    top: list[Any] = []
    opened: list[bytes] = []
    for token in _TOKEN.findall(data):
        first = token[0]
        if first in _ATOMS:
            top.append(_atom(token))
        elif token == b"<<" or token == b"[":
            if len(stack) == _DEPTH:
                raise UnreadableError("arrays and dictionaries too deep inside each other")
            stack.append(top)
            opened.append(token)
            top = []
            continue
        elif token == b">>" or token == b"]":
            if not stack:
                raise UnreadableError("an array or dictionary ends that did not begin")
            inner, top = top, stack.pop()
            top.append(inner if opened.pop() == b"[" else dict(zip(inner[::2], inner[1::2], strict=False)))
        elif first == _COMMENT:
            continue
        elif len(token) > 1:
            top.append(bytes_of(token))
        else:
            break
        if top and not stack:
            return top[0]
    raise UnreadableError(f"no PDF object: {data[:40]!r}")


@lru_cache(maxsize=4096)
def _atom(token: bytes) -> Any:
    """Return the name, reference, number or word; most of them stand in a file many times."""
    if token[:1] == b"/":
        if b"#" in token:
            token = _NAME_ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), token)
        return Name(token[1:].decode("latin-1"))
    if token[-1:] == b"R" and token[:1].isdigit():
        return Reference(int(token.split(None, 1)[0]))
    if token[:1] in b"+-.0123456789":
        return float(token) if b"." in token else int(token)
    return _WORDS.get(token)


def bytes_of(token: bytes) -> bytes:
    """Return the bytes of a string in round brackets or in angle brackets."""
    return unescaped(token[1:-1]) if token[:1] == b"(" else unhex(token[1:-1])


def unhex(token: bytes) -> bytes:
    """Return the bytes of a string in hexadecimal digits."""
    digits = b"".join(token.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def unescaped(string: bytes) -> bytes:
    """Return the bytes that the inside of a string stands for (ISO 32000-1, 7.3.4.2)."""
    if b"\\" not in string:
        return string
    parts = string.split(b"\\\\")
    for place, part in enumerate(parts):
        if b"\\" in part:
            for escape, sign in _SIGNS:
                part = part.replace(escape, sign)
            if b"\\" in part:  # one that is no single sign
                return _ESCAPE.sub(_sign, string)
            parts[place] = part
    return b"\\".join(parts)


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
