"""A book that keeps its limit with smaller pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from spoil import STORY


def command(_: pytest.MonkeyPatch) -> list[str]:
    Path("harbour.md").write_text(STORY, "utf-8")
    Image.effect_noise((1600, 1200), 90).save("quay.jpg", quality=95)
    return ["export", "harbour.md", "--to", "epub", "--max-size", "1MB", "-o", "out"]
