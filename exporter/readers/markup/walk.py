"""What the readers of single elements ask of the walk that they are part of."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from exporter.model import Block, Rich
from exporter.readers.markup.figures import Sources
from exporter.readers.markup.inline import Inline, Look
from exporter.readers.markup.parse import Element
from exporter.readers.markup.slip import Slip


class Walk(Protocol):
    """A walk through one story's elements."""

    slip: Slip
    sources: Sources

    def blocks(self, parent: Element, look: Look = Look(), without: Collection[Element] = ()) -> tuple[Block, ...]:
        """Return the blocks inside an element; those of the parts in `without` are read by the caller."""
        ...

    def inline(self) -> Inline:
        """Return a reader of runs."""
        ...

    def rich(self, element: Element) -> Rich:
        """Return the element's words as one line of runs; pictures in it are let go."""
        ...

    def line(self, element: Element) -> int:
        """Return the line of the file at which the element begins, 0 when unknown."""
        ...
