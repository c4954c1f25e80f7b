"""Where the text of a story goes: pieces on pages, before anything is put on a sheet."""

from __future__ import annotations

from msgspec import Struct

from exporter.makeup.columns import Columns
from exporter.makeup.compositor import Stack
from exporter.makeup.grid import Grid


class Piece(Struct, frozen=True):
    """Columns, or a stack over `span` of them from the `first` on, at a slot.

    The page is counted from the one where the story begins.
    """

    page: int
    slot: float
    columns: Columns | None = None
    stack: Stack | None = None
    first: int = 0
    span: int = 0


class Plan(Struct, frozen=True):
    """Where the flow goes; `slot` is the first free one of its last page."""

    pieces: tuple[Piece, ...]
    page: int
    slot: int
    too_high: int  # strips that are higher than a page

    def on_last_page(self, grid: Grid) -> int:
        """Return the slots that its last page holds, over all columns."""
        last = [piece for piece in self.pieces if piece.page == self.page]
        text = sum(piece.columns.bottom - top for piece in last if piece.columns for top in piece.columns.tops)
        stacks = sum(grid.slots_for(piece.stack.height) * piece.span for piece in last if piece.stack)
        return text + stacks

    @property
    def uneven(self) -> float:
        """Return what catches the eye at the columns' feet, summed up."""
        return sum(piece.columns.uneven for piece in self.pieces if piece.columns) + 1000.0 * self.too_high
