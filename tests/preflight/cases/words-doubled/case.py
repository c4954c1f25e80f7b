"""A book that says a paragraph twice."""

from __future__ import annotations

import pytest
from spoil import compare_book, paragraph


def spoil(page: str) -> str:
    ships = paragraph(page, "Ships came")
    return page.replace(ships, ships + ships.replace(' id="', ' id="again-'))


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil)
