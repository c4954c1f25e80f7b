"""A page over which the search for the story takes longer than it may."""

from __future__ import annotations

import time

import pytest

from exporter.readers.html import oracle

BESIDES = {"page-part"}


def command(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(oracle, "find_spec", lambda _: True)
    monkeypatch.setattr(oracle, "SECONDS", 0.01)
    monkeypatch.setattr(oracle, "_ask", lambda text, answers: time.sleep(0.3))
    return ["export", "story.html", "--to", "json", "-o", "out"]
