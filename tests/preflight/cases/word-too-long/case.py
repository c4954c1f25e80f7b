"""A word of more letters than any language has."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture


def command(_: pytest.MonkeyPatch) -> list[str]:
    Path("story.md").write_text(STORY.replace("Ships came", "Ships" * 500 + " came"), "utf-8")
    picture()
    return ["export", "story.md", "--to", "json", "-o", "out"]
