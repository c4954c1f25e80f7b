"""A table with a cell that is higher than a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture


def command(_: pytest.MonkeyPatch) -> list[str]:
    Path("story.md").write_text(STORY.replace("| 2025 |", "| " + "Words in a cell. " * 1000 + "|"), "utf-8")
    picture()
    return ["export", "story.md", "--to", "dump", "-o", "out", "--columns", "1"]
