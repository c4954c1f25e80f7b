"""Six lines with their word spaces one below the other."""

from __future__ import annotations

import pytest
from drawn import column, page

from exporter.env import fixed_env
from exporter.model import Article, edition_of
from exporter.preflight.pages import check_pages
from exporter.report import Finding
from exporter.style.load import load_style


def findings(_: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    lines = column(["abcd efgh ijkl"] * 6, gap=1.5)
    return check_pages((page(*lines),), edition_of(Article(id="a1")), load_style("newspaper"), fixed_env())
