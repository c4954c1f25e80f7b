"""Links and page labels."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.backends.pdf.bookmarks import Ways
from exporter.backends.pdf.canvas import PdfCanvas, number, text_string
from exporter.backends.pdf.structure import Annotation, Element
from exporter.model.links import safe_href
from exporter.page import Link, Page
from exporter.report import Place, Report

PRINTED = 4  # annotation flag: print it, which PDF/A asks for (ISO 19005-2, 6.3.2)


def add_links(
    canvas: PdfCanvas,
    index: int,
    page: Page,
    links: Iterable[tuple[Link, Element]],
    ways: Ways,
    first_key: int,
    report: Report,
) -> int:
    """Add the links of the current page to it and to their elements; return how many were added.

    A link that leads nowhere, or by a scheme that is not allowed, is reported; its text stays.
    """
    count = 0
    for link, element in links:
        action = _action(link, ways)
        if not action:
            element.role = _role_without_link(link)
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
    for link, element in links:
        element.role = _role_without_link(link)
        message = "links are printed but lead nowhere: PDF/X-4 allows none on the page (ISO 15930-7, 6.17)"
        report.add("press-links", "info", message, hint="make a second file with the profile archive for readers")


def _role_without_link(link: Link) -> str:
    """Return the role of text that leads nowhere; the call of a note still says that it is one."""
    return "Reference" if link.target else "Span"


def _action(link: Link, ways: Ways) -> bytes:
    if address := safe_href(link.href, ascii_only=True):
        return b"/A<</S/URI/URI%s>>" % text_string(address)
    return ways.lead(link.target)


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
