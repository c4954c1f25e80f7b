"""A picture of far too few pixels."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture


def command(_: pytest.MonkeyPatch) -> list[str]:
    picture(size=(90, 60))
    Path("story.md").write_text(STORY, "utf-8")
    return ["check", "story.md"]
