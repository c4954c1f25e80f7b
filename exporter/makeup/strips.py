"""What flows down the columns: elements, each a row of strips that are whole numbers of slots high."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from exporter.makeup.compositor import ORNAMENT, Compositor, Stack
from exporter.makeup.grid import shift
from exporter.makeup.photos import pile_up
from exporter.page import Item
from exporter.style.model import Role
from exporter.typeset.breaking import Choice, Measure
from exporter.typeset.lines import Line
from exporter.typeset.paragraph import choose_by_count, prepare, set_choice, set_paragraph
from exporter.typeset.setting import Copy, Setting
from exporter.typeset.words import Span


class Strip(Struct, frozen=True, gc=False):
    """A slice that no column break cuts. Items have x from the column's left edge, y from the strip's top."""

    slots: int
    items: tuple[Item, ...] = ()
    keep: bool = False  # what follows must stand in the same column
    divided: bool = False  # ends inside a word
    heading: bool = False  # never the last of a column, at whatever price
    turn: bool = False  # a new column begins after it, because the author says so
    again: Strip | None = None  # set above it once more where it opens a column: a table's head
    lift: float = 0.0  # points that it is raised where white stands above it


class Element(Protocol):
    """One thing in the flow: `before` and `after` are the slots of white around it."""

    before: int
    after: int

    def strips(self, change: int = 0) -> tuple[Strip, ...] | None:
        """Return its strips, with `change` lines more or fewer than the best, or None where that cannot be had."""
        ...

    def cost(self, change: int) -> float:
        """Return what the change costs in evenness; 1e9 where it cannot be had."""
        ...


class Solid:
    """An element that has only one form."""

    def __init__(self, strips: tuple[Strip, ...], before: int = 0, after: int = 0) -> None:
        self.before, self.after, self._strips = before, after, strips

    def strips(self, change: int = 0) -> tuple[Strip, ...] | None:
        """Return the strips; there is no variant."""
        return None if change else self._strips

    def cost(self, change: int) -> float:
        """Return a cost that nobody pays: there is no variant."""
        return 1e9


class Spanning:
    """An element over `span` columns, which the columns end above; they begin again below it, or beside it.

    One that `floats` may wait for the next page while the text goes on. Half of the `white` slots is above, half below.
    """

    def __init__(self, stack: Stack, span: int, floats: bool, white: int = 1) -> None:
        self.stack, self.span, self.floats, self.white = stack, span, floats, white


class PageTurn:
    """The author asks for a new page."""


class Running:
    """A paragraph of running text, set again for each wish for a line more or fewer."""

    def __init__(self, desk: Compositor, copy: Copy, setting: Setting, role: Role) -> None:
        self.before = desk.grid.slots_for(desk.style.text[role].before)
        self.after = desk.grid.slots_for(desk.style.text[role].after)
        self._desk, self._copy, self._role = desk, copy, role
        self._setting = replace(setting, baseline=(self._slots - 1) * desk.grid.step + desk.grid.baseline)
        self._strips: dict[int, tuple[Strip, ...] | None] = {}
        self.decorate: Callable[[tuple[Strip, ...]], tuple[Strip, ...]] = _undecorated

    @property
    def height(self) -> int:
        """Return the slots that its lines take."""
        return self.count * self._slots

    @property
    def count(self) -> int:
        """Return how many lines it has at its best; they need not be made to tell it."""
        return len(self._best.ends if self._best else self._only)

    @property
    def shaped(self) -> bool:
        """Return True when something stands beside its first lines already: a drop cap, the label of a list."""
        return bool(self._setting.measure.first) or self.decorate is not _undecorated

    def narrowed(self, slots: int, inset: float) -> Running:
        """Return the paragraph with the lines of so many slots shorter, to make room where they begin."""
        lines = -(-slots // self._slots)
        rest = self._setting.measure.rest
        offsets = () if self._desk.rtl else (inset,) * lines
        setting = replace(self._setting, measure=Measure(rest, (rest - inset,) * lines), offsets=offsets)
        return Running(self._desk, self._copy, setting, self._role)

    def strips(self, change: int = 0) -> tuple[Strip, ...] | None:
        """Return one strip for each line; breaks that would leave a widow or an orphan are closed by `keep`."""
        if change not in self._strips:
            lines = self._lines(change)
            self._strips[change] = self._sliced(lines) if lines else None
        return self._strips[change]

    def cost(self, change: int) -> float:
        """Return by how many demerits the change is worse than the best, in units of a line half as loose again."""
        changed = self._choices.get(self.count + change)
        return (changed.demerits - self._best.demerits) / 100 if changed and self._best else 1e9

    @cached_property
    def _choices(self) -> dict[int, Choice]:
        return choose_by_count(self._copy, self._setting)

    @cached_property
    def _best(self) -> Choice | None:
        """Return the best of the choices; None where there is no decent one."""
        return min(self._choices.values(), key=lambda choice: choice.demerits, default=None)

    @cached_property
    def _only(self) -> tuple[Line, ...]:
        """Return the paragraph where it has no choices."""
        return set_paragraph(self._copy, self._setting, self._desk.measurer)

    def _lines(self, change: int) -> tuple[Line, ...] | None:
        if choice := self._choices.get(self.count + change) if change else self._best:
            return set_choice(self._copy, self._setting, self._desk.measurer, choice)
        return None if change else self._only

    @property
    def _slots(self) -> int:
        """Return the slots of one line."""
        grid = self._desk.grid
        return max(1, grid.slots_for(self._desk.style.text[self._role].leading - 0.2 * grid.step))

    def _sliced(self, lines: tuple[Line, ...]) -> tuple[Strip, ...]:
        text, limits = self._desk.style.text[self._role], self._desk.style.limits
        slots = self._slots
        drop = len(self._setting.offsets)
        count = len(lines)
        strips: list[Strip] = []
        for number, line in enumerate(lines, 1):
            inside = number < count
            keep = (inside and (number < limits.orphan_lines or count - number < limits.widow_lines)) or (
                not inside and text.keep_with_next
            )
            items = line.items
            if not inside:
                items = tuple(replace(i, block="") if i.block == ORNAMENT else i for i in items)
            heading = text.keep_with_next and not inside
            strips.append(Strip(slots, items, keep or (inside and number < drop), line.divided, heading))
        return self.decorate(tuple(strips))


def _undecorated(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    return strips


def running(
    desk: Compositor, role: Role, spans: tuple[Span, ...], width: float, block: str, left: float = 0.0
) -> Running | None:
    """Return a paragraph of the role in a column of the width, `left` points from its edge; None for no text."""
    copy = prepare(spans, desk.measurer, desk.rtl)
    if copy is None:
        return None
    text = desk.style.text[role]
    measure = Measure(width - left - text.left - text.right)
    x = text.right if desk.rtl else left + text.left
    return Running(
        desk, copy, Setting(measure, text.align, desk.style.limits, text.indent, (), desk.language, block, x), role
    )


def solid(desk: Compositor, stack: Stack, before: float = 0.0, after: float = 0.0, keep: bool = False) -> Solid:
    """Return a stack as one strip, on the grid: its height is rounded up and the rest is white below it."""
    grid = desk.grid
    slots = max(1, grid.slots_for(stack.height))
    return Solid((Strip(slots, stack.items, keep),), grid.slots_for(before), grid.slots_for(after))


def opening(strip: Strip, step: float) -> Strip:
    """Return the strip as it opens a column, below what is to be set again above it."""
    if strip.again is None:
        return strip
    below = shift(strip.items, 0.0, strip.again.slots * step)
    return replace(strip, slots=strip.again.slots + strip.slots, items=(*strip.again.items, *below), again=None)


def with_blank(strip: Strip, blank: int, step: float) -> Strip:
    """Return the strip with so many slots of white at its head."""
    if not blank:
        return strip
    items = tuple(shift(strip.items, 0.0, blank * step - strip.lift))
    return replace(strip, slots=strip.slots + blank, items=items)


def across(strips: tuple[Strip, ...], span: int, desk: Compositor, floats: bool, white: int = 1) -> list[Spanning]:
    """Return strips that are so many columns wide as one piece, or as pieces that a page holds where it must be."""
    step, most = desk.grid.step, desk.grid.slots - white
    pieces: list[list[Strip]] = [[]]
    for strip in strips:
        if pieces[-1] and sum(above.slots for above in pieces[-1]) + strip.slots > most:
            pieces.append([opening(strip, step)])
        else:
            pieces[-1].append(strip)
    stacks = [pile_up([Stack(strip.items, strip.slots * step) for strip in piece]) for piece in pieces]
    return [Spanning(stack, span, floats, white) for stack in stacks]
