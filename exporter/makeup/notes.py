"""Notes at the foot of the column where their call stands, below a short rule; what has no room there runs over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.grid import Grid, shift
from exporter.makeup.photos import pile_up
from exporter.page import Item, Line, Link, Text

RULE_WIDTH = 40.0  # points
AIR = 0.7  # of a slot: from the text to the notes; the rule stands in its middle


class NoteLine(Struct, frozen=True, eq=False):
    """A line of a note; it does not run over by less."""

    items: tuple[Item, ...]
    height: float


Notes = Mapping[str, Sequence[NoteLine]]  # by id


def called(items: Iterable[Item], notes: Notes) -> list[str]:
    """Return the notes that are called in the items, each once."""
    targets = [item.target for item in items if isinstance(item, Link)]
    return [note for note in dict.fromkeys(targets) if note in notes]


def foot_slots(lines: Sequence[NoteLine], grid: Grid) -> int:
    """Return the slots that the lines of notes take at the foot of a column, the rule above them included."""
    return grid.slots_for(AIR * grid.step + sum(line.height for line in lines)) if lines else 0


def fitting(lines: Sequence[NoteLine], slots: int, grid: Grid) -> int:
    """Return how many of the lines fit into the slots."""
    count = len(lines)
    while count and foot_slots(lines[:count], grid) > slots:
        count -= 1
    return count


def set_foot(desk: Compositor, lines: Sequence[NoteLine]) -> Stack:
    """Return the notes of a column below their rule, a whole number of slots high, their last line on the grid."""
    grid = desk.grid
    stack = pile_up([Stack(line.items, line.height) for line in lines])
    slots = foot_slots(lines, grid)
    foot = max((item.y for item in stack.items if isinstance(item, Text)), default=stack.height)
    top = (slots - 1) * grid.step + grid.baseline - foot
    rule = top - AIR / 2 * grid.step
    left = desk.style.page.column_width - RULE_WIDTH if desk.rtl else 0.0
    items = (Line(left, rule, left + RULE_WIDTH, rule, 0.4, desk.style.colors["rule"].rgb), *shift(stack.items, 0, top))
    return Stack(items, slots * grid.step)
