"""Small photos beside text: where they stand, and the lines beside them."""

from __future__ import annotations

import pytest
from makeup_stories import edition, made, paragraphs, photo, picture, story, texts, words

from exporter.env import fixed_env
from exporter.model import Article, Figure, QuestionAnswer, rich, text_of
from exporter.page import Image, Page, Text
from exporter.style.load import load_style


def with_figure(at: int = 3, count: int = 14, **fields: object) -> Article:
    """Return a story with a figure before paragraph `at`, an upright photo if not said otherwise."""
    body = paragraphs(count)
    body.insert(at, Figure(photos=("p1",)))
    return story(body, photos=(photo(**{"src": "tall.jpg", **fields}),))


def image_and_page(pages: tuple[Page, ...]) -> tuple[Image, Page]:
    return next((item, page) for page in pages for item in page.items if isinstance(item, Image))


def end(item: Text) -> float:
    """Return where the last letter of a text ends."""
    x, run = next((x, run) for x, run in reversed(item.runs) if run.texts != (" ",))
    return item.x + x + run.width * item.size / 1000


def lines_beside(image: Image, page: Page) -> list[Text]:
    """Return the body text in the photo's column, level with it."""
    width = load_style("magazine").page.column_width
    return [
        item
        for item in texts(page)
        if image.x - 3 <= item.x < image.x + width and image.y < item.y <= image.y + image.height
    ]


@pytest.mark.parametrize("at", range(1, 12))
def test_an_upright_photo_stands_beside_text_and_no_line_runs_into_it(at: int) -> None:
    image, page = image_and_page(made(with_figure(at), style="magazine"))
    beside = lines_beside(image, page)
    assert image.width < load_style("magazine").page.column_width / 2
    assert len({round(item.y, 1) for item in beside}) == round(image.height / load_style("magazine").grid)
    assert min(item.x for item in beside) > image.x + image.width


def test_the_lines_below_the_photo_are_full_again_and_all_stand_on_the_grid() -> None:
    image, page = image_and_page(made(with_figure(), style="magazine"))
    grid, width = load_style("magazine").grid, load_style("magazine").page.column_width
    edge = image.x + width
    below = [item for item in texts(page) if image.x - 3 <= item.x < edge and item.y > image.y + image.height + 60]
    assert abs(max(map(end, below)) - edge) < 4
    assert abs(min(item.x for item in below) - image.x) < 4
    assert len({round(item.y / grid % 1, 2) for item in texts(page)}) == 1


def test_the_last_line_of_the_caption_is_level_with_a_line_of_the_text() -> None:
    _, page = image_and_page(made(with_figure(), style="magazine"))
    grid = load_style("magazine").grid
    caption = max(item.y for item in texts(page, "p1-caption"))
    off = (caption - texts(page)[0].y) / grid % 1
    assert min(off, 1 - off) < 0.1


@pytest.mark.parametrize("at", [2, 7])
def test_all_words_of_the_paragraphs_beside_a_photo_are_printed(at: int) -> None:
    article = with_figure(at)
    printed = words(made(article, style="magazine"))
    for block in edition(article).articles[0].body[1:]:
        if not isinstance(block, Figure):
            assert printed[block.id] == text_of(block.text)  # type: ignore[union-attr]


def test_a_photo_in_a_narrow_column_fills_it() -> None:
    image, _ = image_and_page(made(with_figure(), style="newspaper"))
    assert image.width == pytest.approx(load_style("newspaper").page.column_width)


def test_a_broad_photo_fills_its_column_and_one_of_few_pixels_stands_beside_the_text() -> None:
    width = load_style("magazine").page.column_width
    assert image_and_page(made(with_figure(src="photo.jpg"), style="magazine"))[0].width == pytest.approx(width)
    env = fixed_env({"logo.png": picture(300, 200)})
    image, _ = image_and_page(made(with_figure(src="logo.png"), style="magazine", env=env))
    assert image.width < width / 2


def test_an_upright_lead_photo_stands_beside_the_first_lines_of_a_clipping() -> None:
    article = story(paragraphs(14), photos=(photo(src="tall.jpg"),))
    image, page = image_and_page(made(article, style="clipping"))
    first = min(item.y for item in texts(page))
    assert image.y < first < image.y + load_style("clipping").grid
    assert min(item.x for item in texts(page) if item.y < image.y + image.height) > image.x + image.width


def test_a_story_too_short_to_stand_beside_its_photo_has_it_in_the_column() -> None:
    article = story([*paragraphs(1)], photos=(photo(src="tall.jpg", caption=rich("One.")),))
    image, page = image_and_page(made(article, style="clipping"))
    assert all(not image.y < item.y < image.y + image.height for item in texts(page))


def test_a_question_beside_a_photo_keeps_the_white_above_it() -> None:
    question = QuestionAnswer(question=rich("And who will pay for it?"), answer=tuple(paragraphs(3, 4)))
    article = story([*paragraphs(1), question, *paragraphs(3, 7)], photos=(photo(src="tall.jpg"),))
    image, page = image_and_page(made(article, style="clipping"))
    asked = next(item.y for item in page.items if isinstance(item, Text) and item.block.endswith("-question"))
    above = max(item.y for item in texts(page) if item.y < asked)
    assert image.y < asked < image.y + image.height
    assert asked - above > 1.9 * load_style("clipping").grid


def test_the_photo_that_leads_a_page_takes_half_its_columns_at_least() -> None:
    for count in range(4, 16):
        for size in ("a4", "berliner", "broadsheet"):
            sheet = load_style("newspaper", page_size=size).page
            image, _ = image_and_page(made(story(paragraphs(count), photos=(photo(),)), page_size=size))
            assert image.width > 0.45 * sheet.measure
