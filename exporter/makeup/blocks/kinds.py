"""The recipe: blocks of the story → elements that flow down the columns. One function for each kind of block.

The files of kinds that few stories have are imported when one is met.
"""

from __future__ import annotations

from typing import assert_never

from exporter.makeup.blocks.figures import set_figure
from exporter.makeup.blocks.flower import Flow, Flower
from exporter.makeup.blocks.paragraphs import set_crosshead, set_exchange, set_paragraph
from exporter.makeup.compositor import Compositor
from exporter.makeup.strips import PageTurn, Solid, Strip
from exporter.model import (
    Aside,
    Block,
    Break,
    Code,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rule,
    Table,
)  # fmt: skip
from exporter.page import Line
from exporter.style.model import Role


def flower_of(desk: Compositor, width: float) -> Flower:
    """Return what makes the flow of the desk's article in columns of the width."""
    return Flower(desk, width, set_block)


def set_block(flower: Flower, block: Block, role: Role, left: float) -> Flow:
    """Return the elements of one block."""
    match block:
        case Paragraph():
            return set_paragraph(flower, block, role, left)
        case Crosshead():
            return set_crosshead(flower, block, left)
        case Quote():
            from exporter.makeup.blocks.quotes import set_pull_quote, set_quote

            return set_pull_quote(flower, block, left) if block.pull else set_quote(flower, block, left)
        case List():
            from exporter.makeup.blocks.lists import set_list

            return set_list(flower, block, role, left)
        case Table():
            from exporter.makeup.blocks.tables import set_table

            spans = flower.may_span(left)
            return [*set_table(flower.desk, block, flower.width - left, left, spans, flower.inside)]
        case Figure():
            return set_figure(flower, block, role, left)
        case Aside():
            from exporter.makeup.blocks.boxes import set_aside

            return set_aside(flower, block, left)
        case QuestionAnswer():
            return set_exchange(flower, block, left)
        case Code():
            from exporter.makeup.blocks.code import set_code

            return set_code(flower, block, left)
        case Embed():
            from exporter.makeup.blocks.boxes import set_embed

            return set_embed(flower, block, left)
        case Rule():
            return _set_rule(flower, left)
        case Break():
            return _set_break(flower, block)
    assert_never(block)


def _set_rule(flower: Flower, left: float) -> Flow:
    desk = flower.desk
    middle, y = left + (flower.width - left) / 2, desk.grid.step / 2
    line = Line(middle - 18, y, middle + 18, y, 0.5, desk.style.colors["rule"].rgb)
    flower.after_head = True
    return [Solid((Strip(1, (line,), keep=True),))]


def _set_break(flower: Flower, block: Break) -> Flow:
    if block.to == "page":
        return [PageTurn()]
    return [Solid((Strip(0, turn=True),))] if flower.desk.style.page.columns > 1 else []
