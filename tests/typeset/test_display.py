"""Headlines: few lines, balanced, broken by sense."""

from __future__ import annotations

import pytest
from setting import STYLE, measurer, shown

from exporter.typeset.display import WEAK_WORDS, set_display
from exporter.typeset.lines import Line
from exporter.typeset.paragraph import prepare
from exporter.typeset.words import Font, Span

HEADLINES = [
    "Town votes to rebuild the mole it fought over for ten years",
    "Mayor of a northern town and the master of its harbour agree on a plan",
    "Why nobody talks about the rain in the hills above the lake any more",
]


def set_headline(text: str, size: float, width: float, most: int = 3) -> tuple[Line, ...] | None:
    tool = measurer()
    copy = prepare((Span(text, Font((STYLE.families["display"].bold,), size), "en", hyphenate=False),), tool)
    assert copy is not None
    return set_display(copy, width, most, tool, "en", STYLE.limits)


@pytest.mark.parametrize("headline", HEADLINES)
@pytest.mark.parametrize("size", [20.0, 24.0, 30.0])
def test_no_line_of_a_headline_ends_on_a_word_that_leans_on_the_next(headline: str, size: float) -> None:
    lines = set_headline(headline, size, 520.0)
    assert lines
    for line in lines[:-1]:
        assert shown(line).split()[-1].lower() not in WEAK_WORDS["en"]


@pytest.mark.parametrize("width", [240.0, 300.0, 380.0, 440.0])
def test_no_line_of_a_headline_begins_with_a_dash(width: float) -> None:
    lines = set_headline("Harbour ferry runs again – commuters breathe freely", 30.0, width, 4)
    assert lines
    assert not any(shown(line).startswith("–") for line in lines)


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_never_runs_over_the_measure_nor_is_divided(headline: str) -> None:
    for size in (18.0, 24.0, 36.0, 48.0):
        lines = set_headline(headline, size, 400.0, 6)
        assert lines
        assert all(line.width <= 400.0 and not line.divided for line in lines)
        assert " ".join(shown(line).strip() for line in lines) == headline


def test_lines_of_a_headline_are_about_equal() -> None:
    lines = set_headline(HEADLINES[0], 36.0, 520.0)
    assert lines
    widths = [line.width for line in lines]
    assert len(widths) > 1
    assert min(widths) > 0.75 * max(widths)


def test_a_headline_that_takes_too_many_lines_is_refused() -> None:
    assert set_headline(HEADLINES[1], 60.0, 200.0) is None
