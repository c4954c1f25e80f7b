"""The parts of a Word file, their relationships, and the zip that holds them: the same parts give the same bytes.

What a package is: ECMA-376 part 2, the Open Packaging Conventions.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable

from lxml import etree

from exporter.backends.docx.elements import Element, serialise
from exporter.backends.docx.names import CT

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DEFAULTS = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML, "jpg": CT.JPEG, "png": CT.PNG,
             "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont"}  # fmt: skip
_COMPRESSED = ("jpg", "png")  # deflating these again costs time and saves nothing
_DATE = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold


class Part:
    """A file of the package and what it refers to; the package itself is the part called ``/``."""

    def __init__(self, name: str, content_type: str = "", data: bytes = b"") -> None:
        self.name, self.content_type, self.data = name, content_type, data
        self.relations: dict[tuple[str, str, bool], str] = {}  # kind, what to, whether outside: the id

    def write_relations(self) -> bytes:
        """Return the XML of the relationships; targets inside are named relative to the part's folder."""
        node = etree.Element(_RELATIONSHIPS + "Relationships", nsmap={None: _RELATIONSHIPS[1:-1]})
        for (kind, target, outside), relation in self.relations.items():
            address = target if outside else posixpath.relpath(target, posixpath.dirname(self.name))
            made = etree.SubElement(node, _RELATIONSHIPS + "Relationship", Id=relation, Type=kind, Target=address)
            if outside:
                made.set("TargetMode", "External")
        return serialise(node)


class Parts:
    """The package in the making."""

    def __init__(self) -> None:
        self.package = Part("/")
        self._parts: list[Part] = []

    def add(self, name: str, content_type: str, data: bytes = b"") -> Part:
        """Return a new part called `name`, such as ``/word/styles.xml``."""
        part = Part(name, content_type, data)
        self._parts.append(part)
        return part

    def relate(self, source: Part, target: Part | str, kind: str) -> str:
        """Return the id of the relationship from `source` to a part or, for a string, to an address outside."""
        outside = isinstance(target, str)
        key = (kind, target if isinstance(target, str) else target.name, outside)
        return source.relations.setdefault(key, f"rId{len(source.relations) + 1}")

    def fill(self, part: Part, node: Element) -> None:
        """Give the part its content, once the node is complete."""
        part.data = serialise(node)

    def save(self) -> bytes:
        """Return the zip: content types first, then the parts in the order of their names."""
        parts = sorted(self._parts, key=lambda part: part.name)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            _write(archive, "/[Content_Types].xml", _content_types(parts))
            _write(archive, "/_rels/.rels", self.package.write_relations())
            for part in parts:
                _write(archive, part.name, part.data)
                if part.relations:
                    folder, name = posixpath.split(part.name)
                    _write(archive, f"{folder}/_rels/{name}.rels", part.write_relations())
        return stream.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name.removeprefix("/"), _DATE)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_COMPRESSED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # else the byte says on which system the file was written
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def _content_types(parts: Iterable[Part]) -> bytes:
    types = etree.Element(_TYPES + "Types", nsmap={None: _TYPES[1:-1]})
    for extension, content_type in _DEFAULTS.items():
        etree.SubElement(types, _TYPES + "Default", Extension=extension, ContentType=content_type)
    for part in parts:
        if _DEFAULTS.get(part.name.rpartition(".")[2]) != part.content_type:
            etree.SubElement(types, _TYPES + "Override", PartName=part.name, ContentType=part.content_type)
    return serialise(types)
