"""A book in which a word is no longer in italics."""

from __future__ import annotations

import pytest
from spoil import STORY, compare_book


def spoil(page: str) -> str:
    return page.replace("<em>ten</em>", "ten")


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil, STORY.replace("is ten years", "is *ten* years"))
