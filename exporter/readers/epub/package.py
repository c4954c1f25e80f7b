"""What the package says about a book: its title and makers, its pages in order, and the sections they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element
from msgspec import Struct

from exporter.readers.clean import Cleaner
from exporter.readers.epub.parts import kinds, local, read_part, resolve, words_in
from exporter.readers.zipped import Zipped
from exporter.regex import regex
from exporter.report import InputError, Place

CONTAINER = "META-INF/container.xml"
PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/x-oeb1-document")
_DAY = regex(r"\d{4}(-\d{2}(-\d{2})?)?")


class Listed(Struct, frozen=True):
    """A page as the contents list it."""

    title: str = ""
    section: str = ""


class Package(Struct, frozen=True, kw_only=True):
    """The book's own account of itself; `pages` are the names of its pages in reading order."""

    title: str
    creator: str
    publisher: str
    series: str
    number: str
    language: str
    date: str
    rights: str
    subjects: tuple[str, ...]
    pages: tuple[str, ...]
    listed: dict[str, Listed]


def read_package(book: Zipped, source: str, cleaner: Cleaner) -> Package:
    """Return the package; raises InputError where the book has none, or none with pages."""
    name = _package_name(book, source)
    root, _ = read_part(book, name)
    if root is None:
        raise InputError(f"{name} in the book is no XML", Place(source), "fetch or save the file again")
    items = {item.get("id", ""): item for item in root.iterfind("{*}manifest/{*}item")}
    navigation = [item for item in items.values() if "nav" in item.get("properties", "").split()]
    pages = tuple(_pages(root, items, name, book))
    if not pages:
        raise InputError("the book has no pages that can be read", Place(source), "a comic or audio book has no text")
    terms = _terms(root, cleaner)
    return Package(
        title=terms.get("title", ""),
        creator=terms.get("creator", ""),
        publisher=terms.get("publisher", ""),
        series=terms.get("belongs-to-collection", ""),
        number=terms.get("group-position", ""),
        language=terms.get("language", ""),
        date=match[0] if (match := _DAY.match(terms.get("date", ""))) else "",
        rights=terms.get("rights", ""),
        subjects=tuple(filter(None, (words_in(term, cleaner) for term in root.iterfind("{*}metadata//{*}subject")))),
        pages=tuple(page for page in pages if page not in {_href(item, name) for item in navigation}),
        listed=_contents(book, name, root, items, navigation, cleaner),
    )


def _package_name(book: Zipped, source: str) -> str:
    container, _ = read_part(book, CONTAINER)
    paths = [] if container is None else [element.get("full-path", "") for element in container.iter("{*}rootfile")]
    found = next((path for path in paths if path in book), "")
    if not found:
        raise InputError("the book names no package document that is in it", Place(source), "fetch the file again")
    return found


def _href(item: _Element, base: str) -> str:
    return resolve(base, item.get("href", ""))[0]


def _pages(root: _Element, items: dict[str, _Element], base: str, book: Zipped) -> Iterator[str]:
    """Yield the pages of the spine that are there and are read one after the other, each once (EPUB 3.3, 5.6.1)."""
    told: set[str] = set()
    for reference in root.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or reference.get("linear") == "no" or item.get("media-type") not in PAGES:
            continue
        if (page := _href(item, base)) in book and page not in told:
            told.add(page)
            yield page


def _terms(root: _Element, cleaner: Cleaner) -> dict[str, str]:
    """Return the first value of each term of the metadata."""
    terms: dict[str, str] = {}
    for element in root.iterfind("{*}metadata//*"):
        key = element.get("property", "") if local(element) == "meta" else local(element)
        if words := words_in(element, cleaner):
            terms.setdefault(key, words)
    return terms


def _contents(
    book: Zipped, name: str, root: _Element, items: dict[str, _Element], navigation: list[_Element], cleaner: Cleaner
) -> dict[str, Listed]:
    """Return how the contents list each page: those of EPUB 3 where there are some, else those of EPUB 2."""
    listed: dict[str, Listed] = {}
    for item in navigation:
        page = _href(item, name)
        tree = read_part(book, page)[0] if page in book else None
        for nav in tree.iter("{*}nav") if tree is not None else ():
            if "toc" in kinds(nav):
                for entries in nav.iterfind("{*}ol"):
                    _list_nav(entries, page, "", listed, cleaner)
    spine = root.find("{*}spine")
    ncx = items.get(spine.get("toc", "")) if spine is not None else None
    if not listed and ncx is not None and (page := _href(ncx, name)) in book:
        tree, _ = read_part(book, page)
        for points in tree.iter("{*}navMap") if tree is not None else ():
            _list_ncx(points, page, "", listed, cleaner)
    return listed


def _list_nav(entries: _Element, page: str, section: str, listed: dict[str, Listed], cleaner: Cleaner) -> None:
    for entry in entries.iterfind("{*}li"):
        label = next((child for child in entry if local(child) in ("a", "span")), None)
        title = words_in(label, cleaner) if label is not None else ""
        target = resolve(page, label.get("href", ""))[0] if label is not None and label.get("href") else ""
        inner = entry.find("{*}ol")
        _list(target, title, section, listed)
        if inner is not None:
            inside = {resolve(page, link.get("href", "")) for link in inner.iter("{*}a")}
            _list_nav(inner, page, _section(title, section, target, inside), listed, cleaner)


def _list_ncx(points: _Element, page: str, section: str, listed: dict[str, Listed], cleaner: Cleaner) -> None:
    for point in points.iterfind("{*}navPoint"):
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        title = words_in(label, cleaner) if label is not None else ""
        target = resolve(page, content.get("src", ""))[0] if content is not None else ""
        inner = point.findall("{*}navPoint")
        inside = {resolve(page, deep.get("src", "")) for one in inner for deep in one.iter("{*}content")}
        repeats = (target, "") in inside  # the point of a section leads to its first story
        if not repeats:
            _list(target, title, section, listed)
        if inner:
            _list_ncx(point, page, _section(title, section, target, inside), listed, cleaner)


def _section(title: str, section: str, target: str, inside: set[tuple[str, str]]) -> str:
    """Return the section of the entries inside an entry: its title, unless they are headings of its own page."""
    headings = all(page == target and name for page, name in inside)
    return section if headings else section or title


def _list(target: str, title: str, section: str, listed: dict[str, Listed]) -> None:
    if target:
        listed.setdefault(target, Listed(title, section))
