"""NITF: head and body have their places, and no text node is lost."""

from pathlib import Path

import pytest
from kept import fixtures, lost, read_bytes, read_fixture, xml_texts

from exporter.model import (
    Article,
    Aside,
    Code,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    Person,
    Quote,
    Rule,
    Source,
    Table,
    text_of,
)  # fmt: skip
from exporter.report import InputError

SOUND = {path.stem: path for path in fixtures("nitf", ".xml")}


def article_of(name: str) -> Article:
    (article,) = read_fixture(SOUND[name]).edition.articles
    return article


@pytest.mark.parametrize("path", SOUND.values(), ids=list(SOUND))
def test_no_text_node_of_nitf_is_lost(path: Path) -> None:
    edition = read_fixture(path).edition
    assert edition.articles[0].provenance.format == "nitf"
    assert [text for text in xml_texts(path.read_bytes()) if lost(text, edition)] == []


def test_the_head_of_nitf_has_its_places() -> None:
    article = article_of("rich")
    assert text_of(article.headline) == "Harbour opens without a ship"
    assert article.headline[1].marks == ("italic",)
    assert [text_of(subhead) for subhead in article.subheads] == ["Ferry still in dry dock"]
    assert text_of(article.deck) == "Eleven years, three brass bands and no ferry."
    assert article.byline.raw == "By Jane Doe, Sea correspondent"
    assert article.byline.persons[0] == Person("Jane Doe", "author", "Sea correspondent")
    assert article.dateline.raw == "SANDVIK, Norway, May 3"
    assert (article.dateline.place, article.dateline.region, article.dateline.date) == ("SANDVIK", "Norway", "May 3")
    assert article.dates.published == "2026-05-03T14:00:00+02:00"
    assert article.dates.embargo == "2026-05-03T16:00:00+02:00"
    assert article.dates.expires == "2026-05-10"
    assert (article.rights.holder, article.rights.year) == ("Example News Agency", "2026")
    assert article.rights.notice == "Not for use in Denmark."
    assert article.publication.name == "The Island Courier"
    assert (article.section, article.page) == ("News", "3")
    assert article.keywords == ("harbour", "ferries")
    assert article.slugline == "HARBOUR-OPENING"
    assert article.sources == (Source("Example News"),)
    assert article.language == "en-GB"
    assert article.series == "Coasts"


def test_attributes_without_a_field_are_kept_together() -> None:
    extra = article_of("rich").extra
    assert extra["nitf:meta/wire"] == "sea desk"
    assert extra["nitf:head/tobject"]["tobject.subject"][0] == {
        "@tobject.subject.refnum": "04015000",
        "@tobject.subject.type": "transport",
    }
    assert extra["nitf:head/docdata/ed-msg"] == {"@info": "Adds quote of the mayor"}


def test_the_body_of_nitf_becomes_blocks() -> None:
    article = article_of("rich")
    assert [type(block) for block in article.body] == [
        Paragraph, Figure, Embed, Crosshead, Paragraph, Quote, List, List, Table, Table, Code, Paragraph, Rule, Aside,
        Paragraph, Paragraph,
    ]  # fmt: skip
    first, quote, tagline = article.body[0], article.body[5], article.body[-2]
    assert isinstance(first, Paragraph)
    assert first.role == "body"
    assert isinstance(quote, Quote)
    assert text_of(quote.attribution) == "Olav Brekke, mayor"
    assert isinstance(tagline, Paragraph)
    assert tagline.role == "contribution"
    photo = article.photos[0]
    assert (photo.src, photo.alt, photo.credit) == ("quay.jpg", "A long quay without ships", "Ann Lee/Nordfoto")
    assert text_of(photo.caption) == "The quay on Sunday morning."
    assert article.notes[0].label == "1"


def test_entities_of_html_and_hidden_turns_are_settled() -> None:
    article = article_of("no-namespace-entities")
    assert text_of(article.headline) == "Fish\u00a0&\u00a0ships"
    (paragraph,) = article.body
    assert isinstance(paragraph, Paragraph)
    assert text_of(paragraph.text) == "Café — at the quay."
    assert article.extra["nitf:head/docdata/date.issue@norm"] == "not a date"


def test_the_encoding_that_xml_declares_is_followed() -> None:
    reading = read_fixture(SOUND["latin"])
    assert text_of(reading.edition.articles[0].headline) == "Café am Quai"
    assert reading.findings == ()


@pytest.mark.parametrize("path", fixtures("nitf", ".xml", broken=True), ids=lambda path: path.stem)
def test_broken_nitf_is_refused_with_its_line(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_fixture(path)
    assert caught.value.where.line
    assert caught.value.hint


def test_elements_too_deep_are_refused() -> None:
    deep = "<nitf><body><body.content>" + "<block>" * 150 + "x" + "</block>" * 150 + "</body.content></body></nitf>"
    with pytest.raises(InputError, match="inside each other"):
        read_bytes(deep.encode(), "deep.xml")
    with pytest.raises(InputError):
        read_bytes(deep.replace("block>", "block>" * 90).encode(), "deep.xml")


def test_every_line_of_nitf_is_traced() -> None:
    reading = read_fixture(SOUND["rich"])
    roles = {line.line: line.role for line in reading.trace}
    headline = next(line for line in reading.trace if "<hl1>" in line.text)
    assert headline.role == "headline, subheads"
    assert list(roles) == list(range(1, len(reading.trace) + 1))
