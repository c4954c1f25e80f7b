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
RMS = {2: 0.50, 3: 0.65, 4: 0.85}  # ratio, root mean square, by columns on A4
LOOSE = {2: 0.04, 3: 0.16, 4: 0.20}  # share of lines with word spaces over one and a half
HALF_LINE = 6.0  # points: a line that ends so far from the edge is the last of its paragraph


def spaces(story: str, columns: int) -> list[list[float]]:
    """Return for each full line of body text its word spaces, each as a factor of the natural one."""
    style = load_style("newspaper", columns=columns)
    env = real_env(SAMPLES)
    data = export_edition(read_edition(story, env, Report()), "pdf", style, env, Report())
    face = FontBook(style.font_folders).face(style.families["text"].regular)
    size, page = style.text["body"].size, style.page
    natural = face.advance(face.glyph(" ")) * size / 1000
    lines: list[list[float]] = []
    for layout in extract_pages(BytesIO(data), laparams=LAParams()):
        rows: dict[tuple[int, float], list[LTChar]] = defaultdict(list)
        for char in _chars(layout):
            if "STIXTwoText" in char.fontname and abs(char.size - size) < 0.2:
                column = int((char.x0 + 3 - page.left) // (page.column_width + page.gutter))
                rows[column, round(char.matrix[5], 1)].append(char)
        for (column, _), chars in rows.items():
            edge = page.left + column * (page.column_width + page.gutter) + page.column_width
            line = sorted((char for char in chars if char.get_text().strip()), key=lambda char: char.x0)
            if line and abs(line[-1].x1 - edge) < HALF_LINE:
                gaps = [b.x0 - a.x1 for a, b in pairwise(line)]
                lines.append([gap / natural for gap in gaps if gap > 0.45 * natural])
    return [line for line in lines if line]


def _chars(item: object) -> list[LTChar]:
    if isinstance(item, LTChar):
        return [item]
    return [char for inner in item for char in _chars(inner)] if isinstance(item, LTContainer) else []


def ratio(space: float) -> float:
    return (space - 1) * (2 if space > 1 else 3)


@pytest.mark.parametrize("columns", [2, 3, 4])
@pytest.mark.parametrize("story", STORIES)
def test_word_spaces_are_even(story: str, columns: int) -> None:
    lines = [sum(line) / len(line) for line in spaces(story, columns)]
    assert len(lines) > 25
    rms = math.sqrt(sum(ratio(space) ** 2 for space in lines) / len(lines))
    assert rms <= RMS[columns], f"{rms:.2f}"
    assert sum(space > 1.5 for space in lines) <= LOOSE[columns] * len(lines)
    assert min(lines) > 0.7


def test_all_word_spaces_of_a_line_are_the_same() -> None:
    for line in spaces("harbour.md", 3):
        assert max(line) - min(line) < 0.35  # kerning at word ends and hanging quotes make the rest
