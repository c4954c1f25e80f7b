"""Columns: on the grid, level at the foot, nothing stranded."""

from __future__ import annotations

from collections import defaultdict

import pytest
from makeup_stories import edition, long_story, made, photo, texts, words

from exporter.model import Crosshead, Paragraph, text_of
from exporter.page import Page
from exporter.style.load import load_style

LOOKS = ["newspaper", "magazine", "clipping"]


def columns(page: Page, style: str) -> dict[int, list[tuple[float, str]]]:
    """Return for each column the baselines of body text with the block's id, from the top."""
    sheet = load_style(style).page
    found: dict[int, set[tuple[float, str]]] = defaultdict(set)
    for item in texts(page):
        column = int((item.x + 3 - sheet.left) // (sheet.column_width + sheet.gutter))
        found[column].add((round(item.y, 2), item.block))
    return {column: sorted(lines) for column, lines in found.items()}


@pytest.mark.parametrize("style", LOOKS)
def test_every_line_of_body_text_stands_on_the_grid(style: str) -> None:
    grid = load_style(style).grid
    article = long_story(24, photos=(photo(),))
    crossheads = {block.id for block in edition(article).articles[0].body if isinstance(block, Crosshead)}
    for page in made(article, style=style):
        phases = {
            round(y / grid % 1, 2) % 1
            for lines in columns(page, style).values()
            for y, block in lines
            if block not in crossheads
        }
        assert len(phases) == 1, phases


@pytest.mark.parametrize("count", [9, 14, 20, 33])
def test_the_columns_of_a_story_end_level(count: int) -> None:
    pages = made(long_story(count, photos=(photo(),)))
    last = columns(pages[-1], "newspaper")
    feet = [lines[-1][0] for lines in last.values()]
    assert max(feet) - min(feet) <= load_style("newspaper").grid + 0.1


@pytest.mark.parametrize("style", LOOKS)
@pytest.mark.parametrize("count", [7, 12, 19, 26, 40])
def test_no_paragraph_leaves_a_single_line_in_a_column_and_no_crosshead_is_stranded(style: str, count: int) -> None:
    article = long_story(count, photos=(photo(),))
    body = edition(article).articles[0].body
    kinds = {block.id: block for block in body}
    for page in made(article, style=style):
        for lines in columns(page, style).values():
            first, last = lines[0][1], lines[-1][1]
            assert not isinstance(kinds[last], Crosshead)
            for edge in (first, last):
                mine = [block for _, block in lines].count(edge)
                whole = sum(
                    block == edge
                    for p in made(article, style=style)
                    for c in columns(p, style).values()
                    for _, block in c
                )
                assert mine >= 2 or whole == mine or not isinstance(kinds[edge], Paragraph)


def test_no_column_ends_inside_a_word() -> None:
    for count in (8, 15, 22, 31):
        for page in made(long_story(count, photos=(photo(),))):
            for lines in columns(page, "newspaper").values():
                foot = lines[-1][0]
                ends = [item for item in texts(page) if round(item.y, 2) == foot and item.block == lines[-1][1]]
                assert ends[-1].replaces is None or ends[-1].replaces == ""


@pytest.mark.parametrize("style", LOOKS)
def test_every_paragraph_is_printed_whole_and_once(style: str) -> None:
    article = long_story(30, photos=(photo(),))
    copy = edition(article).articles[0]
    printed = words(made(article, style=style))
    for number, block in enumerate(copy.body):
        assert isinstance(block, Paragraph | Crosshead)
        expected = (copy.dateline.raw if number == 0 else "") + text_of(block.text)
        assert printed[block.id] == " ".join(expected.split())


def test_the_same_story_gives_the_same_pages() -> None:
    article = long_story(20, photos=(photo(),))
    first, second = made(article), made(article)
    assert [[type(item).__name__ for item in page.items] for page in first] == [
        [type(item).__name__ for item in page.items] for page in second
    ]
    assert [(item.x, item.y) for page in first for item in texts(page)] == [
        (item.x, item.y) for page in second for item in texts(page)
    ]


def test_no_line_is_set_wider_than_its_column() -> None:
    from exporter.env import fixed_env
    from exporter.makeup.compositor import Compositor
    from exporter.makeup.grid import make_grid
    from exporter.makeup.strips import running
    from exporter.model import rich
    from exporter.report import Report
    from exporter.style.fonts import FontBook
    from exporter.typeset.words import Measurer

    style = load_style("newspaper")
    book = FontBook(style.font_folders)
    measurer = Measurer(book, style.limits)
    grid = make_grid(style, book.face(style.families["text"].regular))
    desk = Compositor(style, grid, measurer, fixed_env(), Report(), long_story(1))
    element = running(
        desk, "body", desk.spans("body", rich("word " * 80 + "https://example.org/" + "x" * 90)), 120.0, "b"
    )
    assert element
    for strip in element.strips() or ():
        for item in strip.items:
            if hasattr(item, "runs"):
                x, run = item.runs[-1]
                if run.texts != (" ",):
                    assert item.x + x + run.width * item.size / 1000 < 130.0
