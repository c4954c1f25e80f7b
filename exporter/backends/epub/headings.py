"""Crosshead levels → h2 to h6 without gaps, which is what people who listen navigate by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from exporter.backends.epub.sheet import Sheet
from exporter.model import Aside, Block, Crosshead
from exporter.model.walk import children

DEEPEST = 6


def rank_levels(blocks: tuple[Block, ...], above: int) -> dict[int, int]:
    """Return for each crosshead level in use its heading level: those below `above`, none left out.

    Crossheads inside an aside are ranked with the aside.
    """
    levels = sorted({block.level for block in _outside_asides(blocks) if isinstance(block, Crosshead)})
    return {level: rank for rank, level in enumerate(levels, above + 1)}


def next_heading(sheet: Sheet, wanted: int) -> int:
    """Return the level for a heading that wants `wanted`: at most one below the heading before it."""
    sheet.heading = min(wanted, sheet.heading + 1, DEEPEST)
    return sheet.heading


@contextmanager
def heading_scope(sheet: Sheet, blocks: tuple[Block, ...]) -> Iterator[None]:
    """Rank the crossheads of `blocks` below the present heading; afterwards the present heading is back."""
    heading, levels = sheet.heading, sheet.levels
    sheet.levels = rank_levels(blocks, heading)
    yield
    sheet.heading, sheet.levels = heading, levels


def _outside_asides(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if not isinstance(block, Aside):
            for inner in children(block):
                yield from _outside_asides(inner)
