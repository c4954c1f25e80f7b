"""What is copied, searched or read aloud is what was written, whichever reader does it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from pdfminer.high_level import extract_text
from pdfpages import ITALIC, PARAGRAPH, SERIF, Sheet, export, newspaper, plain, shape, story

import exporter
from exporter.backends.pdf.division import CHARACTERS_A_CODE, carry_divided_words, share_word
from exporter.backends.pdf.fonts import share, share_clusters
from exporter.env import fixed_env
from exporter.model import Paragraph, rich
from exporter.page import Text
from exporter.report import Report


def _command(*words: str) -> Callable[[bytes, Path], str]:
    def read(data: bytes, folder: Path) -> str:
        if shutil.which(words[0]) is None:
            pytest.skip(f"{words[0]} is not installed")
        path = folder / "read.pdf"
        path.write_bytes(data)
        filled = [str(path) if word == "FILE" else word for word in words]
        return subprocess.run(filled, capture_output=True, text=True, check=True).stdout

    return read


def _pdfium(data: bytes, folder: Path) -> str:
    with pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
        return "".join(texts)


def _pdfium_bounded(data: bytes, folder: Path) -> str:
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded()
        text_page.close()
        page.close()
        return text


READERS: dict[str, Callable[[bytes, Path], str]] = {
    "pdftotext -raw": _command("pdftotext", "-raw", "FILE", "-"),
    "pdftotext": _command("pdftotext", "FILE", "-"),
    "pdfinfo -struct-text": _command("pdfinfo", "-struct-text", "FILE"),
    "mutool": _command("mutool", "draw", "-q", "-F", "txt", "FILE"),
    "pdfium": _pdfium,
    "pdfium bounded": _pdfium_bounded,
    "pdfminer": lambda data, folder: extract_text(BytesIO(data)),
}


def _set(words: str, **more: float) -> bytes:
    sheet = Sheet()
    sheet.paragraph("a1-b1", words, **more)  # type: ignore[arg-type]
    return export(story(Paragraph(id="a1-b1", text=rich(plain(words)))), sheet)


@pytest.mark.parametrize("reader", READERS)
def test_a_paragraph_with_divided_words_comes_out_verbatim(reader: str, tmp_path: Path) -> None:
    assert plain(PARAGRAPH) in " ".join(READERS[reader](_set(PARAGRAPH), tmp_path).split())


@pytest.mark.parametrize("reader", READERS)
def test_a_word_with_a_long_rest_comes_out_whole(reader: str, tmp_path: Path) -> None:
    words = "Die Pro|vidungsverordnungsgesetz, so heißt es, gilt."
    assert plain(words) in " ".join(READERS[reader](_set(words), tmp_path).split())


@pytest.mark.parametrize("reader", READERS)
def test_an_address_of_many_lines_loses_no_letter(reader: str, tmp_path: Path) -> None:
    """One code that carried 450 characters lost two thirds of them in poppler."""
    address = "https://port.example/" + "archive/" * 60
    article = story(Paragraph(id="a1-b1", text=rich(f"The file lies at {address} for all to read.")))
    data = exporter.export(article, "pdf", newspaper(), fixed_env(), Report())
    assert address in "".join(READERS[reader](data, tmp_path).split())


@pytest.mark.parametrize("reader", READERS)
def test_a_word_divided_from_column_to_column_comes_out_whole(reader: str, tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.at(30, "a1-b1", "It ends the col")
    sheet.items.pop()
    sheet.at(30, "a1-b1", "It ends the ")
    sheet.at(90, "a1-b1", "col-", replaces="column,")
    sheet.y = 40
    sheet.at(200, "a1-b1", "umn,", replaces="")
    sheet.at(230, "a1-b1", " and goes on.")
    text = "It ends the column, and goes on."
    data = export(story(Paragraph(id="a1-b1", text=rich(text))), sheet)
    assert text in " ".join(READERS[reader](data, tmp_path).split())


@pytest.mark.parametrize("reader", READERS)
def test_punctuation_in_another_face_stays_with_the_divided_word(reader: str, tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.at(30, "a1-b1", "She read Ham-", ITALIC, replaces="Hamlet")
    sheet.items.pop()
    sheet.at(30, "a1-b1", "Ham-", ITALIC, replaces="Hamlet")
    sheet.y += 11
    sheet.at(30, "a1-b1", "let", ITALIC, replaces="")
    sheet.at(42, "a1-b1", ", then left.", SERIF)
    text = "Hamlet, then left."
    data = export(story(Paragraph(id="a1-b1", text=rich(text))), sheet)
    assert text in " ".join(READERS[reader](data, tmp_path).split())


@pytest.mark.parametrize("reader", sorted(READERS.keys() - {"pdfminer"}))  # which sorts text by place
def test_a_drop_cap_belongs_to_its_word(reader: str, tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.y = 62
    sheet.at(30, "a1-b1", "“S", size=30)
    sheet.y = 40
    sheet.at(62, "a1-b1", "eoul, it says, ")
    sheet.y = 51
    sheet.at(62, "a1-b1", "is cold.”")
    text = "“Seoul, it says, is cold.”"
    data = export(story(Paragraph(id="a1-b1", text=rich(text))), sheet)
    assert text in " ".join(READERS[reader](data, tmp_path).split())


def test_a_raised_figure_behind_a_short_word_is_no_rest_of_a_drop_cap() -> None:
    sheet = Sheet()
    end = sheet.at(30, "a1-b1", "It")
    sheet.y -= 3
    sheet.at(end, "a1-b1", "2", size=5)
    assert carry_divided_words([item for item in sheet.items if isinstance(item, Text)]) == {}


@pytest.mark.parametrize("reader", READERS)
def test_a_ligature_is_copied_as_its_letters(reader: str, tmp_path: Path) -> None:
    assert "The office affidavit" in " ".join(READERS[reader](_set("The office affidavit"), tmp_path).split())


@pytest.mark.parametrize("reader", READERS)
def test_small_capitals_and_no_break_spaces_keep_their_own_characters(reader: str, tmp_path: Path) -> None:
    sheet = Sheet()
    end = sheet.at(30, "a1-b1", "Seoul nato NATO ", features=("smcp", "c2sc"))
    sheet.at(end, "a1-b1", "Page\u00a07 of 9")
    data = export(story(Paragraph(id="a1-b1", text=rich("Seoul nato NATO Page\u00a07 of 9"))), sheet)
    assert "Seoul nato NATO Page 7 of 9" in " ".join(READERS[reader](data, tmp_path).split())


def test_letters_outside_the_basic_plane_and_marks_on_letters_survive() -> None:
    words = "Größe, naïve, x\u0301y, \U0001d49c."
    assert words in _pdfium(_set(words), Path())


def test_what_a_glyph_carries_never_exceeds_what_old_readers_take() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    own = ["D", "o", "n", "a", "u", "-"]
    shares = share_word(word, own)
    assert "".join(shares) == word
    assert len(shares) == len(own)
    assert max(len(share) for share in shares) <= CHARACTERS_A_CODE


def test_a_short_rest_leaves_the_other_glyphs_their_own_characters() -> None:
    assert share_word("meeting,", ["m", "e", "e", "t", "-"]) == ["m", "e", "e", "t", "ing,"]
    assert share_word("office", ["o", "ffi", "-"]) == ["o", "ffi", "ce"]


def test_the_characters_of_a_cluster_are_spread_over_its_glyphs() -> None:
    assert share("\u00e9", 2) == ("e", "\u0301")
    assert share("a", 2) == ("a", "")
    assert share_clusters(("x", "\u00e9", "", "y")) == ("x", "e", "\u0301", "y")


@pytest.mark.parametrize("said", ["She said ערפל מעל נמל at noon.", "ערפל מעל Halden נמל"])
@pytest.mark.parametrize("reader", ["pdftotext -raw", "pdftotext"])
def test_words_from_right_to_left_come_out_in_the_order_of_reading(reader: str, said: str, tmp_path: Path) -> None:
    edition = story(Paragraph(id="a1-b1", text=rich(said)), language="en" if said.startswith("She") else "he")
    read = READERS[reader](exporter.export(edition, "pdf", newspaper(), fixed_env(), Report()), tmp_path)
    places = [read.find(word) for word in said.split()]
    assert places == sorted(places)
    assert min(places) >= 0


@pytest.mark.parametrize("reader", ["pdftotext -raw", "pdftotext", "pdfium", "pdfium bounded"])
@pytest.mark.parametrize(
    ("said", "glyphs"),
    [
        ("\u0633\u0644\u0627\u0645", ("\u0645", "\u0644\u0627", "\u0633")),
        ("\u0645\u064e\u0646", ("\u0646", "\u0645\u064e")),
    ],
    ids=["lam-alef", "a letter with its mark"],
)
def test_letters_in_one_glyph_of_a_word_from_right_to_left_are_not_exchanged(
    reader: str, said: str, glyphs: tuple[str, ...], tmp_path: Path
) -> None:
    """As poppler and pdfium turn the characters of the word round, those of a ligature too."""
    sheet = Sheet()
    latin = shape("abc"[: len(glyphs)], sheet.book.face(SERIF))
    sheet.items.append(Text(30, 40, SERIF, 9, ((0.0, replace(latin, texts=glyphs)),), block="a1-b1", rtl=True))
    data = export(story(Paragraph(id="a1-b1", text=rich(said)), language="ar"), sheet)
    assert said in READERS[reader](data, tmp_path)
