"""Thai where the dictionary is not installed; whether the machine has a font for it is no matter here."""

from __future__ import annotations

import pytest

from exporter.env import fixed_env
from exporter.makeup.compose import make_pages
from exporter.model import Article, Paragraph, edition_of, rich
from exporter.report import Finding, Report
from exporter.style.load import load_style
from exporter.typeset import unspaced


def findings(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.setattr(unspaced, "line_breaker", lambda: None)
    report = Report()
    story = Article(id="a1", headline=rich("Harbour"), body=(Paragraph(text=rich("ท่าเรือเปิดวันจันทร์"), id="p"),))
    make_pages(edition_of(story), load_style("newspaper"), fixed_env(), report)
    return [finding for finding in report.findings if finding.code not in ("characters-missing", "font-borrowed")]
