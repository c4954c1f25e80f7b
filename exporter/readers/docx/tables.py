"""Word tables → tables and boxes of the story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

from msgspec.structs import replace

from exporter.model import Aside, Block, Cell, Paragraph, Rich, Table
from exporter.model.grid import Slot, lay_grid
from exporter.readers.docx.items import Box, Grid, Item, Line, first_line

BOXES: dict[str, Literal["box", "facts", "timeline"]] = {
    "box table": "box", "fact box table": "facts", "timeline table": "timeline",
}  # fmt: skip
_PLAIN = frozenset({"table", "box", "body", "note"})
AnyBlock = TypeVar("AnyBlock", bound=Block)


class Blocks(Protocol):
    """What builds the blocks inside a cell."""

    def blocks(
        self, items: Sequence[Item], level: tuple[Block, ...] = (), plain: frozenset[str] = frozenset()
    ) -> tuple[Block, ...]:
        """Return the blocks of the items."""
        ...

    def text(self, line: Line, stored: Rich = ()) -> Rich:
        """Return the runs of the line."""
        ...

    def carried(self, line: Line | None, block: AnyBlock, stored: Block | None = None) -> AnyBlock:
        """Return the block with what was kept."""
        ...


def is_box(grid: Grid) -> bool:
    """Return True for a table that frames matter beside the story: by its style, else by that of its first line."""
    first = first_line((grid,))
    return grid.style in BOXES or (first is not None and first.look.role in ("box-title", "box"))


def read_aside(items: Sequence[Item], stored: Aside | None, reader: Blocks) -> Aside:
    """Return the box: all that stands in the cells, after its title."""
    grid = next(item for item in items if isinstance(item, Grid))
    inside = [item for row in grid.rows for box in row for item in box.items]
    title: Rich = ()
    if inside and isinstance(inside[0], Line) and inside[0].look.role == "box-title":
        title = reader.text(inside.pop(0), stored.title if stored else ())  # type: ignore[arg-type]  # it is a Line
    blocks = reader.blocks(inside, stored.blocks if stored else (), _PLAIN)
    role = BOXES.get(grid.style, stored.role if stored else "box")
    return reader.carried(None, Aside(blocks=blocks, title=title, role=role), stored)


def read_table(items: Sequence[Item], stored: Table | None, reader: Blocks) -> Table:
    """Return the table with its caption and its source line."""
    grids = [item for item in items if isinstance(item, Grid)]
    said = {item.look.role: item for item in items if isinstance(item, Line)}
    caption, source = (
        reader.text(said[role], runs) if role in said else ()
        for role, runs in (
            ("table-caption", stored.caption if stored else ()),
            ("table-source", stored.source if stored else ()),
        )
    )
    slots = _stored_slots(stored, grids[0]) if stored and grids else {}
    rows = _rows(grids[0], slots, reader) if grids else ()
    table = Table(rows=rows, head_rows=grids[0].head_rows if grids else 0, caption=caption, source=source)
    if stored and slots:
        table = _without_padding(table, stored)
        table = replace(table, head_rows=max(table.head_rows, min(stored.head_rows, len(table.rows))))
    return reader.carried(None, table, stored)


def _stored_slots(stored: Table, grid: Grid) -> dict[tuple[int, int], Slot]:
    """Return the cells that stood in the grid by row and place, {} where rows or columns were added or taken."""
    rows, columns = lay_grid(stored)
    shape = [sum(box.columns for box in row) for row in grid.rows]
    if len(rows) != len(grid.rows) or any(width != columns for width in shape):
        return {}
    return {(number, slot.column): slot for number, row in enumerate(rows) for slot in row}


def _rows(grid: Grid, slots: dict[tuple[int, int], Slot], reader: Blocks) -> tuple[tuple[Cell, ...], ...]:
    rows: list[list[Cell]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that may go on below
    for number, boxes in enumerate(grid.rows):
        row: list[Cell] = []
        column = 0
        for box in boxes:
            if box.continued and column in open_cells:
                above, place = open_cells[column]
                rows[above][place] = replace(rows[above][place], rows=number - above + 1)
            else:
                open_cells[column] = (number, len(row))
                slot = slots.get((number, column))
                head = number < grid.head_rows
                row.append(_cell(box, slot.cell if slot and not slot.continued else None, reader, head=head))
            column += box.columns
        rows.append(row)
    return tuple(tuple(row) for row in rows)


def _cell(box: Box, stored: Cell | None, reader: Blocks, *, head: bool) -> Cell:
    blocks = reader.blocks(box.items, stored.blocks if stored else (), _PLAIN)
    lines = [item for item in box.items if isinstance(item, Line) and not item.blank]
    named = bool(lines) and all(line.look.name.lower() in ("table head", "table heading") for line in lines)
    header = stored.header if stored and (head or not lines or named == stored.header) else named or head
    shown = next((line for line in lines if line.list is None), None)
    plain = stored is not None and any(isinstance(block, Paragraph) for block in stored.blocks)
    align = stored.align if stored and not plain else shown.align if shown else ""
    return Cell(blocks, columns=box.columns, rows=1, align=align, header=header)


def _without_padding(table: Table, stored: Table) -> Table:
    """Return the table without the empty cells that fill up short rows in Word."""
    rows = []
    for row, old in zip(table.rows, stored.rows, strict=True):
        kept, extra = list(row), len(row) - len(old)
        for cell in reversed(row):
            if extra > 0 and not cell.blocks:
                kept.remove(cell)
                extra -= 1
        rows.append(tuple(kept))
    return replace(table, rows=tuple(rows))
