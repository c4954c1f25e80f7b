"""NewsML 1.2: components, news lines, pictures with their sizes; no text node is lost."""

from pathlib import Path

import pytest
from kept import fixtures, lost, read_fixture, xml_texts

from exporter.model import Paragraph, Person, text_of
from exporter.report import InputError

SOUND = {path.stem: path for path in fixtures("newsml", ".xml")}


@pytest.mark.parametrize("path", SOUND.values(), ids=list(SOUND))
def test_no_text_node_of_newsml_is_lost(path: Path) -> None:
    edition = read_fixture(path).edition
    assert {article.provenance.format for article in edition.articles} == {"newsml"}
    assert [text for text in xml_texts(path.read_bytes()) if lost(text, edition)] == []


def test_news_lines_have_their_places() -> None:
    (article,) = read_fixture(SOUND["rich"]).edition.articles
    assert text_of(article.headline) == "Harbour opens without a ship"
    assert article.byline.raw == "By Jane Doe"
    assert article.dateline.raw == "SANDVIK, May 3 (EX) -"
    assert article.dates.created == "2026-05-03T12:00:00Z"
    assert article.slugline == "HARBOUR-OPENING"
    assert article.language == "en"
    assert [type(block) for block in article.body] == [Paragraph, Paragraph]


def test_a_picture_with_its_sizes_and_caption_is_one_photo() -> None:
    (photo,) = read_fixture(SOUND["rich"]).edition.articles[0].photos
    assert photo.src == "quay.jpg"
    assert text_of(photo.caption) == "The quay on Sunday."
    assert (photo.headline, photo.credit) == ("Empty quay", "Nordfoto")
    assert photo.byline == (Person("Ann Lee", "photographer"),)


def test_every_component_with_text_is_a_story() -> None:
    edition = read_fixture(SOUND["plain"]).edition
    assert [text_of(article.headline) for article in edition.articles] == ["One", "Two", "Three"]
    assert [len(article.body) for article in edition.articles] == [2, 1, 1]


@pytest.mark.parametrize("path", fixtures("newsml", ".xml", broken=True), ids=lambda path: path.stem)
def test_broken_newsml_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_fixture(path)
    assert caught.value.where.line
    assert caught.value.hint
