"""The grid that the cells of a table make, with those that stand in several rows or columns."""

from __future__ import annotations

from msgspec import Struct

from exporter.model.blocks import Cell, Table


class Slot(Struct, frozen=True):
    """A place in the grid of a table: a cell that begins here, or the continuation of one from above."""

    cell: Cell
    continued: bool
    column: int


def lay_grid(table: Table) -> tuple[list[list[Slot]], int]:
    """Return the rows of the table as Word wants them, where a cell over two rows stands in both, and the columns."""
    hanging: dict[int, tuple[Cell, int]] = {}  # column → cell from above, rows that it still covers
    rows: list[list[Slot]] = []
    for cells in table.rows:
        slots: list[Slot] = []
        waiting, column = list(cells), 0
        while waiting or any(place >= column for place in hanging):
            if column in hanging:
                cell, left = hanging.pop(column)
                slots.append(Slot(cell, True, column))
            elif waiting:
                cell = waiting.pop(0)
                left = cell.rows
                slots.append(Slot(cell, False, column))
            else:  # a gap before a cell from above
                cell, left = Cell(()), 1
                slots.append(Slot(cell, False, column))
            if left > 1:
                hanging[column] = (cell, left - 1)
            column += cell.columns
        rows.append(slots)
    return rows, max((slot.column + slot.cell.columns for row in rows for slot in row), default=0)
