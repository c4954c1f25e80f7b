"""Where words may be divided."""

from __future__ import annotations

import re
from pathlib import Path

import pyphen
import pytest
from setting import STYLE

from exporter.typeset.hyphenate import explicit_points, hyphenation_points
from exporter.typeset.patterns import Patterns, dictionaries, load_patterns

SAMPLES = Path(__file__).parents[2] / "samples"


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


@pytest.mark.parametrize(
    ("language", "sample"), [("en-GB", "harbour.md"), ("en", "clipping.txt"), ("de", "village.md"), ("el", "ferry.md")]
)
def test_the_patterns_divide_as_pyphen_reads_them(language: str, sample: str) -> None:
    """Ours are read one by one when a word needs them; pyphen reads all at once and takes ten times as long."""
    patterns = load_patterns(language)
    assert patterns
    theirs = pyphen.Pyphen(lang={"en": "en_US", "de": "de_DE"}.get(language, language), left=0, right=0)
    words = set(re.findall(r"[^\W\d_]+", (SAMPLES / sample).read_text(encoding="utf-8")))
    assert len(words) > 250
    for word in words:
        assert patterns.positions(word) == [int(point) for point in theirs.hd.positions(word)], word


def test_a_word_is_not_divided_where_that_would_change_its_spelling() -> None:
    """Hungarian asszony is divided asz-szony: with nothing but a hyphen in it, it would be misspelt."""
    assert divided("asszony", "hu") == "asszony"
    assert divided("asztal", "hu") == "asz·tal"


def test_the_dictionaries_are_those_that_pyphen_finds() -> None:
    theirs = {name.replace("_", "-").lower(): str(path) for name, path in pyphen.LANGUAGES.items()}
    assert {language: str(path) for language, path in dictionaries().items()} == theirs
    assert load_patterns("en-GB-oxendict") is not None
    assert load_patterns("xx") is None
    assert load_patterns("de-" * 1_000_000) is not None


def test_every_dictionary_can_be_read() -> None:
    for path in set(dictionaries().values()):
        assert set(Patterns(path.read_bytes()).positions("aba")) <= {0, 1, 2, 3}


def test_a_pattern_is_read_whatever_stands_around_it() -> None:
    """Comments, blanks at the end of a line, a letter as a number, a word by itself, the later of two that are alike."""
    patterns = Patterns("ISO8859-1\n% a comment 1\na1b \t\n.a2b\nc^^e41d\ne1f\ne2f\n".encode("iso8859-1"))
    assert patterns.positions("cab") == [2]
    assert patterns.positions("ab") == []
    assert patterns.positions("cäd") == [2]
    assert patterns.positions("ef") == []
