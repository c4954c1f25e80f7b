"""Fonts that go along, and lines that run from top to bottom, where the style asks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
import uharfbuzz
from epub_stories import FERRY, FULL, NAMESPACES, PLAIN, export, page, part, single
from lxml import etree
from msgspec.structs import replace

from exporter.backends.epub.fonts import MASKED, mask
from exporter.model import Code, Crosshead, Edition, Paragraph, rich
from exporter.preflight.epub import check_epub
from exporter.report import Report
from exporter.style.model import EpubStyle, Style

JAPANESE = replace(
    PLAIN,
    language="ja",
    headline=rich("灯台の光"),
    body=(Paragraph(rich("港の灯台に光が戻った。"), id="b1"), Paragraph(rich("人びとは夜の岸壁に集まった。"), id="b2")),
)


@pytest.fixture
def embedding(newspaper: Style) -> Style:
    return replace(newspaper, epub=EpubStyle(True, "horizontal"))


@pytest.fixture
def vertical(newspaper: Style) -> Style:
    return replace(newspaper, epub=EpubStyle(False, "vertical"))


def fonts_of(book: bytes) -> dict[str, bytes]:
    """Return the fonts in the book with their masks taken off."""
    package = etree.fromstring(part(book, "EPUB/content.opf"))
    identifier = package.xpath("string(//dc:identifier)", namespaces=NAMESPACES)
    with zipfile.ZipFile(BytesIO(book)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".ttf", ".otf"))]
        return {name: mask(archive.read(name), identifier) for name in names}


def test_fonts_hold_the_letters_of_the_story_and_few_others(embedding: Style) -> None:
    fonts = fonts_of(export(single(PLAIN), embedding))
    assert len(fonts) >= 4
    words = set("".join(run.text for block in PLAIN.body for run in block.text))  # type: ignore[union-attr]
    for data in fonts.values():
        letters = set(map(chr, uharfbuzz.Face(data).unicodes))
        assert words <= letters and "Ж" not in letters and len(data) < 60_000


def test_only_faces_that_something_is_set_in_go_along(embedding: Style) -> None:
    """A book without program text needs no face for it; one with a box, a table and code has theirs."""
    plain = set(fonts_of(export(single(PLAIN), embedding)))
    assert not [name for name in plain if "Mono" in name or "Code" in name]
    assert any("NotoSerifDisplay" in name for name in plain)
    code = replace(PLAIN, body=(*PLAIN.body, Code(text="print(1)"), Crosshead(rich("Ships"), level=2)))
    more = set(fonts_of(export(single(code), embedding))) - plain
    assert {name.rpartition("/")[2] for name in more} == {
        "SourceCodePro_400Regular.ttf",
        "SourceSans3_700Bold_Italic.ttf",  # minor crossheads
    }


def test_fonts_are_masked_and_listed_as_such(embedding: Style) -> None:
    book = export(single(PLAIN), embedding)
    listing = part(book, "META-INF/encryption.xml").decode()
    for name, clear in fonts_of(book).items():
        assert f'URI="{name}"' in listing
        stored = part(book, name)
        assert stored[:4] not in (b"OTTO", b"\x00\x01\x00\x00") and clear[:4] in (b"OTTO", b"\x00\x01\x00\x00")
        assert stored[MASKED:] == clear[MASKED:]


def test_apple_books_is_told_that_there_are_fonts(embedding: Style, newspaper: Style) -> None:
    package = part(export(single(PLAIN), embedding), "EPUB/content.opf").decode()
    assert '<meta property="ibooks:specified-fonts">true</meta>' in package
    assert 'ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"' in package
    assert b"ibooks" not in part(export(single(PLAIN), newspaper), "EPUB/content.opf")


def test_licences_go_along_with_the_fonts(embedding: Style) -> None:
    with zipfile.ZipFile(BytesIO(export(single(PLAIN), embedding))) as archive:
        licences = [name for name in archive.namelist() if name.endswith("-OFL.txt")]
        assert licences and all(b"SIL OPEN FONT LICENSE" in archive.read(name) for name in licences)


def test_every_face_of_the_style_sheet_is_in_the_book(embedding: Style) -> None:
    book = export(single(PLAIN), embedding)
    named = re.findall(r'src: url\("([^"]+)"\)', part(book, "EPUB/style.css").decode())
    assert named and {f"EPUB/{name}" for name in named} == set(fonts_of(book))


@pytest.mark.parametrize("edition", [single(FERRY), FULL], ids=["story", "edition"])
@pytest.mark.thorough
def test_a_book_with_fonts_is_sound(
    edition: Edition, embedding: Style, epubcheck: Callable[[bytes], list[str]]
) -> None:
    book = export(edition, embedding)
    assert epubcheck(book) == [] and check_epub(book) == ()
    assert book == export(edition, embedding)


def test_without_being_asked_a_book_has_no_fonts(newspaper: Style) -> None:
    book = export(single(PLAIN), newspaper)
    assert not fonts_of(book) and b"@font-face" not in part(book, "EPUB/style.css")


@pytest.mark.thorough
def test_japanese_runs_from_top_to_bottom_and_pages_from_right_to_left(
    vertical: Style, epubcheck: Callable[[bytes], list[str]]
) -> None:
    book = export(single(JAPANESE), vertical, Report())
    assert page(book, "a1.xhtml").get("class") == "vertical"
    assert b"vertical-rl" in part(book, "EPUB/style.css")
    spine = etree.fromstring(part(book, "EPUB/content.opf")).find("{*}spine")
    assert spine is not None and spine.get("page-progression-direction") == "rtl"
    assert epubcheck(book) == []


def test_other_languages_stay_level_in_a_vertical_style(vertical: Style) -> None:
    book = export(single(PLAIN), vertical)
    assert page(book, "a1.xhtml").get("class") is None
    spine = etree.fromstring(part(book, "EPUB/content.opf")).find("{*}spine")
    assert spine is not None and spine.get("page-progression-direction") == "ltr"
