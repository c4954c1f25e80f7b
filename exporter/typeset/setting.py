"""What is set, and into what."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from exporter.style.model import Align, Limits
from exporter.typeset.breaking import Measure
from exporter.typeset.items import Atom, Breaks


class Copy(Struct, frozen=True, eq=False):
    """Text made ready to be set at any width: its atoms and its possible line ends."""

    atoms: list[Atom]
    rows: Breaks
    plain: bool  # words from left to right with spaces between them, as most text is
    rtl: bool = False
    leads: bool = False  # some of it leads somewhere

    @property
    def length(self) -> float:
        """Return the width of the text on one line."""
        return self.rows[-1].width

    @property
    def widest(self) -> float:
        """Return the width of its longest word."""
        whole = [end for end in self.rows if end.division < 0]
        return max(end.width - start.next_width for start, end in pairwise(whole))


class Setting(Struct, frozen=True):
    """Into what a paragraph is set. `offsets` are the x of the first lines (beside a drop cap), others begin at 0."""

    measure: Measure
    align: Align
    limits: Limits
    indent: float = 0.0
    offsets: tuple[float, ...] = ()
    language: str = ""
    block: str = ""  # that its items belong to
    left: float = 0.0  # where x = 0 is in what the lines are made for
    baseline: float = 0.0  # likewise the y of each line

    @property
    def widths(self) -> Measure:
        """Return the widths of the lines, the indent of the first one taken off."""
        measure = self.measure
        if not self.indent:
            return measure
        return Measure(measure.rest, (measure.width(0) - self.indent, *measure.first[1:]))

    @property
    def begins(self) -> tuple[float, ...]:
        """Return the x at which the first lines begin, the indent counted; others begin at 0."""
        return (self.indent + (self.offsets[0] if self.offsets else 0.0), *self.offsets[1:])
