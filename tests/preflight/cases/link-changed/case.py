"""A book with a link that leads elsewhere."""

from __future__ import annotations

import pytest
from spoil import compare_book


def spoil(page: str) -> str:
    return page.replace("https://example.org/plan", "https://example.org/other")


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil)
