"""PLACE: the flow into columns, full or balanced, with their feet level.

All heights are slots of the grid. Where the text does not come out level by itself, paragraphs are set a line longer or
shorter. Of all ways to end the columns in good places near their foot, the best is sought column by column, as the
breaker seeks the line ends of a paragraph. A change lies in a column that is whole above its end, so it moves nothing
that comes after it, and what was found from one place on holds for every search.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from exporter.makeup.galley import WORST_SHORT, Changes, Cut, Ending, Galley, Position
from exporter.makeup.notes import NoteLine
from exporter.makeup.strips import Strip

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


class Column(Struct, frozen=True):
    """What stands in one column, from its top, and the notes at its foot."""

    strips: tuple[Strip, ...]
    foot: tuple[NoteLine, ...]


class Columns(Struct, frozen=True):
    """Neighbouring columns filled down to `bottom`, a slot of the page."""

    galley: Galley
    endings: tuple[Ending, ...]
    tops: tuple[int, ...]
    bottom: int

    @property
    def end(self) -> Position:
        """Return the first strip that is not in them."""
        return self.endings[-1].end

    @property
    def uneven(self) -> float:
        """Return what catches the eye at the feet: slots that a column ends short, squared, and bad breaks."""
        return sum(ending.uneven for ending in self.endings)

    @property
    def forced(self) -> bool:
        """Return True when one is broken where no break is good."""
        return any(ending.forced for ending in self.endings)

    def columns(self) -> list[Column]:
        """Return what stands in them."""
        return [Column(self.galley.between(e.start, e.end, e.changes), e.foot) for e in self.endings]


class _Way(Struct, frozen=True, gc=False):
    """One way to end a column, and those before it, of which the first column has none."""

    cost: float  # of all of them
    ending: Ending
    before: _Way | None

    def endings(self) -> tuple[Ending, ...]:
        """Return how the columns end, from the first on."""
        return (*self.before.endings(), self.ending) if self.before else (self.ending,)


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
    return Columns(galley, best[1].endings(), tuple(tops), best[2])


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
    return Columns(galley, best[1].endings(), tuple(tops), best[2]) if best else None


def overflow(galley: Galley, start: Position, bottom: int) -> Columns:
    """Return the column of what is higher than a page and can be cut nowhere: it runs over the foot."""
    cuts = galley.cuts(start, HIGHEST, 0)
    cut = next((cut for cut in cuts if cut.good), cuts[-1])
    return Columns(galley, (Ending(start, cut.end, cut.foot, (), 0.0, 0.0, False),), (0,), bottom)


def _search(galley: Galley, start: Position, tops: Sequence[int], bottom: int, ends: bool) -> list[_Way]:
    """Return the best ways to fill the columns down to `bottom`; with `ends` those in which nothing is left."""
    ways: list[_Way | None] = [None]
    for number, top in enumerate(tops):
        last = number == len(tops) - 1
        beside = not last and tops[number + 1] > top  # the next column begins below a photo with its caption
        best: dict[Position, _Way] = {}
        for way in ways:
            begin, before = (way.ending.end, way.cost) if way else (start, 0.0)
            for ending in _endings(galley, begin, bottom - top, last and ends, beside or (last and not ends)):
                cost = before + ending.cost
                if ending.end not in best or cost < best[ending.end].cost:
                    best[ending.end] = _Way(cost, ending, way)
        ways = [*sorted(best.values(), key=lambda way: way.cost)[:WAYS]]
    return [way for way in ways if way and (not ends or galley.is_end(way.ending.end))]


def _endings(galley: Galley, start: Position, capacity: int, final: bool, parts: bool) -> list[Ending]:
    """Return ways to end a column of so many slots; the `final` one ends the flow, `parts` one better a paragraph."""
    key = (start, capacity, final, parts, galley.hold)
    if key not in galley.endings:
        galley.endings[key] = _find_endings(galley, start, capacity, final, parts)
    return galley.endings[key]


def _find_endings(galley: Galley, start: Position, capacity: int, final: bool, parts: bool) -> list[Ending]:
    cuts = galley.cuts(start, capacity, REACH_LAST if final else REACH)
    first = start.element + (1 if start.strip else 0)
    found: list[Ending] = []

    def add(cut: Cut, gap: int, changes: Changes, cost: float, forced: bool = False) -> None:
        uneven = FOOT * gap * gap + (FORCED if forced else 0.0) + (PARTED if parts and cut.end.strip else 0.0)
        found.append(Ending(start, cut.end, cut.foot, changes, uneven, uneven + cost, forced))

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
        _, end, foot = galley.empty(start, capacity)
        uneven = FOOT * capacity**2  # notes alone make no column
        found.append(Ending(start, end, foot, (), uneven, uneven, False))
    return found


def _bearable(cut: Cut) -> bool:
    return not cut.good and not cut.strip.divided and not cut.strip.heading


def _cheapest(galley: Galley, elements: range, lines: int) -> tuple[float, Changes]:
    """Return the elements that give or take so many lines at the least cost; none where there are too few."""
    change = 1 if lines > 0 else -1
    every = galley.costs(change)
    costs = sorted([(every[element], element) for element in elements])[: abs(lines)]
    if len(costs) < abs(lines) or costs[-1][0] >= 1e8:
        return 0.0, ()
    return sum(cost for cost, _ in costs), tuple((element, change) for _, element in costs)
