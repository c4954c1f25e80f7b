"""A book that says more than the story."""

from __future__ import annotations

import pytest
from spoil import compare_book, paragraph


def spoil(page: str) -> str:
    ships = paragraph(page, "Ships came")
    return page.replace(ships, ships + "<p>Nobody in the town had asked for any of it.</p>")


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil)
