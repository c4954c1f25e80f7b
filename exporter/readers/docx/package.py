"""A Word file as a zip of XML parts, opened with care: it may come from anywhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from exporter.limits import Limits
from exporter.readers.zipped import Zipped
from exporter.report import InputError, Place

Element = Any  # lxml's element; its class is private to lxml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DOCUMENT = "word/document.xml"
_OFFICE = "officeDocument"
# The strict form of the standard (ISO 29500) has names of its own for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)


class Relation(Struct, frozen=True):
    """What a part is related to: the last word of the kind, the part's name or the address outside."""

    kind: str
    target: str
    external: bool


class WordFile:
    """The parts of one Word file, each read when it is asked for."""

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        """Open the file; raises InputError where it is broken, or would unpack to more than a story can be."""
        self._data, self._source, self._limits = data, source, limits
        self._zip = Zipped(data, source, limits)
        self._relations: dict[str, dict[str, Relation]] = {}
        root = self.relations("")
        main = next((relation.target for relation in root.values() if relation.kind == _OFFICE), DOCUMENT)
        self.main = main if main in self._zip else DOCUMENT

    def part(self, kind: str) -> str:
        """Return the name of the part of the main document that is of this kind ("styles", "footnotes"), or ""."""
        found = (relation.target for relation in self.relations(self.main).values() if relation.kind == kind)
        return next((name for name in found if name in self._zip), "")

    def parts(self, kind: str) -> list[str]:
        """Return the names of all parts of the kind."""
        found = (relation.target for relation in self.relations(self.main).values() if relation.kind == kind)
        return [name for name in found if name in self._zip]

    def bytes_of(self, name: str) -> bytes:
        """Return the bytes of the part; raises InputError where it is missing or damaged."""
        return self._zip.read(name)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield names and bytes of all parts, without counting them to what may be read of the file."""
        every = Zipped(self._data, self._source, self._limits)
        for name in every.names():
            yield name, every.read(name)

    def xml(self, name: str) -> Element:
        """Return the root of the part; entities are refused and nothing outside the file is looked at."""
        data = self._zip.read_text(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._broken(f"{name!r} in the Word file declares entities, which no Word file does")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._broken(f"{name!r} in the Word file is no well-formed XML: {error}") from error

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of the part by their ids; "" is the whole package."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def _read_relations(self, name: str) -> dict[str, Relation]:
        folder, own = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{own}.rels")
        if rels not in self._zip:
            return {}
        found: dict[str, Relation] = {}
        for node in self.xml(rels):
            target, external = node.get("Target", ""), node.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[node.get("Id", "")] = Relation(node.get("Type", "").rpartition("/")[2], target, external)
        return found

    def _broken(self, message: str) -> InputError:
        return InputError(message, Place(self._source), "open it in Word, save it as .docx again")


def value(node: Element, tag: str, attribute: str = "val", default: str = "") -> str:
    """Return the attribute of the child ``w:tag``, or `default` where there is no such child or attribute."""
    child = node.find(W + tag) if node is not None else None
    return default if child is None else str(child.get(W + attribute, default))


def is_on(node: Element, tag: str) -> bool | None:
    """Return whether the child ``w:tag`` switches something on, None where there is no such child."""
    child = node.find(W + tag) if node is not None else None
    return None if child is None else child.get(W + "val", "true") not in ("0", "false", "off", "none")
