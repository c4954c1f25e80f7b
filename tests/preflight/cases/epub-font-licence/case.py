"""A style with a font of which no licence lies beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from spoil import STORY, picture

from exporter.style.load import bundled_styles

LOOK = """extends = "newspaper"
[families.text]
italic = "ours.ttf"
[epub]
embed-fonts = true
"""


def command(_: pytest.MonkeyPatch) -> list[str]:
    folder = bundled_styles() / "fonts" / "stix-two-text"
    font = TTFont(folder / "STIXTwoText_400Regular.ttf")

    font.save("ours.ttf")
    Path("look.toml").write_text(LOOK, "utf-8")
    Path("harbour.md").write_text(STORY, "utf-8")
    picture()
    return ["export", "harbour.md", "--to", "epub", "--style", "look.toml", "-o", "out"]
