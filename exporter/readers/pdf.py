"""A PDF of ours that encloses its story (profile archive-source) → the edition and its pictures.

Only the form in which we write is understood: object streams and a cross-reference stream without predictors
(ISO 32000-1, 7.5.7 and 7.5.8). The words on the pages are never taken: what a page has lost is no story any more.
"""

from __future__ import annotations

import re
import struct
import zlib

from msgspec.structs import replace

from exporter.env import Env
from exporter.limits import Limits
from exporter.readers.native import read_native
from exporter.readers.reading import Draft, Source
from exporter.regex import regex
from exporter.report import InputError, Place, Report

COPY = "copy the text out of it into a text file; --pdf-profile archive-source makes files that keep their story"
AS_WRITTEN = "use the file as exporter wrote it"
_HEAD = regex(rb"\d+ \d+ obj\s*")
_STREAM = regex(rb"stream\r?\n")
_NAMES = regex(rb"/EmbeddedFiles\s*<<\s*/Names\s*\[(.*?)\]", re.DOTALL)
_NAMED = regex(rb"\(([a-z0-9-]+)\)\s*(\d+) 0 R")
_ABOUT = regex(rb"/Desc\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f]*>)", re.DOTALL)


def read_pdf(source: Source, env: Env, report: Report) -> Draft:
    """Return the edition that the file encloses, with its pictures; raises InputError for a PDF without one."""
    try:
        enclosed = _Objects(source.data, env.limits).enclosed()
    except (KeyError, IndexError, ValueError, OverflowError, struct.error, zlib.error) as error:
        message = "the story in this PDF cannot be reached: the file was changed, or is damaged"
        raise InputError(message, Place(source.name), AS_WRITTEN) from error
    if "edition" not in enclosed:
        raise InputError("this is a PDF without its story inside", Place(source.name), COPY)
    _, text = enclosed["edition"]
    draft = read_native(replace(source, text=text.decode("utf-8", "replace")), env, report)
    pictures = {about: data for key, (about, data) in enclosed.items() if key.startswith("picture-")}
    return Draft(draft.edition, draft.trace, pictures)


class _Objects:
    """The objects of a file by number, each read where the cross-reference stream says that it is."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data, self._left = data, limits.file_bytes
        self._places: dict[int, tuple[int, int, int]] = {}
        self._packed: dict[int, list[bytes]] = {}
        end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data[-1024:])
        self._head, rows = self._at(int(end[1])) if end else (b"", b"")
        widths = re.search(rb"/W\s*\[(\d) (\d) (\d)\]", self._head)
        if widths and b"/DecodeParms" not in self._head:
            self._places = _places(rows, [int(width) for width in widths.groups()])

    def enclosed(self) -> dict[str, tuple[str, bytes]]:
        """Return description and content of each enclosed file by its key; none for a file that is not ours."""
        root = re.search(rb"/Root (\d+) 0 R", self._head)
        if root is None or not self._places:
            return {}
        catalog, _ = self._object(int(root[1]))
        names = _NAMES.search(catalog)
        found: dict[str, tuple[str, bytes]] = {}
        for key, number in _NAMED.findall(names[1]) if names else ():
            specification, _ = self._object(int(number))
            about, content = _ABOUT.search(specification), re.search(rb"/F (\d+) 0 R", specification)
            if about and content:
                found[key.decode()] = _text(about[1]), self._object(int(content[1]))[1]
        return found

    def _object(self, number: int) -> tuple[bytes, bytes]:
        """Return the text of the object and the content of its stream; kind 2 stands in the object stream `where`."""
        kind, where, index = self._places[number]
        if kind == 1:
            return self._at(where)
        if where not in self._packed:
            self._packed[where] = _unpack(*self._object(where))
        return self._packed[where][index], b""

    def _at(self, place: int) -> tuple[bytes, bytes]:
        head = _HEAD.match(self._data, place)
        if head is None:
            return b"", b""
        end = self._data.index(b"endobj", head.end())
        start = _STREAM.search(self._data, head.end(), end)
        if start is None:
            return self._data[head.end() : end], b""
        text = self._data[head.end() : start.start()]
        length = re.search(rb"/Length (\d+)", text)
        if length is None:
            raise ValueError("a stream without its length")
        content = self._data[start.end() : start.end() + int(length[1])]
        return text, self._inflate(content) if b"/FlateDecode" in text else content

    def _inflate(self, content: bytes) -> bytes:
        """Return the content unpacked; raises ValueError when all together is more than a file may have."""
        unpack = zlib.decompressobj()
        made = unpack.decompress(content, self._left + 1)
        self._left -= len(made)
        if self._left < 0:
            raise ValueError("more than a file may hold")
        return made


def _places(rows: bytes, widths: list[int]) -> dict[int, tuple[int, int, int]]:
    """Return kind, place and index of each object."""
    places: dict[int, tuple[int, int, int]] = {}
    size = sum(widths)
    for number in range(len(rows) // size):
        row = rows[number * size : (number + 1) * size]
        kind, where = row[: widths[0]], row[widths[0] : widths[0] + widths[1]]
        places[number] = (int.from_bytes(kind), int.from_bytes(where), int.from_bytes(row[-widths[2] :]))
    return places


def _unpack(text: bytes, content: bytes) -> list[bytes]:
    """Return the objects of an object stream in order."""
    first = int(re.findall(rb"/First (\d+)", text)[0])
    starts = [first + int(offset) for offset in content[:first].split()[1::2]]
    return [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]


def _text(string: bytes) -> str:
    """Return the text of a PDF string, literal or in hexadecimal UTF-16."""
    if string.startswith(b"<"):
        return bytes.fromhex(string[1:-1].decode()).removeprefix(b"\xfe\xff").decode("utf-16-be", "replace")
    return re.sub(rb"\\(.)", rb"\1", string[1:-1]).decode("latin-1")
