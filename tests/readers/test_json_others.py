"""JSON of other programs: JSON Feed, the ANS of Arc XP, and what nobody knows."""

import json
from pathlib import Path

import pytest
from copied import article_of, codes, read_text, texts

from exporter.model import Article, Figure, List, Quote, Rule, Table, text_of
from exporter.report import InputError

JSON = Path(__file__).parent / "fixtures" / "json"


def stories(name: str) -> tuple[Article, ...]:
    return read_text((JSON / name).read_text("utf-8"), name).edition.articles


def test_the_items_of_a_json_feed_are_stories() -> None:
    first, second = stories("feed.json")
    assert (text_of(first.headline), text_of(first.deck), first.byline.raw) == (
        "What a crack is worth", "The bridge is shut again", "Ada Finch",
    )  # fmt: skip
    assert (first.publication.name, first.dates.published, first.language) == (
        "Skell Letter", "2025-11-14T18:04:00Z", "en",
    )  # fmt: skip
    assert [len(texts(story)) for story in (first, second)] == [2, 2]
    assert first.keywords == ("bridges",)
    assert len(first.photos) == 1


def test_plain_text_in_a_json_feed_is_no_markup() -> None:
    item = {"id": "1", "title": "A", "content_text": "AT&T <b> is\n\nno tag."}
    feed = {"version": "https://jsonfeed.org/version/1", "title": "F", "author": {"name": "Ida Lund"}, "items": [item]}
    story = article_of(json.dumps(feed), "feed.json")
    assert texts(story) == ["AT&T <b> is", "no tag."]
    assert story.byline.raw == "Ida Lund"


def test_a_json_feed_without_texts_is_one_of_teasers() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [{"id": "1", "title": "A"}]}
    assert "feed-teaser" in codes(read_text(json.dumps(feed), "feed.json"))
    with pytest.raises(InputError, match="no items"):
        read_text(json.dumps({**feed, "items": []}), "feed.json")


def test_a_story_in_ans_gives_its_head_its_photos_and_all_kinds_of_elements() -> None:
    (story,) = stories("ans.json")
    head = (text_of(story.kicker), text_of(story.headline), text_of(story.deck), story.byline.raw, story.section)
    assert head == ("Transport", "Second crack closes bridge", "Engineers order closure", "Ada Finch", "City")
    assert story.dates.published == "2025-11-14T18:04:00Z"
    assert [(text_of(photo.caption), photo.credit, photo.alt) for photo in story.photos] == [
        ("The bridge on Friday.", "Mara Lindqvist / The Courier", "A bridge"),
        ("The pier.", "Tom Roe", ""),
    ]
    kinds = {type(block) for block in story.body}
    assert kinds >= {Figure, List, Quote, Table, Rule}
    (quote,) = [block for block in story.body if isinstance(block, Quote)]
    assert (quote.pull, text_of(quote.attribution)) == (True, "Nadia Oyelaran")
    assert "An earlier version said March." in texts(story)
    assert [line.text for line in story.provenance.dropped] == ["Bridges need billions"]
    assert story.extra["ans:headlines"]["print"] == "Bridge shut"


def test_a_collection_in_ans_is_an_edition_and_odd_values_harm_nothing() -> None:
    story = {"type": "story", "headlines": {"basic": "A"}, "credits": 3, "taxonomy": {"sections": "x"}}
    elements = [{"type": "text", "content": "One."}, 7, {"type": "list", "items": "x"}, {"type": "image", "url": 3}]
    value = {"type": "collection", "content_elements": [{**story, "content_elements": elements}] * 2}
    edition = read_text(json.dumps(value), "c.json").edition
    assert [texts(article) for article in edition.articles] == [["One."], ["One."]]
    with pytest.raises(InputError, match="no story"):
        read_text(json.dumps({"type": "collection", "content_elements": []}), "c.json")


@pytest.mark.parametrize("value", [{"version": "1.7", "title": "x", "components": []}, {"foo": 1, "bar": []}])
def test_json_of_a_program_that_nobody_knows_is_called_so(value: dict[str, object]) -> None:
    with pytest.raises(InputError, match="of no format of news that is known; its keys are") as caught:
        read_text(json.dumps(value), "story.json")
    assert "JSON Feed" in caught.value.hint
