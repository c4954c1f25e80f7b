"""What gives way so that a page comes out well: photos, headlines, and the white around things."""

from __future__ import annotations

from itertools import pairwise

import pytest
from makeup_stories import edition, long_story, made, paragraphs, photo, story, texts

from exporter.model import Aside, Break, Cell, Code, Crosshead, Paragraph, Quote, Rights, Table, rich
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
    body = [*paragraphs(6), box, Code(text="for ship in ships:\n    " + "print(ship); " * 6), *paragraphs(14, 6)]
    article = story(body)
    code = next(block for block in edition(article).articles[0].body if isinstance(block, Code))
    page = made(article)[0]
    grid = load_style("newspaper").grid
    lines = lines_of(page, code.id)
    left = min(item.x for item in texts(page, code.id)) - 3
    near = [item.y for item in texts(page) if item.x > left]
    assert lines[0] - max(y for y in near if y < lines[0] - 1) == pytest.approx(2 * grid, abs=0.1)
    assert min(y for y in near if y > lines[-1] + 1) - lines[-1] == pytest.approx(2 * grid, abs=0.1)
    rules = [item.y for item in page.items if isinstance(item, Line) and item.x > left and item.y < lines[0]]
    assert lines[0] - max(rules) > grid


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


def table(rows: int = 6) -> Table:
    """Return a table of four columns, which needs two of a page."""
    cells = [["Purpose of the spending", "2025", "2026", "Change"]]
    cells += [[f"Reconstruction of quay {n}", f"{n}13", f"{n}79", f"+{n}.6 %"] for n in range(rows)]
    return Table(rows=tuple(tuple(Cell(blocks=(Paragraph(text=rich(c)),)) for c in row) for row in cells), head_rows=1)


def rules_of(page: Page, width: float) -> list[Line]:
    return [item for item in page.items if isinstance(item, Line) and abs(item.x2 - item.x - width) < 0.1]


@pytest.mark.parametrize("size", ["a4", "letter", "280x420mm"])
def test_a_table_is_as_many_columns_wide_as_it_needs_and_text_stands_beside_it(size: str) -> None:
    page = made(story([*paragraphs(20), table(), *paragraphs(20, 20)]), page_size=size)[0]
    style = load_style("newspaper", page_size=size).page
    rules = rules_of(page, 2 * style.column_width + style.gutter)
    assert len(rules) > 5
    top, foot = min(rule.y for rule in rules), max(rule.y for rule in rules)
    left = min(rule.x for rule in rules)
    assert left > style.left + style.column_width
    assert sum(top < item.y < foot and item.x < left for item in texts(page)) > 6


def test_what_floats_waits_until_the_text_has_filled_the_column_beside_the_photo() -> None:
    page = made(story([*paragraphs(3), table(), *paragraphs(14, 3)], photos=(photo(),)))[0]
    shown, style = image(page), load_style("newspaper")
    column = [item.y for item in texts(page) if item.x < style.page.left + style.page.column_width / 2]
    steps = [below - above for above, below in pairwise(sorted(set(column)))]
    assert max(column) > shown.y + shown.height
    assert max(steps) < 2.5 * style.grid  # no hole
    assert min(rule.y for rule in rules_of(page, 2 * style.page.column_width + style.page.gutter)) > shown.y


def test_what_floats_stands_between_no_words_that_belong_together() -> None:
    said = Quote(blocks=(Paragraph(text=rich("The wall shall be kept by those who use it. " * 3)),),
                 attribution=rich("Statute of 1811"))  # fmt: skip
    for count in range(2, 9):
        body = [*paragraphs(count), table(), Crosshead(text=rich("The law")), said, *paragraphs(8, 9)]
        article = story(body, photos=(photo(),))
        quote = next(block for block in edition(article).articles[0].body if isinstance(block, Quote))
        page = made(article)[0]
        last, by = texts(page, quote.blocks[0].id)[-1], texts(page, f"{quote.id}-attribution")[0]
        assert by.y - last.y < 1.5 * load_style("newspaper").grid
        assert abs(by.x - last.x) < 40


def test_program_text_without_text_beside_it_begins_at_the_first_column() -> None:
    code = Code(text="for ship in ships:\n    print(ship, ship.tonnes)")
    article = story([*paragraphs(8), code])
    page = made(article)[0]
    block = next(block for block in edition(article).articles[0].body if isinstance(block, Code))
    assert min(item.x for item in texts(page, block.id)) == pytest.approx(load_style("newspaper").page.left, abs=1)


@pytest.mark.parametrize("style", ["clipping", "magazine"])
def test_the_last_page_holds_more_than_a_line_or_two(style: str) -> None:
    for count in range(10, 30):
        pages = made(long_story(count, deck=rich("A deck"), rights=Rights(notice="© 2026")), style=style)
        lines = {(round(item.y), item.x // 200) for item in texts(pages[-1])}
        assert len(pages) == 1 or len(lines) >= 4, count


def test_the_caption_of_a_photo_that_is_missing_does_not_stand_alone_on_a_page() -> None:
    for count in range(12, 24):
        pages = made(long_story(count, photos=(photo(src=""),)), style="clipping")
        assert texts(pages[-1]), count


def test_a_story_low_on_a_page_goes_on_overleaf_with_more_than_a_few_lines_or_begins_there() -> None:
    grid = load_style("magazine").grid
    for count in range(4, 16):
        pages = made(long_story(12), story(paragraphs(count)), style="magazine")
        for above, below in pairwise(pages):
            if texts(above) and any(item.block.startswith("a2-b") for item in texts(above)):
                parts = [
                    {round(item.y) for item in texts(page) if item.block.startswith("a2-b")} for page in (above, below)
                ]
                low = min(parts[0]) > 0.7 * above.height
                assert not low or not parts[1] or (max(parts[1]) - min(parts[1])) > 5 * grid, count


@pytest.mark.parametrize("style", ["clipping", "magazine"])
def test_program_text_of_a_few_lines_is_not_divided(style: str) -> None:
    code = Code(text="import csv\n\nfor line in lines:\n    print(line)\n\nprint(total)")
    for count in range(8, 20):
        article = story([*paragraphs(count), code, *paragraphs(4, count)], photos=(photo(),))
        block = next(block for block in edition(article).articles[0].body if isinstance(block, Code))
        (page,) = [page for page in made(article, style=style) if texts(page, block.id)]
        lines = lines_of(page, block.id)
        assert lines[-1] - lines[0] == pytest.approx(5 * load_style(style).grid, abs=0.1), count


def test_a_photo_within_the_text_of_a_clipping_is_less_high_than_the_one_that_leads() -> None:
    photos = (photo(), photo(id="p2"))
    pages = made(long_story(20, photos=photos), style="clipping")
    shown = {item.block: item for page in pages for item in page.items if isinstance(item, Image)}
    assert 0 < shown["p2"].height < 0.9 * shown["p1"].height
