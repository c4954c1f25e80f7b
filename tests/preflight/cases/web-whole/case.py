"""A file for the web, made on a machine without pikepdf."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from spoil import STORY, picture


def command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    Path("harbour.md").write_text(STORY, "utf-8")
    picture()
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    return ["export", "harbour.md", "--to", "pdf", "--pdf-profile", "web", "-o", "out"]
