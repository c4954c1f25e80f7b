"""WordPress export and REST, Ghost export: published posts, shortcodes, the library's pictures; nothing lost."""

import json
import re
from pathlib import Path

import pytest
from kept import fixtures, lost, read_fixture, strings, without_tags, xml_texts

from exporter.model import (
    Article,
    Break,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    Person,
    Quote,
    Table,
    text_of,
)  # fmt: skip
from exporter.model.walk import lead_photo_ids
from exporter.report import InputError

EXPORTS = {path.stem: path for path in fixtures("wxr", ".xml")}
REST = {path.stem: path for path in fixtures("wordpress", ".json")}
BROKEN = [*fixtures("wxr", ".xml", broken=True), *fixtures("wordpress", ".json", broken=True)]


def harbour() -> Article:
    (article,) = read_fixture(EXPORTS["rich"]).edition.articles
    return article


@pytest.mark.parametrize("path", EXPORTS.values(), ids=list(EXPORTS))
def test_no_text_node_of_an_export_is_lost(path: Path) -> None:
    edition = read_fixture(path).edition
    assert edition.articles[0].provenance.format == "wxr"
    tags = ("[caption", "[gallery", "[embed")
    texts = [text for text in xml_texts(path.read_bytes()) if not text.startswith(tags)]
    assert [text for text in texts if lost(re.sub(r"\[/(?:caption|box)\]|\[box\]", "", text), edition)] == []


@pytest.mark.parametrize("path", REST.values(), ids=list(REST))
def test_no_string_of_a_post_is_lost(path: Path) -> None:
    edition = read_fixture(path).edition
    for text in strings(json.loads(path.read_bytes())):
        assert not lost(without_tags(text), edition), text


def test_text_without_tags_gets_its_paragraphs() -> None:
    (article,) = read_fixture(EXPORTS["plain"]).edition.articles
    first, second = article.body
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert text_of(first.text) == "The new harbour opened on Sunday.\nWith waffles."
    assert text_of(second.text) == "The ferry did not come [sic]."


def test_a_post_is_read_block_by_block() -> None:
    article = harbour()
    assert [type(block) for block in article.body] == [
        Paragraph, Figure, Crosshead, Quote, Table, Break, Figure, Figure, Embed, Paragraph,
    ]  # fmt: skip
    quote, table = article.body[3], article.body[4]
    assert isinstance(quote, Quote)
    assert quote.pull
    assert text_of(quote.attribution) == "Olav Brekke"
    assert isinstance(table, Table)
    assert text_of(table.caption) == "Ferries a year"
    assert article.dateline.place == "SANDVIK"


def test_the_login_becomes_the_name_that_is_shown() -> None:
    article = harbour()
    assert article.byline.persons == (Person("Jane Doe", "author"),)
    assert article.extra["wxr:dc:creator"] == "jdoe"
    assert (article.section, article.keywords) == ("Ports", ("ferry",))
    assert article.publication.name == "The Courier"


def test_pictures_are_described_by_the_library() -> None:
    article = harbour()
    quay, keys, bands = article.photos
    assert lead_photo_ids(article) == (quay.id,)
    assert quay.headline == "An empty quay"
    assert keys.alt == "Two men and a key"
    assert keys.extra["address"] == "https://courier.example.org/up/keys.jpg"
    assert text_of(bands.caption) == "Three brass bands"
    gallery = article.body[7]
    assert isinstance(gallery, Figure)
    assert gallery.photos == (keys.id, bands.id)


def test_what_is_not_published_is_left_out_and_told() -> None:
    reading = read_fixture(EXPORTS["rich"])
    told = next(finding for finding in reading.findings if finding.code == "posts-skipped")
    assert "1 draft, 1 page, 1 post with a password" in told.message
    assert len(reading.edition.extra["wxr:skipped"]) == 3


def test_shortcodes_are_dropped_on_record() -> None:
    reading = read_fixture(EXPORTS["rich"])
    assert [line.text for line in reading.edition.articles[0].provenance.dropped] == [
        '[ad slot="3"]',
        "[box]",
        "[/box]",
    ]
    assert [f.code for f in reading.findings].count("shortcode-dropped") == 2


def test_rest_is_read_with_what_is_embedded() -> None:
    (article,) = read_fixture(REST["posts"]).edition.articles
    assert text_of(article.headline) == "Fish & ships"
    assert article.dates.published == "2026-05-03T12:00:00Z"
    assert article.byline.persons == (Person("Jane Doe", "author", bio="Writes about the sea."),)
    assert text_of(article.photos[0].caption) == "The quay."
    assert [type(block) for block in article.body] == [Paragraph, List]


def test_ghost_is_read_with_its_tables() -> None:
    (article,) = read_fixture(REST["ghost"]).edition.articles
    assert article.provenance.format == "ghost"
    assert text_of(article.deck) == "At last."
    assert article.byline.raw == "Jane Doe"
    assert article.section == "Ports"
    assert text_of(article.photos[0].caption) == "The quay"
    assert [type(block) for block in article.body] == [Paragraph, Figure]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_export_is_refused(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_fixture(path)
    assert caught.value.where.line
    assert caught.value.hint
