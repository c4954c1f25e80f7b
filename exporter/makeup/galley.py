"""The story laid out as one long column: where columns that begin at a place could end, and what stands in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from exporter.makeup.grid import Grid
from exporter.makeup.notes import NoteLine, Notes, called, fitting, foot_slots
from exporter.makeup.strips import Element, Strip, opening, with_blank

WORST_SHORT = 6  # slots that a column may end short of the others before a widow or orphan is the lesser evil


class Position(Struct, frozen=True):
    """A strip of the flow: element and strip in it, and the lines of notes called above it that stand nowhere yet."""

    element: int
    strip: int
    owed: tuple[NoteLine, ...] = ()


class Cut(Struct, frozen=True, gc=False):
    """A place where a column could end: its last strip, the slots used down to there, what follows."""

    strip: Strip
    used: int  # those of the notes at its foot included
    end: Position
    good: bool
    foot: tuple[NoteLine, ...] = ()


Changes = tuple[tuple[int, int], ...]  # elements that are set longer or shorter, each with by how many lines


class Ending(Struct, frozen=True, gc=False):
    """A way to end a column that begins at `start`."""

    start: Position
    end: Position
    foot: tuple[NoteLine, ...]  # notes, at the foot of the column
    changes: Changes
    uneven: float  # what catches the eye at its foot
    cost: float  # the same, and what the changes cost
    forced: bool  # broken where no break is good


class Galley:
    """Elements in order; white between two is the larger of their wishes."""

    def __init__(self, elements: Sequence[Element], grid: Grid, notes: Notes) -> None:
        self.elements, self.grid = elements, grid
        self.notes = notes  # those that are not called above
        self.endings: dict[tuple[Position, int, bool, bool, bool], list[Ending]] = {}  # known already: see `columns`
        self.hold = False  # notes stand nowhere here, but in the columns below what follows
        self._first: list[int] = []  # number of each element's first strip
        self._turns: list[int] = []  # numbers of strips after which the author wants a new column
        self._laid = self._lay()
        self._rest: list[int] = []
        self._costs: dict[int, list[float]] = {}
        self._callers: dict[str, int] = {}
        for number, element in enumerate(elements) if notes else ():
            for strip in element.strips() or ():
                for note in called(strip.items, notes):
                    self._callers.setdefault(note, number)

    @property
    def called(self) -> tuple[str, ...]:
        """Return the notes that are called here."""
        return tuple(self._callers)

    def is_end(self, position: Position) -> bool:
        """Return True when nothing is left."""
        return position.element >= len(self.elements) and (self.hold or not position.owed)

    def strips(self, element: int, change: int = 0) -> tuple[Strip, ...]:
        """Return the strips of an element, so many lines longer than it is best."""
        return self.elements[element].strips(change) or ()

    def costs(self, change: int) -> list[float]:
        """Return what a change of so many lines costs for each element; 1e9 where it cannot be had."""
        if change not in self._costs:
            self._costs[change] = [element.cost(change) for element in self.elements]
        return self._costs[change]

    def blank(self, element: int) -> int:
        """Return the slots of white before an element."""
        if element == 0:
            return 0
        above = self.strips(element - 1)
        if above and above[-1].keep and above[-1].slots:
            return 0  # a heading and what it heads belong together
        return max(self.elements[element - 1].after, self.elements[element].before)

    def length(self, position: Position) -> int:
        """Return the slots from the position to the end, as one column; each note as if it stood alone at its foot."""
        if not self._rest:
            self._rest = [0]
            for element in range(len(self.elements) - 1, -1, -1):
                self._rest.append(self._rest[-1] + self.blank(element) + self._height(element, 0))
            self._rest.reverse()
        total = 0 if self.hold else foot_slots(position.owed, self.grid)
        if position.element >= len(self.elements):
            return total
        return total + self._height(position.element, position.strip) + self._rest[position.element + 1]

    def _height(self, element: int, first: int) -> int:
        strips = self.strips(element)
        total = sum(strip.slots for strip in strips[first:])
        if self.notes and not self.hold:
            calls = self._calls(element, strips).items()
            total += sum(foot_slots(lines, self.grid) for strip, lines in calls if strip >= first)
        return total

    def _calls(self, element: int, strips: tuple[Strip, ...]) -> dict[int, list[NoteLine]]:
        """Return the lines of the notes that are called first in strips of the element, by strip."""
        found: dict[int, list[NoteLine]] = {}
        known: set[str] = set()
        for number, strip in enumerate(strips):
            for note in called(strip.items, self.notes):
                if self._callers.get(note) == element and note not in known:
                    known.add(note)
                    found.setdefault(number, []).extend(self.notes[note])
        return found

    def _stand(self, lines: Sequence[NoteLine], slots: int) -> tuple[tuple[NoteLine, ...], tuple[NoteLine, ...]]:
        """Return the lines of notes that stand in the slots, and those that run over."""
        count = 0 if self.hold else fitting(lines, slots, self.grid)
        return tuple(lines[:count]), tuple(lines[count:])

    def cuts(self, start: Position, capacity: int, reach: int) -> list[Cut]:
        """Return the places where a column of `capacity` slots that begins at `start` could end, those near its foot.

        With those `reach` slots below its foot; in order, the slots used never fewer than at the one before.
        """
        if self.notes or start.owed or capacity > self.grid.slots:
            return self._scan(start, capacity, capacity + reach)
        strips, depths = self._laid
        begin = self._first[start.element] + start.strip
        if begin >= len(strips):
            return []
        opener = strips[begin][0]
        above = depths[begin] - opener.slots - (opener.again.slots if opener.again else 0)
        stop = bisect_right(depths, capacity + reach + above, begin)
        turn = next((n for n in self._turns if n >= begin and depths[n] > above), stop)
        stop = min(stop, turn + 1)
        first = min(max(begin, bisect_left(depths, capacity - WORST_SHORT + above, begin)), stop - 1)
        while first > begin and (strips[first][0].keep or strips[first][0].divided):
            first -= 1
        return [
            Cut(strip, depth - above, end, not strip.keep and not strip.divided)
            for (strip, end), depth in zip(strips[first:stop], depths[first:stop], strict=True)
        ]

    def _lay(self) -> tuple[list[tuple[Strip, Position]], list[int]]:
        """Return all strips in one column, each with what follows it, and the slots down to its foot."""
        strips: list[tuple[Strip, Position]] = []
        depths: list[int] = []
        depth = 0
        for number in range(len(self.elements)):
            self._first.append(len(strips))
            own = self.strips(number)
            depth += self.blank(number)
            for index, strip in enumerate(own, 1):
                depth += strip.slots
                if strip.turn:
                    self._turns.append(len(strips))
                strips.append((strip, Position(number, index) if index < len(own) else Position(number + 1, 0)))
                depths.append(depth)
        self._first.append(len(strips))
        return strips, depths

    def _scan(self, start: Position, capacity: int, limit: int) -> list[Cut]:
        """Return the cuts down to `limit` slots; notes find room in `capacity`."""
        cuts: list[Cut] = []
        foot, owed = self._stand(start.owed, capacity)
        used = foot_slots(foot, self.grid)
        element, index = start.element, start.strip
        while element < len(self.elements):
            strips = self.strips(element)
            count = len(strips)
            calls = self._calls(element, strips) if self.notes else {}
            while index < count:
                strip = strips[index]
                if not cuts:
                    used += strip.again.slots if strip.again else 0
                elif index == 0:
                    used += self.blank(element)
                used += strip.slots
                if used > limit:
                    return cuts
                if index in calls:
                    used -= foot_slots(foot, self.grid)
                    foot, owed = self._stand((*foot, *owed, *calls[index]), capacity - used)
                    used += foot_slots(foot, self.grid)
                index += 1
                following = Position(element, index, owed) if index < count else Position(element + 1, 0, owed)
                cuts.append(Cut(strip, used, following, not strip.keep and not strip.divided, foot))
                if strip.turn and used:
                    return cuts
            element, index = element + 1, 0
        return cuts

    def empty(self, start: Position, capacity: int) -> tuple[int, Position, tuple[NoteLine, ...]]:
        """Return slots, end and notes of a column without text; notes that ran over stand in it."""
        foot, owed = self._stand(start.owed, capacity)
        return foot_slots(foot, self.grid), Position(start.element, start.strip, owed), foot

    def between(self, start: Position, end: Position, changes: Changes) -> tuple[Strip, ...]:
        """Return the strips of a column from `start` to `end`, the white between elements in them."""
        wanted = dict(changes)
        found: list[Strip] = []
        element, index = start.element, start.strip
        while (element, index) < (end.element, end.strip):
            strips = self.strips(element, wanted.get(element, 0))
            last = len(strips) if element < end.element else end.strip
            for number in range(index, last):
                strip = strips[number]
                if not found:
                    strip = opening(strip, self.grid.step)
                elif number == 0:
                    strip = with_blank(strip, self.blank(element), self.grid.step)
                found.append(strip)
            element, index = element + 1, 0
        return tuple(found)
