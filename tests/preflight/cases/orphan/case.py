"""A column whose last line opens a paragraph of four lines."""

from __future__ import annotations

import pytest
from drawn import two_columns

from exporter.env import fixed_env
from exporter.model import Article, edition_of
from exporter.preflight.pages import check_pages
from exporter.report import Finding
from exporter.style.load import load_style


def findings(_: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    drawn = two_columns("aaaaab", "bbbccc")
    return check_pages((drawn,), edition_of(Article(id="a1")), load_style("newspaper"), fixed_env())
