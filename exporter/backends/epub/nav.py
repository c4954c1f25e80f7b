"""Contents for readers of EPUB 3 (`nav.xhtml`, with landmarks) and of EPUB 2 (`toc.ncx`)."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.etree import _Element

from exporter.backends.epub.masthead import BETWEEN, masthead_of
from exporter.backends.epub.pagebreaks import PageTarget
from exporter.backends.epub.plan import Book, Story
from exporter.backends.epub.xml import LANG, add, page_bytes, set_type, start_page
from exporter.style.model import Style

NCX = "http://www.daisy.org/z3986/2005/ncx/"
_N = f"{{{NCX}}}"
_NAMESPACES: Any = {None: NCX}  # lxml's stubs know no default namespace


def write_nav(book: Book, style: Style, pages: tuple[PageTarget, ...]) -> bytes:
    """Return the navigation document: sections with their stories, the landmarks, the pages of the printed edition."""
    contents = style.phrase("contents", book.language)
    html, body = start_page(book.title, book.language, book.direction, "contents")
    _add_masthead(body, book, style)
    toc = add(body, "nav")
    set_type(toc, "toc", "doc-toc")
    toc.set("id", "toc")
    toc.set("aria-labelledby", "contents")
    add(toc, "h1", "headline", contents).set("id", "contents")
    entries = add(toc, "ol")
    for name, stories in book.sections:
        inner = entries
        if name:
            section = add(entries, "li", "section")
            add(section, "span", text=name)
            inner = add(section, "ol")
        for story in stories:
            _add_entry(inner, story, book)
    _add_landmarks(body, book, style, contents)
    _add_page_list(body, pages, style.phrase("page", book.language))
    return page_bytes(html)


def _add_masthead(body: _Element, book: Book, style: Style) -> None:
    masthead = masthead_of(book, style)
    if words := BETWEEN.join(part for part in (masthead.name, masthead.line) if part):
        add(add(body, "header"), "p", "running", words)


def _add_entry(parent: _Element, story: Story, book: Book) -> None:
    link = add(add(parent, "li"), "a", text=story.title)
    link.set("href", story.href)
    if story.language != book.language:
        link.set("lang", story.language)
        link.set(LANG, story.language)
    if story.direction != book.direction:
        link.set("dir", story.direction)


def _add_landmarks(body: _Element, book: Book, style: Style, contents: str) -> None:
    """Append the landmarks; the contents are one only where they are a page of the book."""
    nav = add(body, "nav")
    set_type(nav, "landmarks")
    nav.set("hidden", "hidden")
    nav.set("aria-label", "Landmarks")
    places = add(nav, "ol")
    marks = [("cover", style.phrase("cover", book.language), "cover.xhtml")]
    if book.is_edition:
        marks.append(("toc", contents, "nav.xhtml#toc"))
    marks.append(("bodymatter", book.stories[0].title, book.stories[0].href))
    for kind, title, href in marks:
        link = add(add(places, "li"), "a", text=title)
        link.set("href", href)
        set_type(link, kind)


def _add_page_list(body: _Element, pages: tuple[PageTarget, ...], name: str) -> None:
    if not pages:
        return
    nav = add(body, "nav")
    set_type(nav, "page-list", "doc-pagelist")
    nav.set("hidden", "hidden")
    nav.set("aria-label", name)
    places = add(nav, "ol")
    for page in pages:
        add(add(places, "li"), "a", text=page.label).set("href", page.href)


def write_ncx(book: Book, identifier: str, pages: tuple[PageTarget, ...]) -> bytes:
    """Return the contents for EPUB 2.

    The point of a section leads to its first story and shares that story's place in the order, as the format asks.
    """
    ncx = etree.Element(f"{_N}ncx", {"version": "2005-1", LANG: book.language}, nsmap=_NAMESPACES)
    head = etree.SubElement(ncx, f"{_N}head")
    depth = "2" if any(name for name, _ in book.sections) else "1"
    for name, content in (
        ("dtb:uid", identifier),
        ("dtb:depth", depth),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max((int(page.label) for page in pages if page.label.isdecimal()), default=0))),
    ):
        etree.SubElement(head, f"{_N}meta", {"name": name, "content": content})
    _add_label(ncx, "docTitle", book.title)
    points = etree.SubElement(ncx, f"{_N}navMap")
    order = 0
    for number, (name, stories) in enumerate(book.sections, 1):
        parent = _add_point(points, f"s{number}", order + 1, name, stories[0].href) if name else points
        for story in stories:
            order += 1
            _add_point(parent, story.key, order, story.title, story.href)
    _add_ncx_pages(ncx, pages, order)
    contents: bytes = etree.tostring(ncx, encoding="utf-8", xml_declaration=True)
    return contents


def _add_ncx_pages(ncx: _Element, pages: tuple[PageTarget, ...], order: int) -> None:
    """Append the list of pages; their places in the order come after all stories, where none is taken."""
    if not pages:
        return
    targets = etree.SubElement(ncx, f"{_N}pageList")
    for number, page in enumerate(pages, 1):
        kind = {"type": "normal", "value": page.label} if page.label.isdecimal() else {"type": "special"}
        names = {"id": f"page{number}", "playOrder": str(order + number), **kind}
        target = etree.SubElement(targets, f"{_N}pageTarget", names)
        _add_label(target, "navLabel", page.label)
        etree.SubElement(target, f"{_N}content", {"src": page.href})


def _add_point(parent: _Element, key: str, order: int, title: str, href: str) -> _Element:
    point = etree.SubElement(parent, f"{_N}navPoint", {"id": key, "playOrder": str(order)})
    _add_label(point, "navLabel", title)
    etree.SubElement(point, f"{_N}content", {"src": href})
    return point


def _add_label(parent: _Element, tag: str, text: str) -> None:
    etree.SubElement(etree.SubElement(parent, _N + tag), f"{_N}text").text = text
