"""PLACE: the flow into columns, full or balanced, with their feet level.

All heights are slots of the grid. Where the text does not come out level by itself, paragraphs are set a line longer or
shorter, the one that suffers least first.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from exporter.makeup.grid import Grid
from exporter.makeup.notes import NoteLine, Notes, called, fitting, foot_slots
from exporter.makeup.strips import Element, Strip, opening, with_blank

FOOT = 10.0  # unevenness of lines that a foot one slot short is worth, as `Element.cost` counts it
LEVEL_RANGE = 2  # slots above the foot of the page where columns may end together
LEVEL_ENOUGH = 8.0  # score of a balance that need not be bettered
MOST_TRIED = 3  # changes tried for one column, the cheapest first
WORST_SHORT = 6  # slots that a column may end short of the others before a widow or orphan is the lesser evil


class Position(Struct, frozen=True, gc=False):
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


class Column(Struct, frozen=True):
    """What stands in one column, from its top."""

    strips: tuple[Strip, ...]
    used: int
    end: Position  # first strip that is not in it
    forced: bool = False  # broken where no break is good
    foot: tuple[NoteLine, ...] = ()  # notes, at the foot of the columns


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

    def __init__(self, elements: Sequence[Element], grid: Grid, notes: Notes) -> None:
        self.elements, self.grid = elements, grid
        self.step = grid.step
        self.changes: dict[int, int] = {}
        self.notes = notes  # those that are not called above
        self.hold = False  # notes stand nowhere here, but in the columns below what follows
        self._callers: dict[str, int] = {}
        for number, element in enumerate(elements) if notes else ():
            for note in _called(element.strips() or (), notes):
                self._callers.setdefault(note, number)

    @property
    def called(self) -> tuple[str, ...]:
        """Return the notes that are called here."""
        return tuple(self._callers)

    def calls(self, element: int, strips: tuple[Strip, ...]) -> dict[int, list[NoteLine]]:
        """Return the lines of the notes that are called first in strips of the element, by strip."""
        found: dict[int, list[NoteLine]] = {}
        known: set[str] = set()
        for number, strip in enumerate(strips):
            for note in called(strip.items, self.notes):
                if self._callers.get(note) == element and note not in known:
                    known.add(note)
                    found.setdefault(number, []).extend(self.notes[note])
        return found

    def stand(self, lines: Sequence[NoteLine], slots: int) -> tuple[tuple[NoteLine, ...], tuple[NoteLine, ...]]:
        """Return the lines of notes that stand in the slots, and those that run over."""
        count = 0 if self.hold else fitting(lines, slots, self.grid)
        return tuple(lines[:count]), tuple(lines[count:])

    def strips(self, element: int) -> tuple[Strip, ...]:
        """Return the strips of an element in the length chosen."""
        return self.elements[element].strips(self.changes.get(element, 0)) or ()

    def blank(self, element: int) -> int:
        """Return the slots of white before an element."""
        if element == 0:
            return 0
        above = self.strips(element - 1)
        if above and above[-1].keep and above[-1].slots:
            return 0  # a heading and what it heads belong together
        return max(self.elements[element - 1].after, self.elements[element].before)

    def is_end(self, position: Position) -> bool:
        """Return True when nothing is left."""
        return position.element >= len(self.elements) and (self.hold or not position.owed)

    def length(self, position: Position) -> int:
        """Return the slots from the position to the end, as one column; each note as if it stood alone at its foot."""
        total = foot_slots(position.owed, self.grid)
        for element in range(position.element, len(self.elements)):
            strips = self.strips(element)
            if self.notes and not self.hold:
                total += sum(foot_slots(lines, self.grid) for lines in self.calls(element, strips).values())
            if element == position.element:
                total += sum(strip.slots for strip in strips[position.strip :])
            else:
                total += self.blank(element) + sum(strip.slots for strip in strips)
        return total

    def scan(self, start: Position, capacity: int) -> list[Cut]:
        """Return the places where a column that begins at `start` could end, down to `capacity` slots, from its top."""
        cuts: list[Cut] = []
        foot, owed = self.stand(start.owed, capacity)
        used = foot_slots(foot, self.grid)
        element, index = start.element, start.strip
        while element < len(self.elements):
            strips = self.strips(element)
            count = len(strips)
            calls = self.calls(element, strips) if self.notes else {}
            while index < count:
                strip = strips[index]
                if not cuts:
                    strip = opening(strip, self.step)
                elif index == 0:
                    strip = with_blank(strip, self.blank(element), self.step)
                used += strip.slots
                if used > capacity:
                    return cuts
                if index in calls:
                    used -= foot_slots(foot, self.grid)
                    stands, over = self.stand((*foot, *owed, *calls[index]), capacity - used)
                    foot, owed = stands, over
                    used += foot_slots(foot, self.grid)
                index += 1
                following = Position(element, index, owed) if index < count else Position(element + 1, 0, owed)
                cuts.append(Cut(strip, used, following, not strip.keep and not strip.divided, foot))
                if strip.turn and used:
                    return cuts
            element, index = element + 1, 0
        return cuts

    def take(self, start: Position, capacity: int) -> Column:
        """Return the column that begins at `start` and holds at most `capacity` slots, cut at the last good place."""
        return self.column(self.scan(start, capacity), start, capacity)

    def column(self, cuts: list[Cut], start: Position, capacity: int) -> Column:
        """Return the column cut at the last good one of `cuts`, or at a worse one where it would be far too short."""
        if not cuts:
            return self._notes_alone(start, capacity)
        last = cuts[-1]
        if last.strip.turn and last.used:
            return Column(tuple(cut.strip for cut in cuts), capacity, last.end, foot=last.foot)
        if last.end.element >= len(self.elements):
            return Column(tuple(cut.strip for cut in cuts), last.used, last.end, foot=last.foot)
        good = next((number for number in range(len(cuts), 0, -1) if cuts[number - 1].good), 0)
        far = capacity - cuts[good - 1].used > WORST_SHORT if good else True
        usable = range(len(cuts), good, -1)
        bad = next((n for n in usable if not cuts[n - 1].strip.divided and not cuts[n - 1].strip.heading), 0)
        number = bad if far and bad else good
        if not number:
            return self._notes_alone(start, capacity)
        cut = cuts[number - 1]
        return Column(tuple(cut.strip for cut in cuts[:number]), cut.used, cut.end, number != good, cut.foot)

    def _notes_alone(self, start: Position, capacity: int) -> Column:
        """Return the column without text; notes that ran over stand in it."""
        foot, owed = self.stand(start.owed, capacity)
        return Column((), foot_slots(foot, self.grid), Position(start.element, start.strip, owed), foot=foot)

    def change_cost(self, element: int, change: int) -> float | None:
        """Return what a change of so many lines costs, or None where it cannot be had or another was chosen."""
        cost = 1e9 if element in self.changes else self.elements[element].cost(change)
        return cost if cost < 1e8 else None


def _called(strips: Sequence[Strip], notes: Notes) -> list[str]:
    return [note for strip in strips for note in called(strip.items, notes)]


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
            if best[0] < LEVEL_ENOUGH or bottom >= lowest + 3:
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
    costs = [(cost, element) for element in elements if (cost := galley.change_cost(element, change)) is not None]
    for _, element in sorted(costs)[:count]:
        galley.changes[element] = change


def _level(galley: Galley, start: Position, capacity: int) -> Column:
    """Return the column from `start`, exactly `capacity` slots high where one paragraph's change can make it so.

    A paragraph a line longer moves all later breaks down by one slot: so it helps where a good break stands one slot
    above the foot, and one a line shorter where a good break stands one slot below it.
    """
    cuts = galley.scan(start, capacity + 1)
    within = cuts if not cuts or cuts[-1].used <= capacity else cuts[:-1]
    column = galley.column(galley.scan(start, capacity) if galley.notes else within, start, capacity)
    if galley.is_end(column.end) or (column.used == capacity and not column.forced):
        return column
    bearable = 1e9 if column.forced else FOOT * (capacity - column.used) ** 2
    first = start.element + (1 if start.strip else 0)
    choices: list[tuple[float, int, int]] = []
    for cut in cuts:
        change = capacity - cut.used
        if cut.good and change in (1, -1):
            for element in range(first, cut.end.element):
                cost = galley.change_cost(element, change)
                if cost is not None and cost <= bearable:
                    choices.append((cost, element, change))
    for _, element, change in sorted(choices)[:MOST_TRIED]:
        galley.changes[element] = change
        changed = galley.take(start, capacity)
        if changed.used == capacity and not changed.forced:
            return changed
        del galley.changes[element]
    return column
