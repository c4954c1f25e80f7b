"""A book that says another word."""

from __future__ import annotations

import pytest
from spoil import compare_book


def spoil(page: str) -> str:
    return page.replace("from everywhere", "from nowhere")


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil)
