"""A picture in the middle of a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture


def command(_: pytest.MonkeyPatch) -> list[str]:
    picture()
    Path("story.md").write_text(
        STORY.replace("Ships came from everywhere.", "Ships came![A ship.](quay.jpg){credit=AP} from everywhere."),
        "utf-8",
    )
    return ["export", "story.md", "--to", "json", "-o", "out"]
