"""What gives way so that a page comes out well: photos, headlines, and the white around things."""

from __future__ import annotations

from itertools import pairwise

import pytest
from makeup_stories import edition, long_story, made, paragraphs, photo, story, texts

from exporter.model import Aside, Break, Code, Crosshead, Paragraph, rich
from exporter.page import Image, Line, Page
from exporter.style.load import load_style

COUNTS = {"a4": range(22, 26), "berliner": range(59, 69, 3)}  # paragraphs that would fill a page and a quarter


def image(page: Page) -> Image:
    return next(item for item in page.items if isinstance(item, Image))


def lines_of(page: Page, block: str) -> list[float]:
    return sorted({round(item.y, 2) for item in texts(page, block)})


@pytest.mark.parametrize("size", ["berliner", "broadsheet"])
@pytest.mark.parametrize("count", [6, 8, 10])
def test_a_photo_with_all_the_text_beside_it_ends_level_with_it(size: str, count: int) -> None:
    page = made(long_story(count, photos=(photo(),)), page_size=size)[0]
    shown = image(page)
    body = [item for item in texts(page) if item.x < shown.x - 5]
    if len(body) < len(texts(page)):
        assert min(item.y for item in texts(page) if item.x >= shown.x - 5) > shown.y + shown.height  # some is below it
        return
    foot = max(item.y for item in texts(page, "p1-caption"))
    _, crop_top, _, crop_foot = shown.crop
    can_give = crop_foot - crop_top > 0.83
    assert not can_give or foot - max(item.y for item in body) < 1.5 * load_style("newspaper").grid


def test_a_crosshead_at_the_head_of_a_column_is_level_with_the_first_lines_beside_it() -> None:
    checked = 0
    for count in range(12, 24):
        article = long_story(count)
        crossheads = [block.id for block in edition(article).articles[0].body if isinstance(block, Crosshead)]
        page = made(article)[0]
        top = min(item.y for item in texts(page))
        grid = load_style("newspaper").grid
        first = [item for item in texts(page) if item.y < top + grid / 2]
        assert len({round(item.y, 2) for item in first}) == 1
        checked += sum(item.block in crossheads for item in first)
    assert checked


def test_a_crosshead_within_a_column_is_nearer_to_its_text_than_a_line() -> None:
    article = long_story(12)
    page = made(article)[0]
    first = min(item.y for item in texts(page))
    body = edition(article).articles[0].body
    for crosshead, below in pairwise(body):
        if isinstance(crosshead, Crosshead) and (at := lines_of(page, crosshead.id))[0] > first:
            assert lines_of(page, below.id)[0] - at[-1] > load_style("newspaper").grid


@pytest.mark.parametrize("size", ["a4", "berliner"])
def test_a_last_page_less_than_half_full_is_saved_where_headline_and_photo_can_give_way(size: str) -> None:
    """What is left over stands where a smaller headline and a photo of fewer columns leave room."""
    for count in COUNTS[size]:
        (page,) = made(long_story(count, photos=(photo(),)), page_size=size)
        _, top, _, foot = image(page).crop
        assert foot - top > 0.6
        assert image(page).width >= 0.48 * load_style("newspaper", page_size=size).page.measure


def test_the_photo_of_a_magazine_keeps_the_measure_unless_it_is_for_a_few_lines() -> None:
    style = load_style("magazine")
    for count in range(10, 20):
        pages = made(long_story(count, photos=(photo(),)), style="magazine")
        narrow = image(pages[0]).width < style.page.measure - 1
        assert not narrow or len(pages) == 1
    assert image(made(long_story(18, photos=(photo(),)), style="magazine")[0]).width == pytest.approx(
        style.page.measure
    )


def test_a_line_of_white_stands_above_and_below_program_text_across_the_page() -> None:
    box = Aside(title=rich("The mole"), blocks=(Paragraph(text=rich("It is 412 metres long.")),))
    body = [*paragraphs(5), box, Code(text="for ship in ships:\n    " + "print(ship); " * 6), *paragraphs(5, 5)]
    article = story(body)
    code = next(block for block in edition(article).articles[0].body if isinstance(block, Code))
    page = made(article)[0]
    grid = load_style("newspaper").grid
    lines = lines_of(page, code.id)
    above = max(item.y for item in texts(page) if item.y < lines[0] - 1)
    below = min(item.y for item in texts(page) if item.y > lines[-1] + 1)
    assert lines[0] - above == pytest.approx(2 * grid, abs=0.1)
    assert below - lines[-1] == pytest.approx(2 * grid, abs=0.1)
    rules = [item.y for item in page.items if isinstance(item, Line) and above - grid < item.y < lines[0]]
    assert not rules or lines[0] - max(rules) > grid


def test_no_page_begins_with_an_empty_line_of_program_text() -> None:
    text = "\n\n".join(f"step({number})" for number in range(70))
    pages = made(story([Code(text=text)]), style="clipping")
    assert len(pages) > 1
    style = load_style("clipping")
    for page in pages[1:]:
        assert min(item.y for item in texts(page)) < style.page.top + 2 * style.grid


def test_what_spans_the_page_stands_at_its_very_head_where_it_opens_it() -> None:
    code = Code(text="\n".join("x" * 90 for _ in range(3)))
    page = made(story([*paragraphs(4), Break(to="page"), code, *paragraphs(4, 4)]))[1]
    head = min(item.y for item in texts(page))
    plain = made(story([*paragraphs(4), Break(to="page"), *paragraphs(8, 4)]))[1]
    assert head == pytest.approx(min(item.y for item in texts(plain)), abs=2)
