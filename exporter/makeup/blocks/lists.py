"""Lists: each item beside its label."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.makeup.blocks.flower import Flow, Flower
from exporter.makeup.grid import shift
from exporter.makeup.strips import Running, Solid, Strip
from exporter.model import List, Paragraph, rich
from exporter.style.model import Role
from exporter.typeset.lines import Line

LABEL = 0.2  # of the list's indent: where the label stands


def set_list(flower: Flower, block: List, role: Role, left: float) -> Flow:
    """Return the items, one below the other."""
    desk = flower.desk
    flow: Flow = []
    indent = desk.style.text["list"].left
    inside: Role = "list" if role in ("body", "body-first", "list") else role
    inner_left = left if inside == "list" else left + indent
    for number, item in enumerate(block.items, block.start):
        inner: Flow = []
        for part in item:
            inner += flower.element(part, inside, inner_left if isinstance(part, Paragraph) else left + indent)
        label = desk.lines(inside, desk.spans(inside, rich(f"{number}." if block.ordered else "•")), 99.0)
        flow += _labelled(flower, inner, label[0], left + LABEL * indent, item[0].id if item else block.id)
    flower.after_head = False
    return flow


def _labelled(flower: Flower, inner: Flow, label: Line, x: float, block: str) -> Flow:
    """Return an item's elements with its label beside the first line."""
    desk = flower.desk
    at = flower.width - x - label.width if desk.rtl else x
    items = tuple(shift(label.items, at, desk.grid.baseline, f"{block}-label"))
    for element in inner:
        if isinstance(element, Running):
            element.decorate = (
                lambda strips, first=items: (  # type: ignore[misc]
                    replace(strips[0], items=(*first, *strips[0].items)),
                    *strips[1:],
                )
            )
            return inner
    return [Solid((Strip(1, items, keep=True),)), *inner]
