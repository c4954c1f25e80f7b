"""The parts of a Word file, their relationships, and the zip that holds them: the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from lxml import etree

from exporter.backends.docx.elements import Element, serialise

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DEFAULTS = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML, "jpg": CT.JPEG, "png": CT.PNG,
             "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont"}  # fmt: skip
_COMPRESSED = ("jpg", "png")  # deflating these again costs time and saves nothing
_FASTEST = 1  # of the nine levels of deflating: of a font it leaves a tenth more than the usual one, in half the time
_DATE = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold


class Parts:
    """The package in the making. python-docx looks through all relationships for each new one; here a table does it."""

    def __init__(self) -> None:
        self.package = OpcPackage()
        self._parts: list[Part] = []
        self._ids: dict[tuple[str, str, str], str] = {}
        self._written: dict[tuple[str, int], bytes] = {}  # relationships of a part, by its name and their number

    def add(self, name: str, content_type: str, data: bytes = b"") -> Part:
        """Return a new part called `name`, such as ``/word/styles.xml``."""
        part = Part(PackURI(name), content_type, data, self.package)
        self._parts.append(part)
        return part

    def relate(self, source: Part | OpcPackage, target: Part | str, kind: str) -> str:
        """Return the id of the relationship from `source` to a part or, for a string, to an address outside."""
        owner = str(source.partname) if isinstance(source, Part) else str(PACKAGE_URI)
        external = isinstance(target, str)
        key = (owner, kind, target if isinstance(target, str) else str(target.partname))
        if key not in self._ids:
            self._ids[key] = f"rId{len(source.rels) + 1}"
            source.rels.add_relationship(kind, target, self._ids[key], external)
        return self._ids[key]

    def fill(self, part: Part, node: Element) -> None:
        """Give the part its content, once the node is complete."""
        part._blob = serialise(node)

    def save(self) -> bytes:
        """Return the zip: content types first, then the parts in the order of their names."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive, "[Content_Types].xml", _content_types(self._in_order()))
            _write(archive, "_rels/.rels", self.package.rels.xml)
            for name, data in self.contents():
                _write(archive, name, data)
        return stream.getvalue()

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield names and bytes of the parts, each followed by its relationships."""
        for part in self._in_order():
            yield part.partname.membername, part.blob
            if part.rels:
                key = (PackURI(part.partname.rels_uri).membername, len(part.rels))
                if key not in self._written:  # they are asked for twice: for the seal and for the file
                    self._written[key] = part.rels.xml
                yield key[0], self._written[key]

    def _in_order(self) -> list[Part]:
        return sorted(self._parts, key=lambda part: str(part.partname))


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # else the byte says on which system the file was written
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=_FASTEST if name.endswith(".odttf") else None)


def _content_types(parts: Iterable[Part]) -> bytes:
    types = etree.Element(_TYPES + "Types", nsmap={None: _TYPES[1:-1]})
    for extension, content_type in _DEFAULTS.items():
        etree.SubElement(types, _TYPES + "Default", Extension=extension, ContentType=content_type)
    for part in parts:
        if _DEFAULTS.get(part.partname.ext) != part.content_type:
            etree.SubElement(types, _TYPES + "Override", PartName=str(part.partname), ContentType=part.content_type)
    return serialise(types)
