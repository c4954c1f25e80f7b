"""PLACE: the flow into columns, full or balanced, with their feet level.

All heights are slots of the grid. Where the text does not come out level by itself, paragraphs are set a line longer or
shorter. Of all ways to end the columns in good places near their foot, the best is sought column by column, as the
breaker seeks the line ends of a paragraph. A change lies in a column that is whole above its end, so it moves nothing
that comes after it, and what was found from one place on holds for every search.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from exporter.makeup.grid import Grid
from exporter.makeup.notes import NoteLine, Notes, called, fitting, foot_slots
from exporter.makeup.strips import Element, Strip, opening, with_blank

FOOT = 10.0  # unevenness of lines that a foot one slot short is worth, as `Element.cost` counts it
FORCED = 120.0  # a column that ends where no end is good
PARTED = 6.0  # a paragraph goes on below a caption that stands beside it, or overleaf
LEVEL_RANGE = 2  # slots above the foot of the page where columns may end together
LEVEL_ENOUGH = 4.0  # cost of columns that need not be bettered
MOST_LOWER = 3  # slots below the first feet found that are tried too
REACH = 2  # lines that the paragraphs of one column may give or take together
REACH_LAST = 3  # in the last one
WAYS = 10  # ways kept from column to column
HIGHEST = 10**6  # slots
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
    uneven: float  # what catches the eye at the feet: slots that a column ends short, squared, and bad breaks


Changes = tuple[tuple[int, int], ...]  # lines that elements are set longer or shorter


class _Way(Struct, frozen=True):
    """One way to end a column, and those before it."""

    cost: float  # of this column and those before, unevenness of lines included
    uneven: float
    start: Position
    cut: Cut | None  # None: an empty column
    end: Position
    changes: Changes
    forced: bool
    before: _Way | None


class Galley:
    """Elements in order; white between two is the larger of their wishes."""

    def __init__(self, elements: Sequence[Element], grid: Grid, notes: Notes) -> None:
        self.elements, self.grid = elements, grid
        self.notes = notes  # those that are not called above
        self.hold = False  # notes stand nowhere here, but in the columns below what follows
        self._first: list[int] = []  # number of each element's first strip
        self._turns: list[int] = []  # numbers of strips after which the author wants a new column
        self._laid = self._lay()
        self._rest: list[int] = []
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

    def cost(self, element: int, change: int) -> float:
        """Return what a change of so many lines costs; 1e9 where it cannot be had."""
        return self.elements[element].cost(change)

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

    def between(self, start: Position, end: Position, changes: dict[int, int]) -> tuple[Strip, ...]:
        """Return the strips of a column from `start` to `end`, the white between elements in them."""
        found: list[Strip] = []
        element, index = start.element, start.strip
        while (element, index) < (end.element, end.strip):
            strips = self.strips(element, changes.get(element, 0))
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


def fill_page(galley: Galley, start: Position, tops: Sequence[int], limit: int) -> Columns:
    """Return the columns filled to the foot of the page, or a line or two above it where only there they are level."""
    best: tuple[float, _Way, int] | None = None
    for bottom in range(limit, max(limit - LEVEL_RANGE, max(tops)) - 1, -1):
        way = min(_search(galley, start, tops, bottom, ends=False), key=lambda way: way.cost)
        score = way.cost + 4 * (limit - bottom)
        if best is None or score < best[0]:
            best = (score, way, bottom)
        if way.cost < LEVEL_ENOUGH:
            break
    assert best is not None
    return _columns(galley, best[1], tops, best[2])


def balance(galley: Galley, start: Position, tops: Sequence[int], limit: int) -> Columns | None:
    """Return the rest of the flow in columns of equal foot, as short as they can be, or None."""
    total = galley.length(start)
    lowest = max(tops) + 1
    while sum(lowest - top for top in tops) < total - len(tops) and lowest < limit:
        lowest += 1
    if sum(limit - top for top in tops) < total - REACH_LAST * len(tops):
        return None
    best: tuple[float, _Way, int] | None = None
    for bottom in range(lowest, limit + 1):
        ways = _search(galley, start, tops, bottom, ends=True)
        if ways:
            way = min(ways, key=lambda way: way.cost)
            score = way.cost + 0.75 * (bottom - lowest)
            if best is None or score < best[0]:
                best = (score, way, bottom)
            if best[0] < LEVEL_ENOUGH or bottom >= lowest + MOST_LOWER:
                break
        elif best is not None:
            break
    return _columns(galley, best[1], tops, best[2]) if best else None


def overflow(galley: Galley, start: Position, bottom: int) -> Columns:
    """Return the column of what is higher than a page and can be cut nowhere: it runs over the foot."""
    cuts = galley.cuts(start, HIGHEST, 0)
    cut = next((cut for cut in cuts if cut.good), cuts[-1])
    column = Column(galley.between(start, cut.end, {}), cut.used, cut.end, foot=cut.foot)
    return Columns((column,), (0,), bottom, cut.end, 0.0)


def _search(galley: Galley, start: Position, tops: Sequence[int], bottom: int, ends: bool) -> list[_Way]:
    """Return the best ways to fill the columns down to `bottom`; with `ends` those in which nothing is left."""
    ways = [_Way(0.0, 0.0, start, None, start, (), False, None)]
    for number, top in enumerate(tops):
        last = number == len(tops) - 1
        beside = not last and tops[number + 1] > top  # the next column begins below a photo with its caption
        best: dict[Position, _Way] = {}
        for way in ways:
            for found in _endings(galley, way, bottom - top, last and ends, beside or (last and not ends)):
                if found.end not in best or found.cost < best[found.end].cost:
                    best[found.end] = found
        ways = sorted(best.values(), key=lambda way: way.cost)[:WAYS]
    return [way for way in ways if galley.is_end(way.end)] if ends else ways


def _endings(galley: Galley, before: _Way, capacity: int, final: bool, parts: bool) -> list[_Way]:
    """Return ways to end a column of so many slots; the `final` one ends the flow, `parts` one better a paragraph."""
    start = before.end
    cuts = galley.cuts(start, capacity, REACH_LAST if final else REACH)
    first = start.element + (1 if start.strip else 0)
    found: list[_Way] = []

    def add(cut: Cut, gap: int, changes: Changes, cost: float, forced: bool = False) -> None:
        uneven = FOOT * gap * gap + (FORCED if forced else 0.0) + (PARTED if parts and cut.end.strip else 0.0)
        found.append(_Way(before.cost + uneven + cost, before.uneven + uneven, start, cut, cut.end, changes, forced,
                          before))  # fmt: skip

    last = cuts[-1] if cuts else None
    if last and last.strip.turn and last.used and last.used <= capacity:
        add(last, 0, (), 0.0)
        return found
    if last and last.end.element >= len(galley.elements):
        gap = capacity - last.used
        lines = max(-REACH_LAST, min(gap, REACH_LAST))
        for change in range(lines, 0, -1 if lines > 0 else 1):
            cost, changes = _cheapest(galley, range(first, last.end.element), change)
            if changes and gap - change >= 0:
                add(last, gap - change, changes, cost)
        if gap >= 0:
            add(last, gap, (), 0.0)
        if final:
            return found
    short: Cut | None = None
    for cut in reversed(cuts):
        gap = capacity - cut.used
        if gap > REACH and short:
            break
        if not cut.good or cut.end.element >= len(galley.elements):
            continue
        if gap == 0:
            add(cut, 0, (), 0.0)
        elif abs(gap) <= REACH:
            cost, changes = _cheapest(galley, range(first, cut.end.element), gap)
            if changes:
                add(cut, 0, changes, cost)
        if gap >= 0 and short is None:
            short = cut
            if gap:
                add(cut, gap, (), 0.0)
    if short is None or capacity - short.used > WORST_SHORT:
        bad = next((cut for cut in reversed(cuts) if cut.used <= capacity and _bearable(cut)), None)
        if bad:
            add(bad, capacity - bad.used, (), 0.0, forced=True)
    if not found:
        used, end, _ = galley.empty(start, capacity)
        uneven = FOOT * (capacity - used) ** 2
        found.append(_Way(before.cost + uneven, before.uneven + uneven, start, None, end, (), False, before))
    return found


def _bearable(cut: Cut) -> bool:
    return not cut.good and not cut.strip.divided and not cut.strip.heading


def _cheapest(galley: Galley, elements: range, lines: int) -> tuple[float, Changes]:
    """Return the elements that give or take so many lines at the least cost; none where there are too few."""
    change = 1 if lines > 0 else -1
    costs = sorted((galley.cost(element, change), element) for element in elements)[: abs(lines)]
    if len(costs) < abs(lines) or costs[-1][0] >= 1e8:
        return 0.0, ()
    return sum(cost for cost, _ in costs), tuple((element, change) for _, element in costs)


def _columns(galley: Galley, way: _Way, tops: Sequence[int], bottom: int) -> Columns:
    """Return the columns of the way."""
    end, uneven = way.end, way.uneven
    columns: list[Column] = []
    step: _Way | None = way
    for top in reversed(tops):
        assert step is not None
        if step.cut is None:
            used, _, foot = galley.empty(step.start, bottom - top)
            columns.append(Column((), used, step.end, foot=foot))
        else:
            strips = galley.between(step.start, step.end, dict(step.changes))
            used = step.cut.used + sum(change for _, change in step.changes)
            columns.append(Column(strips, used, step.end, step.forced, step.cut.foot))
        step = step.before
    return Columns(tuple(reversed(columns)), tuple(tops), bottom, end, uneven)
