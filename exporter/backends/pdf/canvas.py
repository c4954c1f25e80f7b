"""The reportlab canvas with what PDF/A and PDF/UA need besides. All contact with reportlab's private parts is here.

Private parts used, pinned by ``reportlab>=5.1,<6``: `_doc` (its registry of objects and `Reference`), `_code`,
`_annotationrefs`, `_addAnnotation`, `PDFCatalog.__NoDefault__`. Objects made here are plain bytes: formatting a
reportlab dictionary costs ten times as much, and a tagged page has about fifty of them.
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
DEFLATE = 5  # level 6 saves 1 % for a third more time, level 9 nothing more
STRUCTURE_KEYS = ["StructTreeRoot", "MarkInfo", "Metadata", "OutputIntents", "AF"]


class DynamicFont(Protocol):
    """What the canvas asks of a font: its objects, once all pages are painted (reportlab's dynamic font protocol)."""

    def addObjects(self, document: Any) -> None:  # noqa: N802  reportlab's name
        """Add the font's objects to the document."""
        ...


class _NoFace:
    name = "exporter-no-face"


class _NoFont:
    """The font that the canvas starts with: dynamic, so that no unembedded Helvetica gets into the file."""

    fontName, face = "exporter-no-font", _NoFace  # noqa: N815  reportlab's names
    _dynamicFont, _multiByte = 1, 0  # noqa: N815


class _Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object as bytes. `stream` objects stand alone, others are packed into object streams."""

    __RefOnly__ = 1

    def __init__(self, content: bytes = b"", stream: bool = False) -> None:
        self.content, self.stream = content, stream

    def format(self, document: Any) -> bytes:
        return self.content or b"null"  # an object without content would spoil the object stream that it stands in


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, *STRUCTURE_KEYS]  # noqa: RUF012


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]
    __NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]  # noqa: RUF012


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A document written with object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).

    They make a tagged file about a third smaller than reportlab's own form.
    """

    version = (1, 7)

    def format(self) -> bytes:
        catalog = self.Reference(self.Catalog)
        info = b"/Info " + self.Reference(self.info).format(self) if self.info.content else b""
        file = bytearray(b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % self.version)
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        packed: list[tuple[int, bytes]] = []
        number = 0
        while (number := number + 1) in self.numberToId:  # formatting an object may register further ones
            made = self.idToObject[self.numberToId[number]]
            content = pdfdoc.format(made, self, toplevel=1)
            if isinstance(made, pdfdoc.PDFStream) or getattr(made, "stream", False):
                places[number] = (1, len(file), 0)
                file += b"%d 0 obj\n%s\nendobj\n" % (number, content.rstrip(b"\n"))
            else:
                packed.append((number, content))
        for start in range(0, len(packed), OBJECTS_A_STREAM):
            part = packed[start : start + OBJECTS_A_STREAM]
            places[number] = (1, len(file), 0)
            places |= {member: (2, number, index) for index, (member, _) in enumerate(part)}
            file += b"%d 0 obj\n%s\nendobj\n" % (number, _object_stream(part))
            number += 1
        places[number] = (1, len(file), 0)
        digest = hashlib.sha256(file).hexdigest()[:32].encode()
        head = b"/Root %s%s/ID[<%s><%s>]" % (catalog.format(self), info, digest, digest)
        return bytes(file) + _cross_references(places, number, head)


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    offsets, position = [], 0
    for number, content in objects:
        offsets.append(b"%d %d" % (number, position))
        position += len(content) + 1
    head = b" ".join(offsets) + b"\n"
    dictionary = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    return stream(dictionary, head + b"\n".join(content for _, content in objects))


def _cross_references(places: Mapping[int, tuple[int, int, int]], number: int, head: bytes) -> bytes:
    """Return the cross-reference stream, object `number`, with the trailer's entries in `head`."""
    rows = b"".join(struct.pack(">BIH", *places[index]) for index in range(number + 1))
    dictionary = b"/Type/XRef/Size %d/W[1 4 2]%s" % (number + 1, head)
    start = places[number][1]
    return b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream(dictionary, rows), start)


def stream(dictionary: bytes, content: bytes, compress: bool = True) -> bytes:
    """Return a stream object's bytes; `dictionary` holds its entries besides Length and Filter.

    The line end before `endstream` is CR LF, because after content that ends in CR a mere LF would be read with it.
    """
    if compress:
        content, dictionary = zlib.compress(content, DEFLATE), dictionary + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\r\nendstream" % (dictionary, len(content), content)


def text_string(text: str) -> bytes:
    """Return the text as a PDF string: as it is where ASCII will do, UTF-16 otherwise (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return b"(%s)" % text.translate({40: r"\(", 41: r"\)", 92: r"\\"}).encode()
    return b"<FEFF%s>" % text.encode("utf-16-be", "surrogatepass").hex().upper().encode()


def number(value: float) -> bytes:
    """Return the number with at most two decimals, which is 0.0035 mm in points."""
    return b"%g" % (round(value, 2) + 0.0)


def _named(kind: bytes, values: Mapping[bytes, bytes]) -> bytes:
    """Return the entry of a resource dictionary; no bytes for none."""
    return b"/%s<<%s>>" % (kind, b"".join(b"/%s %s" % pair for pair in values.items())) if values else b""


class _NoOutlines:
    """Bookmarks are our own; reportlab is told that there is nothing for it to do, or it would take them out."""

    ready = 0

    def prepare(self, document: Any, canvas: Any) -> None:
        """Do nothing."""


class PdfCanvas(canvas.Canvas):  # type: ignore[misc]
    """A canvas that takes ready-made operators, raw objects and structure."""

    def __init__(self, language: str, version: tuple[int, int] = (1, 7)) -> None:
        pdfmetrics.registerFont(_NoFont())
        super().__init__("", pageCompression=1, invariant=1, initialFontName=_NoFont.fontName, lang=language)
        self._doc = _Document(compression=1, invariant=1, pdfVersion=version, lang=language)
        self._doc.version = version
        self._spaces: dict[bytes, bytes] = {}
        self._states: dict[bytes, bytes] = {}
        catalog = self._doc.Catalog = self._doc._catalog = _Catalog()
        catalog.Pages, catalog.Lang = self._doc.Pages, text_string(language)
        self._doc.Outlines = _NoOutlines()
        self._fonts: dict[str, Any] = self._doc.idToObject[pdfdoc.BasicFonts].dict

    def reserve(self) -> int:
        """Return the number of an object whose content comes later, through `fill`."""
        made = _Raw()
        self._doc.Reference(made)
        return int(self._doc.objectcounter)

    def fill(self, number: int, content: bytes) -> None:
        """Give a reserved object its content."""
        self._doc.idToObject[self._doc.numberToId[number]].content = content

    def add(self, content: bytes) -> int:
        """Return the number of a new object."""
        self._doc.Reference(_Raw(content))
        return int(self._doc.objectcounter)

    def add_stream(self, dictionary: bytes, content: bytes, compress: bool = True) -> int:
        """Return the number of a new stream object; with `compress` off, `dictionary` names the filters itself."""
        self._doc.Reference(_Raw(stream(dictionary, content, compress), stream=True))
        return int(self._doc.objectcounter)

    def add_font(self, name: str, font: DynamicFont, reference: int) -> None:
        """Let pages use the font as `name`; `reference` is its object's number, filled when the file is written."""
        self._doc.delayedFonts.append(font)
        self._fonts[name] = b"%d 0 R" % reference

    def page_reference(self, index: int) -> int:
        """Return the object number of the page with the index from 0, painted or not."""
        name = f"Page{index + 1}"
        if name not in self._doc.idToObject:
            self._doc.Reference(_Page(), name)
        return int(self._doc.idToObjectNumberAndVersion[name][0])

    def finish_page(
        self,
        content: bytes,
        pictures: Mapping[str, int],
        boxes: Mapping[str, tuple[float, float, float, float]],
        structure_parents: int,
    ) -> None:
        """Close the page: its operators, its pictures by name, its boxes in points, its key in the parent tree."""
        reference = self.page_reference(self._doc.pageCounter - 1)
        page = self._doc.idToObject[self._doc.numberToId[reference]]
        page.Contents = _Raw(stream(b"", content), stream=True)
        page.Resources = _Raw(self._resources(pictures))
        for name, corners in boxes.items():
            setattr(page, name, b"[%s]" % b" ".join(number(corner) for corner in corners))
        page.StructParents, page.Tabs = structure_parents, "/S"
        page.Annots = self._annotationrefs
        self._doc.addPage(page)
        self._startPage()

    def _resources(self, named: Mapping[str, int]) -> bytes:
        fonts = self._doc.Reference(self._doc.idToObject[pdfdoc.BasicFonts]).format(self._doc)
        pictures = {name.encode(): b"%d 0 R" % reference for name, reference in named.items()}
        kinds = {b"XObject": pictures, b"ExtGState": self._states, b"ColorSpace": self._spaces}
        return b"<</Font %s%s>>" % (fonts, b"".join(_named(kind, values) for kind, values in kinds.items()))

    def name_states(self, states: Mapping[bytes, bytes]) -> None:
        """Let all pages from now on use the graphics states, PDF dictionaries by name."""
        self._states.update({name: b"%d 0 R" % self.add(content) for name, content in states.items()})

    def name_space(self, name: bytes, space: bytes) -> None:
        """Let all pages from now on use the colour space by its name."""
        self._spaces[name] = b"%d 0 R" % self.add(space)

    def add_annotation(self, content: bytes) -> int:
        """Return the object number of a new annotation on the current page."""
        self._addAnnotation(_Raw(content))
        return int(self._doc.objectcounter)

    def set_entries(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Set entries of the catalog to PDF values as bytes."""
        for key, value in entries:
            setattr(self._doc.Catalog, key, value)

    def finish(self, info: bytes) -> bytes:
        """Return the file; `info` is the information dictionary, no bytes for none."""
        self._doc.info = _Info(info)
        return bytes(self._doc.GetPDFData(self))


class _Info(_Raw):
    """The information dictionary; reportlab asks it for a digest, which our own file identifier does not need."""

    def digest(self, signature: Any) -> None:
        signature.update(self.content)
