"""A plan in the making: columns are filled and what spans them is set, page after page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exporter.makeup.columns import Columns, balance, fill_page, overflow
from exporter.makeup.galley import Galley, Position
from exporter.makeup.grid import Grid
from exporter.makeup.notes import NoteLine, Notes, called
from exporter.makeup.plan import Piece
from exporter.makeup.strips import Element, Spanning

Galleys = dict[tuple[int, ...], Galley]  # by the identities of the elements, which they keep alive
LEAST_LEG = 5  # slots: a leg of text is not shorter
LEAST_OVERLEAF = 6  # slots: fewer do not stand alone on the last page
SHORT_LEG = 3  # slots: nor is one that fills a column which would stay open, where no bad break is the price
BEARABLE = 40.0  # unevenness of a foot that is two slots short: an open column is worse


class Pouring:
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
        self.beside = 0  # columns, the first ones, that stand open beside what spans the others

    def turn(self) -> None:
        """Begin a new page; what waits for it stands at its head."""
        self.release()
        self.page += 1
        self.slot = self.beside = 0
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
            self.tops = tuple(top for top in self.tops if top < self.grid.slots)
            if not self.tops:
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
            self.slot = max(placed.bottom, self.slot if self.beside else 0)
            self.tops, self.beside = (self.slot,) * self.columns, 0
            if not galley.is_end(position):
                self.turn()
        self.owed = position.owed

    def _place(self, galley: Galley, position: Position) -> Columns:
        if placed := self._end(galley, position):
            return placed
        hold, galley.hold = galley.hold, False
        placed = fill_page(galley, position, self.tops, self.grid.slots)
        missing = LEAST_OVERLEAF - galley.length(placed.end)
        if 0 < missing < LEAST_OVERLEAF:  # no page is turned for a line or two: some more go along
            limit = self.grid.slots - -(-missing // len(self.tops))
            placed = fill_page(galley, position, self.tops, limit) if limit > max(self.tops) else placed
        galley.hold = hold
        return placed

    def _end(self, galley: Galley, position: Position) -> Columns | None:
        """Return the rest of the flow in level columns, or None where the page does not hold it.

        Little text stands in fewer columns than there are: in so few that its legs are not short and that nothing is
        cut which belongs together.
        """
        length, tops = galley.length(position), self.tops
        if self.beside and length <= self.beside * (max(tops) - min(tops) + LEAST_LEG):
            tops = tops[: self.beside]
        most = len(tops)
        if len(set(tops)) > 1:
            return balance(galley, position, tops, self.grid.slots)
        legs = max(1, min(most, length // LEAST_LEG))
        for more in range(min(most, length // SHORT_LEG), legs, -1):
            placed = balance(galley, position, tops[:more], self.grid.slots)
            if placed and placed.uneven <= BEARABLE:
                return placed
        placed = balance(galley, position, tops[:legs], self.grid.slots)
        while placed and 1 < legs < most and placed.forced:
            legs -= 1
            placed = balance(galley, position, tops[:legs], self.grid.slots) or placed
        return placed

    def has_room(self, spanning: Spanning) -> bool:
        """Return True when it fits below what stands on the page; on an empty page it must."""
        depth = self.grid.slots_for(spanning.stack.height) + spanning.white
        return self.slot == 0 or self.slot + depth <= self.grid.slots

    def span(self, spanning: Spanning, alone: bool = False) -> None:
        """Set what spans over the last columns, or the first where it stands `alone` because no text follows.

        Half of its white is above it; at the head of a page all of it is below.
        """
        if not self.has_room(spanning):
            self.turn()
        stack = spanning.stack
        above = spanning.white / 2 if self.slot else 0.0
        self.beside, top = 0 if alone else self.columns - spanning.span, self.slot
        self.pieces.append(Piece(self.page, self.slot + above, None, stack, self.beside, spanning.span))
        self.slot += self.grid.slots_for(stack.height) + spanning.white
        self.too_high += self.slot > self.grid.slots
        self.tops = (top,) * self.beside + (self.slot,) * (self.columns - self.beside)
        for note in called(stack.items, self.notes) if self.notes else ():
            self.owed += tuple(self.notes[note])
            self.notes = {other: lines for other, lines in self.notes.items() if other != note}

    def pour_above(self, elements: list[Element], spanning: Spanning, alone: bool) -> bool:
        """Pour the elements and set what spans below them; change nothing and return False where it has no room."""
        kept = self.state()
        self.pour(elements, hold=True)
        if self.has_room(spanning):
            self.span(spanning, alone)
            return True
        vars(self).update(kept)
        return False

    def state(self) -> dict[str, Any]:
        """Return all of it as it is now, to come back to."""
        return {name: [*value] if isinstance(value, list) else value for name, value in vars(self).items()}
