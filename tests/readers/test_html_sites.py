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
         ["Photo: Lindqvist"], "fpphpqp-p"),
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


NOTES = {
    "as pandoc writes them": (
        '<p>{text}<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> and '
        '<a href="#fn2" id="fnref2"><sup>2</sup></a>.</p><p>{text}</p><section class="footnotes"><hr><ol>'
        '<li id="fn1"><p>One. <a href="#fnref1">↩︎</a></p></li><li id="fn2"><p>Two. <a href="#fnref2">↩︎</a></p></li>'
        "</ol></section>"
    ),
    "as WordPress writes them": (
        '<p>{text}<sup data-fn="u1" class="fn"><a href="#u1" id="u1-link">1</a></sup> and '
        '<sup data-fn="u2" class="fn"><a href="#u2" id="u2-link">2</a></sup>.</p><p>{text}</p>'
        '<ol class="wp-block-footnotes"><li id="u1">One. <a href="#u1-link">↩︎</a></li>'
        '<li id="u2">Two. <a href="#u2-link">↩︎</a></li></ol>'
    ),
    "as letters by mail have them": (
        '<p>{text}<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a> and '
        '<a class="footnote-anchor" id="footnote-anchor-2" href="#footnote-2">2</a>.</p><p>{text}</p>'
        '<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1">1</a><div><p>One.</p></div></div>'
        '<div class="footnote"><a id="footnote-2" href="#footnote-anchor-2">2</a><div><p>Two.</p></div></div>'
    ),
    "as Word writes them": (
        '<p>{text}<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> and <a href="#_ftn2" name="_ftnref2">[2]</a>.</p>'
        '<p>{text}</p><div><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> One.</p></div>'
        '<div id=ftn2><p><a href="#_ftnref2" name="_ftn2">[2]</a> Two.</p></div></div>'
    ),
}
TEXT = "The bridge over the Skell was closed again on Friday evening after engineers found a second crack in one pier"


@pytest.mark.parametrize("manner", NOTES)
def test_a_number_that_leads_to_a_note_and_back_is_the_call_of_a_note(manner: str, desk: Path) -> None:
    path = desk / "notes.html"
    path.write_text(
        f"<html><body><article><h1>Crack</h1>{NOTES[manner].format(text=TEXT)}</article></body></html>", "utf-8"
    )
    story = page(path, desk)
    assert [text_of(note.blocks[0].text) for note in story.notes if isinstance(note.blocks[0], Paragraph)] == [
        "One.",
        "Two.",
    ]
    first = story.body[0]
    assert isinstance(first, Paragraph)
    assert text_of(first.text) == f"{TEXT} and ."
    assert [run.note for run in first.text if run.note] == [note.id for note in story.notes]
    assert shape(story).rstrip("-") == "pp"


def test_a_number_that_leads_nowhere_or_not_back_is_text(desk: Path) -> None:
    path = desk / "notes.html"
    html = f'<p>{TEXT} <a href="#part">2</a> and <a href="#no">3</a>.</p><div id="part"><p>{TEXT}.</p></div>'
    path.write_text(f"<html><body><article><h1>Crack</h1>{html}</article></body></html>", "utf-8")
    story = page(path, desk)
    assert story.notes == ()
    assert shape(story) == "pp"
