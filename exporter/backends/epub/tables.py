"""Tables: caption above, head rows apart, header cells with their scope, source below; wide ones scroll."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element

from exporter.backends.epub.inlines import add_runs
from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.xml import add
from exporter.model import Block, Cell, Table

AddBlocks = Callable[[_Element, tuple[Block, ...], Sheet], None]


def add_table(parent: _Element, table: Table, sheet: Sheet, add_content: AddBlocks) -> None:
    """Append the table in a figure; `add_content` fills a cell with its blocks."""
    figure = add(parent, "figure", "table")
    if table.id:
        figure.set("id", sheet.new_id(table.id))
    scroll = None
    if table.caption:
        caption = add(figure, "figcaption", "table-caption")
        add_runs(caption, table.caption, sheet)
        caption.set("id", sheet.new_id("table-caption"))
        scroll = _add_scroll(figure)
        scroll.set("aria-labelledby", caption.get("id", ""))
    else:
        scroll = _add_scroll(figure)
    _add_rows(add(scroll, "table"), table, sheet, add_content)
    if table.source:
        add_runs(add(figure, "p", "table-source"), table.source, sheet)


def _add_scroll(figure: _Element) -> _Element:
    """Return a box that scrolls sideways and that the keyboard reaches, or nobody could scroll it without a pointer."""
    scroll = add(figure, "div", "scroll")
    scroll.set("tabindex", "0")
    scroll.set("role", "group")
    return scroll


def _add_rows(element: _Element, table: Table, sheet: Sheet, add_content: AddBlocks) -> None:
    head, body = table.rows[: table.head_rows], table.rows[table.head_rows :]
    for tag, rows in (("thead", head), ("tbody", body)):
        if not rows:
            continue
        group = add(element, tag)
        for number, row in enumerate(rows):
            line = add(group, "tr")
            for cell in row:
                _add_cell(line, cell, tag == "thead", len(rows) - number, sheet, add_content)


def _add_cell(row: _Element, cell: Cell, in_head: bool, rows_left: int, sheet: Sheet, add_content: AddBlocks) -> None:
    """Append the cell; a span that leads out of head or body is cut at its end, as browsers do."""
    names = (in_head or cell.header) and bool(cell.blocks)
    rows = min(cell.rows, rows_left)
    element = add(row, "th" if names else "td", {"": "", "centre": "center"}.get(cell.align, cell.align))
    if names:
        group = cell.columns > 1 if in_head else rows > 1
        element.set("scope", ("col" if in_head else "row") + ("group" if group else ""))
    if cell.columns > 1:
        element.set("colspan", str(cell.columns))
    if rows > 1:
        element.set("rowspan", str(rows))
    add_content(element, cell.blocks, sheet)
