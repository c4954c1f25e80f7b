"""What furniture says, in the language of the story."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from exporter.style.load import load_style
from exporter.style.model import SAME_WORDS

WORDS = load_style("newspaper").words


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_language_says_all_that_english_says_with_the_same_places(language: str) -> None:
    assert WORDS[language].keys() == WORDS["en"].keys()
    assert [places(WORDS[language][key]) for key in WORDS["en"]] == [places(said) for said in WORDS["en"].values()]
    assert all(said.strip() for said in WORDS[language].values())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Fortsetzung auf Seite {page}"),
        ("de-CH", "Fortsetzung auf Seite {page}"),
        ("FR-fr", "Suite page {page}"),
        ("pt-BR", "Continua na página {page}"),
        ("zh-TW", "下轉第{page}版"),
        ("zh-Hant-HK", "下轉第{page}版"),
        ("zh-CN", "下转第{page}版"),
        ("nn", "Fortsetter på side {page}"),
        ("tlh", "Continued on page {page}"),
        ("", "Continued on page {page}"),
    ],
)
def test_a_tag_finds_its_words_and_else_those_in_english(language: str, said: str) -> None:
    assert load_style("newspaper").phrase("continued-on", language) == said


def test_languages_that_share_words_share_those_of_one_that_has_them() -> None:
    assert set(SAME_WORDS.values()) <= set(WORDS)
    assert not set(SAME_WORDS) & set(WORDS)


def test_a_style_has_its_own_words_for_one_thing_and_the_bundled_ones_for_all_others(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('extends = "newspaper"\n[words.de]\ncontinued-on = "Mehr auf Seite {page}"\n'
                    '[words.gsw]\nphoto = "Föteli"\n', "utf-8")  # fmt: skip
    style = load_style(str(mine))
    assert style.phrase("continued-on", "de") == "Mehr auf Seite {page}"
    assert style.phrase("continued-from", "de") == "Fortsetzung von Seite {page}"
    assert (style.phrase("photo", "gsw-CH"), style.phrase("page", "gsw-CH")) == ("Föteli", "Page")
    assert load_style("newspaper").phrase("continued-on", "de") == "Fortsetzung auf Seite {page}"


def test_a_tag_without_end_finds_its_words_at_once() -> None:
    assert load_style("newspaper").phrase("page-of", "de-" * 1_000_000) == WORDS["de"]["page-of"]
