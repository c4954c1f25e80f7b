"""A photo of which nobody says who took it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture


def command(_: pytest.MonkeyPatch) -> list[str]:
    picture()
    Path("story.md").write_text(STORY.replace('{credit="Ida Strand"}', ""), "utf-8")
    return ["check", "story.md"]
