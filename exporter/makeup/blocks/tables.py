"""Tables: column widths from what stands in them, rows on the grid, as wide as the column or as the page."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from exporter.makeup.compositor import Compositor
from exporter.makeup.grid import shift
from exporter.makeup.strips import Solid, Spanning, Strip, across
from exporter.model import Block, Cell, Code, Paragraph, Rich, Run, Table
from exporter.model.walk import riches, walk
from exporter.page import Item, Line, Text
from exporter.style.model import Align, Role

WHOLE = 0.4  # of the page: a table no higher than this is not broken
WRAPPED = 1.8  # lines a row has in the mean, from which on a table is too narrow in its column
TABLE_LIFT = 0.3  # points: rows are set a hair above the grid, to stand clear of the rule below them
PADDING = 5.0  # points between the columns of a table; less where they would take more than half of it
NARROWEST = 1.0  # points: the width of a column without words

Inside = Callable[[Block, Role, float], tuple[Strip, ...]]  # a block in a cell: in which role, how many points wide


def set_table(
    desk: Compositor, table: Table, width: float, left: float, may_span: bool, inside: Inside
) -> list[Solid | Spanning]:
    """Return the table at most `width` wide, `left` points from the column's edge, or over several columns.

    It goes over as many as it needs, where it `may_span`, when its words need more than the width or its rows would
    wrap again and again. A high one goes across the page; if higher than that, in pieces, each below the table's head.
    """
    setter = _Setter(desk, table, inside)
    if may_span and setter.needs_more_than(width):
        columns, grid = desk.style.page.columns, desk.grid
        span = next((span for span in range(2, columns) if not setter.needs_more_than(grid.width(span))), columns)
        strips = setter.strips(grid.width(span), 0.0)
        if len(strips) > 1:
            span, strips = columns, setter.strips(desk.style.page.measure, 0.0)
        return [*across(strips, span, desk, floats=True)]
    return [Solid(setter.strips(width, left), 1, 1)]


class _Setter:
    """Sets one table. `rows` has an entry for each column; None where another cell reaches in."""

    def __init__(self, desk: Compositor, table: Table, inside: Inside) -> None:
        self.desk, self.table, self._inside = desk, table, inside
        self.rows = _spread_out(table)

    def needs_more_than(self, width: float) -> bool:
        """Return True when the width breaks words, or most rows."""
        if not self.rows:
            return False
        if sum(self._needed()) + PADDING * (len(self.rows[0]) - 1) > width:
            return True
        widths = self._widths(width)
        plain = [number for number, row in enumerate(self.rows) if not any(cell and _is_mixed(cell) for cell in row)]
        heights = [self._row(number, widths, width, 0.0).slots for number in plain]
        return sum(heights) > WRAPPED * len(heights)

    def _role(self, row: int, cell: Cell) -> Role:
        return "table-head" if row < self.table.head_rows or cell.header else "table"

    def _needed(self) -> list[float]:
        """Return for each column the width of its longest word."""
        desk = self.desk
        widths = [NARROWEST] * len(self.rows[0])
        for row in self.rows:
            for column, cell in enumerate(row):
                if cell and cell.columns == 1:
                    lines = [desk.lines("table-head", desk.spans("table-head", (Run(word),)), 1000.0, "left")
                             for run in _runs(cell) for word in run.text.split()]  # fmt: skip
                    widths[column] = max([widths[column], *(line.width + 0.5 for set_ in lines for line in set_)])
        return widths

    def _widths(self, total: float) -> list[float]:
        """Return column widths that fill `total`: what the words need, the rest in proportion to the text."""
        desk, needed = self.desk, self._needed()
        wanted = [1.0] * len(needed)
        for row in self.rows:
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

    def strips(self, width: float, left: float) -> tuple[Strip, ...]:
        """Return caption, rows and foot as strips; a low table as one, which no column break cuts."""
        desk, table, grid = self.desk, self.table, self.desk.grid
        widths = self._widths(width) if self.rows else []
        strips: list[Strip] = []
        repeated: Strip | None = None
        if table.caption:
            caption = desk.stack("table-caption", table.caption, width, f"{table.id}-title")
            strips.append(Strip(grid.slots_for(caption.height), tuple(shift(caption.items, left, 0)), keep=True))
        for number in range(len(self.rows)):
            strip = self._row(number, widths, width, left)
            head = number < table.head_rows
            strips.append(strip if head or not repeated else replace(strip, again=repeated))
            if number == table.head_rows - 1:
                repeated = _as_furniture(_joined(strips[-table.head_rows :], grid.step))
        strips.append(self._foot(width, left))
        if sum(strip.slots for strip in strips) <= WHOLE * grid.slots:
            return (replace(_joined(strips, grid.step), keep=False),)
        strips[-2] = replace(strips[-2], keep=True)
        return tuple(strips)

    def _row(self, number: int, widths: list[float], width: float, left: float) -> Strip:
        """Return a row as high as its highest cell, below a rule; the first and the last but one keep the next."""
        desk, table = self.desk, self.table
        padding = (width - sum(widths)) / (len(widths) - 1) if len(widths) > 1 else 0.0
        edges = [left + sum(widths[:index]) + padding * index for index in range(len(widths) + 1)]
        items: list[Item] = []
        height = 1
        for column, cell in enumerate(self.rows[number]):
            if cell is None:
                continue
            reach = edges[min(column + cell.columns, len(widths))] - padding - edges[column]
            strip = self._cell(cell, self._role(number, cell), reach)
            height = max(height, strip.slots)
            at = 2 * left + width - edges[column] - reach if desk.rtl else edges[column]
            items += shift(strip.items, at, -TABLE_LIFT)
        heavy = number in (0, table.head_rows)
        if heavy or number > table.head_rows:
            items.append(Line(left, 0.0, left + width, 0.0, 0.8 if heavy else 0.25, desk.style.colors["black"].rgb))
        keep = number < table.head_rows or number in (0, len(self.rows) - 2)
        return Strip(height, tuple(items), keep=keep)

    def _cell(self, cell: Cell, role: Role, width: float) -> Strip:
        """Return what stands in a cell as one strip."""
        desk, grid = self.desk, self.desk.grid
        align: Align = "left" if cell.align == "" else cell.align
        items: list[Item] = []
        slots = 0
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                for line in desk.lines(role, desk.spans(role, block.text, block.language), width, align):
                    items += shift(line.items, 0.0, slots * grid.step + grid.baseline, block.id or self.table.id)
                    slots += 1
            else:
                for strip in self._inside(block, role, width):
                    items += shift(strip.items, 0.0, slots * grid.step)
                    slots += strip.slots
        return Strip(slots, tuple(items))

    def _foot(self, width: float, left: float) -> Strip:
        """Return the rule below the last row, and the source below that."""
        desk, grid = self.desk, self.desk.grid
        items: list[Item] = [Line(left, 0, left + width, 0, 0.8, desk.style.colors["black"].rgb)]
        source = desk.lines("credit", desk.spans("credit", self.table.source), width)
        for index, line in enumerate(source):
            items += shift(line.items, left, index * grid.step + grid.baseline, f"{self.table.id}-source")
        return Strip(len(source), tuple(items))


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


def _is_mixed(cell: Cell) -> bool:
    """Return True for a cell of several paragraphs, or of something else, whose height is not a matter of width."""
    return len(cell.blocks) > 1 or not all(isinstance(block, Paragraph) for block in cell.blocks)


def _runs(cell: Cell) -> Rich:
    """Return the words of a cell, a line for each text in it."""
    lines: list[Rich] = []
    for block in walk(cell.blocks):
        lines += ((Run(block.text),),) if isinstance(block, Code) else riches(block)
    return tuple(run for number, line in enumerate(lines) for run in ((Run("\n"), *line) if number else line))


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
