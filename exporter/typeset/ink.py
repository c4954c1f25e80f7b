"""How far the lines of a headline must be apart so that nothing of one touches the next: the ink of their glyphs."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from exporter.page import Text
from exporter.style.fonts import Face
from exporter.typeset.lines import Line
from exporter.typeset.words import Measurer

CLEAR = 0.03  # of the size: white between the ink of two lines, at least

GLYPHS_KEPT = 2_000  # a headline has some forty

Extent = tuple[float, float, float, float]  # left, right, how far above the baseline and how far below it


def clear_leading(lines: tuple[Line, ...], leading: float, size: float, measurer: Measurer) -> float:
    """Return the leading, or a larger one where with it a glyph would touch one of the line above."""
    clear = leading - CLEAR * size
    for upper, lower in pairwise([_ink(line, measurer) for line in lines]):
        if max((ink[3] for ink in upper), default=0.0) + max((ink[2] for ink in lower), default=0.0) <= clear:
            continue
        for above in upper:
            for below in lower:
                if above[3] + below[2] > clear and above[0] < below[1] and below[0] < above[1]:
                    clear = above[3] + below[2]
    return clear + CLEAR * size


def _ink(line: Line, measurer: Measurer) -> list[Extent]:
    """Return the extents of the line's glyphs, in points from its left end and its baseline."""
    found: list[Extent] = []
    for item in line.items:
        if not isinstance(item, Text):
            continue
        face, unit = measurer.face_of(item.font), item.size / 1000
        for start, run in item.runs:
            x = item.x + start
            for index, glyph in enumerate(run.glyphs):
                if ink := _glyph_ink(face, glyph):
                    dx, dy = run.offsets[index] if run.offsets else (0.0, 0.0)
                    left, right = x + (ink[0] + dx) * unit * item.stretch, x + (ink[1] + dx) * unit * item.stretch
                    found.append((left, right, (ink[2] + dy) * unit - item.y, (ink[3] - dy) * unit + item.y))
                x += (run.advances[index] * unit + item.tracking) * item.stretch
    return found


@lru_cache(maxsize=GLYPHS_KEPT)
def _glyph_ink(face: Face, glyph: int) -> Extent | None:
    """Return the extents of a glyph from its origin, in 1/1000 em; None where it has no ink."""
    extents = face.hb_font.get_glyph_extents(glyph)
    if not extents or not extents.height:
        return None
    left, top = extents.x_bearing, extents.y_bearing
    return (left, left + extents.width, top, -top - extents.height)
