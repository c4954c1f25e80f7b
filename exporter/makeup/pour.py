"""A story's flow poured down the pages: columns and what spans them. Plans only; nothing is put on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from exporter.makeup.columns import Columns, balance, fill_page, overflow
from exporter.makeup.compositor import Stack
from exporter.makeup.galley import Galley, Position
from exporter.makeup.grid import Grid
from exporter.makeup.notes import NoteLine, Notes, called
from exporter.makeup.strips import Element, PageTurn, Spanning

Galleys = dict[tuple[int, ...], Galley]  # by the identities of the elements, which they keep alive
LEAST_LEG = 5  # slots: a leg of text is not shorter
SHORT_LEG = 3  # slots: nor is one that fills a column which would stay open, where no bad break is the price
BEARABLE = 40.0  # unevenness of a foot that is two slots short: an open column is worse


class Piece(Struct, frozen=True):
    """Columns, or a stack across them at a slot, on a page counted from the one where the story begins."""

    page: int
    slot: float
    columns: Columns | None = None
    stack: Stack | None = None


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
        stacks = sum(grid.slots_for(piece.stack.height) for piece in last if piece.stack)
        return text + stacks * grid.style.page.columns

    @property
    def uneven(self) -> float:
        """Return what catches the eye at the columns' feet, summed up."""
        return sum(piece.columns.uneven for piece in self.pieces if piece.columns) + 1000.0 * self.too_high


class _Pouring:
    """A plan in the making: `slot` is the first free one of the page, `tops` that of each column."""

    def __init__(self, grid: Grid, tops: Sequence[int], notes: Notes, galleys: Galleys) -> None:
        self.grid, self.tops, self.galleys = grid, tuple(tops), galleys
        self.notes = notes  # those that are not called yet
        self.owed: tuple[NoteLine, ...] = ()  # called above, to stand at the next foot
        self.columns = grid.style.page.columns
        self.pieces: list[Piece] = []
        self.waiting: list[Spanning] = []  # for the next page
        self.held: list[Piece] = []  # set above the columns that follow, read after the paragraph that goes on there
        self.page, self.slot, self.too_high = 0, min(tops), 0

    def turn(self) -> None:
        """Begin a new page; what waits for it stands at its head."""
        self.release()
        self.page += 1
        self.slot = 0
        self.tops = (0,) * self.columns
        waiting, self.waiting = self.waiting, []
        before = len(self.pieces)
        for spanning in waiting:
            self.span(spanning)
        here = [piece for piece in self.pieces[before:] if piece.page == self.page]
        self.pieces, self.held = self.pieces[: len(self.pieces) - len(here)], here

    def galley(self, elements: list[Element]) -> Galley:
        """Return the elements as a galley; where no notes are to stand, the one of an earlier plan."""
        if self.notes or self.owed:
            return Galley(tuple(elements), self.grid, self.notes)
        key = tuple(map(id, elements))
        if key not in self.galleys:
            self.galleys[key] = Galley(tuple(elements), self.grid, {})
        return self.galleys[key]

    def release(self) -> None:
        """Let what is held follow in the order of reading."""
        self.pieces += self.held
        self.held = []

    def pour(self, elements: list[Element], hold: bool = False) -> None:
        """Pour the elements down the columns, over as many pages as they take.

        `hold` keeps the notes of the last columns for those that follow further down the same page.
        """
        galley = self.galley(elements)
        galley.hold = hold
        self.notes = {note: lines for note, lines in self.notes.items() if note not in galley.called}
        position = Position(0, 0, self.owed)
        while not galley.is_end(position):
            if max(self.tops) >= self.grid.slots:
                self.turn()
            placed = self._place(galley, position)
            if placed.end == position and max(self.tops) > 0:
                self.turn()
                continue
            if placed.end == position:
                self.too_high += 1
                placed = overflow(galley, position, self.grid.slots)
            self.pieces.append(Piece(self.page, min(self.tops), placed))
            self.release()
            position = placed.end
            self.slot = placed.bottom
            self.tops = (self.slot,) * self.columns
            if not galley.is_end(position):
                self.turn()
        self.owed = position.owed

    def _place(self, galley: Galley, position: Position) -> Columns:
        if placed := self._end(galley, position):
            return placed
        hold, galley.hold = galley.hold, False
        placed = fill_page(galley, position, self.tops, self.grid.slots)
        galley.hold = hold
        return placed

    def _end(self, galley: Galley, position: Position) -> Columns | None:
        """Return the rest of the flow in level columns, or None where the page does not hold it.

        Little text stands in fewer columns than there are: in so few that its legs are not short and that nothing is
        cut which belongs together.
        """
        most = len(self.tops)
        if len(set(self.tops)) > 1:
            return balance(galley, position, self.tops, self.grid.slots)
        length = galley.length(position)
        legs = max(1, min(most, length // LEAST_LEG))
        for more in range(min(most, length // SHORT_LEG), legs, -1):
            placed = balance(galley, position, self.tops[:more], self.grid.slots)
            if placed and placed.uneven <= BEARABLE:
                return placed
        placed = balance(galley, position, self.tops[:legs], self.grid.slots)
        while placed and 1 < legs < most and placed.forced:
            legs -= 1
            placed = balance(galley, position, self.tops[:legs], self.grid.slots) or placed
        return placed

    def has_room(self, spanning: Spanning) -> bool:
        """Return True when it fits below what stands on the page; on an empty page it must."""
        depth = self.grid.slots_for(spanning.stack.height) + spanning.white
        return self.slot == 0 or self.slot + depth <= self.grid.slots

    def span(self, spanning: Spanning) -> None:
        """Set what spans the columns across them, half of its white above it; at the head of a page all of it below."""
        if not self.has_room(spanning):
            self.turn()
        stack = spanning.stack
        self.pieces.append(Piece(self.page, self.slot + (spanning.white / 2 if self.slot else 0.0), stack=stack))
        self.slot += self.grid.slots_for(stack.height) + spanning.white
        self.too_high += self.slot > self.grid.slots
        self.tops = (self.slot,) * self.columns
        for note in called(stack.items, self.notes) if self.notes else ():
            self.owed += tuple(self.notes[note])
            self.notes = {other: lines for other, lines in self.notes.items() if other != note}

    def pour_above(self, elements: list[Element], spanning: Spanning) -> bool:
        """Pour the elements and set what spans below them; change nothing and return False where it has no room."""
        kept = (list(self.pieces), self.page, self.slot, self.tops, self.too_high, list(self.waiting), list(self.held))
        notes = (self.notes, self.owed)
        self.pour(elements, hold=True)
        if self.has_room(spanning):
            self.span(spanning)
            return True
        self.pieces, self.page, self.slot, self.tops, self.too_high, self.waiting, self.held = kept
        self.notes, self.owed = notes
        return False


def pour(
    flow: Sequence[Element | Spanning | PageTurn], grid: Grid, tops: Sequence[int], notes: Notes, galleys: Galleys
) -> Plan:
    """Return the plan of the flow, its columns beginning at `tops`, over as many pages as it takes.

    `tops` may name fewer columns than the page has, where others are taken; that holds down to the first foot.
    `galleys` carries what is known of the same elements from one plan to the next.
    """
    pouring = _Pouring(grid, tops, notes, galleys)
    segment: list[Element] = []
    for element in flow:
        if isinstance(element, PageTurn):
            pouring.pour(segment)
            pouring.turn()
            segment = []
        elif not isinstance(element, Spanning):
            segment.append(element)
        elif not (element.floats and pouring.waiting) and pouring.pour_above(segment, element):
            segment = []
        elif not element.floats:
            pouring.pour(segment)
            pouring.span(element)
            segment = []
        else:
            pouring.waiting.append(element)  # the text goes on here, what spans it opens the next page
    pouring.pour(segment)
    if pouring.waiting:
        pouring.turn()
    if pouring.owed:
        pouring.pour([])
    pouring.release()
    return Plan(tuple(pouring.pieces), pouring.page, max(pouring.slot, max(pouring.tops)), pouring.too_high)
