"""Running text: paragraphs, the first with dateline or drop cap; crossheads; questions with their answers."""

from __future__ import annotations

from exporter.makeup.blocks.dropcap import with_drop_cap
from exporter.makeup.blocks.flower import Flow, Flower
from exporter.makeup.grid import shift
from exporter.makeup.strips import Solid, Strip, running
from exporter.model import Crosshead, Paragraph, QuestionAnswer, rich
from exporter.page import Item, Mark
from exporter.style.model import Role
from exporter.typeset.words import Span

LIFT = 0.25  # of a slot: how far a crosshead with white above it is raised, to stand clear of the text that it heads


def set_paragraph(flower: Flower, block: Paragraph, role: Role, left: float) -> Flow:
    """Return a paragraph; the one that opens the story has its dateline or a drop cap."""
    desk = flower.desk
    dateline: tuple[Span, ...] = ()
    opening = block is flower.first
    if block.role != "body":
        role = block.role
    elif role == "body" and flower.after_head:
        role = "body-first"
    if opening:
        dateline = desk.spans("dateline", rich(desk.article.dateline.raw))
    flower.after_head = block.role == "lead"
    spans = dateline + desk.spans(role, block.text, block.language)
    if block is flower.last:
        spans += desk.end_mark(role)
    element = running(desk, role, spans, flower.width, block.id, left)
    if element is None:
        return []
    lines = desk.style.text[role].drop_cap_lines
    if opening and lines and not dateline:
        return [with_drop_cap(desk, element, spans, role, flower.width - left, lines, block.id)]
    return [element]


def set_crosshead(flower: Flower, block: Crosshead, left: float) -> Flow:
    """Return a crosshead; at the head of a column it stands on the grid, beside the first lines of the others."""
    role: Role = "crosshead" if block.level == 1 else "crosshead-minor"
    desk, grid = flower.desk, flower.desk.grid
    spans = desk.spans(role, block.text, block.language)
    lines = desk.lines(role, spans, flower.width - left)
    before = desk.style.text[role].before
    lift = LIFT * grid.step if before % grid.step > 1 else 0.0
    items: list[Item] = [Mark(left, 0, block.id, "".join(run.text for run in block.text), block.level)]
    for number, line in enumerate(lines):
        items += shift(line.items, left, number * grid.step + grid.baseline, block.id)
    flower.after_head = True
    strip = Strip(max(1, len(lines)), tuple(items), keep=True, heading=True, lift=lift)
    return [Solid((strip,), grid.slots_for(before), grid.slots_for(desk.style.text[role].after))]


def set_exchange(flower: Flower, block: QuestionAnswer, left: float) -> Flow:
    """Return a question with its answer."""
    flow = flower.text("question", block.question, f"{block.id}-question", left)
    flower.after_head = True
    return flow + flower.flow(block.answer, "answer", left)
