"""A defect: a part of the program breaks with an error that nobody expects."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import STORY


def command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    def breaks(*_: object) -> None:
        raise RuntimeError("nobody expects this")

    monkeypatch.setattr("exporter.cli.jobs.read_story", breaks)
    Path("story.md").write_text(STORY, "utf-8")
    return ["export", "story.md", "--to", "json", "-o", "out"]
