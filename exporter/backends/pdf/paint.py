"""DRAW: the items of a page → content operators, every one inside a tagged sequence or marked as an artifact.

Text is painted in reading order (the order of the structure tree), not in the order of the page, so that readers that
know nothing of tags also get the story from first to last word. One text object holds all text of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from exporter.backends.pdf.division import carry_divided_words
from exporter.backends.pdf.fonts import FontStore
from exporter.backends.pdf.images import PictureStore
from exporter.backends.pdf.structure import Content, Element
from exporter.backends.pdf.tags import Tree
from exporter.page import RGB, Box, Image, Line, Link, Page, Text

FURNITURE = b"/Artifact<</Type/Pagination>>BDC"
DECORATION = b"/Artifact<</Type/Layout>>BDC"
END = b"EMC"
# Where lines under and through text stand, and how thick they are, in em.
UNDERLINE, STRIKE, STROKE = 0.12, -0.28, 0.05


class Painted(Struct, frozen=True):
    """A painted page: its operators, the names of its pictures, and for each link the element that its text is in."""

    content: bytes
    pictures: dict[str, int]
    links: tuple[tuple[Link, Element], ...]


def rgb_fill(color: RGB) -> bytes:
    """Return the operator that sets the fill colour; greys in the grey space, so that black stays black ink."""
    return _color(color, b"g", b"rg")


def _color(color: RGB, grey: bytes, rgb: bytes) -> bytes:
    if color[0] == color[1] == color[2]:
        return b"%s %s" % (_number(color[0], 3), grey)
    return b"%s %s" % (b" ".join(_number(part, 3) for part in color), rgb)


def _number(value: float, places: int = 2) -> bytes:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


class PagePainter:
    """Paints one page. `fonts` and `pictures` give what to use and grow with what is met."""

    def __init__(self, page: Page, index: int, tree: Tree, fonts: FontStore, pictures: PictureStore) -> None:
        self._page, self._index, self._tree = page, index, tree
        self._fonts, self._pictures = fonts, pictures
        self._mcids = 0
        self._names: dict[str, int] = {}
        self._links: dict[int, tuple[Link, Element]] = {}

    def paint(self) -> Painted:
        """Return the painted page: boxes and rules, then pictures, then text with the lines drawn to it."""
        items = self._page.items
        texts = [item for item in items if isinstance(item, Text) and item.runs]
        parts = [*self._rules([item for item in items if isinstance(item, Box | Line)])]
        for item in items:
            if isinstance(item, Image):
                parts += self._image(item)
        order = self._tree.order
        texts.sort(key=lambda item: order(item.block))
        if texts:
            parts += self._texts(texts, [item for item in items if isinstance(item, Link)])
        parts += self._marks([item for item in texts if item.marks])
        for link in (item for item in items if isinstance(item, Link) and id(item) not in self._links):
            self._links[id(link)] = (
                link,
                Element("Link", self._tree.find(link.block) if link.block else self._tree.root),
            )
        return Painted(b"\n".join(parts), self._names, tuple(self._links.values()))

    def _open(self, element: Element) -> bytes:
        """Return the operator that opens a sequence whose content belongs to the element."""
        mcid, self._mcids = self._mcids, self._mcids + 1
        place = 0 if element.role == "Figure" else len(element.kids)  # a picture comes before its caption
        element.kids.insert(place, Content(self._index, mcid))
        return b"/%s<</MCID %d>>BDC" % (element.role.encode(), mcid)

    def _rules(self, items: Sequence[Box | Line]) -> Iterator[bytes]:
        """Yield boxes before lines; both are decoration whatever block they belong to."""
        if not items:
            return
        yield DECORATION
        for item in sorted(items, key=lambda item: isinstance(item, Line)):
            yield self._box(item) if isinstance(item, Box) else self._line(item)
        yield END

    def _box(self, box: Box) -> bytes:
        place = self._rectangle(box.x, box.y, box.width, box.height)
        parts = [rgb_fill(box.fill) if box.fill else b""]
        if box.stroke:
            parts += [_color(box.stroke, b"G", b"RG"), _number(box.stroke_width) + b" w"]
        parts += [place, b"B" if box.fill and box.stroke else b"f" if box.fill else b"S" if box.stroke else b"n"]
        return b" ".join(part for part in parts if part)

    def _line(self, line: Line) -> bytes:
        height = self._page.height
        ends = (line.x, height - line.y, line.x2, height - line.y2)
        return b"%s %s w %s %s m %s %s l S" % (
            _color(line.color, b"G", b"RG"), _number(line.width), *(_number(end) for end in ends),
        )  # fmt: skip

    def _rectangle(self, x: float, y: float, width: float, height: float) -> bytes:
        corner = (x, self._page.height - y - height, width, height)
        return b" ".join(_number(value) for value in corner) + b" re"

    def _image(self, image: Image) -> Iterator[bytes]:
        element = self._tree.figure(image.block) if image.block else None
        name, number = self._pictures.embed(image.source, image.grey)
        self._names[name] = number
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
        place = (_number(value, 3) for value in (width, height, x, self._page.height - y - height))
        yield b"q %s%s 0 0 %s %s %s cm /%s Do Q" % (clip, *place, name.encode())
        yield END

    def _texts(self, texts: list[Text], links: list[Link]) -> Iterator[bytes]:
        carried = carry_divided_words(texts)
        setter = TextSetter(self._page.height, self._fonts)
        areas = _areas(links)
        belongs: tuple[str, int, str] | None = None
        inline: tuple[tuple[str, str, str], Element] | None = None
        yield b"BT"
        for index, item in enumerate(texts):
            link = _link_at(item, areas) if areas and item.block else None
            kind = (item.block, id(link) if link else 0, item.language)
            if kind != belongs:
                if belongs is not None:
                    yield END
                belongs = kind
                if not item.block:
                    yield FURNITURE
                else:
                    inline, element = self._element(item, link, inline)
                    yield self._open(element)
            yield setter.set_text(item, carried.get(index))
        yield END
        yield b"ET"

    def _element(
        self, item: Text, link: Link | None, inline: tuple[tuple[str, str, str], Element] | None
    ) -> tuple[tuple[tuple[str, str, str], Element] | None, Element]:
        """Return the element of the text: its block's, or a link or a run in another language inside it.

        `inline` is the link of the text before; a link that goes on in the next line goes on in the same element.
        """
        element = self._tree.find(item.block)
        if link is None:
            inline = None
        else:
            leads = (item.block, link.href, link.target)
            if inline is None or inline[0] != leads:
                inline = (leads, Element("Link", element))
            element = inline[1]
            self._links.setdefault(id(link), (link, element))
        if item.language:
            element = Element("Span", element, language=item.language)
        return inline, element

    def _marks(self, items: list[Text]) -> Iterator[bytes]:
        strokes = [stroke for item in items for stroke in self._strokes(item)]
        if strokes:
            yield DECORATION
            yield from strokes
            yield END

    def _strokes(self, item: Text) -> Iterator[bytes]:
        runs = list(item.runs)
        while runs and "".join(runs[-1][1].texts).isspace():
            runs.pop()
        if not runs:
            return
        x, run = runs[-1]
        width = x + (run.width * item.size / 1000 + item.tracking * len(run.glyphs)) * item.stretch
        for mark, place in (("underline", UNDERLINE), ("strike", STRIKE)):
            if mark in item.marks:
                bar = self._rectangle(item.x, item.y + place * item.size, width, STROKE * item.size)
                yield b"%s %s f" % (rgb_fill(item.color), bar)


class TextSetter:
    """Turns text items into text operators, naming font, size, colour, scale and tracking only where they change."""

    def __init__(self, height: float, fonts: FontStore) -> None:
        self._height, self._fonts = height, fonts
        self._font: tuple[str, float] | None = None
        self._color: RGB | None = None  # boxes may have left any colour
        self._stretch, self._tracking = b"100", b"0"
        self._x = self._y = 0  # of the line's start, in 1/100 point: whole numbers do not drift

    def set_text(self, item: Text, carried: tuple[tuple[str, ...], ...] | None) -> bytes:
        """Return the operators of the item; `carried` are other characters for its glyphs."""
        parts = self._state(item)
        x, y = round(item.x * 100), round((self._height - item.y) * 100)
        parts.append(b"%s %s Td[" % (_hundredths(x - self._x), _hundredths(y - self._y)))
        self._x, self._y = x, y
        parts.append(self._runs(item, carried))
        parts.append(b"]TJ")
        return b"".join(parts)

    def _state(self, item: Text) -> list[bytes]:
        parts: list[bytes] = []
        if self._font != (item.font, item.size):
            self._font = (item.font, item.size)
            parts.append(b"/%s %s Tf " % (self._fonts.font(item.font).name.encode(), _number(item.size)))
        if self._color != item.color:
            self._color = item.color
            parts.append(rgb_fill(item.color) + b" ")
        stretch, tracking = _number(item.stretch * 100), _number(item.tracking, 3)
        if self._stretch != stretch:
            self._stretch = stretch
            parts.append(stretch + b" Tz ")
        if self._tracking != tracking:
            self._tracking = tracking
            parts.append(tracking + b" Tc ")
        return parts

    def _runs(self, item: Text, carried: tuple[tuple[str, ...], ...] | None) -> bytes:
        font, size = self._fonts.font(item.font), item.size
        fragment = font.fragment
        scale = 1000 / (size * item.stretch)
        tracking = item.tracking * 1000 / size
        parts: list[bytes] = []
        due = end = 0.0
        for index, (x, run) in enumerate(item.runs):
            start = x * scale
            due += end - start
            shift = round(due)
            if shift:
                parts.append(b"%d" % shift)
            body, after = font.set_run(run, carried[index], size) if carried else fragment(run, size)
            parts.append(body)
            due += after - shift
            end = start + run.width + tracking * len(run.glyphs)
        return b"".join(parts).replace(b")(", b"")


def _hundredths(value: int) -> bytes:
    """Return the whole number of 1/100 as a decimal number, the shortest way."""
    if value % 100 == 0:
        return b"%d" % (value // 100)
    sign, (whole, rest) = b"-" if value < 0 else b"", divmod(abs(value), 100)
    tail = b".%02d" % rest if rest % 10 else b".%d" % (rest // 10)
    return sign + (b"%d" % whole if whole else b"") + tail


def _areas(links: Sequence[Link]) -> dict[str, list[Link]]:
    areas: dict[str, list[Link]] = {}
    for link in links:
        areas.setdefault(link.block, []).append(link)
    return areas


def _link_at(item: Text, areas: dict[str, list[Link]]) -> Link | None:
    """Return the link that the text begins in. A quarter of the height is allowed for raised and lowered figures."""
    for link in areas.get(item.block, ()):
        slack = link.height / 4
        if (
            link.x - 0.05 <= item.x < link.x + link.width - 0.05
            and link.y - slack <= item.y <= link.y + link.height + slack
        ):
            return link
    return None
