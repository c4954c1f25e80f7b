"""Where words may be divided."""

from __future__ import annotations

import pytest
from setting import STYLE

from exporter.typeset.hyphenate import explicit_points, hyphenation_points


def divided(token: str, language: str) -> str:
    points = hyphenation_points(token, language, STYLE.limits)
    return "·".join(token[a:b] for a, b in zip((0, *points), (*points, len(token)), strict=True))


@pytest.mark.parametrize(
    ("token", "language", "result"),
    [
        ("military", "en", "mil·i·tary"),
        ("“support,”", "en", "“sup·port,”"),
        ("Pyongyang", "en", "Pyongyang"),
        ("UNESCO", "en", "UNESCO"),
        ("one-on-one", "en", "one-on-one"),
        ("2024th", "en", "2024th"),
        ("name@example.org", "en", "name@example.org"),
        ("Hafenbehörde", "de", "Ha·fen·be·hör·de"),
        ("реставрація", "uk", "ре·ста·вра·ція"),
        ("nothing", "xx", "nothing"),
    ],
)
def test_words_are_divided_by_their_language_and_names_are_not(token: str, language: str, result: str) -> None:
    assert divided(token, language).replace("·", "") == token
    if result == token:
        assert divided(token, language) == token
    else:
        assert divided(token, language).count("·") >= 1


def test_two_letters_stand_before_a_hyphen_and_three_after_it() -> None:
    for word in ("about", "many", "only", "eventually", "reconstruction", "area"):
        for point in hyphenation_points(word, "en", STYLE.limits):
            assert STYLE.limits.hyphen_left <= point <= len(word) - STYLE.limits.hyphen_right


@pytest.mark.parametrize(
    ("token", "points"),
    [
        ("Secretary-General", (10,)),
        ("one-on-one", (4, 7)),
        ("9/11", ()),
        ("-5", ()),
        ("2-1", ()),
        ("and/or", (4,)),
        ("–", ()),
    ],
)
def test_a_line_may_end_at_a_hyphen_that_is_there_but_not_in_a_score(token: str, points: tuple[int, ...]) -> None:
    assert explicit_points(token) == points
