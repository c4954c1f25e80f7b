"""Web pages: the story is found, walked and its head read, with trafilatura as oracle and without."""

from io import BytesIO

import pytest
from kept import FIXTURES, fixtures, letters, lost, read_bytes, read_fixture, without_tags
from PIL import Image

from exporter.model import Article, Crosshead, Embed, Figure, List, Paragraph, Person, Quote, Table, text_of
from exporter.model.walk import plain_text
from exporter.readers.html import oracle
from exporter.report import InputError

RICH = FIXTURES / "html" / "rich.html"


@pytest.fixture(params=["plain rule", "oracle"])
def asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have the page read without trafilatura, and with an oracle that knows the story's own paragraphs."""
    if request.param == "plain rule":
        monkeypatch.setattr(oracle, "find_spec", lambda name: None)
    else:
        story = RICH.read_text("utf-8").partition('<div class="body">')[2].partition('<div class="newsletter">')[0]
        text = without_tags(story).replace("Share", "").replace("Read more", "").replace("Storm hits coast", "")
        monkeypatch.setattr(oracle, "find_spec", lambda name: True)
        monkeypatch.setattr(oracle, "_ask", lambda page, answers: answers.append(text))
    return str(request.param)


def quay() -> bytes:
    picture = BytesIO()
    Image.new("L", (40, 30)).save(picture, "PNG")
    return picture.getvalue()


def rich() -> Article:
    (article,) = read_fixture(RICH, {"harbour_files/quay.png": quay()}).edition.articles
    return article


def test_a_plain_page_is_a_story(asked: str) -> None:
    (article,) = read_fixture(FIXTURES / "html" / "plain.html").edition.articles
    assert article.provenance.format == "html"
    assert text_of(article.headline) == "Harbour opens without a ship"
    assert article.dateline.place == "SANDVIK"
    assert [type(block) for block in article.body] == [Paragraph, Paragraph]


def test_the_head_comes_from_the_page_and_what_it_tells_machines(asked: str) -> None:
    article = rich()
    assert text_of(article.headline) == "Harbour opens without a ship"
    assert article.headline[1].marks == ("italic",)
    assert text_of(article.kicker) == "Ports"
    assert text_of(article.deck) == "Eleven years, three brass bands and no ferry."
    assert article.byline.raw == "By Jane Doe"
    assert article.byline.persons == (
        Person("Jane Doe", "author", "Sea correspondent", uri="https://courier.example.org/jane"),
    )
    assert article.dates.published == "2026-05-03T14:00:00+02:00"
    assert article.publication.name == "The Island Courier"
    assert article.section == "News"
    assert article.keywords == ("Ports", "harbour", "ferries")
    assert article.language == "en-GB"
    assert article.url == "https://courier.example.org/2026/harbour.html"
    assert article.rights.holder == "Courier Ltd"


def test_figures_tables_lists_and_quotations_survive(asked: str) -> None:
    article = rich()
    kinds = [type(block) for block in article.body if not isinstance(block, Figure)]
    assert kinds == [Paragraph, Paragraph, Crosshead, Paragraph, Quote, Table, List, Embed, Paragraph]


def test_the_picture_of_the_saved_page_is_found(asked: str) -> None:
    article = rich()
    (photo,) = article.photos
    assert photo.src == "harbour_files/quay.png"
    assert (text_of(photo.caption), photo.credit) == ("The quay on Sunday.", "Ann Lee/Nordfoto")
    assert photo.alt == "A long quay"


def test_furniture_is_on_record_and_not_in_the_story(asked: str) -> None:
    article = rich()
    text = plain_text(article.body)
    for words in ("Share", "Storm hits coast", "newsletter", "Home", "© 2026", "tracking"):
        assert words not in text
    for words in ("Share", "Storm hits coast", "never miss a ship", "Home", "© 2026 Courier Ltd"):
        assert any(words in line.text for line in article.provenance.dropped), words


def test_no_words_of_a_page_are_lost(asked: str) -> None:
    for path in fixtures("html", ".html"):
        edition = read_fixture(path).edition
        body = path.read_text("latin-1" if path.stem == "soup" else "utf-8").partition("<body")[2].partition(">")[2]
        missing = [text for text in without_tags(body).split("\n") if letters(text) and lost(text, edition)]
        assert missing == [], path.name


def test_old_pages_without_paragraphs_are_read(asked: str) -> None:
    (article,) = read_fixture(FIXTURES / "html" / "soup.html").edition.articles
    assert any(
        "Der neue Hafen wurde am Sonntag" in text_of(block.text)
        for block in article.body
        if isinstance(block, Paragraph)
    )
    assert "Zwei" not in plain_text(article.body)


def test_a_page_without_text_is_refused(asked: str) -> None:
    (path,) = fixtures("html", ".html", broken=True)
    with pytest.raises(InputError) as caught:
        read_fixture(path)
    assert caught.value.hint


def test_a_page_too_deep_is_refused() -> None:
    with pytest.raises(InputError):
        read_bytes(b"<!DOCTYPE html><body>" + b"<div>" * 5000 + b"x", "deep.html")


def test_an_oracle_that_takes_too_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(oracle, "find_spec", lambda name: True)
    monkeypatch.setattr(oracle, "SECONDS", 0.05)
    monkeypatch.setattr(oracle, "_ask", lambda page, answers: time.sleep(0.3))
    reading = read_fixture(FIXTURES / "html" / "plain.html")
    assert "page-slow" in [finding.code for finding in reading.findings]
    assert len(reading.edition.articles[0].body) == 2


def test_trafilatura_itself_finds_the_story() -> None:
    pytest.importorskip("trafilatura")
    assert "The first ship is now expected" in plain_text(rich().body)


def test_the_links_of_kicker_and_headline_are_the_pages_and_no_finding() -> None:
    page = (
        "<html><body><article><span class='kicker'><a href='/transport'>Transport</a></span>"
        "<h1><a href='/night-buses'>Night buses return</a></h1><p>The first bus left at <a href='https://a.example/'>"
        "ten</a> past one on Saturday morning with 31 people aboard.</p></article></body></html>"
    )
    reading = read_bytes(page.encode(), "page.html")
    (article,) = reading.edition.articles
    assert (text_of(article.kicker), article.kicker[0].href, article.headline[0].href) == ("Transport", "", "")
    assert [finding.code for finding in reading.findings if finding.code == "link-refused"] == []
    assert "/transport" in [line.text for line in article.provenance.dropped]
