"""PLACE: the flow into columns, full or balanced, with their feet level.

All heights are slots of the grid. Where the text does not come out level by itself, paragraphs are set a line longer or
shorter, the one that suffers least first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from exporter.makeup.strips import Element, Strip, opening, with_blank

FOOT = 10.0  # unevenness of lines that a foot one slot short is worth, as `Element.cost` counts it
LEVEL_RANGE = 2  # slots above the foot of the page where columns may end together
WORST_SHORT = 6  # slots that a column may end short of the others before a widow or orphan is the lesser evil


class Position(NamedTuple):
    """A strip of the flow: element and strip in it."""

    element: int
    strip: int


class Column(Struct, frozen=True):
    """What stands in one column, from its top."""

    strips: tuple[Strip, ...]
    used: int
    end: Position  # first strip that is not in it
    forced: bool = False  # broken where no break is good


class Columns(Struct, frozen=True):
    """Neighbouring columns filled down to `bottom`, a slot of the page."""

    columns: tuple[Column, ...]
    tops: tuple[int, ...]
    bottom: int
    end: Position

    @property
    def uneven(self) -> float:
        """Return what catches the eye at the feet: slots that a column ends short, squared, and bad breaks."""
        gaps = [self.bottom - top - column.used for top, column in zip(self.tops, self.columns, strict=True)]
        return sum(10.0 * gap * gap for gap in gaps) + 120.0 * sum(column.forced for column in self.columns)


class Galley:
    """Elements in order with the changes of length chosen so far; white between two is the larger of their wishes."""

    def __init__(self, elements: Sequence[Element], step: float) -> None:
        self.elements, self.step = elements, step
        self.changes: dict[int, int] = {}

    def strips(self, element: int, changes: dict[int, int]) -> tuple[Strip, ...]:
        """Return the strips of an element in the length chosen."""
        return self.elements[element].strips(changes.get(element, 0)) or ()

    def blank(self, element: int) -> int:
        """Return the slots of white before an element."""
        if element == 0:
            return 0
        above = self.strips(element - 1, self.changes)
        if above and above[-1].keep and above[-1].slots:
            return 0  # a heading and what it heads belong together
        return max(self.elements[element - 1].after, self.elements[element].before)

    def is_end(self, position: Position) -> bool:
        """Return True when nothing is left."""
        return position.element >= len(self.elements)

    def length(self, position: Position) -> int:
        """Return the slots from the position to the end, as one column."""
        total = 0
        for element in range(position.element, len(self.elements)):
            strips = self.strips(element, self.changes)
            if element == position.element:
                total += sum(strip.slots for strip in strips[position.strip :])
            else:
                total += self.blank(element) + sum(strip.slots for strip in strips)
        return total

    def take(self, start: Position, capacity: int, changes: dict[int, int]) -> Column:
        """Return the column that begins at `start` and holds at most `capacity` slots, cut at the last good place."""
        taken: list[Strip] = []
        used = 0
        good: tuple[int, int, Position] | None = None  # strips, slots, next position
        ends: list[tuple[int, Position]] = []
        element, index = start
        while element < len(self.elements):
            strips = self.strips(element, changes)
            while index < len(strips):
                strip = strips[index]
                if not taken:
                    strip = opening(strip, self.step)
                elif index == 0:
                    strip = with_blank(strip, self.blank(element), self.step)
                if used + strip.slots > capacity:
                    return self._cut(taken, ends, good, start, capacity, changes)
                taken.append(strip)
                used += strip.slots
                following = Position(element, index + 1) if index + 1 < len(strips) else Position(element + 1, 0)
                ends.append((used, following))
                if not strip.keep and not strip.divided:
                    good = (len(taken), used, following)
                if strip.turn:
                    return Column(tuple(taken), capacity, following)
                index += 1
            element, index = element + 1, 0
        return Column(tuple(taken), used, Position(element, 0))

    def _cut(
        self,
        taken: list[Strip],
        ends: list[tuple[int, Position]],
        good: tuple[int, int, Position] | None,
        start: Position,
        capacity: int,
        changes: dict[int, int],
    ) -> Column:
        if good and (capacity - good[1] <= WORST_SHORT or ends[-1][0] == good[1]):
            return Column(tuple(taken[: good[0]]), good[1], good[2])
        usable = [number for number, strip in enumerate(taken) if not strip.divided and not _heads(strip)]
        if usable and (not good or usable[-1] + 1 > good[0]):
            number = usable[-1]
            return Column(tuple(taken[: number + 1]), ends[number][0], ends[number][1], forced=True)
        if good:
            return Column(tuple(taken[: good[0]]), good[1], good[2])
        return Column((), 0, start)

    def best_change(self, element: int, change: int) -> float | None:
        """Return what the change costs, or None where it cannot be had."""
        cost = 1e9 if element in self.changes else self.elements[element].cost(change)
        return cost if cost < 1e8 else None


def _heads(strip: Strip) -> bool:
    """Return True when the strip must not be the last of a column at any price: a heading."""
    return strip.keep and strip.slots > 0 and not any(getattr(item, "runs", None) for item in strip.items)


def fill_page(galley: Galley, start: Position, tops: Sequence[int], limit: int) -> Columns:
    """Return the columns filled to the foot of the page, or a line or two above it where only there they are level."""
    kept = dict(galley.changes)
    best: tuple[float, Columns, dict[int, int]] | None = None
    for bottom in range(limit, max(limit - LEVEL_RANGE, max(tops)) - 1, -1):
        galley.changes = dict(kept)
        columns = _fill(galley, start, tops, bottom)
        score = columns.uneven + 4 * (limit - bottom)
        if best is None or score < best[0]:
            best = (score, columns, dict(galley.changes))
        if not columns.uneven:
            break
    assert best is not None
    galley.changes = best[2]
    return best[1]


def _fill(galley: Galley, start: Position, tops: Sequence[int], bottom: int) -> Columns:
    """Return the columns down to `bottom`, each level where a paragraph can give or take a line."""
    columns: list[Column] = []
    position = start
    for top in tops:
        column = _level(galley, position, bottom - top)
        columns.append(column)
        position = column.end
    return Columns(tuple(columns), tuple(tops), bottom, position)


def balance(galley: Galley, start: Position, tops: Sequence[int], limit: int) -> Columns | None:
    """Return the rest of the flow in columns of equal foot, as short as they can be, or None."""
    total = galley.length(start)
    lowest = max(tops) + 1
    while sum(lowest - top for top in tops) < total - len(tops) and lowest < limit:
        lowest += 1
    kept = dict(galley.changes)
    best: tuple[float, Columns, dict[int, int]] | None = None
    for bottom in range(lowest, limit + 1):
        galley.changes = dict(kept)
        columns = _fill_balanced(galley, start, tops, bottom, total)
        if columns is not None:
            added = {key: change for key, change in galley.changes.items() if key not in kept}
            cost = sum(galley.elements[element].cost(change) for element, change in added.items())
            score = 4.0 * columns.uneven + 4.0 * cost + 3.0 * (bottom - lowest)
            if best is None or score < best[0]:
                best = (score, columns, dict(galley.changes))
            if bottom >= lowest + 3 and best is not None:
                break
        elif best is not None:
            break
    galley.changes = best[2] if best else kept
    return best[1] if best else None


def _fill_balanced(galley: Galley, start: Position, tops: Sequence[int], bottom: int, total: int) -> Columns | None:
    spare = sum(bottom - top for top in tops) - total
    _spread_changes(galley, start, spare)
    columns = _fill(galley, start, tops, bottom)
    if not galley.is_end(columns.end):
        return None
    last = columns.columns[-1]
    short = bottom - tops[-1] - last.used
    if 0 < short <= 3 and len(columns.columns) > 1:
        begin = columns.columns[-2].end
        first = begin.element + (1 if begin.strip else 0)
        _lengthen(galley, range(first, len(galley.elements)), short)
        level = _level(galley, begin, bottom - tops[-1])
        return Columns((*columns.columns[:-1], level), columns.tops, bottom, columns.end)
    return columns


def _spread_changes(galley: Galley, start: Position, spare: int) -> None:
    """Choose paragraphs all over the flow to take up `spare` slots, or to give them up where it is negative."""
    first = start.element + (1 if start.strip else 0)
    if not spare or abs(spare) > len(galley.elements) - first:
        return
    if spare > 0:
        _lengthen(galley, range(first, len(galley.elements)), min(spare, 3))
    else:
        _change_cheapest(galley, range(first, len(galley.elements)), -spare, -1)


def _lengthen(galley: Galley, elements: range, lines: int) -> None:
    _change_cheapest(galley, elements, lines, 1)


def _change_cheapest(galley: Galley, elements: range, count: int, change: int) -> None:
    costs = [(cost, element) for element in elements if (cost := galley.best_change(element, change)) is not None]
    for _, element in sorted(costs)[:count]:
        galley.changes[element] = change


def _level(galley: Galley, start: Position, capacity: int) -> Column:
    """Return the column from `start`, exactly `capacity` slots high where one paragraph's change can make it so."""
    column = galley.take(start, capacity, galley.changes)
    if galley.is_end(column.end) or (column.used == capacity and not column.forced):
        return column
    first = start.element + (1 if start.strip else 0)
    last = min(column.end.element, len(galley.elements) - 1)
    best: tuple[float, int, int, Column] | None = None
    bearable = 1e9 if column.forced else FOOT * (capacity - column.used) ** 2
    for element in range(first, last + 1):
        for change in (1, -1):
            cost = galley.best_change(element, change)
            if cost is None or cost > bearable or (best and cost >= best[0]):
                continue
            changed = galley.take(start, capacity, {**galley.changes, element: change})
            if changed.used == capacity and not changed.forced:
                best = (cost, element, change, changed)
    if best is None:
        return column
    galley.changes[best[1]] = best[2]
    return best[3]
