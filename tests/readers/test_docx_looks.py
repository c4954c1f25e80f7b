"""Manuscripts as journalists type them: no styles, a bold line on top, pictures with a line below."""

from pathlib import Path
from typing import Any

import pytest
from docx.shared import Pt
from test_docx_foreign import made, read, told

from exporter.model import Crosshead, Figure, Paragraph, Table, text_of

PICTURE = str(Path(__file__).parents[2] / "samples" / "pictures" / "harbour.jpg")
LONG = "The council voted 11 to 4 on Monday to rebuild the harbour wall, which was damaged in the storm of January."


def line(document: Any, text: str, size: float = 0, bold: bool = False, italic: bool = False) -> None:
    run = document.add_paragraph().add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)


def manuscript(document: Any) -> None:
    line(document, "COUNCIL", size=9)
    line(document, "Harbour wall to be rebuilt", size=16, bold=True)
    line(document, "The cost has doubled. Residents ask who pays.", italic=True)
    line(document, "By Marta Lindqvist")
    line(document, f"PORT ELLEN, March 9 — {LONG}")
    document.add_picture(PICTURE)
    line(document, "The wall on Monday. Photo: Jon Aas", size=9, italic=True)
    line(document, "Who pays what", bold=True)
    table = document.add_table(2, 2)
    for number, (cell, words) in enumerate(zip(table._cells, ("Payer", "Share", "State", "50 %"), strict=True)):
        cell.paragraphs[0].add_run(words).bold = number < 2 or None
    line(document, "Source: town treasury", size=8)
    line(document, "Bold words open this paragraph, and nobody takes it for a crosshead.", bold=True)
    line(document, LONG)
    line(document, "-- end --")


def test_a_manuscript_without_styles_is_read_by_its_looks() -> None:
    article = read(made(manuscript))
    assert text_of(article.kicker) == "COUNCIL"
    assert text_of(article.headline) == "Harbour wall to be rebuilt"
    assert text_of(article.deck) == "The cost has doubled. Residents ask who pays."
    assert (article.byline.raw, article.dateline.place) == ("By Marta Lindqvist", "PORT ELLEN")
    assert article.headline[0].marks == article.deck[0].marks == ()
    kinds = [type(block) for block in article.body]
    assert kinds == [Paragraph, Figure, Crosshead, Table, Paragraph, Paragraph]
    table = article.body[3]
    assert isinstance(table, Table)
    assert (table.head_rows, text_of(table.source)) == (1, "Source: town treasury")


def test_caption_and_credit_below_a_picture_are_parted() -> None:
    (photo,) = read(made(manuscript)).photos
    assert (text_of(photo.caption), photo.credit) == ("The wall on Monday.", "Photo: Jon Aas")


def test_what_the_looks_told_is_said_once() -> None:
    assert told(made(manuscript)) == ["docx-looks"]


def test_a_plain_letter_has_no_headline_made_up() -> None:
    def letter(document: Any) -> None:
        line(document, "Dear editor, your report was right.")
        line(document, LONG)

    article = read(made(letter))
    assert article.headline == ()
    assert len(article.body) == 2


def test_a_paragraph_below_a_picture_in_the_same_type_stays_text() -> None:
    def plain(document: Any) -> None:
        line(document, "A headline", bold=True)
        line(document, LONG)
        document.add_picture(PICTURE)
        line(document, LONG)

    assert [type(block) for block in read(made(plain)).body] == [Paragraph, Figure, Paragraph]


@pytest.mark.parametrize("text", ["von Karl Ostermann", "by Jane Doe and Tom Roe"])
def test_a_byline_may_open_with_a_small_letter(text: str) -> None:
    def titled(document: Any) -> None:
        document.add_paragraph("Market moves", style="Title")
        line(document, text)
        line(document, LONG)

    assert read(made(titled)).byline.raw == text
