"""DRAW: the items of a page → content operators, every one inside a tagged sequence or marked as an artifact.

Text is painted in reading order (the order of the structure tree), not in the order of the page, so that readers that
know nothing of tags also get the story from first to last word. One text object holds all text of a page.

Words that run from right to left are painted one after the other as they are read, the glyphs of each from left to
right. Of 72 words of Arabic, Hebrew and English, so many came back verbatim (what is missing are brackets and full
stops, which readers turn or set off, and the ligature lam-alef, whose letters poppler and pdfium exchange):

=======================================  =========  =========  ======  =======  =====  ============
painted                                  pdftotext  pdftotext  pdfium  pymupdf  pypdf  pdfinfo
                                         22.12      -raw               2.0      7.1    -struct-text
=======================================  =========  =========  ======  =======  =====  ============
all from left to right                   43         10         56      35       10     8
words as they are read (this)            43         52         56      58       60     18
the same, ActualText on elements         43         52         52      17       63     17
words and the glyphs in them as read     40         16         9       71       18     72
=======================================  =========  =========  ======  =======  =====  ============

That was with the letters of one glyph in the order of reading. With those of lam-alef as they are seen (`fonts._hex`),
of 25 words, six with lam-alef, came back before and now: pdftotext 9, 14; -raw 8, 13; pdfium 11, 17; pymupdf 19, 23;
pypdf 17, 13; in pdf.js the letters were exchanged before and are not now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from exporter.backends.pdf.color.inks import Colors
from exporter.backends.pdf.division import carry_divided_words
from exporter.backends.pdf.fonts import FontStore
from exporter.backends.pdf.glyphs import TextSetter
from exporter.backends.pdf.images import PictureStore
from exporter.backends.pdf.operators import decimal
from exporter.backends.pdf.structure import Content, Element
from exporter.backends.pdf.tags import Tree
from exporter.page import Box, Image, Line, Link, Mark, Page, Text

FURNITURE = b"/Artifact<</Type/Pagination>>BDC"
DECORATION = b"/Artifact<</Type/Layout>>BDC"
GONE_ON = 1e9  # taken off the place of a block that goes on from the page before, so that it comes first
END = b"EMC"
# Where lines under and through text stand, and how thick they are, in em.
UNDERLINE, STRIKE, STROKE = 0.12, -0.28, 0.05


# What a sequence has in common: block, address of the link, which call of a note it is, language.
_Kind = tuple[str, str, int, str]


class Painted(Struct, frozen=True):
    """A painted page: its operators, the names of its pictures, and for each link the element that its text is in."""

    content: bytes
    pictures: dict[str, int]
    links: tuple[tuple[Link, Element], ...]


class PagePainter:
    """Paints one page. `fonts` and `pictures` give what to use and grow with what is met."""

    def __init__(
        self, page: Page, index: int, tree: Tree, fonts: FontStore, pictures: PictureStore, colors: Colors
    ) -> None:
        self._page, self._index, self._tree = page, index, tree
        self._fonts, self._pictures, self._colors = fonts, pictures, colors
        self._mcids = 0
        self._names: dict[str, int] = {}
        self._links: dict[int, tuple[Link, Element]] = {}

    def paint(self) -> Painted:
        """Return the painted page: boxes and rules, then pictures, then text with the lines drawn to it."""
        items: dict[type, list[Any]] = {kind: [] for kind in (Box, Line, Image, Text, Link, Mark)}
        for item in self._page.items:
            items[type(item)].append(item)
        parts = [*self._rules(items[Box], items[Line])]
        for image in items[Image]:
            parts += self._image(image)
        texts = self._in_reading_order(items[Text])
        if texts:
            parts += self._texts(texts, items[Link])
        parts += self._strokes(items[Text])
        self._keep_links_without_text(items[Link])
        return Painted(b"\n".join(parts), self._names, tuple(self._links.values()))

    def _open(self, element: Element) -> bytes:
        """Return the operator that opens a sequence whose content belongs to the element."""
        mcid, self._mcids = self._mcids, self._mcids + 1
        place = 0 if element.role == "Figure" else len(element.kids)  # a picture comes before its caption
        element.kids.insert(place, Content(self._index, mcid))
        return b"/%s<</MCID %d>>BDC" % (element.role.encode(), mcid)

    def _in_reading_order(self, texts: list[Text]) -> list[Text]:
        """Return the texts in the order of the story, furniture where it comes between no two parts of a paragraph.

        That is before all other text, but behind the block that goes on from the page before, which comes first.
        """
        order: dict[str, float] = {"": -1.0}
        for item in texts:
            if item.block and item.block not in order:
                place = self._tree.order(item.block)
                order[item.block] = place - GONE_ON if self._tree.find(item.block).kids else place
        if any(item.later for item in texts):
            texts = [item for _, item in sorted(enumerate(texts), key=lambda placed: placed[0] + placed[1].later)]
        if any(item.rtl for item in texts):
            texts = [word for item in texts for word in (_words_of(item) if item.rtl else (item,))]
        return sorted([item for item in texts if item.runs], key=lambda item: order[item.block])

    def _keep_links_without_text(self, links: list[Link]) -> None:
        """Give links that no text begins in, such as those of furniture, an element of their own."""
        for link in links:
            if id(link) not in self._links:
                parent = self._tree.find(link.block) if link.block else self._tree.root
                self._links[id(link)] = (link, Element("Link", parent))

    def _rules(self, boxes: list[Box], lines: list[Line]) -> Iterator[bytes]:
        """Yield boxes, then lines; both are decoration whatever block they belong to."""
        if boxes or lines:
            yield DECORATION
            yield from map(self._box, boxes)
            yield from map(self._line, lines)
            yield END

    def _box(self, box: Box) -> bytes:
        place = self._rectangle(box.x, box.y, box.width, box.height)
        parts = [self._colors.fill(box.fill) if box.fill else b""]
        if box.stroke:
            parts += [self._colors.stroke(box.stroke), decimal(box.stroke_width) + b" w"]
        parts += [place, b"B" if box.fill and box.stroke else b"f" if box.fill else b"S" if box.stroke else b"n"]
        return b" ".join(part for part in parts if part)

    def _line(self, line: Line) -> bytes:
        height = self._page.height
        ends = (line.x, height - line.y, line.x2, height - line.y2)
        return b"%s %s w %s %s m %s %s l S" % (
            self._colors.stroke(line.color), decimal(line.width), *(decimal(end) for end in ends),
        )  # fmt: skip

    def _rectangle(self, x: float, y: float, width: float, height: float) -> bytes:
        corner = (x, self._page.height - y - height, width, height)
        return b" ".join(decimal(value) for value in corner) + b" re"

    def _image(self, image: Image) -> Iterator[bytes]:
        element = self._tree.figure(image.block) if image.block else None
        embedded = self._pictures.embed(image.source, image.grey)
        self._names[embedded.name] = embedded.number
        left, top, right, bottom = image.crop
        width, height = image.width / (right - left), image.height / (bottom - top)
        x, y = image.x - left * width, image.y - top * height
        if element is None:
            yield DECORATION
        else:
            below = self._page.height - image.y
            element.bounds = (image.x, below - image.height, image.x + image.width, below)
            element.alt = image.alt or element.alt
            yield self._open(element)
        clip = (
            b""
            if image.crop == (0, 0, 1, 1)
            else self._rectangle(image.x, image.y, image.width, image.height) + b" W n "
        )
        matrix = embedded.matrix(x, self._page.height - y - height, width, height)
        numbers = b" ".join(decimal(value, 3) for value in matrix)
        yield b"q %s%s cm /%s Do Q" % (clip, numbers, embedded.name.encode())
        yield END

    def _texts(self, texts: list[Text], links: list[Link]) -> Iterator[bytes]:
        """Yield one text object; a tagged sequence goes on as long as the text belongs to the same element."""
        carried = carry_divided_words(texts)
        setter = TextSetter(self._page.height, self._fonts, self._colors)
        areas = _areas(links)
        belongs: _Kind | None = None
        inline: Element | None = None  # the link that the text before was in
        yield b"BT"
        for index, item in enumerate(texts):
            link = _link_at(item, areas) if areas and item.block else None
            kind = (item.block, link.href if link else "", id(link) if link and link.target else 0, item.language)
            if kind != belongs:
                if belongs is not None:
                    yield END
                if link is None or inline is None or belongs is None or kind[:3] != belongs[:3]:
                    inline = Element("Link", self._tree.find(item.block)) if link else None
                belongs = kind
                yield self._open(self._inner(item, inline)) if item.block else FURNITURE
            if link and inline:
                self._links.setdefault(id(link), (link, inline))
            yield setter.set_text(item, carried.get(index))
        yield END
        yield b"ET"

    def _inner(self, item: Text, link: Element | None) -> Element:
        """Return the element of the text: its block's or its link's, or a run in another language inside that."""
        element = link or self._tree.find(item.block)
        return Element("Span", element, language=item.language) if item.language else element

    def _strokes(self, texts: list[Text]) -> Iterator[bytes]:
        """Yield the lines under and through text, as decoration."""
        strokes = [stroke for item in texts if item.marks for stroke in self._strokes_of(item)]
        if strokes:
            yield DECORATION
            yield from strokes
            yield END

    def _strokes_of(self, item: Text) -> Iterator[bytes]:
        words = [(x, run) for x, run in item.runs if not "".join(run.texts).isspace()]
        if not words:
            return
        x, run = words[-1]
        width = x + (run.width * item.size / 1000 + item.tracking * len(run.glyphs)) * item.stretch
        for mark, place in (("underline", UNDERLINE), ("strike", STRIKE)):
            if mark in item.marks:
                bar = self._rectangle(item.x, item.y + place * item.size, width, STROKE * item.size)
                yield b"%s %s f" % (self._colors.fill(item.color), bar)


def _words_of(item: Text) -> Iterator[Text]:
    """Yield the words of an item that runs from right to left as they are read, each as an item of its own."""
    for at, run in reversed(item.runs):
        yield replace(item, x=item.x + at, runs=((0.0, run),))


def _areas(links: Sequence[Link]) -> dict[str, list[Link]]:
    areas: dict[str, list[Link]] = {}
    for link in links:
        areas.setdefault(link.block, []).append(link)
    return areas


def _link_at(item: Text, areas: dict[str, list[Link]]) -> Link | None:
    """Return the link that the text begins in. Its baseline may be lowered by a quarter of the height, or raised."""
    for link in areas.get(item.block, ()):
        across = link.x - 0.05 <= item.x < link.x + link.width - 0.05
        if across and link.y <= item.y <= link.y + 1.25 * link.height:  # not that of a line close above it
            return link
    return None
