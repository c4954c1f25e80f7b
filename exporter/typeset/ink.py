"""How far the lines of a headline must be apart so that nothing of one touches the next: the ink of their glyphs."""

from __future__ import annotations

from itertools import pairwise

from exporter.page import Text
from exporter.typeset.lines import Line
from exporter.typeset.words import Measurer

CLEAR = 0.03  # of the size: white between the ink of two lines, at least

Extent = tuple[float, float, float, float]  # left, right, how far above the baseline and how far below it


def clear_leading(lines: tuple[Line, ...], size: float, measurer: Measurer) -> float:
    """Return the least leading at which no glyph touches one of the line above; 0 for a single line."""
    inks = [_ink(line, measurer) for line in lines]
    touching = (
        above[3] + below[2]
        for upper, lower in pairwise(inks)
        for above in upper
        for below in lower
        if above[0] < below[1] and below[0] < above[1]
    )
    return max(touching, default=-CLEAR * size) + CLEAR * size


def _ink(line: Line, measurer: Measurer) -> list[Extent]:
    """Return the extents of the line's glyphs, in points from its left end and its baseline."""
    found: list[Extent] = []
    for item in line.items:
        if not isinstance(item, Text):
            continue
        font, unit = measurer.face_of(item.font).hb_font, item.size / 1000
        for start, run in item.runs:
            x = item.x + start
            for index, glyph in enumerate(run.glyphs):
                extents = font.get_glyph_extents(glyph)
                if extents and extents.height:
                    dx, dy = run.offsets[index] if run.offsets else (0.0, 0.0)
                    left = x + (extents.x_bearing + dx) * unit * item.stretch
                    top = (extents.y_bearing + dy) * unit - item.y
                    right, bottom = left + extents.width * unit * item.stretch, top + extents.height * unit
                    found.append((left, right, top, -bottom))
                x += (run.advances[index] * unit + item.tracking) * item.stretch
    return found
