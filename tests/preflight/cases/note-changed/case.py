"""A book with the words of two notes in each other's place."""

from __future__ import annotations

import pytest
from spoil import STORY, compare_book

CALLED = "Ships came from everywhere."
STORY_WITH_TWO = STORY.replace(CALLED, f"{CALLED}[^2]") + "[^2]: The pilots counted them.\n"
ONE, TWO = "It was drawn twice.", "The pilots counted them."


def spoil(page: str) -> str:
    return page.replace(ONE, "…").replace(TWO, ONE).replace("…", TWO)


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil, STORY_WITH_TWO)
