"""Pages in the shapes of well-known sites and programs: their heads are read, and nothing of the page stays."""

import shutil
from pathlib import Path

import pytest

from exporter.env import real_env
from exporter.model import Article, Crosshead, Figure, List, Paragraph, Quote, Rule, Table, text_of
from exporter.readers import Given, read
from exporter.report import Report

PAGES = Path(__file__).parent / "fixtures" / "html"
FEEDS = PAGES.parent / "feed"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    picture = Path(__file__).parents[2] / "samples" / "pictures" / "tram.jpg"
    for name in ("bridge.jpg", "two.jpg", "puente.jpg"):
        shutil.copy(picture, tmp_path / name)
    return tmp_path


def page(path: Path, desk: Path) -> Article:
    (article,) = read(path.read_bytes(), path.name, Given(), real_env(desk), Report()).edition.articles
    return article


def shape(article: Article) -> str:
    """Return a letter for each block."""
    letters = {Paragraph: "p", Crosshead: "h", Figure: "f", Quote: "q", List: "l", Table: "t", Rule: "-"}
    return "".join(letters.get(type(block), "?") for block in article.body)


@pytest.mark.parametrize(
    ("name", "kicker", "headline", "deck", "byline", "date", "credits", "blocks"),
    [
        ("hashed-classes", "", "Second Crack Closes a Bridge", "Engineers said the new crack",
         "By Ada Finch Reporting from Ripon Falls", "2025-11-14", ["Mara Lindqvist for The Ellery Times"], "fppphppp"),
        ("named-parts", "", "Second crack closes bridge for weeks", "Engineers order closure",
         "Ada Finch in Ripon Falls", "2025-11-14", ["Photograph: Mara Lindqvist/The Ellery Guardian"], "fppppqp"),
        ("amp", "INFRAESTRUCTURAS", "Una segunda grieta cierra el puente", "Los ingenieros hallan",
         "Lucía Barrena", "2025-11-14", ["MARA LINDQVIST"], "fpphp"),
        ("reader-view", "", "Second Crack Closes a Bridge", "", "Ada Finch", "", ["Photo: Mara Lindqvist"], "ppfphpp"),
        ("blocks", "Lokales", "Zweiter Riss", "", "von Inka Petersen", "2025-11-14", ["Foto: Lindqvist", ""],
         "fphlpqphtfpp-pl"),
        ("blog", "", "What a crack is worth", "", "Posted by Ada Finch", "", ["", "Photo: Lindqvist"], "ffppppp"),
        ("claps", "", "What a crack is worth", "The bridge is shut again", "Ada Finch", "2025-11-14", [""], "fpphpqpp"),
        ("letter", "", "What a crack is worth", "The bridge is shut again", "Ada Finch", "2025-11-14",
         ["Photo: Lindqvist"], "fpphpqp-ppp"),
        ("docs-paste", "", "Second crack closes bridge", "", "By Ada Finch", "", [], "pplpt"),
        ("word-mail", "", "Second crack closes bridge", "", "By Ada Finch", "", [""], "pplhpfpp"),
    ],
)  # fmt: skip
def test_a_page_gives_its_head_and_its_story(
    name: str,
    kicker: str,
    headline: str,
    deck: str,
    byline: str,
    date: str,
    credits: list[str],
    blocks: str,
    desk: Path,
) -> None:
    story = page(PAGES / f"{name}.html", desk)
    head = (text_of(story.kicker), text_of(story.headline), story.byline.raw, story.dates.published[:10])
    assert head == (kicker, headline, byline, date)
    assert text_of(story.deck).startswith(deck)
    assert bool(story.deck) == bool(deck)
    assert [photo.credit for photo in story.photos] == credits
    assert shape(story) == blocks
    assert all(line.reason for line in story.provenance.dropped)


def test_a_quotation_in_a_box_of_its_own_is_a_pull_quote_with_its_speaker(desk: Path) -> None:
    (quote,) = [block for block in page(PAGES / "named-parts.html", desk).body if isinstance(block, Quote)]
    assert quote.pull
    assert text_of(quote.attribution) == "Nadia Oyelaran"


def test_what_a_gallery_says_of_a_photo_that_is_known_stays(desk: Path) -> None:
    figures = [block for block in page(PAGES / "blocks.html", desk).body if isinstance(block, Figure)]
    assert [text_of(figure.caption) for figure in figures] == ["", "Bild eins"]


def test_items_of_a_list_of_word_lose_the_signs_that_word_sets(desk: Path) -> None:
    (items,) = [block for block in page(PAGES / "word-mail.html", desk).body if isinstance(block, List)]
    texts = [text_of(block.text) for item in items.items for block in item if isinstance(block, Paragraph)]
    assert texts == ["First point", "Second point"]


def test_a_part_of_a_page_is_html_but_text_in_pointed_brackets_is_not(desk: Path) -> None:
    part = desk / "body.txt"
    part.write_text("<p>The bridge over the Skell was closed <b>again</b> on Friday.</p>\n<p>It rained.</p>", "utf-8")
    assert [text_of(block.text) for block in page(part, desk).body if isinstance(block, Paragraph)] == [
        "The bridge over the Skell was closed again on Friday.",
        "It rained.",
    ]
    part.write_text("<applause>\n\nThe bridge over the Skell was closed again on Friday.\n", "utf-8")
    assert page(part, desk).provenance.format == "clipping"


def test_what_the_program_of_a_feed_writes_into_a_story_is_dropped_on_record(desk: Path) -> None:
    story = page(FEEDS / "letter.xml", desk)
    assert shape(story) == "fppp"
    dropped = " ".join(line.text for line in story.provenance.dropped)
    assert "Thanks for reading!" in dropped
    assert "appeared first on" in dropped
    assert "Continue reading on Claps" in dropped
