"""A story's flow poured down the pages: columns and what spans them. Plans only; nothing is put on a sheet."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from exporter.makeup.grid import Grid
from exporter.makeup.notes import Notes
from exporter.makeup.plan import Plan
from exporter.makeup.pouring import BEARABLE, LEAST_LEG, Galleys, Pouring
from exporter.makeup.strips import Element, PageTurn, Spanning

PASSED = 15.0  # unevenness that each element is worth which what floats stands further down
SHORT_LEGS = 100.0  # unevenness of a line or two in each column between a photo and what floats
MOST_PASSED = 10  # elements
NEARLY = 0.8  # of the height of a photo: text beside it that is lower leaves a hole
TRIES = 4  # places for what floats that are compared


def pour(
    flow: Sequence[Element | Spanning | PageTurn], grid: Grid, tops: Sequence[int], notes: Notes, galleys: Galleys
) -> Plan:
    """Return the plan of the flow, its columns beginning at `tops`, over as many pages as it takes.

    `tops` may name fewer columns than the page has, where others are taken; that holds down to the first foot.
    `galleys` carries what is known of the same elements from one plan to the next.
    """
    pouring = Pouring(grid, tops, notes, galleys)
    segment: list[Element] = []
    left = deque(flow)
    while left:
        element = left.popleft()
        following = _running_on(left) if isinstance(element, Spanning) else []
        if isinstance(element, PageTurn):
            pouring.pour(segment)
            pouring.turn()
            segment = []
        elif not isinstance(element, Spanning):
            segment.append(element)
        elif element.floats:
            passed = None if pouring.waiting else _pour_around(pouring, segment, element, following)
            if passed is None:
                pouring.waiting.append(element)  # the text goes on here, what spans it opens the next page
                continue
            segment = []
            for _ in range(passed):
                left.popleft()
        else:
            if not pouring.pour_above(segment, element, alone=not following):
                pouring.pour(segment)
                pouring.span(element, alone=not following)
            segment = []
    pouring.pour(segment)
    if pouring.waiting:
        pouring.turn()
    if pouring.owed:
        pouring.pour([])
    pouring.release()
    return Plan(tuple(pouring.pieces), pouring.page, max(pouring.slot, max(pouring.tops)), pouring.too_high)


def _pour_around(
    pouring: Pouring, elements: list[Element], floating: Spanning, following: Sequence[Element]
) -> int | None:
    """Pour the elements, and as many of those that follow as make the columns above what floats come out level.

    Return how many; change nothing and return None where it has no room below the first ones.
    """
    kept, before = pouring.state(), len(pouring.pieces)
    best: tuple[float, int, dict[str, Any]] | None = None
    tries, height = 0, sum(map(_height, elements))
    foot = max(pouring.tops) if max(pouring.tops) > min(pouring.tops) else -LEAST_LEG  # of a photo
    beside = sum(max(pouring.tops) - top for top in pouring.tops)  # slots that stand open beside it
    for passed in range(len(following) + 1):
        height += _height(following[passed - 1]) if passed else 0
        if (passed and _goes_on(following[passed - 1])) or (height < NEARLY * beside and passed < len(following)):
            continue
        if pouring.pour_above([*elements, *following[:passed]], floating, alone=passed == len(following) < MOST_PASSED):
            uneven = sum(piece.columns.uneven for piece in pouring.pieces[before:] if piece.columns)
            legs = pouring.pieces[-1].slot - foot if pouring.page == kept["page"] else LEAST_LEG
            short = 1.5 < legs < LEAST_LEG
            score = max(uneven, BEARABLE) + PASSED * passed + SHORT_LEGS * short
            tries += not short
            if best is None or score < best[0]:
                best = score, passed, pouring.state()
            vars(pouring).update(kept)
            kept = pouring.state()
        if best is None or best[0] <= BEARABLE + PASSED * passed or tries == TRIES:
            break
    if best is None:
        return None
    vars(pouring).update(best[2])
    return best[1]


def _running_on(flow: Iterable[Element | Spanning | PageTurn]) -> list[Element]:
    """Return the elements that the flow begins with, down to what ends the columns."""
    found: list[Element] = []
    for element in flow:
        if isinstance(element, Spanning | PageTurn) or len(found) == MOST_PASSED:
            break
        found.append(element)
    return found


def _height(element: Element) -> int:
    return sum(strip.slots for strip in element.strips() or ())


def _goes_on(element: Element) -> bool:
    """Return True when what follows must stand in the same column."""
    strips = element.strips() or ()
    return bool(strips) and strips[-1].keep
