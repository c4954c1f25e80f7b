"""RSS and Atom: full content, teasers called teasers, no text node lost."""

from pathlib import Path

import pytest
from kept import fixtures, lost, read_fixture, xml_texts

from exporter.model import Crosshead, Figure, List, Paragraph, Person, Source, text_of
from exporter.report import InputError

SOUND = {path.stem: path for path in fixtures("feed", ".xml")}


@pytest.mark.parametrize("path", SOUND.values(), ids=list(SOUND))
def test_no_text_node_of_a_feed_is_lost(path: Path) -> None:
    edition = read_fixture(path).edition
    assert {article.provenance.format for article in edition.articles} == {"feed"}
    assert [text for text in xml_texts(path.read_bytes()) if lost(text, edition)] == []


def test_a_feed_of_teasers_is_said_to_be_one() -> None:
    reading = read_fixture(SOUND["plain"])
    (article,) = reading.edition.articles
    assert [finding.code for finding in reading.findings] == ["feed-teaser"]
    assert "the entry is only a teaser" in reading.findings[0].message
    assert article.publication.name == "The Island Courier"
    assert article.dates.published == "2026-05-03T14:00:00+02:00"
    assert article.language == "en-gb"
    assert len(article.body) == 1


def test_an_entry_with_its_full_text_is_a_story() -> None:
    reading = read_fixture(SOUND["rich-rss"])
    first, second = reading.edition.articles
    assert text_of(first.headline) == "Fish & ships: harbour opens"
    assert [type(block) for block in first.body] == [Paragraph, Paragraph, Figure, List]
    assert first.byline.persons == (Person("Jane Doe", "author"), Person("Tom Roe", "author", email="tom@example.org"))
    assert first.keywords == ("Ports", "Ferries")
    assert first.sources == (Source("Example News"),)
    assert first.deck == ()
    assert any("beginning again" in line.reason for line in first.provenance.dropped)
    council = first.body[1]
    assert isinstance(council, Paragraph)
    assert council.text[1].href == "https://courier.example.org/council"
    assert "of 2 entries 1 is only a teaser" in next(f.message for f in reading.findings if f.code == "feed-teaser")
    assert second.extra["feed:enclosure"]["@type"] == "audio/mpeg"


def test_a_picture_named_twice_is_one_photo() -> None:
    first = read_fixture(SOUND["rich-rss"]).edition.articles[0]
    (photo,) = first.photos
    assert photo.credit == "Ann Lee"
    assert text_of(photo.caption) == "A long quay."
    assert photo.extra["address"] == "https://courier.example.org/quay.jpg"


def test_atom_is_read_with_its_people_and_xhtml() -> None:
    (article,) = read_fixture(SOUND["rich-atom"]).edition.articles
    assert text_of(article.headline) == "Hafen & Schiff"
    assert text_of(article.deck) == "Elf Jahre < zwölf."
    assert article.url == "https://bote.example.org/hafen"
    assert article.language == "de"
    assert article.byline.persons[0] == Person(
        "Jana Dohl", "author", email="jana@example.org", uri="https://bote.example.org/jana"
    )
    assert [type(block) for block in article.body] == [Paragraph, Crosshead, Paragraph]
    assert article.rights.notice == "© Inselbote"


@pytest.mark.parametrize("path", fixtures("feed", ".xml", broken=True), ids=lambda path: path.stem)
def test_a_broken_feed_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_fixture(path)
    assert caught.value.where.line
    assert caught.value.hint
