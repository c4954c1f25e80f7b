"""A book without one of the story's paragraphs."""

from __future__ import annotations

import pytest
from spoil import compare_book, paragraph


def spoil(page: str) -> str:
    return page.replace(paragraph(page, "Ships came"), "")


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil)
