"""Program text: its lines as they are, over several columns where one is too narrow for them."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.makeup.blocks.flower import Flow, Flower
from exporter.makeup.grid import shift
from exporter.makeup.strips import Solid, Strip, across
from exporter.model import Code, rich

WHOLE = 12  # lines: program text of no more is not divided
ADVANCE = 0.6  # of the size: the width of every glyph of the typewriter face


def set_code(flower: Flower, block: Code, left: float) -> Flow:
    """Return the lines in the column, or over as many as the longest needs."""
    desk, text = flower.desk, flower.desk.style.text["code"]
    longest = max(len(line) for line in block.text.split("\n")) * ADVANCE * text.size
    if longest > flower.width - left and flower.may_span(left):
        columns = desk.style.page.columns
        span = next((span for span in range(2, columns) if desk.grid.width(span) >= longest), columns)
        strips = _lines(flower, block, left, desk.grid.width(span))
        return [*across(strips, span, desk, floats=False, white=2)]
    return [Solid(_lines(flower, block, left, flower.width), 1, 1)]


def _lines(flower: Flower, block: Code, left: float, width: float) -> tuple[Strip, ...]:
    desk, grid = flower.desk, flower.desk.grid
    strips: list[Strip] = []
    for text in block.text.split("\n"):
        words = text.lstrip(" ")
        indent = left + (len(text) - len(words)) * ADVANCE * desk.style.text["code"].size
        lines = desk.lines("code", desk.spans("code", rich(words)), width - indent)
        strips += [Strip(1, tuple(shift(line.items, indent, grid.baseline, block.id))) for line in lines]
        strips += [Strip(1)] if not lines else []
    last = len(strips) - 1
    if last < WHOLE:
        return tuple(replace(strip, keep=number < last) for number, strip in enumerate(strips))
    empty = [not strip.items for strip in (*strips[1:], Strip(1))]  # what follows: no column begins with it
    return tuple(
        replace(strip, keep=number in (0, 1, last - 1) or (number < last and empty[number]))
        for number, strip in enumerate(strips)
    )
