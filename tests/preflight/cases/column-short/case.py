"""A column of twelve lines beside one of twenty."""

from __future__ import annotations

import pytest
from drawn import SIX, STEP, WIDTH, column, page

from exporter.env import fixed_env
from exporter.model import Article, edition_of
from exporter.page import Frame
from exporter.preflight.pages import check_pages
from exporter.report import Finding
from exporter.style.load import load_style


def findings(_: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    frames = tuple(Frame(50 + 140 * number, 100, WIDTH, 20 * STEP) for number in range(2))
    lines = [*column(SIX[:1] * 20, "a", frame=frames[0]), *column(SIX[:1] * 12, "b", frame=frames[1])]
    drawn = page(*lines, frames=frames)
    return check_pages((drawn,), edition_of(Article(id="a1")), load_style("newspaper"), fixed_env())
