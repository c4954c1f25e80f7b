"""Places inside the file, and the bookmarks that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exporter.backends.pdf.canvas import PdfCanvas, number, text_string
from exporter.backends.pdf.tags import Tree
from exporter.page import Link, Mark, Page, Text

ABOVE = 12.0  # points of air that a reader shows above the place jumped to


class Ways:
    """Every place that is marked or linked to, and how to lead there.

    In PDF 2.0 a way leads to the element of the structure, with the place on the page for readers that do not know it
    (ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8).
    """

    def __init__(self, pages: tuple[Page, ...], canvas: PdfCanvas, tree: Tree, to_elements: bool) -> None:
        self._canvas, self._tree, self._to_elements = canvas, tree, to_elements
        targets = {item.target for page in pages for item in page.items if type(item) is Link and item.target}
        self._places: dict[str, tuple[int, float, float]] = {}  # page from 0; x and y in points, y up
        for index, page in enumerate(pages):
            for mark in [item for item in page.items if type(item) is Mark]:
                self._places[mark.block] = (index, mark.x, page.height - mark.y + ABOVE)
            if targets:
                for text in [item for item in page.items if type(item) is Text and item.block in targets]:
                    y = page.height - text.y + text.size + ABOVE
                    self._places.setdefault(text.block, (index, text.x, y))

    def lead(self, block: str) -> bytes:
        """Return the entry of a link or bookmark that leads to the block, no bytes where it is on no page."""
        if block not in self._places:
            return b""
        index, x, top = self._places[block]
        place = b"/XYZ %s %s 0" % (number(x), number(top))
        page = b"[%d 0 R%s]" % (self._canvas.page_reference(index), place)
        if not self._to_elements:
            return b"/Dest" + page
        element = self._tree.find(block)
        element.number = element.number or self._canvas.reserve()
        return b"/A<</S/GoTo/D%s/SD[%d 0 R%s]>>" % (page, element.number, place)


def add_bookmarks(canvas: PdfCanvas, pages: tuple[Page, ...], tree: Tree, ways: Ways) -> None:
    """Add the bookmarks in reading order; an entry is never more than one level below the one before."""
    found = [item for page in pages for item in page.items if type(item) is Mark and item.title]
    marks = list(dict.fromkeys(sorted(found, key=lambda mark: tree.order(mark.block))))
    if not marks:
        return
    parents = _parents([mark.level for mark in marks])
    inner: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        inner.setdefault(parent, []).append(index)
    numbers = {-1: canvas.reserve(), **{index: canvas.reserve() for index in range(len(marks))}}
    for parent, siblings in inner.items():
        for before, index, after in zip([None, *siblings], siblings, [*siblings[1:], None], strict=False):
            title = text_string(" ".join(marks[index].title.split()))
            content = b"/Title%s/Parent %d 0 R%s" % (title, numbers[parent], ways.lead(marks[index].block))
            content += b"" if before is None else b"/Prev %d 0 R" % numbers[before]
            content += b"" if after is None else b"/Next %d 0 R" % numbers[after]
            canvas.fill(numbers[index], b"<<%s%s>>" % (content, _inside(index, inner, numbers)))
    canvas.fill(numbers[-1], b"<</Type/Outlines%s>>" % _inside(-1, inner, numbers))
    canvas.set_entries((("Outlines", b"%d 0 R" % numbers[-1]), ("PageMode", b"/UseOutlines")))


def _parents(levels: Sequence[int]) -> list[int]:
    """Return the index of each bookmark's parent, -1 for none."""
    parents: list[int] = []
    path: list[int] = []  # the bookmarks that the next one may stand in, outermost first
    for index, level in enumerate(levels):
        del path[max(level, 0) :]
        parents.append(path[-1] if path else -1)
        path.append(index)
    return parents


def _inside(index: int, inner: Mapping[int, Sequence[int]], numbers: Mapping[int, int]) -> bytes:
    """Return the entries that name what stands in the bookmark; all of it is shown open."""
    if index not in inner:
        return b""
    waiting, count = [index], -1
    while waiting:
        count += 1
        waiting += inner.get(waiting.pop(), ())
    first, last = inner[index][0], inner[index][-1]
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[first], numbers[last], count)
