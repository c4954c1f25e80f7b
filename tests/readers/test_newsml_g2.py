"""NewsML-G2: items, packages, messages; text inline as XHTML, NITF or plain; no text node is lost."""

from pathlib import Path

import pytest
from kept import fixtures, lost, read_bytes, read_fixture, xml_texts

from exporter.model import Crosshead, Paragraph, Person, Table, text_of
from exporter.report import InputError

SOUND = {path.stem: path for path in fixtures("newsml-g2", ".xml")}


@pytest.mark.parametrize("path", SOUND.values(), ids=list(SOUND))
def test_no_text_node_of_g2_is_lost(path: Path) -> None:
    edition = read_fixture(path).edition
    assert {article.provenance.format for article in edition.articles} == {"newsml-g2"}
    assert [text for text in xml_texts(path.read_bytes()) if lost(text, edition)] == []


def test_plain_text_inline_becomes_paragraphs() -> None:
    (article,) = read_fixture(SOUND["plain"]).edition.articles
    assert article.dateline.raw == "SANDVIK — "
    assert [type(block) for block in article.body] == [Paragraph, Paragraph]
    assert article.sources[0].name == "Example News"


def test_a_message_becomes_an_edition_in_the_order_of_its_package() -> None:
    edition = read_fixture(SOUND["rich"]).edition
    assert [text_of(article.headline) for article in edition.articles] == [
        "Nine whales off the cape",
        "Harbour opens without a ship",
    ]
    assert edition.title == "The coast today"
    assert edition.extra["g2:header"]["sender"] == "example.org"


def test_metadata_of_g2_has_its_places() -> None:
    article = read_fixture(SOUND["rich"]).edition.articles[1]
    assert text_of(article.kicker) == "Ports"
    assert [text_of(subhead) for subhead in article.subheads] == ["Ferry still in dry dock"]
    assert text_of(article.deck) == "Eleven years, three brass bands."
    assert article.byline.raw == "By Jane Doe"
    assert article.byline.persons == (Person("Jane Doe", "reporter"),)
    assert article.dateline.raw == "SANDVIK (EX)"
    assert article.dates.embargo == "2026-05-03T16:00:00Z"
    assert article.dates.created == "2026-05-03T12:00:00Z"
    assert article.rights.usage == "Not for use in Denmark."
    assert article.language == "en-GB"
    assert article.keywords == ("harbour", "ferries")
    assert article.extra["g2:contentMeta/subject"]["@qcode"] == "medtop:20000337"
    assert [type(block) for block in article.body] == [Paragraph, Crosshead, Paragraph, Table]


def test_pictures_go_to_the_story_that_links_to_them() -> None:
    whales, harbour = read_fixture(SOUND["rich"]).edition.articles
    (quay,), (whale,) = harbour.photos, whales.photos
    assert quay.extra["address"] == "https://img.example.org/quay.jpg"
    assert text_of(quay.caption) == "The quay on Sunday morning."
    assert (quay.headline, quay.alt, quay.credit) == ("An empty quay", "A long quay without ships.", "Nordfoto")
    assert quay.byline == (Person("Ann Lee", "photographer"),)
    assert whale.headline == "Whale"


def test_a_picture_that_no_story_names_goes_to_the_first_and_is_told() -> None:
    text = SOUND["rich"].read_text("utf-8").replace('residref="urn:pic:1"', 'residref="urn:pic:9"')
    reading = read_bytes(text.encode(), "rich.xml")
    assert len(reading.edition.articles[0].photos) == 2
    assert "photo-loose" in [finding.code for finding in reading.findings]


@pytest.mark.parametrize("path", fixtures("newsml-g2", ".xml", broken=True), ids=lambda path: path.stem)
def test_broken_g2_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_fixture(path)
    assert caught.value.where.line
    assert caught.value.hint
