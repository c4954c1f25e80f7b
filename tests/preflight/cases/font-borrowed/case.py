"""A letter that only a font of the machine has."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from spoil import STORY, picture

from exporter.style.load import bundled_styles


def command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    folder = Path("system")
    folder.mkdir()
    font = TTFont(bundled_styles() / "fonts" / "stix-two-text" / "STIXTwoText_400Regular.ttf")
    for table in font["cmap"].tables:
        table.cmap = {0xA4D1: table.cmap[ord("A")]}
    font.save(folder / "Elvish-Regular.ttf")
    monkeypatch.setattr("exporter.style.fonts.FontBook._borrowed", {})
    monkeypatch.setattr("exporter.style.fonts.system_folders", lambda: (folder.resolve(),))
    Path("harbour.md").write_text(STORY.replace("Ships", "Ships \ua4d1"), "utf-8")
    picture()
    return ["export", "harbour.md", "--to", "dump", "-o", "out"]
