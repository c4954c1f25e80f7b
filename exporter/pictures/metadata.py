"""What a picture file says about itself: IPTC-IIM and XMP in JPEG, PNG, TIFF and WebP. Read only, and never trusted.

Nothing of it is written into an output from here: the picture gate strips it, and the story decides what it prints.
IPTC Photo Metadata Standard 2024.1 (https://iptc.org/std/photometadata/), IIM 4.2, XMP part 3 (Adobe, 2020).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

MOST_BYTES = 2_000_000  # of one packet; a caption has hundreds
IPTC_RESOURCE = 0x0404  # of Photoshop's image resources
XMP_MARK, PHOTOSHOP_MARK = b"http://ns.adobe.com/xap/1.0/\0", b"Photoshop 3.0\0"
TIFF_XMP, TIFF_IPTC = 700, 33723

# IIM record 2 → name; several values of one name are several persons
IIM = {
    120: "caption", 105: "headline", 5: "title", 80: "byline", 85: "byline title", 110: "credit", 115: "source",
    116: "notice", 40: "instructions", 55: "date", 90: "city", 95: "state", 101: "country", 122: "caption writer",
}  # fmt: skip
_NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc", "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/rights/": "rights", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "core",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "ext",
}  # fmt: skip
XMP = {
    "dc:description": "caption", "photoshop:Headline": "headline", "dc:title": "title", "dc:creator": "byline",
    "photoshop:AuthorsPosition": "byline title", "photoshop:Credit": "credit", "photoshop:Source": "source",
    "dc:rights": "notice", "rights:UsageTerms": "usage", "photoshop:Instructions": "instructions",
    "photoshop:DateCreated": "date", "photoshop:City": "city", "photoshop:State": "state",
    "photoshop:Country": "country", "photoshop:CaptionWriter": "caption writer", "core:AltTextAccessibility": "alt",
    "ext:DigitalSourceType": "digital source",
}  # fmt: skip


def read_metadata(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the values by name (see XMP and IIM), XMP before IIM; {} where there are none or they are damaged."""
    found: dict[str, tuple[str, ...]] = {}
    packets = list(_packets(data))
    for kind, packet in packets:
        if kind == "xmp" and len(packet) <= MOST_BYTES:
            found = {**_read_xmp(packet), **found}
    for kind, packet in packets:
        if kind == "iim" and len(packet) <= MOST_BYTES:
            found = {**_read_iim(packet), **found}
    return found


def _packets(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        if data.startswith(b"\xff\xd8"):
            yield from _jpeg_packets(data)
        elif data.startswith(b"\x89PNG\r\n\x1a\n"):
            yield from _png_packets(data)
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            yield from _webp_packets(data)
        elif data[:4] in (b"II*\0", b"MM\0*"):
            yield from _tiff_packets(data)
    except (struct.error, IndexError, zlib.error):
        return  # cut short: what was read until here counts


def _jpeg_packets(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 2
    resources = b""
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] not in (0xDA, 0xD9):
        length = struct.unpack_from(">H", data, at + 2)[0]
        body = data[at + 4 : at + 2 + length]
        if data[at + 1] == 0xE1 and body.startswith(XMP_MARK):
            yield "xmp", body[len(XMP_MARK) :]
        elif data[at + 1] == 0xED and body.startswith(PHOTOSHOP_MARK):
            resources += body[len(PHOTOSHOP_MARK) :]
        at += 2 + max(2, length)
    yield from _resources(resources)


def _resources(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the IPTC block among Photoshop's image resources: ``8BIM``, number, name, length, bytes, padded to even."""
    at = 0
    while data[at : at + 4] == b"8BIM":
        number, name = struct.unpack_from(">HB", data, at + 4)
        start = at + 6 + name + 1 + (name + 1) % 2
        (length,) = struct.unpack_from(">I", data, start)
        if number == IPTC_RESOURCE:
            yield "iim", data[start + 4 : start + 4 + length]
        at = start + 4 + length + length % 2


def _png_packets(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(b"XML:com.adobe.xmp\0"):
            packed = body[18]
            text = body[20:].split(b"\0", 2)[2]
            yield "xmp", zlib.decompressobj().decompress(text, MOST_BYTES) if packed else text
        at += 12 + length


def _webp_packets(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind == b"XMP ":
            yield "xmp", data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _tiff_packets(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what the first directory's tags 700 and 33723 hold. TIFF 6.0, section 2."""
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, at)
    for number in range(count):
        tag, kind, length, place = struct.unpack_from(f"{order}HHII", data, at + 2 + 12 * number)
        size = length * {1: 1, 2: 1, 4: 4, 7: 1}.get(kind, 0)
        if tag in (TIFF_XMP, TIFF_IPTC) and size > 4:
            yield "xmp" if tag == TIFF_XMP else "iim", data[place : place + size]


def _read_iim(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the datasets of record 2: marker 1C, record, number, length, bytes. IIM 4.2, chapter 1."""
    values: dict[str, tuple[str, ...]] = {}
    is_utf8, at = False, 0
    while at + 5 <= len(data) and data[at] == 0x1C:
        record, number, length = struct.unpack_from(">BBH", data, at + 1)
        body = data[at + 5 : at + 5 + length]
        if length & 0x8000:
            break  # an extended dataset, which holds no caption
        if (record, number) == (1, 90):
            is_utf8 = body == b"\x1b%G"
        elif record == 2 and number in IIM and (text := _decode(body, is_utf8)):
            values[IIM[number]] = (*values.get(IIM[number], ()), text)
        at += 5 + length
    return values


def _decode(data: bytes, is_utf8: bool) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8" if is_utf8 else "cp1252", "replace")
    return text.replace("\0", "").replace("\r", "\n").strip()


def _read_xmp(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the properties; of texts in several languages the default one."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    values: dict[str, tuple[str, ...]] = {}
    for part in root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
        for tag, value in part.attrib.items():
            if (name := XMP.get(_short(tag))) and value.strip():
                values.setdefault(name, (value.strip(),))
        for child in part.iterchildren("*"):
            if (name := XMP.get(_short(child.tag))) and (texts := _texts(child)):
                values.setdefault(name, texts)
    return values


def _texts(element: Any) -> tuple[str, ...]:
    """Return the texts of a property: plain, a list, or the default of several languages."""
    items = list(element.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"))
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    if any(item.get(language) for item in items):
        items = [item for item in items if item.get(language) == "x-default"] or items[:1]
    found = items or [element]
    return tuple(text for item in found if (text := "".join(item.itertext("*")).strip()))


def _short(tag: str) -> str:
    namespace, _, name = tag.removeprefix("{").partition("}")
    return f"{_NAMESPACES.get(namespace, '')}:{name}" if re.fullmatch(r"\w+", name) else ""
