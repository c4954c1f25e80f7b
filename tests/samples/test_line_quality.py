"""How evenly the lines of the finished PDF are set, measured on the glyphs that a reader of PDF sees.

The measures are those of the trade: the word space as a factor of the face's own, and TeX's adjustment ratio
(1 = word spaces half as wide again, -1 = a third narrower; Knuth and Plass 1981, p. 1129).
"""

from __future__ import annotations

import math
from collections import defaultdict
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer

from exporter.env import real_env
from exporter.pipeline import export_edition, read_edition
from exporter.report import Report
from exporter.style.fonts import FontBook
from exporter.style.load import load_style

SAMPLES = Path(__file__).parents[2] / "samples"
STORIES = ["harbour.md", "clipping.txt", "village.md", "ferry.md"]  # English, English, German, Greek
RMS = {2: 0.50, 3: 0.50, 4: 0.95}  # ratio, root mean square, by columns on A4
LOOSE = {2: 0.04, 3: 0.16, 4: 0.20}  # share of lines with word spaces over one and a half
RIVERS = 0.1  # share of lines in which a river runs on: spaces below those of the two lines above
LEADING = 5  # word spaces: the distance of lines, about
HALF_LINE = 6.0  # points: a line that ends so far from the edge is the last of its paragraph


class BodyLine(NamedTuple):
    """A line of body text as a reader of PDF sees it."""

    column: tuple[int, int]  # page and column
    y: float
    full: bool  # reaches the right edge
    gaps: list[tuple[float, float]]  # left and right end of its word spaces
    natural: float  # the face's own word space in points


def body_lines(story: str, columns: int) -> list[BodyLine]:
    """Return the lines of body text, column after column, from top to bottom."""
    style = load_style("newspaper", columns=columns)
    env = real_env(SAMPLES)
    data = export_edition(read_edition(story, env, Report()), "pdf", style, env, Report())
    face = FontBook(style.font_folders).face(style.families["text"].regular)
    size, page = style.text["body"].size, style.page
    natural = face.advance(face.glyph(" ")) * size / 1000
    lines: list[BodyLine] = []
    for number, layout in enumerate(extract_pages(BytesIO(data), laparams=LAParams())):
        rows: dict[tuple[int, float], list[LTChar]] = defaultdict(list)
        for char in _chars(layout):
            if "STIXTwoText" in char.fontname and abs(char.size - size) < 0.2 and char.get_text().strip():
                column = int((char.x0 + 3 - page.left) // (page.column_width + page.gutter))
                rows[column, -round(char.matrix[5], 1)].append(char)
        for column, y in sorted(rows):
            edge = page.left + column * (page.column_width + page.gutter) + page.column_width
            chars = sorted(rows[column, y], key=lambda char: char.x0)
            gaps = [(a.x1, b.x0) for a, b in pairwise(chars) if b.x0 - a.x1 > 0.45 * natural]
            lines.append(BodyLine((number, column), y, abs(chars[-1].x1 - edge) < HALF_LINE, gaps, natural))
    return lines


def spaces(lines: list[BodyLine]) -> list[list[float]]:
    """Return for each full line its word spaces, each as a factor of the natural one."""
    return [[(right - left) / line.natural for left, right in line.gaps] for line in lines if line.full and line.gaps]


def river_lines(lines: list[BodyLine]) -> int:
    """Return how many lines have a word space below one of the line above that itself is below one."""
    count = 0
    above: list[tuple[float, float, int]] = []  # left, right, lines above that it continues
    for before, line in pairwise([None, *lines]):
        assert line
        if before and (before.column != line.column or line.y - before.y > 1.5 * LEADING * line.natural):
            above = []
        here = []
        for left, right in line.gaps:
            runs = [
                run + 1
                for x, x2, run in above
                if (shared := min(right, x2) - max(left, x)) > 0.4 * line.natural
                and shared > 0.5 * min(right - left, x2 - x)
            ]
            here.append((left, right, max(runs, default=0)))
        count += any(run > 1 for _, _, run in here)
        above = here
    return count


def _chars(item: object) -> list[LTChar]:
    if isinstance(item, LTChar):
        return [item]
    return [char for inner in item for char in _chars(inner)] if isinstance(item, LTContainer) else []


def ratio(space: float) -> float:
    return (space - 1) * (2 if space > 1 else 3)


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("story", STORIES)
def test_word_spaces_are_even(story: str, columns: int) -> None:
    read = body_lines(story, columns)
    lines = [sum(line) / len(line) for line in spaces(read)]
    assert len(lines) > 25
    rms = math.sqrt(sum(ratio(space) ** 2 for space in lines) / len(lines))
    assert rms <= RMS[columns], f"{rms:.2f}"
    assert sum(space > 1.5 for space in lines) <= LOOSE[columns] * len(lines)
    assert min(lines) > 0.7
    assert river_lines(read) <= RIVERS * len(read)


def test_all_word_spaces_of_a_line_are_the_same() -> None:
    for line in spaces(body_lines("harbour.md", 3)):
        assert max(line) - min(line) < 0.35  # kerning at word ends and hanging quotes make the rest
