"""The pages under construction, and stories put on them as planned."""

from __future__ import annotations

from exporter.makeup.compositor import Compositor
from exporter.makeup.furniture import column_rules
from exporter.makeup.grid import Grid, shift
from exporter.makeup.lead import set_lead
from exporter.makeup.notes import set_foot
from exporter.makeup.plan import Piece
from exporter.makeup.story import Variant
from exporter.page import Frame, Item


class Sheets:
    """The pages under construction; `slot` is the first free slot of the last one."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.pages: list[list[Item]] = [[]]
        self.frames: list[list[Frame]] = [[]]
        self.desks: list[Compositor | None] = [None]  # whose running head and folio a page has
        self.slot = 0

    def put(self, desk: Compositor, items: tuple[Item, ...], x: float, slot: float) -> None:
        """Place items at x and at a slot of the last page."""
        self.desks[-1] = self.desks[-1] or desk
        self.pages[-1] += shift(items, x, self.grid.y(slot))

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.frames.append([])
        self.desks.append(None)
        self.slot = 0


def put_story(desk: Compositor, sheets: Sheets, variant: Variant) -> None:
    """Put a story on the last page and those that follow."""
    columns, plan = desk.style.page.columns, variant.plan
    brief = variant.head_span if variant.head_span < columns else 0
    sheets.put(desk, variant.head.items, desk.column_x(0, variant.head_span), sheets.slot)
    if lead := variant.lead:
        x = desk.column_x(columns - lead.span, lead.span)
        sheets.put(desk, set_lead(desk, lead, variant.trim).items, x, variant.slot)
    current = 0
    for piece in plan.pieces:
        while current < piece.page:
            sheets.turn()
            current += 1
        if piece.stack:
            sheets.put(desk, piece.stack.items, desk.column_x(piece.first, piece.span), piece.slot)
        _put_columns(desk, sheets, piece, brief)
    sheets.slot = plan.slot
    if plan.too_high:
        desk.report.add(
            "page-overflow", "warning", "something is higher than the page and runs over its foot", desk.place(),
            "make the table cell, list or box shorter, or choose a larger page",
        )  # fmt: skip


def _put_columns(desk: Compositor, sheets: Sheets, piece: Piece, first: int) -> None:
    """Place the columns of a piece, `first` being the leftmost."""
    if piece.columns is None:
        return
    grid, placed = desk.grid, piece.columns
    for number, (column, top) in enumerate(zip(placed.columns(), placed.tops, strict=True), first):
        slot = top
        for strip in column.strips:
            sheets.put(desk, strip.items, desk.column_x(number), slot)
            slot += strip.slots
        if column.foot:
            notes = set_foot(desk, column.foot)
            sheets.put(desk, notes.items, desk.column_x(number), placed.bottom - grid.slots_for(notes.height))
        ended = bool(column.strips) and column.strips[-1].turn  # where the author wants it, not at the common foot
        height = ((slot if ended else placed.bottom) - top) * grid.step
        sheets.frames[-1].append(Frame(desk.column_x(number), grid.y(top), desk.style.page.column_width, height))
    sheets.pages[-1] += column_rules(desk, grid, placed.tops, placed.bottom, first)
