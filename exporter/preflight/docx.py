"""A finished Word file, ours or anyone's, read with a zip and an XML reader alone: is it whole, safe, open to all?

What the Open XML SDK validator passes over is looked at here too, such as style ids that do not exist. The rules on
access are those of Word's Accessibility Checker ("Rules for the Accessibility Checker", support.microsoft.com).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from exporter.limits import Limits
from exporter.preflight.docx_contrast import pale_texts
from exporter.regex import regex
from exporter.report import Finding, Place, Severity
from exporter.zips import DAMAGE

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = f"{{{_OFFICE}}}"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
TITLE = "{http://purl.org/dc/elements/1.1/}title"

DOCUMENT = "word/document.xml"
REQUIRED = ("[Content_Types].xml", "_rels/.rels", DOCUMENT, "word/styles.xml")
SCHEMES = ("http", "https", "mailto", "tel")
FIELDS = ("PAGE", "NUMPAGES", "TOC", "SEQ", "HYPERLINK", "REF", "PAGEREF")
STYLE_TAGS = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
STOCK = ("word/stylesWithEffects.xml", "docProps/thumbnail.jpeg")  # in the template that python-docx brings along
# Attributes that name a relationship: found in C ten times as quickly as by looking at all of them here.
_RELATED = etree.XPath("//@r:*", namespaces={"r": _OFFICE})
_FILE_NAME = regex(r"[^\s/]+\.(jpe?g|png|gif|tiff?|webp|bmp|svg|emf|wmf|heic)", re.IGNORECASE)


class Relation(Struct, frozen=True):
    """One relationship of a part: what it leads to, and whether that is outside the file."""

    kind: str
    target: str
    external: bool


class WordFile(Struct, frozen=True):
    """The parts of a Word file that are XML, by name, and the relationships of each."""

    names: frozenset[str]
    roots: dict[str, _Element]
    relations: dict[str, dict[str, Relation]]


class UnreadableError(Exception):
    """A part that cannot be read; the message says which and why."""


def check_docx(data: bytes) -> tuple[Finding, ...]:
    """Return the findings about the Word file: package, references, safety, access."""
    try:
        file = _read_file(data)
    except UnreadableError as error:
        return (_finding("docx-package", "error", str(error)),)
    except DAMAGE as error:
        return (_finding("docx-package", "error", f"this is no readable zip: {error}"),)
    checks = (_check_relations, _check_styles, _check_numbers, _check_fields, _check_pictures, _check_headings)
    more = (_check_tables, _check_contrast, _check_identity, _check_leftovers)
    return tuple(finding for check in (*checks, *more) for finding in check(file))


def _finding(code: str, severity: Severity, message: str, where: str = "", hint: str = "") -> Finding:
    return Finding(code, severity, message, Place(where), hint)


def _read_file(data: bytes) -> WordFile:
    archive = zipfile.ZipFile(BytesIO(data))
    names = frozenset(archive.namelist())
    for name in REQUIRED:
        if name not in names:
            raise UnreadableError(f"{name} is missing")
    roots = {name: _read_xml(archive, name) for name in sorted(names) if name.endswith((".xml", ".rels"))}
    relations = {_owner(name): _relations(name, root) for name, root in roots.items() if name.endswith(".rels")}
    return WordFile(names, roots, relations)


def _read_xml(archive: zipfile.ZipFile, name: str) -> _Element:
    """Return the root of the part; entities and anything outside the file are not followed."""
    info = archive.getinfo(name)
    if info.file_size > Limits().file_bytes:
        raise UnreadableError(f"{name} holds {info.file_size:,} bytes, more than is read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    data = archive.read(info)
    if b"<!DOCTYPE" in data:  # ISO 29500-2, 9.1.1: no part may declare a document type
        raise UnreadableError(f"{name} declares a document type, which may define entities")
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableError(f"{name} is no well-formed XML: {error}") from error


def _owner(rels_name: str) -> str:
    """Return the part that the ``.rels`` file belongs to, "" for the whole package."""
    folder, name = posixpath.split(rels_name)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _relations(name: str, root: _Element) -> dict[str, Relation]:
    folder = posixpath.dirname(_owner(name))
    relations = {}
    for node in root:
        target, external = str(node.get("Target")), node.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        relations[str(node.get("Id"))] = Relation(str(node.get("Type")), target, external)
    return relations


def _texts(file: WordFile) -> Iterator[tuple[str, _Element]]:
    """Yield the parts that hold text: document, notes, headers and footers."""
    for name, root in file.roots.items():
        if root.tag in (W + "document", W + "footnotes", W + "endnotes", W + "hdr", W + "ftr"):
            yield name, root


def _check_relations(file: WordFile) -> Iterator[Finding]:
    """Yield parts that are named but not there, and addresses outside that may not be followed."""
    for owner, relations in file.relations.items():
        for relation in relations.values():
            if not relation.external:
                if relation.target not in file.names:
                    yield _finding("docx-package", "error", f"{relation.target} is named but not in the file", owner)
            elif not relation.kind.endswith("/hyperlink"):
                yield _finding("docx-link-unsafe", "error", f"{relation.target!r} would be loaded from outside", owner)
            elif urlsplit(relation.target).scheme.lower() not in SCHEMES:
                message = f"the link to {relation.target!r} is not http, https, mailto or tel"
                yield _finding("docx-link-unsafe", "error", message, owner)
    for name, root in _texts(file):
        known = file.relations.get(name, {})
        for value in _RELATED(root):
            if value not in known:
                yield _finding("docx-package", "error", f"the relationship {value!s} does not exist", name)


def _check_styles(file: WordFile) -> Iterator[Finding]:
    """Yield style ids that no style has; Word would show such text in its plain style."""
    root = file.roots["word/styles.xml"]
    known = {style.get(W + "styleId") for style in root.iter(W + "style")}
    tags = [W + tag for tag in STYLE_TAGS]
    for name, part in (("word/styles.xml", root), *_texts(file)):
        for style_id in sorted({str(node.get(W + "val")) for node in part.iter(*tags)} - known):
            yield _finding("docx-style-unknown", "error", f"no style has the id {style_id!r}", name)


def _check_numbers(file: WordFile) -> Iterator[Finding]:
    """Yield ids that stand twice, and notes and lists that are called but not there."""
    for name, root in _texts(file):
        for tag, attribute, what in ((DOC_PR, "id", "drawing"), (W + "bookmarkStart", W + "name", "bookmark")):
            ids = Counter(str(node.get(attribute)).lower() for node in root.iter(tag))
            for value, times in ids.items():
                if times > 1:
                    yield _finding("docx-id-twice", "error", f"the {what} {value!r} stands {times} times", name)
    document = file.roots[DOCUMENT]
    for part, made, called, what in (
        ("word/footnotes.xml", "footnote", "footnoteReference", "footnote"),
        ("word/numbering.xml", "num", "numId", "list"),
    ):
        attributes = ("id", "id") if made == "footnote" else ("numId", "val")
        root_ = file.roots.get(part)
        there = set() if root_ is None else {node.get(W + attributes[0]) for node in root_.iter(W + made)}
        wanted = {node.get(W + attributes[1]) for node in document.iter(W + called)} - {"0" if made == "num" else None}
        for value in sorted(str(value) for value in wanted - there):
            yield _finding("docx-package", "error", f"the {what} {value} is called but not there", part)


def _check_fields(file: WordFile) -> Iterator[Finding]:
    """Yield fields that do more than number, list and refer: others can read files or run programs."""
    for name, root in _texts(file):
        instructions = [node.text or "" for node in root.iter(W + "instrText")]
        instructions += [str(node.get(W + "instr")) for node in root.iter(W + "fldSimple")]
        for instruction in instructions:
            if instruction.split()[:1] and instruction.split()[0].upper() not in FIELDS:
                yield _finding("docx-field-unsafe", "error", f"the field {instruction.strip()!r} is not allowed", name)


def _check_pictures(file: WordFile) -> Iterator[Finding]:
    """Yield pictures that say nothing to people who cannot see them."""
    for name, root in _texts(file):
        for node in root.iter(DOC_PR):
            text = (node.get("descr") or "").strip()
            if any(mark.get("val") in ("1", "true") for mark in node.iter(DECORATIVE)):
                continue
            if not text:
                message = f"{node.get('name') or 'a picture'} has no alternative text"
                yield _finding(
                    "docx-alt-missing", "warning", message, name, "give the photo an alt, or mark it decorative"
                )
            elif _FILE_NAME.fullmatch(text):
                yield _finding("docx-alt-missing", "warning", f"the alternative text {text!r} is a file name", name)


def _outline_levels(styles: _Element) -> dict[str, int]:
    """Return the outline level of each style that has one, its own or that of a style it is based on."""
    own: dict[str, int | None] = {}
    parents: dict[str, str] = {}
    for style in styles.iter(W + "style"):
        style_id = str(style.get(W + "styleId"))
        level, parent = style.find(f"{W}pPr/{W}outlineLvl"), style.find(W + "basedOn")
        own[style_id] = None if level is None else int(level.get(W + "val") or 9)
        parents[style_id] = "" if parent is None else str(parent.get(W + "val"))
    levels: dict[str, int] = {}
    for style_id in own:
        seen, at = set(), style_id
        while at in own and at not in seen:
            seen.add(at)
            if (found := own[at]) is not None:
                levels[style_id] = found
                break
            at = parents[at]
    return {style_id: level for style_id, level in levels.items() if level < 9}


def _check_headings(file: WordFile) -> Iterator[Finding]:
    """Yield headings that skip a level."""
    levels = _outline_levels(file.roots["word/styles.xml"])
    before = -1
    for paragraph in file.roots[DOCUMENT].iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = levels.get(str(style.get(W + "val"))) if style is not None else None
        if level is None:
            continue
        if level > before + 1:
            words = "".join(str(node.text) for node in paragraph.iter(W + "t"))[:60]
            message = f"the heading {words!r} has level {level + 1} after level {before + 1}"
            yield _finding("docx-heading-gap", "warning", message, DOCUMENT)
        before = level


def _check_tables(file: WordFile) -> Iterator[Finding]:
    """Yield tables of several rows and columns in which nothing is marked as a heading."""
    for name, root in _texts(file):
        for table in root.iter(W + "tbl"):
            rows = table.findall(W + "tr")
            if len(rows) < 2 or max(len(row.findall(W + "tc")) for row in rows) < 2:
                continue
            look = table.find(f"{W}tblPr/{W}tblLook")
            by_column = look is not None and look.get(W + "firstColumn") in ("1", "true")
            if not by_column and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
                words = " ".join(str(node.text) for node in rows[0].iter(W + "t"))[:60]
                yield _finding("docx-table-head", "warning", f"the table {words!r} has no heading row", name)


def _check_contrast(file: WordFile) -> Iterator[Finding]:
    for name, root in sorted(file.roots.items()):
        if name.startswith("word/") and name.endswith(".xml"):
            for color, ratio in pale_texts(root):
                message = f"text in #{color} has a contrast of {ratio:.1f} : 1 with white paper"
                yield _finding("docx-contrast", "warning", message, name, "take a darker colour in the style")


def _check_identity(file: WordFile) -> Iterator[Finding]:
    """Yield a title or language that is not set."""
    core = file.roots.get("docProps/core.xml")
    if core is None or not (core.findtext(TITLE) or "").strip():
        yield _finding("docx-title-missing", "warning", "the properties have no title", "docProps/core.xml")
    language = file.roots["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or not language.get(W + "val"):
        yield _finding("docx-language-missing", "warning", "the text has no language", "word/styles.xml", "give --lang")


def _check_leftovers(file: WordFile) -> Iterator[Finding]:
    """Yield what a stock template left behind."""
    for name in STOCK:
        if name in file.names:
            yield _finding("docx-leftover", "warning", "a part of a stock template", name)
    core = file.roots.get("docProps/core.xml")
    if core is not None and any("python-docx" in (node.text or "") for node in core):
        yield _finding("docx-leftover", "warning", "the properties name the program library", "docProps/core.xml")
