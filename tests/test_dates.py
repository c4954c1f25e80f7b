"""Dates and numbers as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date as written
from babel.dates import format_skeleton
from babel.numbers import format_decimal

from exporter.dates import _table, format_date, format_number


@pytest.mark.parametrize(
    ("iso", "language", "written"),
    [
        ("2024-06-20", "en", "Thursday, June 20, 2024"),
        ("2024-06-20", "en-GB", "Thursday, 20 June 2024"),
        ("2024-06-20", "eng-GB", "Thursday, 20 June 2024"),
        ("2024-06-20", "en-GB-oxendict", "Thursday, 20 June 2024"),
        ("2024-06-20T10:30:00Z", "de", "Donnerstag, 20. Juni 2024"),
        ("2024-06-20", "de-CH-1996", "Donnerstag, 20. Juni 2024"),
        ("2024-06", "fr", "juin 2024"),
        ("2024", "el", "2024"),
        ("2024-06", "el", "Ιούνιος 2024"),
        ("2024-06-20", "el", "Πέμπτη 20 Ιουνίου 2024"),
        ("2024-06-20", "ja", "2024年6月20日木曜日"),
        ("2024-06-20", "zh-TW", "2024年6月20日 星期四"),
        ("2024-06-20", "xx", "Thursday, June 20, 2024"),
        pytest.param("2024-06-20", "de-" * 1_000_000, "Donnerstag, 20. Juni 2024", id="endless"),
        ("2024-06-20", "", "Thursday, June 20, 2024"),
        ("2024-13-45", "en", "2024-13-45"),
        ("", "en", ""),
    ],
)
def test_a_date_is_written_as_its_language_writes_it_and_no_more_exactly_than_it_is_known(
    iso: str, language: str, written: str
) -> None:
    assert format_date(iso, language) == written


def by_babel(day: date, locale: Locale) -> tuple[str, str]:
    return written(day, "full", locale), format_skeleton("yMMMM", day, locale=locale)


@pytest.mark.parametrize("first", range(9))
def test_the_table_says_what_babel_says(first: int) -> None:
    """Every ninth row on a day of each month and each weekday; tests/dates_of_babel.py makes the table."""
    for tag in [row.tags.split()[-1] for row in dict.fromkeys(_table().values())][first::72]:
        locale = Locale.parse(tag, sep="-")
        for month in range(1, 13):
            day = date(2026, month, month)
            ours = format_date(day.isoformat(), tag), format_date(day.isoformat()[:7], tag)
            assert ours == by_babel(day, locale), tag
        for number in (0, 999, 1234):
            assert format_number(number, tag) == format_decimal(number, locale=locale), tag


@pytest.mark.parametrize(
    "language", "en de fr es-419 pt-AO sr-Latn-RS sr-BA zh-Hant-HK zh-SG ar-EG iw nor und-AT".split()
)
@pytest.mark.parametrize("ending", ["", "-CH", "-XK", "-x-private"])
def test_a_tag_is_taken_for_the_language_that_babel_takes_it_for(language: str, ending: str) -> None:
    day = date(2026, 5, 3)
    try:
        locale = Locale.parse(language + ending, sep="-")
    except (UnknownLocaleError, ValueError):  # which it would write in English
        locale = Locale.parse(language, sep="-")
    assert format_date("2026-05-03", language + ending) == by_babel(day, locale)[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "12,345,678"),
        ("de", "12.345.678"),
        ("de-CH", "12'345'678"),
        ("hi", "1,23,45,678"),
        ("fr", "12\u202f345\u202f678"),
    ],
)
def test_a_number_has_its_thousands_parted(language: str, text: str) -> None:
    assert format_number(12345678, language) == text
