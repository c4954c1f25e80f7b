"""Pages with text of a block that the edition does not have."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from exporter.env import fixed_env
from exporter.model import Article, Paragraph, edition_of, rich
from exporter.pipeline import export_edition, make_pages
from exporter.report import Finding, Report
from exporter.style.load import load_style


def findings(monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    report = Report()
    article = Article(
        id="a1", language="en", headline=rich("Harbour"), body=(Paragraph(id="a1-b1", text=rich("Words")),)
    )
    style, env, whole = load_style("newspaper"), fixed_env(), edition_of(article)
    pages = make_pages(whole, style, env, report)
    shorter = edition_of(replace(article, body=()))
    monkeypatch.setattr("exporter.pipeline.make_pages", lambda *_: pages)
    export_edition(shorter, "pdf", style, env, report)
    return report.findings
