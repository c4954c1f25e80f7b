"""A book larger than what mail carries (the limit lowered, so that it need not have 25 MB)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from spoil import STORY


def command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    Path("harbour.md").write_text(STORY, "utf-8")
    Image.effect_noise((1600, 1200), 90).save("quay.jpg", quality=95)
    monkeypatch.setattr("exporter.backends.epub.size.LARGE", 100_000)
    return ["export", "harbour.md", "--to", "epub", "-o", "out"]
