"""``table`` → Table: head rows, spans, alignment, caption; a table that only lays out a page is its cells' blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from exporter.model import Block, Cell, Table
from exporter.readers.markup.elements import has_class
from exporter.readers.markup.inline import Look
from exporter.readers.markup.parse import Element, name_of
from exporter.readers.markup.walk import Walk

_ALIGN: dict[str, Literal["left", "centre", "right"]] = {
    "left": "left", "start": "left", "center": "centre", "right": "right", "end": "right", "char": "right",
}  # fmt: skip
MOST_SPAN = 200


def read_table(walk: Walk, element: Element, line: int, look: Look) -> Iterator[Block]:
    """Yield the table, or the blocks of its cells where it has one column or is said to be layout."""
    rows = [row for row in element.iter("*") if name_of(row) == "tr" and _table_of(row) is element]
    captions = [part for part in element if name_of(part) == "caption"]
    cells = [[cell for cell in row if name_of(cell) in ("td", "th")] for row in rows]
    cells = [row for row in cells if row]
    if not cells or element.get("role") == "presentation" or all(len(row) == 1 for row in cells):
        yield from walk.blocks(element, look)
        return
    heads = 0
    for row in cells:
        if not (all(name_of(cell) == "th" for cell in row) or _in_head(row[0])):
            break
        heads += 1
    heads = 0 if heads == len(cells) else heads
    made = tuple(tuple(_cell(walk, cell, number < heads, look) for cell in row) for number, row in enumerate(cells))
    caption = tuple(run for part in captions for run in walk.rich(part))
    yield Table(rows=made, head_rows=heads, caption=caption, line=line)


def _cell(walk: Walk, element: Element, in_head: bool, look: Look) -> Cell:
    style = re.search(r"text-align:\s*([a-z]+)", element.get("style", ""))
    side = element.get("align", "") or (style[1] if style else "")
    if not side and has_class(element, "has-text-align-right"):
        side = "right"
    columns, rows = _span(element, "colspan"), _span(element, "rowspan")
    header = in_head or name_of(element) == "th"
    return Cell(walk.blocks(element, look), columns, rows, _ALIGN.get(side.lower(), ""), header)


def _span(element: Element, name: str) -> int:
    number = element.get(name, "1")
    return max(1, min(MOST_SPAN, int(number))) if re.fullmatch(r"\d{1,6}", number) else 1


def _table_of(row: Element) -> Any:
    """Return the table that the row belongs to, not one around that."""
    return next((outer for outer in row.iterancestors() if name_of(outer) == "table"), None)


def _in_head(cell: Element) -> bool:
    return any(name_of(outer) == "thead" for outer in cell.iterancestors())
