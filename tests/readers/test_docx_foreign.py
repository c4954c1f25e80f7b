"""Word files that are not ours are read by Word's own styles; what is not understood is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from word_edits import W, edited, word_xml

import exporter
from exporter.model import Article, Crosshead, Figure, List, Paragraph, Quote, Table, text_of
from exporter.pipeline import read_edition
from exporter.report import Report


def made(write: Callable[[Any], None]) -> bytes:
    """Return a Word file made with python-docx and its own template."""
    document = docx.Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(data: bytes, report: Report | None = None) -> Article:
    env = exporter.fixed_env({"letter.docx": data})
    return read_edition("letter.docx", env, report or Report()).articles[0]


def told(data: bytes) -> list[str]:
    report = Report()
    read(data, report)
    return [finding.code for finding in report.findings if finding.code.startswith("docx")]


def story(document: Any) -> None:
    document.add_paragraph("Boats stay in", style="Title")
    document.add_paragraph("Storm shuts the harbour", style="Subtitle")
    document.add_paragraph("By Mara Lind")
    document.add_paragraph("NORTHPORT, March 2 — The harbour master counted the boats twice.")
    document.add_heading("What comes next", 1)
    paragraph = document.add_paragraph("The council ")
    paragraph.add_run("votes").bold = True
    paragraph.add_run(" on ")
    paragraph.add_run("Thursday").italic = True
    document.add_heading("The money", 2)
    for words in ("One pier", "Two cranes"):
        document.add_paragraph(words, style="List Bullet")
    for words in ("First", "Second"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("We have seen worse.", style="Quote")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Year", "Boats", "2026", "41"), strict=True):
        cell.text = words


def test_title_subtitle_and_headings_are_the_head_and_the_crossheads() -> None:
    article = read(made(story))
    assert text_of(article.headline) == "Boats stay in"
    assert text_of(article.deck) == "Storm shuts the harbour"
    crossheads = [(text_of(block.text), block.level) for block in article.body if isinstance(block, Crosshead)]
    assert crossheads == [("What comes next", 1), ("The money", 2)]


def test_byline_and_dateline_are_known_by_their_words() -> None:
    article = read(made(story))
    assert article.byline.persons[0].name == "Mara Lind"
    assert article.dateline.place == "NORTHPORT"
    first = article.body[0]
    assert isinstance(first, Paragraph)
    assert text_of(first.text) == "The harbour master counted the boats twice."


def test_lists_quotations_tables_and_marks_are_kept() -> None:
    article = read(made(story))
    lists = [block for block in article.body if isinstance(block, List)]
    assert [(one.ordered, len(one.items)) for one in lists] == [(False, 2), (True, 2)]
    assert [text_of(block.blocks[0].text) for block in article.body if isinstance(block, Quote)] == [  # type: ignore[union-attr]
        "We have seen worse."
    ]
    table = next(block for block in article.body if isinstance(block, Table))
    assert [[text_of(cell.blocks[0].text) for cell in row] for row in table.rows] == [["Year", "Boats"], ["2026", "41"]]  # type: ignore[union-attr]
    marks = [run.marks for block in article.body if isinstance(block, Paragraph) for run in block.text if run.marks]
    assert marks == [("bold",), ("italic",)]


def test_without_a_title_the_heading_that_opens_the_file_is_the_headline() -> None:
    def write(document: Any) -> None:
        document.add_heading("Boats stay in", 1)
        document.add_paragraph("The harbour master counted the boats.")
        document.add_heading("What comes next", 2)
        document.add_paragraph("A vote.")

    article = read(made(write))
    assert text_of(article.headline) == "Boats stay in"
    assert [block.level for block in article.body if isinstance(block, Crosshead)] == [1]


def test_a_picture_with_its_caption_is_a_photo(tmp_path: Any) -> None:
    from word_edits import SAMPLES

    def write(document: Any) -> None:
        document.add_paragraph("Boats stay in", style="Title")
        document.add_paragraph("Text before the picture.")
        document.add_picture(str(SAMPLES / "pictures" / "harbour.jpg"))
        document.add_paragraph("The harbour at noon.", style="Caption")
        document.add_paragraph("Text behind it.")

    data = made(write)
    env = exporter.fixed_env({"letter.docx": data})
    article = exporter.read("letter.docx", env, Report()).articles[0]
    photo = article.photos[0]
    assert text_of(photo.caption) == "The harbour at noon."
    assert env.picture(photo.src).width > 100
    assert [type(block) for block in article.body] == [Paragraph, Figure, Paragraph]
    assert exporter.export(
        exporter.read("letter.docx", env, Report()), "epub", exporter.load_style("newspaper"), env, Report()
    )


def test_styles_that_say_nothing_are_named() -> None:
    def write(document: Any) -> None:
        document.styles.add_style("Sidebar Grey", 1)
        document.add_paragraph("Some words", style="Sidebar Grey")

    report = Report()
    read(made(write), report)
    messages = [finding.message for finding in report.findings if finding.code == "docx-style-guessed"]
    assert messages == ["styles taken for plain text: Sidebar Grey"]


def test_text_boxes_and_formulas_are_told() -> None:
    box = word_xml(
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )

    def add(root: Any) -> None:
        root.find(W + "body").insert(0, box)

    data = edited(made(lambda document: document.add_paragraph("Words")), add)
    assert [text_of(block.text) for block in read(data).body] == ["In the box", "Words"]  # type: ignore[union-attr]
    assert "docx-flattened" in told(data)


def test_a_file_without_styles_is_read_by_the_ids_of_words_own() -> None:
    from word_edits import packed, parts_of

    parts = parts_of(made(story))
    for name in list(parts):
        if name.startswith(("word/styles", "word/stylesWith")):
            del parts[name]
    article = read(packed(parts))
    assert text_of(article.headline) == "Boats stay in"
    assert [block.level for block in article.body if isinstance(block, Crosshead)] == [1, 2]
