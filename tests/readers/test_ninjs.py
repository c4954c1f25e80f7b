"""ninjs 1, 2, 3: every key has its place, and no string is lost."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from kept import fixtures, lost, read_bytes, read_fixture, strings, without_tags
from PIL import Image

from exporter.model import Article, Crosshead, Figure, List, Paragraph, Person, Quote, Source, text_of
from exporter.model.walk import lead_photo_ids
from exporter.report import InputError

SOUND = {path.stem: path for path in fixtures("ninjs", ".json")}


def article_of(name: str) -> Article:
    (article,) = read_fixture(SOUND[name]).edition.articles
    return article


@pytest.mark.parametrize("path", SOUND.values(), ids=list(SOUND))
def test_no_string_of_an_item_is_lost(path: Path) -> None:
    reading = read_fixture(path)
    assert {article.provenance.format for article in reading.edition.articles} == {"ninjs"}
    for text in strings(json.loads(path.read_bytes().decode("utf-8" if path.stem != "latin" else "cp1252"))):
        assert not lost(without_tags(text), reading.edition), text


def test_a_plain_item_is_read_with_its_dateline() -> None:
    article = article_of("plain")
    assert text_of(article.headline) == "Harbour opens without a ship"
    assert article.dateline.raw == "SANDVIK (NTB) — "
    assert [text_of(block.text) for block in article.body if isinstance(block, Paragraph)] == [
        "The new harbour opened on Sunday.",
        "The only ferry was still in dry dock.",
    ]
    assert article.byline.persons == (Person("Jane Doe", "author"),)
    assert article.extra["ninjs:uri"] == "urn:example:story:1"


def test_version_one_is_read_with_marks_and_pictures() -> None:
    article = article_of("rich1")
    assert article.url == "https://news.example.org/story/1"
    assert article.dates.updated == "2026-05-03T14:00:00+02:00"
    assert article.dates.embargo == "2026-05-03T16:00:00+02:00"
    assert article.rights.usage == "No archives."
    assert article.keywords == ("harbour", "ferries")
    assert article.sources == (Source("NTB"),)
    assert article.byline.raw == "By Jane Doe and Tom Roe"
    assert article.byline.persons[0].title == "Sea correspondent"
    assert text_of(article.deck) == "Eleven years, three brass bands and no ferry."
    assert [type(block) for block in article.body] == [Paragraph, Crosshead, Paragraph, Figure, Quote]


def test_a_picture_in_the_text_and_among_the_associations_is_one_photo() -> None:
    article = article_of("rich1")
    assert len(article.photos) == 2
    figure = next(block for block in article.body if isinstance(block, Figure))
    keys = next(photo for photo in article.photos if photo.id == figure.photos[0])
    assert text_of(keys.caption) == "The keys change hands."
    assert keys.byline == (Person("Ann Lee", "photographer"),)
    assert len(lead_photo_ids(article)) == 1


def test_pictures_on_the_web_are_told_and_not_fetched() -> None:
    reading = read_fixture(SOUND["rich1"])
    found = [finding for finding in reading.findings if finding.code == "photo-remote"]
    assert len(found) >= 2
    quay = reading.edition.articles[0].photos[0]
    assert quay.src == ""
    assert quay.extra["address"] == "https://img.example.org/quay-4000.jpg"


def test_version_two_prefers_xhtml_and_roles() -> None:
    article = article_of("rich2")
    assert text_of(article.headline) == "Harbour opens without a ship"
    assert [text_of(subhead) for subhead in article.subheads] == ["Harbour opens"]
    assert [type(block) for block in article.body] == [Paragraph, List]
    assert article.photos[0].headline == "An empty quay"
    assert article.sources == (Source("NTB", "origin"),)


def test_version_three_opens_the_largest_picture_that_lies_beside_it() -> None:
    picture = BytesIO()
    Image.new("L", (40, 30)).save(picture, "PNG")
    files = {"quay.png": picture.getvalue(), "quay-small.png": picture.getvalue()}
    (article,) = read_fixture(SOUND["rich3"], files).edition.articles
    assert article.photos[0].src == "quay.png"
    assert [text_of(block.text) for block in article.body if isinstance(block, Paragraph)] == [
        "The new harbour opened.",
        "No ferry came & nobody minded.",
    ]


def test_a_list_and_a_package_become_an_edition() -> None:
    edition = read_fixture(SOUND["package"]).edition
    assert [text_of(article.headline) for article in edition.articles] == ["First", "Second", "Third"]
    assert edition.articles[1].extra["ninjs:package/headline"] == "Two in one"


def test_letters_of_another_encoding_are_guessed_and_told() -> None:
    reading = read_fixture(SOUND["latin"])
    assert text_of(reading.edition.articles[0].headline) == "Café on the quay"
    assert "encoding-guessed" in [finding.code for finding in reading.findings]


@pytest.mark.parametrize("path", fixtures("ninjs", ".json", broken=True), ids=lambda path: path.stem)
def test_a_broken_item_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(path.read_bytes(), path.name, "ninjs")
    assert caught.value.where.source == path.name
    assert caught.value.where.line
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        '{"uri": "u", "body_html": "' + "<div>" * 5000 + '"}',
        '{"uri": "u", "body_html": "' + "<ul><li>" * 90 + 'x"}',
        '{"uri": "u", "headline": "h", "x": ' + "[" * 5000 + "]" * 5000 + "}",
        '{"uri": "u", "headline": "h", "x": ' + "[" * 80 + "]" * 80 + "}",
    ],
    ids=["elements", "lists", "brackets", "values"],
)
def test_an_item_made_to_be_too_deep_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_bytes(text.encode(), "deep.json", "ninjs")


def test_every_line_is_traced_with_the_key_it_holds() -> None:
    reading = read_fixture(SOUND["rich1"])
    assert [line.line for line in reading.trace] == list(range(1, len(reading.trace) + 1))
    headline = next(line for line in reading.trace if '"headline": "Harbour' in line.text)
    assert headline.role == "headline"
