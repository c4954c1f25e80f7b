"""Ways through the file: bookmarks, destinations, links and page labels."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.backends.pdf.canvas import PdfCanvas, number, text_string
from exporter.backends.pdf.structure import Annotation, Element
from exporter.backends.pdf.tags import Tree
from exporter.page import Link, Mark, Page, Text
from exporter.report import Place, Report

SCHEMES = ("http://", "https://", "mailto:", "tel:")
PRINTED = 4  # annotation flag: print it, which PDF/A asks for (ISO 19005-2, 6.3.2)
ABOVE = 12.0  # points of air that a reader shows above the place jumped to


Places = dict[str, tuple[int, float, float]]  # by block id: page from 0; x and y in points, y up


def find_destinations(pages: tuple[Page, ...]) -> Places:
    """Return every place that is marked or linked to."""
    targets = {item.target for page in pages for item in page.items if isinstance(item, Link) and item.target}
    places: Places = {}
    for index, page in enumerate(pages):
        for item in page.items:
            if isinstance(item, Mark):
                places[item.block] = (index, item.x, page.height - item.y + ABOVE)
            elif isinstance(item, Text) and item.block in targets:
                places.setdefault(item.block, (index, item.x, page.height - item.y + item.size + ABOVE))
    return places


def bind_destinations(canvas: PdfCanvas, index: int, page: Page, places: Places) -> None:
    """Bind the places that bookmarks of the current page name."""
    for mark in page.items:
        if isinstance(mark, Mark) and mark.title:
            where, x, top = places[mark.block]
            if where == index:
                canvas.bookmarkPage(mark.block, fit="XYZ", left=round(x, 2), top=round(top, 2), zoom=0)


def add_bookmarks(canvas: PdfCanvas, pages: tuple[Page, ...], tree: Tree) -> None:
    """Add the bookmarks in reading order; an entry is never more than one level below the one before."""
    marks = [item for page in pages for item in page.items if isinstance(item, Mark) and item.title]
    marks.sort(key=lambda mark: tree.order(mark.block))
    depth = -1
    for mark in dict.fromkeys(marks):
        depth = min(mark.level, depth + 1)
        canvas.addOutlineEntry(" ".join(mark.title.split()), mark.block, level=depth)
    if marks:
        canvas.showOutline()


def add_links(
    canvas: PdfCanvas,
    index: int,
    page: Page,
    links: Iterable[tuple[Link, Element]],
    places: Places,
    first_key: int,
    report: Report,
) -> int:
    """Add the links of the current page to it and to their elements; return how many were added.

    A link that leads nowhere, or by a scheme that is not allowed, is reported; its text stays, as a Span.
    """
    count = 0
    for link, element in links:
        action = _action(link, canvas, places)
        if not action:
            element.role = "Span"
            goal = link.href or link.target
            report.add("pdf-dead-link", "warning", f"the link to {goal!r} leads nowhere", Place(block=link.block))
            continue
        top, bottom = page.height - link.y, page.height - link.y - link.height
        corners = b" ".join(number(corner) for corner in (link.x, bottom, link.x + link.width, top))
        key = first_key + count
        content = b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F %d/Contents%s/StructParent %d%s>>" % (
            corners, PRINTED, text_string(_contents(link)), key, action,
        )  # fmt: skip
        element.kids.append(Annotation(index, canvas.add_annotation(content), key))
        count += 1
    return count


def drop_links(links: Iterable[tuple[Link, Element]], report: Report) -> None:
    """Leave the links of a page as plain text, for profiles under which nothing on the page may be active."""
    for _, element in links:
        element.role = "Span"
        message = "links are printed but lead nowhere: PDF/X-4 allows none on the page (ISO 15930-7, 6.17)"
        report.add("press-links", "info", message, hint="make a second file with the profile archive for readers")


def _action(link: Link, canvas: PdfCanvas, places: Places) -> bytes:
    if link.href.lower().startswith(SCHEMES):
        return b"/A<</S/URI/URI%s>>" % text_string(link.href.encode("ascii", "replace").decode())
    if link.target not in places:
        return b""
    index, x, top = places[link.target]
    return b"/Dest[%d 0 R/XYZ %s %s 0]" % (canvas.page_reference(index), number(x), number(top))


def _contents(link: Link) -> str:
    return " ".join((link.text or link.href or link.target).split())


def add_page_labels(canvas: PdfCanvas, pages: tuple[Page, ...]) -> None:
    """Give every page the label that is printed on it; pages that count on share one entry."""
    expected = 0
    for index, page in enumerate(pages):
        if page.label.isdecimal() and page.label.isascii() and int(page.label) > 0:
            if int(page.label) != expected:
                canvas.addPageLabel(index, style="ARABIC", start=int(page.label))
            expected = int(page.label) + 1
        else:
            canvas.addPageLabel(index, prefix=page.label)
            expected = 0
