"""The page's geometry: margins, columns and the baseline grid, all in slots of one line of body text."""

from __future__ import annotations

from msgspec import Struct

from exporter.page import Box, Image, Item, Line, Link, Mark, Text
from exporter.style.fonts import Face
from exporter.style.model import Style

A4_MEASURE = 527.0  # points: on a wider page nameplate and headlines grow with it


class Grid(Struct, frozen=True):
    """Slots of `step` points from the page's text area down; slot 0 begins at `top`."""

    style: Style
    step: float
    top: float
    slots: int
    baseline: float  # from a slot's top to its baseline
    cap: float  # from a slot's top to the top of the body's capitals

    def y(self, slot: float) -> float:
        """Return the top of the slot."""
        return self.top + slot * self.step

    def x(self, column: int) -> float:
        """Return the left edge of the column."""
        page = self.style.page
        return page.left + column * (page.column_width + page.gutter)

    def width(self, span: int) -> float:
        """Return the width of that many neighbouring columns."""
        page = self.style.page
        return span * page.column_width + (span - 1) * page.gutter

    def slots_for(self, height: float) -> int:
        """Return how many slots a height takes, rounded up; a hair over does not count."""
        return max(0, -int(-(height - 0.1) // self.step))


def make_grid(style: Style, body: Face) -> Grid:
    """Return the grid of the style's page; the last slot's descenders stand on the bottom margin."""
    text, page = style.text["body"], style.page
    step = style.grid
    slots = int((page.height - page.top - page.bottom + 0.01) // step)
    size = text.size / 1000
    baseline = (step - (body.ascent - body.descent) * size) / 2 + body.ascent * size
    return Grid(
        style, step, page.height - page.bottom - slots * step, slots, baseline, baseline - body.cap_height * size
    )


def shift(items: tuple[Item, ...], dx: float, dy: float, block: str = "") -> list[Item]:
    """Return the items moved; those that belong to no block yet get `block`."""
    return [_moved(item, dx, dy, block) for item in items]


def _moved(item: Item, dx: float, dy: float, block: str) -> Item:
    match item:
        case Text():
            return Text(
                item.x + dx, item.y + dy, item.font, item.size, item.runs, item.stretch, item.tracking, item.color,
                item.block or block, item.language, item.replaces, item.marks, item.rtl, item.later,
            )  # fmt: skip
        case Line():
            return Line(
                item.x + dx, item.y + dy, item.x2 + dx, item.y2 + dy, item.width, item.color, item.block
            )  # fmt: skip
        case Image():
            return Image(
                item.x + dx, item.y + dy, item.width, item.height, item.source, item.alt, item.crop, item.grey,
                item.block or block,
            )  # fmt: skip
        case Box():
            return Box(
                item.x + dx, item.y + dy, item.width, item.height, item.fill, item.stroke, item.stroke_width, item.block
            )  # fmt: skip
        case Link():
            return Link(
                item.x + dx, item.y + dy, item.width, item.height, item.href, item.target, item.text,
                item.block or block,
            )  # fmt: skip
        case Mark():
            return Mark(item.x + dx, item.y + dy, item.block or block, item.title, item.level)
