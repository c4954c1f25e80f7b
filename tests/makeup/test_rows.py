"""Stories side by side below the first one of a page."""

from __future__ import annotations

from itertools import combinations

import pytest
from makeup_stories import edition, long_story, made, paragraphs, photo, story, texts, words
from msgspec.structs import replace

from exporter.copyedit import copyedit
from exporter.env import fixed_env
from exporter.makeup.compose import make_pages
from exporter.model import Article, Block, Dateline, Entry, Paragraph, Publication, Section, edition_of, rich
from exporter.page import Image, Line, Page
from exporter.preflight.printed import read_lines
from exporter.report import Report
from exporter.style.load import load_style


def brief(headline: str, count: int = 1, **fields: object) -> Article:
    return story(paragraphs(count, 5), headline=rich(headline), **fields)


def top(page: Page, block: str) -> float:
    return min(item.y for item in texts(page, block))


def left(page: Page, block: str) -> float:
    return min(item.x for item in texts(page, block))


def test_short_stories_below_the_first_stand_side_by_side_their_headlines_level() -> None:
    page = made(long_story(6), brief("Ferry fares rise by four per cent"), brief("Oysters fetch a record", 2))[0]
    assert left(page, "a3-headline") > left(page, "a2-headline") + 100
    assert top(page, "a3-headline") - top(page, "a2-headline") == pytest.approx(0, abs=8)  # sizes may differ
    assert top(page, "a2-headline") > max(item.y for item in texts(page, "a1-b6"))
    between = (left(page, "a2-headline"), left(page, "a3-headline"))
    rules = [line for line in page.items if isinstance(line, Line) and line.x == line.x2]
    assert [between[0] < rule.x < between[1] for rule in rules] == [True]


def test_each_story_of_a_row_keeps_to_its_columns() -> None:
    page = made(long_story(6), brief("Ferry fares rise by four per cent"), brief("Oysters fetch a record", 2))[0]
    (rule,) = (line for line in page.items if isinstance(line, Line) and line.x == line.x2)
    for line in read_lines(page):
        if line.block.startswith("a2-"):
            assert line.right < rule.x
        if line.block.startswith("a3-"):
            assert line.left > rule.x


def test_stories_of_a_row_are_read_one_after_the_other() -> None:
    page = made(long_story(6), brief("Ferry fares rise"), brief("Oysters fetch a record", 2), brief("On bells"))[0]
    order = dict.fromkeys(item.block.split("-")[0] for item in page.items if item.block.startswith("a"))
    assert list(order) == ["a1", "a2", "a3", "a4"]
    assert left(page, "a2-headline") < left(page, "a3-headline") < left(page, "a4-headline")


def test_a_row_names_the_sections_that_its_stories_open_above_level_headlines() -> None:
    lead, first, second = long_story(6), brief("Ferry fares rise"), brief("On bells", 2)
    sections = (Section(name="City", entries=(Entry(lead), Entry(first))),
                Section(name="Letters", entries=(Entry(second),)))  # fmt: skip
    whole = replace(edition_of(lead), sections=sections)
    page = make_pages(copyedit(whole), load_style("newspaper"), fixed_env({}), Report())[0]
    assert words((page,))["section-2"] == "Letters"
    assert left(page, "section-2") == pytest.approx(left(page, "a3-headline"), abs=2)
    assert top(page, "a2-headline") == pytest.approx(top(page, "a3-headline"), abs=8)


@pytest.mark.parametrize("size", ["berliner", "broadsheet"])
def test_a_small_photo_of_a_lower_story_leaves_no_column_open(size: str) -> None:
    lower = story(paragraphs(4, 1), headline=rich("The market hall stays"), photos=(photo(),))
    pages = made(long_story(16, photos=(photo(),)), lower, page_size=size)
    page, style = pages[0], load_style("newspaper", page_size=size).page
    images = [item for item in page.items if isinstance(item, Image)]
    shown = images[-1]
    assert shown.y > images[0].y
    frames = [frame for frame in page.frames if frame.y > top(page, "a2-headline")]
    covered = sum(frame.width + style.gutter for frame in frames) + shown.width
    assert covered >= style.measure - 1
    assert shown.y < min(frame.y for frame in frames) + 1  # it begins no lower than the text


def test_from_right_to_left_the_first_story_of_a_row_is_the_rightmost() -> None:
    arabic = "قال رئيس الميناء إن السفن ستبحر عند المد العالي وإن الطاقم مستعد للرحلة. "

    def told(headline: str, count: int) -> Article:
        body: list[Block] = [Paragraph(text=rich(arabic * 3)) for _ in range(count)]
        return story(body, headline=rich(headline), language="ar", direction="rtl", dateline=Dateline(),
                     publication=Publication(name="الميناء"))  # fmt: skip

    page = make_pages(edition(told("المرشدون الليليون", 12), told("أجرة العبارة", 1), told("الأجراس", 2)),
                      load_style("newspaper"), fixed_env({}), Report())[0]  # fmt: skip
    assert left(page, "a2-headline") > left(page, "a3-headline") + 100


@pytest.mark.parametrize("size", ["a4", "tabloid", "berliner", "broadsheet"])
@pytest.mark.parametrize("look", ["newspaper", "magazine"])
def test_nothing_on_a_page_of_many_stories_stands_upon_something_else(size: str, look: str) -> None:
    stories = [long_story(9 + 2 * (n % 3), photos=(photo(),)) if n % 4 == 0 else brief(f"Short story {n}", 1 + n % 3)
               for n in range(11)]  # fmt: skip
    stories[3] = story(paragraphs(3), headline=rich("With a photo"), photos=(photo(),))
    whole = edition_of(*stories)
    pages = made(*whole.articles, style=look, page_size=size)
    assert {key.split("-")[0] for page in pages for key in words((page,)) if key.startswith("a")} >= {
        f"a{number}" for number in range(1, 12)
    }
    for page in pages:
        rooms = [(f.x, f.y, f.x + f.width, f.y + f.height) for f in page.frames]
        rooms += [(i.x, i.y, i.x + i.width, i.y + i.height) for i in page.items if isinstance(i, Image)]
        for one, other in combinations(rooms, 2):
            apart = one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1
            assert apart, (page.number, one, other)
        foot = page.height - load_style(look, page_size=size).page.bottom
        assert all(room[3] <= foot + 1 for room in rooms)


def test_the_text_of_a_brief_follows_close_by_its_head() -> None:
    page = made(long_story(9), brief("On bells"), page_size="broadsheet")[0]
    style = load_style("newspaper", page_size="broadsheet").page
    head = max(line.right for line in read_lines(page) if line.block == "a2-headline")
    assert 0 < left(page, "a2-b1") - head < style.column_width
