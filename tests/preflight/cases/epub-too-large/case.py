"""A book that nothing makes small enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from spoil import STORY

BESIDES = {"epub-pictures-smaller"}


def command(_: pytest.MonkeyPatch) -> list[str]:
    Path("harbour.md").write_text(STORY, "utf-8")
    Image.effect_noise((1600, 1200), 90).save("quay.jpg", quality=95)
    return ["export", "harbour.md", "--to", "epub", "--max-size", "10KB", "-o", "out"]
