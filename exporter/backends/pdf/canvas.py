"""The reportlab canvas with what PDF/A and PDF/UA need besides. All contact with reportlab's private parts is here.

Private parts used, pinned by ``reportlab>=5.1,<6``: `_doc` (its registry of objects and `delayedFonts`) and
`PDFCatalog.__NoDefault__`. What is made here are plain bytes under the registry's next number: a reportlab object costs
ten times as much to format, and a tagged page has about fifty of them.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen import canvas

OBJECTS_A_STREAM = 200  # readers unpack a whole object stream to get at one object
DEFLATE = 4  # level 6 saves 1 % of the deflated for a third more time, level 9 nothing more
STRUCTURE_KEYS = ["StructTreeRoot", "MarkInfo", "Metadata", "OutputIntents", "AF"]

Stream = tuple[bytes, bytes]  # the entries of its dictionary besides Length, and its content


class DynamicFont(Protocol):
    """What the document asks of a font: its objects, once all pages are painted (reportlab's dynamic font protocol)."""

    def addObjects(self, document: Any) -> None:  # noqa: N802  reportlab's name
        """Add the font's objects to the document."""
        ...


class _NoFace:
    name = "exporter-no-face"


class _NoFont:
    """The font that the canvas starts with: dynamic, so that no unembedded Helvetica gets into the file."""

    fontName, face = "exporter-no-font", _NoFace  # noqa: N815  reportlab's names
    _dynamicFont, _multiByte = 1, 0  # noqa: N815


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, *STRUCTURE_KEYS]  # noqa: RUF012


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A document written with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).

    They make a tagged file about a third smaller than reportlab's own form. `made` are objects as bytes by their
    number, `streams` those that stand alone; reportlab's own are few, and numbered with them.
    """

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__(invariant=1, pdfVersion=version)
        self.made: dict[int, bytes] = {}
        self.streams: dict[int, Stream] = {}

    def next_number(self) -> int:
        self.objectcounter += 1
        return int(self.objectcounter)

    def write(self, info: int) -> bytes:
        """Return the file; `info` is the number of the information dictionary, 0 for none."""
        catalog = self.Reference(self.Catalog).format(self)
        file = _File(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % self._pdfVersion)
        packed: list[tuple[int, bytes]] = []
        number = 0
        while (number := number + 1) <= self.objectcounter:  # formatting an object may register further ones
            if number in self.streams:
                file.add(number, *self.streams[number])
            else:
                content = self.made.get(number) or pdfdoc.format(self.idToObject[self.numberToId[number]], self, 1)
                packed.append((number, content))
        for start in range(0, len(packed), OBJECTS_A_STREAM):
            part = packed[start : start + OBJECTS_A_STREAM]
            file.places |= {member: (2, number, index) for index, (member, _) in enumerate(part)}
            file.add(number, *_object_stream(part))
            number += 1
        digest = file.digest.hexdigest()[:32].encode()
        about = b"/Info %d 0 R" % info if info else b""
        return file.close(number, b"/Root %s%s/ID[<%s><%s>]" % (catalog, about, digest, digest))


class _File:
    """The bytes of the file in parts, because photos are large, and where in it each object is."""

    def __init__(self, head: bytes) -> None:
        self._parts, self._length = [head], len(head)
        self.digest = hashlib.sha256()
        self.places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def add(self, number: int, dictionary: bytes, content: bytes) -> None:
        """Add the stream with the number.

        The line end before `endstream` is CR LF, because after content that ends in CR a mere LF would be read with it.
        """
        self.places[number] = (1, self._length, 0)
        head = b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, dictionary, len(content))
        for part in (head, content, b"\r\nendstream\nendobj\n"):
            self._parts.append(part)
            self._length += len(part)
            self.digest.update(part)

    def close(self, number: int, head: bytes) -> bytes:
        """Return the whole file, closed by its cross-reference stream (object `number`) with the trailer in `head`."""
        start = self._length
        self.places[number] = (1, start, 0)
        rows = b"".join(struct.pack(">BIH", *self.places[index]) for index in range(number + 1))
        self.add(number, *compressed(b"/Type/XRef/Size %d/W[1 4 2]%s" % (number + 1, head), rows))
        return b"".join((*self._parts, b"startxref\n%d\n%%%%EOF\n" % start))


def _object_stream(objects: list[tuple[int, bytes]]) -> Stream:
    offsets, position = [], 0
    for number, content in objects:
        offsets.append(b"%d %d" % (number, position))
        position += len(content) + 1
    head = b" ".join(offsets) + b"\n"
    dictionary = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    return compressed(dictionary, head + b"\n".join(content for _, content in objects))


def compressed(dictionary: bytes, content: bytes) -> Stream:
    """Return the stream deflated; `dictionary` holds its entries besides Length and Filter."""
    return dictionary + b"/Filter/FlateDecode", zlib.compress(content, DEFLATE)


def text_string(text: str) -> bytes:
    """Return the text as a PDF string: as it is where ASCII will do, UTF-16 otherwise (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return b"(%s)" % text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode()
    return b"<FEFF%s>" % text.encode("utf-16-be", "surrogatepass").hex().upper().encode()


def number(value: float) -> bytes:
    """Return the number with at most two decimals, which is 0.0035 mm in points."""
    return b"%g" % (round(value, 2) + 0.0)


def _named(kind: bytes, values: Mapping[bytes, bytes]) -> bytes:
    """Return the entry of a resource dictionary; no bytes for none."""
    return b"/%s<<%s>>" % (kind, b"".join(b"/%s %s" % pair for pair in values.items())) if values else b""


class PdfCanvas(canvas.Canvas):  # type: ignore[misc]
    """A canvas that takes ready-made operators, raw objects and structure."""

    def __init__(self, language: str, version: tuple[int, int] = (1, 7)) -> None:
        pdfmetrics.registerFont(_NoFont())
        super().__init__("", invariant=1, initialFontName=_NoFont.fontName)
        self._doc = _Document(version)
        self._spaces: dict[bytes, bytes] = {}
        self._states: dict[bytes, bytes] = {}
        self._fonts: dict[bytes, int] = {}
        self._font_names, self._tree = self.reserve(), self.reserve()
        self._pages: list[int] = []
        self._painted = 0
        self._annotations: list[int] = []
        self._doc.Catalog = self._doc._catalog = _Catalog()
        self.set_entries((("Pages", b"%d 0 R" % self._tree), ("Lang", text_string(language))))

    def reserve(self) -> int:
        """Return the number of an object whose content comes later, through `fill`."""
        return self.add(b"null")

    def fill(self, number: int, content: bytes) -> None:
        """Give a reserved object its content."""
        self._doc.made[number] = content

    def add(self, content: bytes) -> int:
        """Return the number of a new object."""
        number = self._doc.next_number()
        self._doc.made[number] = content
        return number

    def add_stream(self, dictionary: bytes, content: bytes, compress: bool = True) -> int:
        """Return the number of a new stream object; with `compress` off, `dictionary` names the filters itself."""
        number = self._doc.next_number()
        self._doc.streams[number] = compressed(dictionary, content) if compress else (dictionary, content)
        return number

    def add_font(self, name: str, font: DynamicFont, reference: int) -> None:
        """Let pages use the font as `name`; `reference` is its object's number, filled when the file is written."""
        self._doc.delayedFonts.append(font)
        self._fonts[name.encode()] = reference

    def page_reference(self, index: int) -> int:
        """Return the object number of the page with the index from 0, painted or not."""
        while index >= len(self._pages):
            self._pages.append(self.reserve())
        return self._pages[index]

    def finish_page(
        self,
        content: bytes,
        pictures: Mapping[str, int],
        boxes: Mapping[str, tuple[float, float, float, float]],
        structure_parents: int,
    ) -> None:
        """Close the page: its operators, its pictures by name, its boxes in points, its key in the parent tree."""
        corners = b"".join(
            b"/%s[%s]" % (name.encode(), b" ".join(number(corner) for corner in box)) for name, box in boxes.items()
        )
        annotations = b" ".join(b"%d 0 R" % reference for reference in self._annotations)
        self.fill(
            self.page_reference(self._painted),
            b"<</Type/Page/Parent %d 0 R%s/Contents %d 0 R/Resources%s/StructParents %d/Tabs/S%s>>"
            % (
                self._tree,
                corners,
                self.add_stream(b"", content),
                self._resources(pictures),
                structure_parents,
                b"/Annots[%s]" % annotations if annotations else b"",
            ),
        )
        self._painted += 1
        self._annotations = []

    def _resources(self, named: Mapping[str, int]) -> bytes:
        pictures = {name.encode(): b"%d 0 R" % reference for name, reference in named.items()}
        kinds = {b"XObject": pictures, b"ExtGState": self._states, b"ColorSpace": self._spaces}
        others = b"".join(_named(kind, values) for kind, values in kinds.items())
        return b"<</Font %d 0 R%s>>" % (self._font_names, others)

    def name_states(self, states: Mapping[bytes, bytes]) -> None:
        """Let all pages from now on use the graphics states, PDF dictionaries by name."""
        self._states.update({name: b"%d 0 R" % self.add(content) for name, content in states.items()})

    def name_space(self, name: bytes, space: bytes) -> None:
        """Let all pages from now on use the colour space by its name."""
        self._spaces[name] = b"%d 0 R" % self.add(space)

    def add_annotation(self, content: bytes) -> int:
        """Return the object number of a new annotation on the current page."""
        self._annotations.append(self.add(content))
        return self._annotations[-1]

    def set_entries(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Set entries of the catalog to PDF values as bytes."""
        for key, value in entries:
            setattr(self._doc.Catalog, key, value)

    def finish(self, info: bytes) -> bytes:
        """Return the file; `info` is the information dictionary, no bytes for none."""
        for font in self._doc.delayedFonts:
            font.addObjects(self._doc)
        names = b"".join(b"/%s %d 0 R" % (name, reference) for name, reference in self._fonts.items())
        self.fill(self._font_names, b"<<%s>>" % names)
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self.fill(self._tree, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._pages), kids))
        return self._doc.write(self.add(info) if info else 0)
