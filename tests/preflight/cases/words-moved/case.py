"""A book with its last paragraph before its first."""

from __future__ import annotations

import pytest
from spoil import compare_book, paragraph


def spoil(page: str) -> str:
    first, last = paragraph(page, "The new harbour"), paragraph(page, "Ships came")
    return page.replace(last, "").replace(first, last + first)


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil)
