"""Tables: column widths from what stands in them, rows on the grid, as wide as the column or as the page."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.makeup.compositor import Compositor
from exporter.makeup.grid import shift
from exporter.makeup.strips import Solid, Spanning, Strip, across
from exporter.model import Cell, Paragraph, Rich, Run, Table
from exporter.model.walk import walk
from exporter.page import Item, Line, Text
from exporter.style.model import Align, Role

WHOLE = 0.4  # of the page: a table no higher than this is not broken
TABLE_LIFT = 0.3  # points: rows are set a hair above the grid, to stand clear of the rule below them
PADDING = 5.0  # points between the columns of a table; less where they would take more than half of it
NARROWEST = 1.0  # points: the width of a column without words


def set_table(desk: Compositor, table: Table, width: float, left: float) -> list[Solid | Spanning]:
    """Return the table at most `width` wide, `left` points from the column's edge, or across the page if it must be.

    One that is across the page and higher than it comes in pieces, each below the table's head.
    """
    rows = _spread_out(table)
    needed = sum(_needed(desk, rows)) + PADDING * (len(rows[0]) - 1) if rows else 0.0
    page = desk.style.page.measure
    if needed > width and desk.style.page.columns > 1 and left == 0.0:
        return [*across(_strips(desk, table, rows, page, 0.0), desk, floats=True)]
    return [Solid(_strips(desk, table, rows, width, left), 1, 1)]


def _spread_out(table: Table) -> list[list[Cell | None]]:
    """Return a row of cells for each table row, one entry a column; None where another cell reaches in.

    Without columns there are no rows.
    """
    taken: dict[tuple[int, int], None] = {}
    rows: list[list[Cell | None]] = []
    for number, cells in enumerate(table.rows):
        row: list[Cell | None] = []
        for cell in cells:
            while (number, len(row)) in taken:
                row.append(None)
            column = len(row)
            for down in range(cell.rows):
                for right in range(cell.columns):
                    taken[number + down, column + right] = None
            row += [cell, *[None] * (cell.columns - 1)]
        while (number, len(row)) in taken:
            row.append(None)
        rows.append(row)
    columns = max((len(row) for row in rows), default=0)
    return [row + [None] * (columns - len(row)) for row in rows] if columns else []


def _runs(cell: Cell) -> Rich:
    runs: list[Run] = []
    for block in walk(cell.blocks):
        if isinstance(block, Paragraph):
            runs += [Run("\n")] if runs else []
            runs += block.text
    return tuple(runs)


def _role(table: Table, row: int, cell: Cell) -> Role:
    return "table-head" if row < table.head_rows or cell.header else "table"


def _needed(desk: Compositor, rows: list[list[Cell | None]]) -> list[float]:
    """Return for each column the width of its longest word."""
    widths = [NARROWEST] * len(rows[0])
    for row in rows:
        for column, cell in enumerate(row):
            if cell and cell.columns == 1:
                lines = [desk.lines("table-head", desk.spans("table-head", (Run(word),)), 1000.0, "left")
                         for run in _runs(cell) for word in run.text.split()]  # fmt: skip
                widths[column] = max([widths[column], *(line.width + 0.5 for set_ in lines for line in set_)])
    return widths


def _widths(desk: Compositor, rows: list[list[Cell | None]], total: float) -> list[float]:
    """Return column widths that fill `total`: what the words need, the rest in proportion to the text."""
    needed = _needed(desk, rows)
    wanted = [1.0] * len(needed)
    for row in rows:
        for column, cell in enumerate(row):
            if cell and cell.columns == 1:
                lines = desk.lines("table", desk.spans("table", _runs(cell)), 5000.0, "left")
                wanted[column] = max([wanted[column], *(line.width + 0.5 for line in lines)])
    room = total - min(PADDING, total / (2 * len(needed))) * (len(needed) - 1)
    free = room - sum(needed)
    if free < 0:
        return [width * room / sum(needed) for width in needed]
    missing = [max(0.0, want - need) for want, need in zip(wanted, needed, strict=True)]
    if sum(missing) <= free:
        extra = (free - sum(missing)) / len(needed)
        return [need + miss + extra for need, miss in zip(needed, missing, strict=True)]
    return [need + miss * free / sum(missing) for need, miss in zip(needed, missing, strict=True)]


def _strips(
    desk: Compositor, table: Table, rows: list[list[Cell | None]], width: float, left: float
) -> tuple[Strip, ...]:
    """Return caption, rows and foot as strips; a low table as one, which no column break cuts."""
    grid = desk.grid
    widths = _widths(desk, rows, width) if rows else []
    strips: list[Strip] = []
    repeated: Strip | None = None
    if table.caption:
        caption = desk.stack("table-caption", table.caption, width, f"{table.id}-title")
        strips.append(Strip(grid.slots_for(caption.height), tuple(shift(caption.items, left, 0)), keep=True))
    for number in range(len(rows)):
        strip = _row_strip(desk, table, rows, number, widths, width, left)
        head = number < table.head_rows
        strips.append(strip if head or not repeated else replace(strip, again=repeated))
        if number == table.head_rows - 1:
            repeated = _as_furniture(_joined(strips[-table.head_rows :], grid.step))
    strips.append(_foot(desk, table, width, left))
    if sum(strip.slots for strip in strips) <= WHOLE * grid.slots:
        return (replace(_joined(strips, grid.step), keep=False),)
    strips[-2] = replace(strips[-2], keep=True)
    return tuple(strips)


def _row_strip(
    desk: Compositor,
    table: Table,
    rows: list[list[Cell | None]],
    number: int,
    widths: list[float],
    width: float,
    left: float,
) -> Strip:
    """Return a row as high as its highest cell, below a rule; the first and the last but one keep the next."""
    grid = desk.grid
    padding = (width - sum(widths)) / (len(widths) - 1) if len(widths) > 1 else 0.0
    edges = [left + sum(widths[:index]) + padding * index for index in range(len(widths) + 1)]
    items: list[Item] = []
    height = 1
    for column, cell in enumerate(rows[number]):
        if cell is None:
            continue
        reach = edges[min(column + cell.columns, len(widths))] - padding - edges[column]
        role = _role(table, number, cell)
        align: Align = "left" if cell.align == "" else cell.align
        block = next((inner.id for inner in cell.blocks), table.id)
        lines = desk.lines(role, desk.spans(role, _runs(cell)), reach, align)
        height = max(height, len(lines))
        at = 2 * left + width - edges[column] - reach if desk.rtl else edges[column]
        for index, line in enumerate(lines):
            items += shift(line.items, at, index * grid.step + grid.baseline - TABLE_LIFT, block)
    heavy = number in (0, table.head_rows)
    if heavy or number > table.head_rows:
        items.append(Line(left, 0.0, left + width, 0.0, 0.8 if heavy else 0.25, desk.style.colors["black"].rgb))
    return Strip(height, tuple(items), keep=number < table.head_rows or number in (0, len(rows) - 2))


def _foot(desk: Compositor, table: Table, width: float, left: float) -> Strip:
    """Return the rule below the last row, and the source below that."""
    grid = desk.grid
    items: list[Item] = [Line(left, 0, left + width, 0, 0.8, desk.style.colors["black"].rgb)]
    source = desk.lines("credit", desk.spans("credit", table.source), width)
    for index, line in enumerate(source):
        items += shift(line.items, left, index * grid.step + grid.baseline, f"{table.id}-source")
    return Strip(len(source), tuple(items))


def _as_furniture(strip: Strip) -> Strip:
    """Return the strip without block ids: a head that is set again is no part of the story, nor read twice."""
    items = tuple(replace(item, block="") if isinstance(item, Text) else item for item in strip.items)
    return replace(strip, items=items)


def _joined(strips: list[Strip], step: float) -> Strip:
    """Return strips as one, for a head that is set again."""
    items: list[Item] = []
    slots = 0
    for strip in strips:
        items += shift(strip.items, 0.0, slots * step)
        slots += strip.slots
    return Strip(slots, tuple(items), keep=True)
