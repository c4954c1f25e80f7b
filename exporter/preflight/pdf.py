"""A finished PDF, ours or anyone's, read by its bytes alone: is it whole, safe, tagged and fit for the archive?

No PDF library is needed and none of the writer's code is used: objects are cut out of the file and of its object
streams, and only what their bytes say for certain is judged. What needs a full reading is for the validators.
Clauses are those of ISO 32000-1 (PDF 1.7), ISO 19005-2 (PDF/A-2) and ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from msgspec import Struct

from exporter.limits import Limits
from exporter.preflight.x4 import check_x4, claims_x4
from exporter.regex import regex
from exporter.report import Finding

SAFE_SCHEMES = (b"http:", b"https:", b"mailto:", b"tel:")
ACTIVE = (
    "AA GoTo3DView GoToE GoToR ImportData JS JavaScript Launch Movie OpenAction Rendition ResetForm "
    "RichMedia Sound SubmitForm XFA"
)
FONT_KINDS = frozenset({b"Type1", b"MMType1", b"TrueType", b"CIDFontType0", b"CIDFontType2"})
_HEAD = regex(rb"(?<!\d)\d+ \d+ obj\b")
_END = regex(rb"\bendobj\b")
_STREAM = regex(rb"\bstream\r?\n")
_STRING = regex(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_ACTIVE = regex(rb"/(%s)(?![A-Za-z0-9#])" % ACTIVE.replace(" ", "|").encode())
_ADDRESS = regex(rb"/URI\s*\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_KIND = regex(rb"/Type\s*/([A-Za-z0-9]+)")
_ESCAPED_NAME = regex(rb"#([0-9A-Fa-f]{2})")


class Part(Struct, frozen=True):
    """One object: what it says, without the content of a stream, and that content where it is looked at.

    `names` is what it says without its strings and with names as they read: ``/J#53`` says ``/JS``. `kinds` are the
    Types of the object and of the dictionaries right in it.
    """

    text: bytes
    names: bytes
    kinds: tuple[bytes, ...]
    content: bytes = b""

    def value(self, key: bytes) -> bytes:
        """Return the name that stands under the key, no bytes for none."""
        found = re.search(rb"/%s\s*/([^\s/<>\[\]()]+)" % key, self.names)
        return found[1] if found else b""

    def has(self, key: bytes) -> bool:
        """Return True when the object has an entry of that name."""
        return b"/" + key in self.names and re.search(rb"/%s(?![A-Za-z0-9])" % key, self.names) is not None


def _part(text: bytes) -> Part:
    names = _STRING.sub(b"()", text) if b"(" in text else text
    if b"#" in names:
        names = _ESCAPED_NAME.sub(lambda found: bytes((int(found[1], 16),)), names)
    return Part(text, names, tuple(_KIND.findall(names)))


def check_pdf(data: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with the file; nothing is opened, fetched or run."""
    damage = _damage(data)
    if damage:
        return (Finding("pdf-damaged", "error", damage, hint="export it again"),)
    if re.search(rb"/Encrypt\s+\d+ \d+ R", data[-2048:]):
        return (Finding("pdf-encrypted", "error", "the file is encrypted", hint="export it without a password"),)
    parts = list(_parts(data))
    checks = (_check_catalog, _check_safety, _check_enclosed, _check_fonts, _check_claims)
    found = tuple(finding for check in checks for finding in check(parts))
    return (*found, *check_x4(data)) if claims_x4(_packet(parts)) else found


def _damage(data: bytes) -> str:
    """Return what keeps a reader from opening the file, "" for nothing."""
    if not re.match(rb"%PDF-[12]\.\d", data):
        return "the file does not begin as a PDF"
    end = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", data[-1024:])
    if end is None:
        return "the file does not end as a PDF; it is cut short"
    place = int(end[1])
    if not re.match(rb"xref\b|\d+ \d+ obj\b", data[place : place + 30]):
        return f"the table of objects is not at byte {place}, where the file says it is"
    return ""


def _parts(data: bytes) -> Iterator[Part]:
    """Yield every object. Pictures are passed over by `bytes.find`, a hundred times as quick as an expression."""
    place = 0
    while (head := _HEAD.search(data, place)) and (end := _end_of(data, head.end())) >= 0:
        start, place = head.end(), end + len(b"endobj")
        opening = _STREAM.search(data, start, end)
        closing = data.find(b"endstream", opening.end(), end) if opening else -1
        if opening is None or closing < 0:
            yield _part(data[start:end])
            continue
        part = _part(data[start : opening.start()])
        if b"Metadata" in part.kinds or b"ObjStm" in part.kinds:
            content = data[opening.end() : closing]
            part = Part(part.text, part.names, part.kinds, content.removesuffix(b"\n").removesuffix(b"\r"))
        yield part
        if b"ObjStm" in part.kinds:
            yield from _packed(part)


def _end_of(data: bytes, place: int) -> int:
    while (place := data.find(b"endobj", place)) >= 0 and not _END.match(data, place):
        place += 1
    return place


def _packed(part: Part) -> Iterator[Part]:
    """Yield the objects of an object stream (ISO 32000-1, 7.5.7); one that cannot be unpacked yields none."""
    first = re.search(rb"/First (\d+)", part.text)
    count = re.search(rb"/N (\d+)", part.text)
    if first is None or count is None:
        return
    content = _inflate(part.content) if part.has(b"FlateDecode") else part.content
    numbers = [int(number) for number in content[: int(first[1])].split()[: 2 * int(count[1])]]
    starts = [int(first[1]) + offset for offset in numbers[1::2]]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        yield _part(content[start:end])


def _inflate(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, Limits().file_bytes)
    except zlib.error:
        return b""


def _check_catalog(parts: list[Part]) -> Iterator[Finding]:
    catalog = next((part for part in parts if b"Catalog" in part.kinds), _part(b""))
    if not any(b"Page" in part.kinds for part in parts):
        yield Finding("pdf-no-pages", "error", "the file has no page", hint="export it again")
    if not (catalog.has(b"StructTreeRoot") and re.search(rb"/Marked\s+true", b"".join(p.text for p in parts))):
        message = "the file is not tagged (PDF/UA-1, 7.1)"
        yield Finding("pdf-not-tagged", "warning", message, hint="export it with the profile archive")
    if not re.search(rb"/Lang\s*[(<][^)>]", catalog.text):
        message = "the file names no language (PDF/UA-1, 7.2)"
        yield Finding("pdf-no-language", "warning", message, hint="give the story a language, such as --lang en")


def _check_safety(parts: list[Part]) -> Iterator[Finding]:
    """Yield what would run, open or fetch something (ISO 19005-2, 6.5 and 6.9)."""
    for part in parts:
        for found in _ACTIVE.finditer(part.names):
            yield Finding("pdf-active-content", "error", f"the file contains /{found[1].decode()}", hint="take it out")
        for found in _ADDRESS.finditer(part.text):
            if not found[1].lower().startswith(SAFE_SCHEMES):
                address = found[1].decode("latin-1")
                yield Finding(
                    "pdf-active-content", "error", f"a link leads to {address!r}", hint="link to http or https"
                )


def _check_enclosed(parts: list[Part]) -> Iterator[Finding]:
    """Yield enclosed files, which only PDF/A-3 and PDF/A-4f take (ISO 19005-2, 6.8; ISO 19005-3, 6.8)."""
    may = re.search(rb"pdfaid:part(>|\s*=\s*[\"'])[34]", _packet(parts))
    if not may and any(re.search(rb"/EmbeddedFiles?(?![A-Za-z0-9])", part.names) for part in parts):
        message = "the file has other files inside"
        yield Finding("pdf-active-content", "error", message, hint="take them out, or make it with archive-source")


def _packet(parts: list[Part]) -> bytes:
    """Return the XMP of the file, which is never compressed where it is to be found by any tool."""
    return b"".join(part.content for part in parts if b"Metadata" in part.kinds and not part.has(b"Filter"))


def _check_fonts(parts: list[Part]) -> Iterator[Finding]:
    """Yield the fonts that are not in the file (ISO 19005-2, 6.2.11.4.1)."""
    for part in parts:
        bare = b"Font" in part.kinds and part.value(b"Subtype") in FONT_KINDS and not part.has(b"FontDescriptor")
        empty = b"FontDescriptor" in part.kinds and not re.search(rb"/FontFile[23]?\s", part.names)
        if bare or empty:
            name = (part.value(b"BaseFont") or part.value(b"FontName")).decode("latin-1")
            yield Finding("pdf-font-missing", "error", f"the font {name} is not embedded", hint="export it again")


def _check_claims(parts: list[Part]) -> Iterator[Finding]:
    content = _packet(parts)
    if not re.search(rb"<dc:title>.*?<rdf:li[^>]*>[^<]*\S[^<]*</rdf:li>", content, re.DOTALL):
        message = "the metadata gives no title (PDF/UA-1, 7.1)"
        yield Finding("pdf-no-title", "warning", message, hint="give the story a headline")
    if not claims_x4(content) and not re.search(rb"pdf(ua|a)id:part(>|\s*=\s*[\"'])\d", content):
        message = "the metadata does not say that the file is PDF/A, PDF/UA or PDF/X"
        yield Finding("pdf-no-claim", "info", message, hint="export it with the profile archive")
