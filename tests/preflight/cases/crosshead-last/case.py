"""A column that ends with a crosshead."""

from __future__ import annotations

import pytest
from drawn import two_columns

from exporter.env import fixed_env
from exporter.model import Article, edition_of
from exporter.page import Mark
from exporter.preflight.pages import check_pages
from exporter.report import Finding
from exporter.style.load import load_style


def findings(_: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    head = Mark(50, 150, "h", "What it cost", 1)
    drawn = two_columns("aaaaah", "bbbbbb", [head])
    return check_pages((drawn,), edition_of(Article(id="a1")), load_style("newspaper"), fixed_env())
