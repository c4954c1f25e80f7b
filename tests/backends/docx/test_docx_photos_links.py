"""Photos with their words, links, languages and directions in a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree
from msgspec.structs import replace

from exporter.backends.docx import write
from exporter.backends.docx.languages import split_directions
from exporter.env import Env
from exporter.model import Article, Edition, Paragraph, Run, edition_of, rich
from exporter.model.links import safe_href
from exporter.report import Report
from exporter.style.model import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def document(edition: Edition, style: Style, env: Env) -> etree._Element:
    data = write(edition, style, env, Report())
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def test_every_picture_has_its_alternative_text_or_is_marked_as_decoration(
    full: Edition, newspaper: Style, env: Env
) -> None:
    drawings = list(document(full, newspaper, env).iter(WP + "docPr"))
    assert [node.get("descr") for node in drawings] == [
        "Boats lie side by side along a stone wall.", "A shovel in ice.", None, "A woman in oilskins.",
    ]  # fmt: skip
    decorative = [node for node in drawings if "decorative" in "".join(inner.tag for inner in node.iter())]
    assert decorative == [drawings[2]]
    assert [node.get("id") for node in drawings] == ["1", "2", "3", "4"]


def test_no_picture_is_wider_than_its_column_or_measure(full: Edition, style: Style, env: Env) -> None:
    widths = [int(node.get("cx")) / 12700 for node in document(full, style, env).iter(WP + "extent")]
    assert widths[0] <= style.page.measure + 0.1
    assert max(widths[1:]) <= style.page.column_width + 0.1


def test_a_picture_is_not_enlarged_past_the_resolution_of_the_style(
    full: Edition, look: Callable[[str], Style], env: Env
) -> None:
    style = look("clipping")
    rope = list(document(full, style, env).iter(WP + "extent"))[2]
    assert int(rope.get("cx")) / 12700 == pytest.approx(600 * 72 / style.photo.minimum_ppi, abs=0.1)


def test_a_picture_keeps_its_shape(full: Edition, newspaper: Style, env: Env) -> None:
    first = next(document(full, newspaper, env).iter(WP + "extent"))
    assert int(first.get("cx")) / int(first.get("cy")) == pytest.approx(1600 / 1067, rel=0.001)


def test_grey_is_an_effect_that_leaves_the_colours_in_the_file(
    full: Edition, look: Callable[[str], Style], env: Env
) -> None:
    assert len(list(document(full, look("newspaper"), env).iter(A + "grayscl"))) == 4
    assert list(document(full, look("magazine"), env).iter(A + "grayscl")) == []


def test_a_caption_is_kept_with_its_photo_and_is_no_wider(full: Edition, newspaper: Style, env: Env) -> None:
    data = zipfile.ZipFile(io.BytesIO(write(full, newspaper, env, Report())))
    styles = etree.fromstring(data.read("word/styles.xml"))
    photo = next(node for node in styles.iter(W + "style") if node.get(W + "styleId") == "Photo")
    assert photo.find(f"{W}pPr/{W}keepNext").get(W + "val") == "1"
    assert photo.find(f"{W}pPr/{W}spacing").get(W + "lineRule") == "auto"
    for picture in etree.fromstring(data.read("word/document.xml")).iter(W + "drawing"):
        paragraph = picture.getparent().getparent()
        below = paragraph.getnext().find(f"{W}pPr/{W}pStyle").get(W + "val")
        assert below == "Caption" or picture.find(f".//{WP}docPr").get("descr") is None


def test_the_caption_follows_the_order_of_the_style(full: Edition, newspaper: Style, env: Env) -> None:
    caption = next(
        node for node in document(full, newspaper, env).iter(W + "p") if "NORTHERLY" in "".join(node.itertext())
    )
    styles = [node.get(W + "val") for node in caption.iter(W + "rStyle")]
    assert styles == ["Catchline", "CreditChar"]


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("https://example.org/a b<c>", "https://example.org/a%20b%3Cc%3E"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("tel:+4712345678", "tel:+4712345678"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://user@example.org/", ""),
        ("https://example.org:port/", ""),
        ("//example.org/", ""),
        ("", ""),
    ],
)
def test_a_link_is_made_safe_or_refused(href: str, safe: str) -> None:
    assert safe_href(href, ascii_only=True) == safe


def test_a_refused_link_keeps_its_words_and_is_reported(newspaper: Style, env: Env) -> None:
    article = Article(body=(Paragraph(text=(Run("press here", (), "javascript:alert(1)"),)),))
    report = Report()
    data = zipfile.ZipFile(io.BytesIO(write(edition_of(article), newspaper, env, report)))
    assert b"press here" in data.read("word/document.xml")
    parts = [
        name for name in data.namelist() if not name.startswith("customXml/")
    ]  # there it is data, never an address
    assert not any(b"javascript" in data.read(name) for name in parts)
    assert [finding.code for finding in report.findings] == ["docx-link-refused"]


def test_runs_in_another_language_say_so(full: Edition, newspaper: Style, env: Env) -> None:
    root = document(full, newspaper, env)
    french = next(node for node in root.iter(W + "r") if "".join(node.itertext()) == "quelques mots")
    assert french.find(f"{W}rPr/{W}lang").get(W + "val") == "fr"
    english = next(node for node in root.iter(W + "r") if "".join(node.itertext()).startswith("Paragraph 3."))
    assert english.find(f"{W}rPr/{W}lang") is None


def test_a_right_to_left_story_is_marked_in_sections_paragraphs_and_runs(
    arabic: Edition, newspaper: Style, env: Env
) -> None:
    root = document(arabic, newspaper, env)
    paragraphs = [node for node in root.iter(W + "p") if "".join(node.itertext()).strip()]
    assert all(node.find(f"{W}pPr/{W}bidi") is not None for node in paragraphs)
    assert all(node.find(W + "bidi") is not None for node in root.iter(W + "sectPr"))
    latin = next(node for node in root.iter(W + "r") if "".join(node.itertext()) == "QP News")
    assert latin.find(f"{W}rPr/{W}rtl") is None
    assert sum(1 for node in root.iter(W + "rtl")) >= 3


def test_right_to_left_words_inside_a_left_to_right_line_are_marked() -> None:
    assert split_directions("Arabic مرحبا بكم inside", "ltr", "") == [
        ("Arabic ", False), ("مرحبا بكم", True), (" inside", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "plain", "عربي", "a عربي 12 b", "عربي QP News 3 عربي", "שלום (QP) שלום", "漢字 عربي"]
)
@pytest.mark.parametrize("side", ["ltr", "rtl"])
def test_cutting_by_direction_loses_nothing(text: str, side: str) -> None:
    assert "".join(piece for piece, _ in split_directions(text, side, "")) == text  # type: ignore[arg-type]


def test_a_story_without_anything_still_gives_a_file(style: Style, env: Env) -> None:
    root = document(edition_of(Article(headline=rich("Only a headline"))), style, env)
    assert "Only a headline" in "".join(root.itertext())


def test_captions_are_numbered_by_word_where_the_style_asks(full: Edition, newspaper: Style, env: Env) -> None:
    numbered = replace(newspaper, word_number_captions=True)
    parts = zipfile.ZipFile(io.BytesIO(write(full, numbered, env, Report())))
    root = etree.fromstring(parts.read("word/document.xml"))
    fields = [node for node in root.iter(W + "fldSimple") if " SEQ Photo " in node.get(W + "instr")]
    captions = [node for node in root.iter(W + "p") if node.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Caption"]
    assert ["".join(node.itertext()) for node in fields] == [str(number) for number in range(1, len(fields) + 1)]
    assert "".join(captions[0].itertext()).startswith("Photo\u00a01\u2002")
    plain = zipfile.ZipFile(io.BytesIO(write(full, newspaper, env, Report()))).read("word/document.xml")
    assert b" SEQ " not in plain
