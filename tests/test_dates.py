"""Dates as people write them."""

from __future__ import annotations

import pytest

from exporter.dates import format_date


@pytest.mark.parametrize(
    ("iso", "language", "written"),
    [
        ("2024-06-20", "en", "Thursday, June 20, 2024"),
        ("2024-06-20", "en-GB", "Thursday, 20 June 2024"),
        ("2024-06-20T10:30:00Z", "de", "Donnerstag, 20. Juni 2024"),
        ("2024-06", "fr", "juin 2024"),
        ("2024", "el", "2024"),
        ("2024-06-20", "xx", "Thursday, June 20, 2024"),
        ("2024-13-45", "en", "2024-13-45"),
        ("", "en", ""),
    ],
)
def test_a_date_is_written_as_its_language_writes_it_and_no_more_exactly_than_it_is_known(
    iso: str, language: str, written: str
) -> None:
    assert format_date(iso, language) == written
