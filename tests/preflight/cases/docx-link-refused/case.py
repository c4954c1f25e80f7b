"""A link with a name in it, as a program may hand it over; readers refuse it before."""

from __future__ import annotations

import pytest

from exporter.env import fixed_env
from exporter.model import Article, Paragraph, Run, edition_of, rich
from exporter.pipeline import export_edition
from exporter.report import Finding, Report
from exporter.style.load import load_style


def findings(_: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    run = Run("the plan", (), "https://ida@example.org/plan")
    article = Article(id="a1", language="en", headline=rich("Harbour"), body=(Paragraph(id="a1-b1", text=(run,)),))
    report = Report()
    export_edition(edition_of(article), "docx", load_style("newspaper"), fixed_env(), report)
    return report.findings
