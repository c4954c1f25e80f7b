"""What the user gives beside the story."""

import pytest
from copied import CAPTION, CLIPPING, article_of, codes, read_text

from exporter.model import text_of
from exporter.readers import Given
from exporter.report import UsageError

TWO = '{"schema": "exporter-edition/1", "sections": [{"entries": [{"article": {}}, {"article": {}}]}]}'


def test_what_copying_lost_is_filled_in() -> None:
    given = Given(section="Local", byline="By Jane Doe", date="2026-05-04", language="en", source_url="https://x.org/a")
    article = article_of(CLIPPING, given=given)
    assert (article.section, article.byline.raw, article.language, article.url) == (
        "Local",
        "By Jane Doe",
        "en",
        "https://x.org/a",
    )
    assert article.dates.published == article.publication.date == "2026-05-04"
    assert article.publication.name == "The Island Courier"


def test_the_first_given_photo_is_the_one_the_caption_speaks_of() -> None:
    article = article_of(CLIPPING, given=Given(photos=("a.jpg", "b.jpg"), alt=("Two people", "A quay")))
    assert [(photo.src, photo.alt) for photo in article.photos] == [("a.jpg", "Two people"), ("b.jpg", "A quay")]
    assert text_of(article.photos[0].caption) == CAPTION
    assert article.photos[1].caption == ()


def test_a_given_credit_wins_over_the_one_read() -> None:
    (photo,) = article_of(CLIPPING, given=Given(credit=("Jane Doe",))).photos
    assert (photo.credit, photo.catchline) == ("Jane Doe", "KEYS WITHOUT A SHIP")


def test_an_empty_text_leaves_a_photo_as_it_is() -> None:
    article = article_of(CLIPPING, given=Given(photos=("a.jpg", "b.jpg"), caption=("", "Second")))
    assert [text_of(photo.caption) for photo in article.photos] == [CAPTION, "Second"]


def test_a_caption_without_any_photo_still_appears() -> None:
    (photo,) = article_of("Head\n\nText of the story.", given=Given(caption=("A quay",))).photos
    assert (photo.src, text_of(photo.caption)) == ("", "A quay")


def test_a_markdown_story_keeps_its_photos_and_gets_the_given_one_besides() -> None:
    article = article_of("# Head\n\n![A](own.jpg)\n\nText", "a.md", Given(photos=("a.jpg",)))
    assert [photo.src for photo in article.photos] == ["own.jpg", "a.jpg"]


def test_several_stories_get_the_publication_and_the_first_one_the_photo() -> None:
    reading = read_text(TWO, "a.json", Given(publication="Courier", photos=("a.jpg",)))
    assert [article.publication.name for article in reading.edition.articles] == ["Courier", "Courier"]
    assert [len(article.photos) for article in reading.edition.articles] == [1, 0]
    assert codes(reading) == ["given-to-first"]


@pytest.mark.parametrize(
    "given",
    [Given(date="May 4"), Given(language="english please"), Given(source_url="javascript:x"), Given(date="2026-13-01")],
)
def test_a_value_that_is_none_is_a_usage_error_with_a_hint(given: Given) -> None:
    with pytest.raises(UsageError) as caught:
        read_text(CLIPPING, given=given)
    assert caught.value.hint


def test_an_unknown_format_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="odt") as caught:
        read_text(CLIPPING, format="odt")
    assert "clipping" in caught.value.hint
