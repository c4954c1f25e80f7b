"""A red photo in colour, for paper that takes 120 per cent of ink."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY, picture

from exporter.backends.pdf.color.newsprint import newsprint


def command(_: pytest.MonkeyPatch) -> list[str]:
    Path("press.icc").write_bytes(newsprint().data)
    Path("look.toml").write_text('extends = "newspaper"\n[photo]\ngrey = false\nink-limit = 120\n', "utf-8")
    Path("harbour.md").write_text(
        STORY.replace("[The plan](https://example.org/plan)", "The plan").replace("[^1]", ""), "utf-8"
    )
    picture(color="#b01010")
    press = ["--pdf-profile", "press", "--icc", "press.icc", "--condition", "FOGRA39"]
    return ["export", "harbour.md", "--to", "pdf", "--style", "look.toml", "-o", "out", *press]
