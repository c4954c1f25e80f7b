"""Language tags, and the direction in which a language is written."""

from __future__ import annotations

import pytest

from exporter.model import Article
from exporter.model.language import article_direction, direction_of, is_language


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "de-1996", "x-klingon", "sr-Latn"])
def test_a_well_formed_tag_is_one(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "e", "en_GB", "not a tag", "-en", "en-", "toolonglanguage", "en-toolongsubtag", "日本"]
)
def test_anything_else_is_undetermined(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("en", "ltr"),
        ("az-Arab", "rtl"),
        ("ku-Latn", "ltr"),
        ("ar-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_script_outweighs_the_language(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_the_articles_own_word_outweighs_its_language() -> None:
    assert article_direction(Article(direction="ltr"), "ar") == "ltr"
    assert article_direction(Article(), "ar") == "rtl"
