"""A file for the press on a machine without pikepdf."""

from __future__ import annotations

import sys

import pytest
from spoil import export


def command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    export("--to", "pdf", "--pdf-profile", "press")
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    return ["check", "out/harbour.pdf"]
