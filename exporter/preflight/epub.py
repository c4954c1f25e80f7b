"""A finished EPUB, ours or anyone's, read with a zip and an XML reader alone: is it whole, safe and open to everybody?

Clauses are those of EPUB 3.3 (https://www.w3.org/TR/epub-33/) and EPUB Accessibility 1.1.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from exporter.limits import Limits
from exporter.regex import regex
from exporter.report import Finding, Place
from exporter.zips import DAMAGE

MIMETYPE = b"application/epub+zip"
CONTAINER = "META-INF/container.xml"
MASKS = "META-INF/encryption.xml"
FONT_MASKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
PAGES = ("application/xhtml+xml", "image/svg+xml")
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = "{http://www.idpf.org/2007/ops}type"

REQUIRED_TERMS = ("identifier", "title", "language")
REQUIRED_PROPERTIES = (
    "dcterms:modified",
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
)
ACTIVE = frozenset({"script", "iframe", "object", "embed", "applet", "form"})
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ODD_NAME = regex(r'(^|/)\.\.?(/|$)|^/|//|[\\:*?"<>|\x00-\x1f\x7f]')
_REMOTE_STYLE = regex(r"""@import|url\(\s*["']?\s*(?:[a-z][a-z0-9+.-]*:|//)""", re.IGNORECASE)
_NOT_REMOTE = frozenset({"", "data"})


class Entry(Struct, frozen=True):
    """An item of the manifest: id, name in the zip, media type, properties."""

    id: str
    name: str
    media_type: str
    properties: tuple[str, ...]


class Package(Struct, frozen=True):
    """The package document: its name in the zip, its root, the items of its manifest, the ids of its spine."""

    name: str
    root: _Element
    items: tuple[Entry, ...]
    spine: tuple[str, ...]


class Page(Struct, frozen=True):
    """A content document and the ids in it."""

    name: str
    root: _Element
    ids: frozenset[str]


class UnreadableError(Exception):
    """A part that cannot be read; the message says which and why."""


def check_epub(data: bytes) -> tuple[Finding, ...]:
    """Return the findings about the EPUB, the gravest kind first: container, package, pages, links, access."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return tuple(_check_archive(archive))
    except UnreadableError as error:
        return (_error("epub-container", str(error)),)
    except DAMAGE as error:
        return (_error("epub-container", f"this is no readable zip: {error}"),)


def _check_archive(archive: zipfile.ZipFile) -> Iterator[Finding]:
    """Yield the findings; what cannot be read at all is raised."""
    yield from _check_container(archive)
    package = _read_package(archive)
    pages = {page.name: page for page in _read_pages(archive, package)}
    names = frozenset(archive.namelist())
    yield from _check_masks(archive, names)
    yield from _check_manifest(archive, package)
    yield from _check_metadata(package)
    for page in pages.values():
        yield from _check_activity(page)
        yield from _check_page(page)
        yield from _check_links(page, pages, names)
    yield from _check_styles(archive, package)


def _error(code: str, message: str, name: str = "", line: int = 0) -> Finding:
    return Finding(code, "error", message, Place(name, line))


def _line(element: _Element) -> int:
    line: Any = element.sourceline
    return line or 0


def _ids(root: _Element) -> list[str]:
    return [name for element in root.iter(etree.Element) if (name := element.get("id"))]


def _check_container(archive: zipfile.ZipFile) -> Iterator[Finding]:
    """Yield what clauses 4.2.3 (file names) and 4.3 (OCF ZIP container) are against."""
    entries = archive.infolist()
    first = entries[0] if entries else None
    if first is None or first.filename != "mimetype":
        yield _error("epub-container", "the first entry is not mimetype")
    elif first.compress_type != zipfile.ZIP_STORED or first.extra or archive.read(first) != MIMETYPE:
        yield _error("epub-container", "mimetype must hold application/epub+zip, stored as it is")
    for name, times in Counter(entry.filename for entry in entries).items():
        if times > 1:
            yield _error("epub-container", "the zip holds this name twice", name)
        if _ODD_NAME.search(name):
            yield _error("epub-container", f"the name {name!r} may lead out of the book or cannot be a file name")


def _read(archive: zipfile.ZipFile, name: str) -> _Element:
    """Return the root of the XML part; entities and anything outside the file are not followed."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise UnreadableError(f"{name} is missing") from None
    if info.file_size > Limits().text_bytes:
        raise UnreadableError(f"{name} holds {info.file_size:,} bytes, more than is read")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(archive.read(info), parser)
    except (etree.XMLSyntaxError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableError(f"{name} is no well-formed XML: {error}") from error


def _read_package(archive: zipfile.ZipFile) -> Package:
    container = _read(archive, CONTAINER)
    paths = [path for element in container.iter("{*}rootfile") if (path := element.get("full-path"))]
    if not paths:
        raise UnreadableError(f"{CONTAINER} names no package document")
    root = _read(archive, paths[0])
    items = tuple(
        Entry(
            item.get("id", ""),
            _resolve(paths[0], item.get("href", "")),
            item.get("media-type", ""),
            tuple(item.get("properties", "").split()),
        )
        for item in root.iterfind("{*}manifest/{*}item")
    )
    return Package(paths[0], root, items, tuple(ref.get("idref", "") for ref in root.iterfind("{*}spine/{*}itemref")))


def _read_pages(archive: zipfile.ZipFile, package: Package) -> Iterator[Page]:
    names = set(archive.namelist())
    for item in package.items:
        if item.media_type in PAGES and item.name in names:
            root = _read(archive, item.name)
            yield Page(item.name, root, frozenset(_ids(root)))


def _resolve(base: str, href: str) -> str:
    """Return the name in the zip that the link in the file `base` leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(urlsplit(href).path)))


def _check_manifest(archive: zipfile.ZipFile, package: Package) -> Iterator[Finding]:
    """Yield what clauses 5.6 and 5.7 (manifest, spine) are against."""
    names = {name for name in archive.namelist() if not name.endswith("/")}
    listed = {item.name for item in package.items}
    ids = Counter(_ids(package.root))
    for name in (name for name, times in ids.items() if times > 1):
        yield _error("epub-id-twice", f"the id {name!r} stands twice in the package", package.name)
    for item in package.items:
        if item.name not in names:
            yield _error("epub-manifest", f"{item.name} is listed but not there", package.name)
    for name in sorted(names - listed - {"mimetype", package.name}):
        if not name.startswith("META-INF/"):
            yield _error("epub-manifest", f"{name} is there but not listed", package.name)
    known = {item.id for item in package.items}
    for reference in package.spine:
        if reference not in known:
            yield _error("epub-manifest", f"the spine names {reference!r}, which is no item", package.name)
    if not package.spine:
        yield _error("epub-manifest", "the spine is empty", package.name)
    yield from _check_navigation(archive, package)


def _check_masks(archive: zipfile.ZipFile, names: frozenset[str]) -> Iterator[Finding]:
    """Yield what is encrypted besides fonts masked as clause 4.4 says, which every reading system unmasks."""
    if MASKS not in names:
        return
    for entry in _read(archive, MASKS).iter("{*}EncryptedData"):
        method, target = entry.find("{*}EncryptionMethod"), entry.find(".//{*}CipherReference")
        name = target.get("URI", "") if target is not None else ""
        if name not in names:
            yield _error("epub-manifest", f"{name!r} is said to be masked but not there", MASKS)
        if method is None or method.get("Algorithm") not in FONT_MASKS:
            yield _error("epub-encrypted", f"{name} is encrypted: readers without the key show nothing", MASKS)


def _check_navigation(archive: zipfile.ZipFile, package: Package) -> Iterator[Finding]:
    navs = [item for item in package.items if "nav" in item.properties]
    if len(navs) != 1:
        yield _error("epub-manifest", f"there are {len(navs)} navigation documents, not one", package.name)
        return
    if navs[0].name in archive.namelist():
        root = _read(archive, navs[0].name)
        kinds = [nav.get(TYPE, "").split() for nav in root.iterfind(".//{*}nav")]
        if not any("toc" in kind for kind in kinds):
            yield _error("epub-manifest", "the navigation document has no table of contents", navs[0].name)


def _check_metadata(package: Package) -> Iterator[Finding]:
    """Yield which metadata of clause 5.5 and of EPUB Accessibility 1.1, clause 2, is missing."""
    metadata = package.root.find("{*}metadata")
    children = [] if metadata is None else [child for child in metadata if isinstance(child.tag, str)]
    filled = {
        child.tag.removeprefix(DC) for child in children if child.tag.startswith(DC) and (child.text or "").strip()
    }
    properties = {child.get("property", "") for child in children if (child.text or "").strip()}
    for term in REQUIRED_TERMS:
        if term not in filled:
            yield _error("epub-metadata-missing", f"dc:{term} is missing", package.name)
    for name in REQUIRED_PROPERTIES:
        if name not in properties:
            yield _error("epub-metadata-missing", f"{name} is missing", package.name)
    unique = package.root.get("unique-identifier", "")
    if not any(child.tag == f"{DC}identifier" and child.get("id") == unique for child in children):
        yield _error("epub-metadata-missing", "unique-identifier leads to no dc:identifier", package.name)
    if not package.root.get(LANG):
        yield _error("epub-language-missing", "the package has no xml:lang", package.name)


def _check_activity(page: Page) -> Iterator[Finding]:
    """Yield what could run, load from outside, or send."""
    for element in page.root.iter(etree.Element):
        tag = _local(element.tag)
        if tag in ACTIVE:
            yield _error("epub-active-content", f"<{tag}> may not be in a story", page.name, _line(element))
        for key, value in element.attrib.items():
            name = _local(str(key))
            if name.startswith("on"):
                yield _error("epub-active-content", f"the attribute {name} runs code", page.name, _line(element))
            elif name in ("src", "href", "data", "poster", "action", "srcset"):
                yield from _check_address(page, element, tag, name, str(value))
            elif name == "style" and _REMOTE_STYLE.search(str(value)):
                yield _error("epub-active-content", "a style loads from outside", page.name, _line(element))


def _check_address(page: Page, element: _Element, tag: str, name: str, value: str) -> Iterator[Finding]:
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        yield _error("epub-link-broken", f"{value[:80]!r} is no address", page.name, _line(element))
        return
    is_link = tag in ("a", "area") and name == "href"
    shown = repr(value[:80])
    if is_link and parts.scheme and parts.scheme not in SAFE_SCHEMES:
        yield _error("epub-active-content", f"the link {shown} may not be followed", page.name, element.sourceline)
    elif not is_link and (parts.scheme not in _NOT_REMOTE or parts.netloc):
        yield _error("epub-active-content", f"{shown} is not in the book", page.name, _line(element))


def _check_page(page: Page) -> Iterator[Finding]:
    """Yield missing languages and alternative texts, and ids given twice."""
    if not page.root.get(LANG):
        yield _error("epub-language-missing", "the page has no xml:lang", page.name)
    for image in page.root.iter("{*}img"):
        if image.get("alt") is None:
            yield _error("epub-alt-missing", f"{image.get('src')} has no alt", page.name, _line(image))
    for name, times in Counter(_ids(page.root)).items():
        if times > 1:
            yield _error("epub-id-twice", f"the id {name!r} stands {times} times on the page", page.name)


def _check_links(page: Page, pages: dict[str, Page], names: frozenset[str]) -> Iterator[Finding]:
    """Yield links inside the book that lead nowhere."""
    for element in page.root.iter(etree.Element):
        for key in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            value = element.get(key)
            if value is None or _leaves(value):
                continue
            target = _resolve(page.name, value) if urlsplit(value).path else page.name
            fragment = unquote(urlsplit(value).fragment)
            lost = fragment and target in pages and fragment not in pages[target].ids
            if target not in names or lost:
                yield _error("epub-link-broken", f"{value!r} leads nowhere", page.name, _line(element))


def _leaves(value: str) -> bool:
    """Return True for an address that is not in the book; `_check_activity` judges those."""
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _check_styles(archive: zipfile.ZipFile, package: Package) -> Iterator[Finding]:
    names = set(archive.namelist())
    for item in package.items:
        if item.media_type != "text/css" or item.name not in names:
            continue
        if archive.getinfo(item.name).file_size > Limits().text_bytes:
            yield _error("epub-container", "the style sheet is larger than is read", item.name)
        elif match := _REMOTE_STYLE.search(archive.read(item.name).decode("utf-8", "replace")):
            yield _error("epub-active-content", f"the style sheet loads from outside: {match[0]!r}", item.name)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()
