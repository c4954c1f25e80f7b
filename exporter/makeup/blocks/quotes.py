"""Quotations: set in, or pulled out between rules."""

from __future__ import annotations

from exporter.makeup.blocks.flower import BOX_AIR, Flow, Flower, keep_together, moved
from exporter.makeup.blocks.footnotes import as_note_lines
from exporter.makeup.compositor import Stack
from exporter.makeup.grid import shift
from exporter.makeup.photos import pile_up
from exporter.makeup.strips import Solid, Strip, solid
from exporter.model import Paragraph, Quote, Run
from exporter.page import Item, Line

TALLEST = 0.4  # of the page: a pull quote that is higher may be divided


def set_quote(flower: Flower, block: Quote, left: float) -> Flow:
    """Return a quotation set in from both sides, who said it below."""
    flower.after_head = True
    inner = flower.flow(block.blocks, "quote", left)
    if block.attribution:
        indent = left + flower.desk.style.text["quote"].left
        inner += flower.text("attribution", (Run("— "), *block.attribution), f"{block.id}-attribution", indent)
        keep_together(inner)
    flower.after_head = False
    return inner


def set_pull_quote(flower: Flower, block: Quote, left: float) -> Flow:
    """Return a quotation in large type between rules, as one piece; one that is too high for that may be divided."""
    desk, width = flower.desk, flower.width - left
    quoted = [inner for inner in block.blocks if isinstance(inner, Paragraph)]
    size = min((desk.undivided("pull-quote", inner.text, width) for inner in quoted), default=0.0)
    stacks: list[Stack] = []
    for inner in block.blocks:
        if isinstance(inner, Paragraph):
            stacks.append(desk.stack("pull-quote", inner.text, width, inner.id, size=size))
        else:
            lines = as_note_lines(flower.element(inner, "quote", left), desk.grid.step)
            stacks += [Stack(tuple(shift(line.items, -left, 0.0)), line.height) for line in lines]
    if block.attribution:
        stacks.append(desk.stack("attribution", (Run("— "), *block.attribution), width, f"{block.id}-attribution"))
    body = pile_up(stacks, 2.0)
    color = desk.style.text["pull-quote"].color.rgb
    rules: tuple[Item, ...] = (
        Line(0, 1, width, 1, 1.2, color),
        Line(0, body.height + 9, width, body.height + 9, 0.4, color),
    )
    framed = Stack((*rules, *shift(body.items, 0, 5)), body.height + 10)
    if framed.height > TALLEST * desk.grid.slots * desk.grid.step:
        return _long_pull_quote(flower, block, left)
    white = -framed.height % desk.grid.step  # below its foot, up to the next line
    return [solid(desk, moved(framed, left), desk.grid.step / 2, desk.grid.step if white < desk.grid.step / 2 else 0)]


def _long_pull_quote(flower: Flower, block: Quote, left: float) -> Flow:
    """Return a quotation that a column break may divide between its lines, its rules above and below it."""
    desk, width = flower.desk, flower.width
    color, air = desk.style.text["pull-quote"].color.rgb, BOX_AIR * desk.grid.step
    inner = flower.flow(block.blocks, "pull-quote", left)
    if block.attribution:
        inner += flower.text("attribution", (Run("— "), *block.attribution), f"{block.id}-attribution", left)
        keep_together(inner[-2:])
    head = Solid((Strip(0, (Line(left, -air, width, -air, 1.2, color),), keep=True),), before=1)
    return [head, *inner, Solid((Strip(0, (Line(left, air, width, air, 0.4, color),)),), before=0, after=1)]
