"""Fonts: all in the file, only what is used of them, TrueType and CFF alike, every code with its right text."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from msgspec.structs import replace
from pdfminer.high_level import extract_text
from pdfpages import (
    BOLD,
    ITALIC,
    MONO,
    SANS,
    SERIF,
    Sheet,
    export,
    full_edition,
    full_sheets,
    newspaper,
    plain,
    shape,
    story,
)
from pdfvalidators import check_page_validation, check_verapdf

from exporter.backends.pdf.canvas import PdfCanvas
from exporter.backends.pdf.cff import is_cid_keyed, make_cid_keyed
from exporter.backends.pdf.fonts import FontStore, _table, _to_unicode
from exporter.backends.pdf.write import write
from exporter.env import fixed_env
from exporter.model import Paragraph, rich
from exporter.report import Report
from exporter.style.fonts import Face, FontBook

WORDS = "the boat sails far and comes back home|ward after the storm is o|ver"


@pytest.fixture
def square_otf(tmp_path: Path) -> Path:
    """Return an OpenType font with CFF outlines: each letter is a square with a slope of its own."""
    names = [".notdef", "space", "hyphen", *(chr(97 + index) for index in range(26))]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space", 45: "hyphen", **{97 + index: chr(97 + index) for index in range(26)}})
    outlines = {}
    for index, name in enumerate(names):
        pen = T2CharStringPen(500, None)
        if name != "space":
            pen.moveTo((50, 0))
            pen.lineTo((450 - 5 * index, 0))
            pen.lineTo((450, 500))
            pen.lineTo((50, 500))
            pen.closePath()
        outlines[name] = pen.getCharString()
    builder.setupCFF("SquareCFF", {"FullName": "Square CFF"}, outlines, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular", "psName": "SquareCFF"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path / "Square.otf"
    builder.save(path)
    return path


def test_every_font_is_embedded_as_a_subset_with_its_text_and_helvetica_is_not_there() -> None:
    data = export(full_edition(), *full_sheets())
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = dict(pdf.pages[0].Resources.Font)
        assert len(fonts) == 5
        for font in fonts.values():
            assert re.fullmatch(r"/[A-Z]{6}\+[A-Za-z0-9-]+", str(font.BaseFont))
            assert font.Subtype == "/Type0" and font.Encoding == "/Identity-H"
            assert "/ToUnicode" in font
            assert 1000 < len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) < 60_000
        assert not any("Helvetica" in str(item) for item in pdf.objects)


def test_widths_in_the_file_are_those_of_the_face() -> None:
    sheet = Sheet()
    sheet.text("a1-b1", "Width", BOLD)
    face = sheet.book.face(BOLD)
    with pikepdf.open(BytesIO(export(story(Paragraph(id="a1-b1", text=rich("Width"))), sheet))) as pdf:
        (font,) = dict(pdf.pages[0].Resources.Font).values()
        row = list(font.DescendantFonts[0].W)
    widths: dict[int, float] = {}
    for first, values in zip(row[::2], row[1::2], strict=True):
        widths |= {int(first) + index: float(value) for index, value in enumerate(values)}
    assert widths == {face.glyph(letter): face.advance(face.glyph(letter)) for letter in "Width"}


def test_letters_stand_where_they_were_shaped() -> None:
    sheet = Sheet()
    end = sheet.text("a1-b1", "AVATAR To Ty", SERIF, 20, stretch=0.97, tracking=0.1)
    data = export(story(Paragraph(id="a1-b1", text=rich("AVATAR To Ty"))), sheet)
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(index, loose=True) for index in range(text.count_chars())]
        text.close()
        page.close()
    assert boxes[0][0] == pytest.approx(30, abs=0.1)
    assert boxes[-1][2] == pytest.approx(end, abs=0.4)


def test_a_cff_font_is_embedded_and_its_divided_words_come_out_whole(square_otf: Path) -> None:
    style = replace(newspaper(), font_folders=(square_otf.parent,))
    sheet = Sheet(style=style)
    sheet.paragraph("a1-b1", WORDS, font=square_otf.name)
    edition = story(Paragraph(id="a1-b1", text=rich(plain(WORDS))))
    data = write((sheet.page(),), edition, style, fixed_env(), Report())
    assert plain(WORDS) in " ".join(extract_text(BytesIO(data)).split())
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        text = page.get_textpage()
        assert plain(WORDS) in " ".join(text.get_text_range().split())
        text.close()
        page.close()
    with pikepdf.open(BytesIO(data)) as pdf:
        (font,) = dict(pdf.pages[0].Resources.Font).values()
        assert font.DescendantFonts[0].Subtype == "/CIDFontType0"
        assert font.DescendantFonts[0].FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"
    assert check_verapdf(data, "2a") == []
    assert check_page_validation(data, "2a") == []


def test_glyphs_repeated_at_the_end_of_a_cff_font_have_the_same_outlines(square_otf: Path) -> None:
    outlines = _table(Face("square", square_otf).subset_outlines(range(20)), b"CFF ")
    assert not is_cid_keyed(outlines)
    made = make_cid_keyed(outlines, [2, 5], 29)
    assert is_cid_keyed(made)
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(made), None)
    glyphs = fonts[0].CharStrings.charStringsIndex
    assert len(glyphs) == 31
    assert glyphs[29].bytecode == glyphs[2].bytecode
    assert glyphs[30].bytecode == glyphs[5].bytecode != glyphs[2].bytecode


def test_a_word_is_set_alike_whatever_its_letters_carried_before() -> None:
    """So it is set once for all files: with their codes gone to a drop cap's word, half of a story was set anew."""
    book = FontBook(newspaper().font_folders)
    word, plain_font, font = shape("eoul", book.face(SERIF)), *(FontStore(book, PdfCanvas("en")) for _ in range(2))
    font.font(SERIF).carrying(word, (" ",) * 4, 9.0)
    assert font.font(SERIF).fragment(word, 9.0) == plain_font.font(SERIF).fragment(word, 9.0)


@pytest.mark.parametrize("name", [SERIF, ITALIC, BOLD, SANS, MONO])
def test_outlines_taken_from_their_tables_alone_are_those_of_the_whole_font(name: str) -> None:
    face = FontBook(newspaper().font_folders).face(name)
    glyphs = [face.glyph(letter) for letter in "Ångström, fi 1/2"]
    wanted, flags = uharfbuzz.SubsetInput(), uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.DESUBROUTINIZE | flags.NO_LAYOUT_CLOSURE
    wanted.glyph_set.update(glyphs)
    whole, alone = bytes(uharfbuzz.subset(face.hb_face, wanted).blob.data), face.subset_outlines(glyphs)
    assert len(alone) < len(whole)
    for tag in (b"glyf", b"loca", b"hmtx", b"hhea", b"maxp"):
        assert _table(alone, tag) == _table(whole, tag) != b""


def test_neighbours_share_a_line_of_the_table_of_characters_where_the_last_byte_alone_counts_on() -> None:
    """Of codes and of characters: ISO 32000-1, 9.10.3."""
    letters = {code: chr(code) for code in (97, 98, 99)}
    edges = {255: "d", 256: "e", 300: "\u00ff", 301: "\u0100", 400: "fi", 401: "j", 402: "\U0001f600"}
    table = _to_unicode(letters | edges).decode()
    assert "1 beginbfrange\n<0061> <0063> <0061>\nendbfrange" in table
    assert re.findall(r"^<(\w+)> <\w+>$", table.partition("beginbfchar")[2], re.MULTILINE) == [
        "00FF", "0100", "012C", "012D", "0190", "0191", "0192",
    ]  # fmt: skip
