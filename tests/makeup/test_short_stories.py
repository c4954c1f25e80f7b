"""Briefs: stories of an edition that are too short to fill the columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from makeup_stories import long_story, made, paragraphs, story, texts

from exporter.model import Article, Paragraph, rich
from exporter.page import Line, Page
from exporter.style.load import load_style

WORDS = "Crossings to the islands will cost four per cent more from January. Children under six travel free, as before."


def brief(**fields: object) -> Article:
    named = {"headline": rich("Ferry fares rise"), **fields}
    return story([Paragraph(text=rich(WORDS * 2), id="brief-1")], id="brief", **named)


def places(pages: tuple[Page, ...], block: str) -> tuple[list[float], list[float]]:
    items = [item for page in pages for item in texts(page, block)]
    return [item.x for item in items], [item.y for item in items]


def test_the_head_of_a_brief_stands_beside_its_text() -> None:
    pages = made(long_story(10, id="long"), brief())
    (head_x, head_y), (text_x, text_y) = places(pages, "brief-headline"), places(pages, "brief-1")
    assert max(head_x) < min(text_x)
    assert min(text_y) < max(head_y) + 3
    assert len({round(x) for x in text_x}) > 1


def test_the_last_column_of_a_brief_is_the_last_of_the_page() -> None:
    """No column is left open at the right."""
    pages = made(long_story(10, id="long"), brief())
    page = load_style("newspaper").page
    assert max(places(pages, "brief-1")[0]) >= page.left + (page.columns - 1) * (page.column_width + page.gutter)


@pytest.mark.parametrize("style", ["newspaper", "magazine"])
def test_a_headline_with_a_word_wider_than_a_column_is_not_divided(style: str) -> None:
    long = brief(headline=rich("Bundesverfassungsgerichtspräsident klagt"))
    pages = made(long_story(10, id="long"), long, style=style)
    said = [run for page in pages for item in texts(page, "brief-headline") for _, run in item.runs]
    assert "Bundesverfassungsgerichtspräsident" in ["".join(run.texts) for run in said]


def test_a_story_of_many_lines_has_its_head_above_the_text() -> None:
    pages = made(long_story(10, id="long"), story(paragraphs(12), id="other"))
    head, text = places(pages, "other-headline"), [item.y for page in pages for item in texts(page) if item.size < 10]
    assert max(head[1]) < max(text)
    assert min(head[0]) < 60


def test_rules_between_columns_stand_between_the_columns_of_a_brief(tmp_path: Path) -> None:
    ruled = tmp_path / "ruled.toml"
    ruled.write_text('extends = "newspaper"\n[page]\ncolumn-rule = "0.3pt"\n', encoding="utf-8")
    pages = made(long_story(10, id="long"), brief(), style=str(ruled))
    (_, head_y), (text_x, _) = places(pages, "brief-headline"), places(pages, "brief-1")
    rules = [
        item.x for item in pages[0].items if isinstance(item, Line) and item.x == item.x2 and item.y > min(head_y) - 20
    ]
    assert rules
    assert all(min(text_x) < x < max(text_x) for x in rules)
