"""A paragraph of more than twice the words that one may have."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture


def command(_: pytest.MonkeyPatch) -> list[str]:
    Path("story.md").write_text(STORY.replace("Ships came", "and words " * 11_000), "utf-8")
    picture()
    return ["export", "story.md", "--to", "json", "-o", "out"]
