"""Two photos below which the same is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture


def command(_: pytest.MonkeyPatch) -> list[str]:
    picture()
    picture("boats.jpg")
    second = chr(33) + "[Boats.](boats.jpg 'The quay on Monday.'){credit=AP}\n\n"
    Path("story.md").write_text(STORY.replace("![Cranes", second + "![Cranes"), "utf-8")
    return ["check", "story.md"]
