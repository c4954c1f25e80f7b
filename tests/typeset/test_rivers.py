"""Rivers: white cracks down the text, word spaces below word spaces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from setting import NEWS, set_text, told

from exporter.typeset import paragraph
from exporter.typeset.lines import Line

TEXTS = [NEWS, " ".join(reversed(NEWS.split())), NEWS[200:] + " " + NEWS]
WIDTHS = [float(width) for width in range(120, 300, 5)]


def spaces(line: Line) -> list[tuple[float, float]]:
    """Return the left and right ends of the line's word spaces."""
    edges: list[tuple[float, float]] = []
    for item in line.items:
        for x, run in item.runs:  # type: ignore[union-attr]
            if run.texts != (" ",):
                width = (run.width * item.size / 1000 + len(run.glyphs) * item.tracking) * item.stretch  # type: ignore[union-attr]
                edges.append((item.x + x, item.x + x + width))
    return [(a[1], b[0]) for a, b in pairwise(edges) if b[0] - a[1] > 0.5]


def river_lines(lines: tuple[Line, ...]) -> int:
    """Return how many times a space stands below one that stands below one, each by more than half its width."""
    count = 0
    above: list[tuple[tuple[float, float], bool]] = []
    for line in lines:
        here = []
        for space in spaces(line):
            upper = [
                run
                for other, run in above
                if min(space[1], other[1]) - max(space[0], other[0])
                > 0.5 * (min(space[1] - space[0], other[1] - other[0]))
            ]
            count += any(upper)
            here.append((space, bool(upper)))
        above = here
    return count


def test_spaces_stand_in_rivers_less_often_than_where_evenness_alone_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    mended = {(text, width): set_text(text, width) for text in TEXTS for width in WIDTHS}
    monkeypatch.setattr(paragraph, "without_rivers", lambda choice, *_: choice.ends)
    plain = {(text, width): set_text(text, width) for text in TEXTS for width in WIDTHS}
    before, after = (sum(river_lines(lines) for lines in variant.values()) for variant in (plain, mended))
    assert before > 40
    assert after < 0.7 * before
    for setting, lines in mended.items():
        assert len(lines) == len(plain[setting])
        assert told(lines) == told(plain[setting])


def test_a_line_is_not_made_loose_to_end_a_river(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in TEXTS:
        for width in WIDTHS:
            loosest = max(line.space for line in set_text(text, width))
            with monkeypatch.context() as patch:
                patch.setattr(paragraph, "without_rivers", lambda choice, *_: choice.ends)
                assert loosest < max(1.6, max(line.space for line in set_text(text, width)) + 0.3)
