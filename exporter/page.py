"""A page: items at fixed positions, as makeup places them and a backend paints them.

Units are points, the origin is the top left corner of the trimmed page, y runs down; a text item's y is its baseline.
Every item carries the id of the block that it belongs to ("" = furniture, which is no part of the story: rules, folios,
running heads), so that tags, findings and the text dump can name it. Leaf module: it knows no reportlab and no model.
Items hold no cycles, so the garbage collector need not look at them (`gc=False`): a page has a thousand.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RGB = tuple[float, float, float]
BLACK: RGB = (0.0, 0.0, 0.0)
# What the record of a clipping tells, in its order: blocks a1-record-date and, of its label, a1-record-date-label.
RECORD = ("publication", "date", "edition", "section", "page", "byline", "source", "url", "words")


class GlyphRun(Struct, frozen=True, eq=False, gc=False):
    """A shaped piece of text, mostly one word; made once per word and face, shared by every place it stands.

    All measures are in 1/1000 em. Compared by identity, so a painter may cache by it.
    """

    glyphs: tuple[int, ...]  # glyph ids of the face, in visual order (left to right)
    advances: tuple[float, ...]  # advance of each glyph as shaped, kerning included
    offsets: tuple[tuple[float, float], ...]  # x, y shift of each glyph (y up); empty when all are 0, 0
    texts: tuple[str, ...]  # characters each glyph stands for; "" where an earlier glyph carries the cluster's text
    width: float  # sum of the advances


class Text(Struct, frozen=True, gc=False):
    """Glyph runs on one baseline in one face, size and colour; word spaces are runs of their own.

    `stretch` is the horizontal scale of the glyphs (1 = as designed) and `tracking` the space added after every glyph,
    in points, before scaling. Each run has its own x, so a painter never measures.
    `replaces` is the text a reader gets instead of the glyphs (ActualText): the whole word for the first part of a word
    that is divided at a line end, "" for its second part; None = as the glyphs say.
    """

    x: float
    y: float
    font: str  # key of the face in the style's FontBook
    size: float
    runs: tuple[tuple[float, GlyphRun], ...]  # x of each run relative to the item's x, in points
    stretch: float = 1.0
    tracking: float = 0.0
    color: RGB = BLACK
    block: str = ""
    language: str = ""  # BCP 47 where it differs from the block's language
    replaces: str | None = None
    marks: tuple[str, ...] = ()  # "underline", "strike": marks that need a line
    rtl: bool = False  # is read from right to left: its last run first, and of each run the last glyph first
    later: int = 0  # so many places after its own in the items of the page it is read, where a line runs both ways


class Image(Struct, frozen=True, gc=False):
    """A picture, scaled to fill its box; `crop` is the part shown: left, top, right, bottom as fractions."""

    x: float
    y: float
    width: float
    height: float
    source: str  # what Env.picture takes
    alt: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    grey: bool = False
    block: str = ""


class Line(Struct, frozen=True, gc=False):
    """A straight rule from x, y to x2, y2."""

    x: float
    y: float
    x2: float
    y2: float
    width: float = 0.5
    color: RGB = BLACK
    block: str = ""


class Box(Struct, frozen=True, gc=False):
    """A filled or framed rectangle, painted before all text of its page."""

    x: float
    y: float
    width: float
    height: float
    fill: RGB | None = None
    stroke: RGB | None = None
    stroke_width: float = 0.5
    block: str = ""


class Link(Struct, frozen=True, gc=False):
    """An active area that opens a web address (`href`) or the block named by `target`."""

    x: float
    y: float
    width: float
    height: float
    href: str = ""
    target: str = ""
    text: str = ""  # what the link says, for people who do not see it
    block: str = ""


class Mark(Struct, frozen=True, gc=False):
    """A named point: the destination of bookmarks and inner links."""

    x: float
    y: float
    block: str
    title: str = ""  # entry in the bookmarks; "" = none
    level: int = 0  # depth of that entry, from 0


class Frame(Struct, frozen=True, gc=False):
    """Room for running text: one column, from its top to the foot that it shares with the columns beside it.

    Nothing is painted for it: it tells whoever checks the page where a line ought to end and a column ought to stop.
    """

    x: float
    y: float
    width: float
    height: float


Item = Text | Image | Line | Box | Link | Mark
PageSide = Literal["right", "left"]


class Page(Struct, frozen=True):
    """One page as trimmed; `bleed` is how far items may reach beyond each edge, `frames` are its columns of text in the
    order of reading."""

    number: int
    label: str
    width: float
    height: float
    items: tuple[Item, ...]
    bleed: float = 0.0
    frames: tuple[Frame, ...] = ()
