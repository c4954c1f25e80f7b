"""Faces: measures, collections, variable fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection
from squares import square

from exporter.backends.epub.glyphs import draw_letter
from exporter.report import ResourceError
from exporter.style.borrowed import font_files
from exporter.style.fonts import FontBook, file_name
from exporter.style.likeness import size_beside
from exporter.style.load import load_style


def advance(folder: Path, key: str) -> float:
    face = FontBook((folder,)).face(key)
    return face.advance(face.glyph("A"))


def test_a_face_of_a_collection_is_named_by_its_number(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [square(500), square(800)]
    collection.save(tmp_path / "two.ttc")
    assert advance(tmp_path, "two.ttc") == 500
    assert advance(tmp_path, "two.ttc#1") == 800


def test_an_axis_of_a_variable_font_is_pinned_by_its_key(tmp_path: Path) -> None:
    font = square(500)
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 400, 400, 900, "Weight")], [])
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    wider = [(0, 0), (0, 0), (200, 0), (200, 0), (0, 0), (200, 0), (0, 0), (0, 0)]
    builder.setupGvar({"uni0041": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    font.save(tmp_path / "variable.ttf")
    assert advance(tmp_path, "variable.ttf") == 500
    assert advance(tmp_path, "variable.ttf@wght=900") == pytest.approx(700, abs=1)
    assert advance(tmp_path, "variable.ttf@wght=650") == pytest.approx(600, abs=1)
    wide = FontBook((tmp_path,)).face("variable.ttf@wght=900")
    assert draw_letter("A", wide, 100)[2].size == (70, 70)  # FreeType draws on covers what HarfBuzz measures


def test_a_key_without_additions_is_the_file() -> None:
    assert file_name("a/b.ttf") == file_name("a/b.ttf@wght=650") == file_name("a/b.ttf#2") == "a/b.ttf"


def test_a_font_that_no_folder_has_is_an_error_that_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(ResourceError) as caught:
        FontBook((tmp_path,)).face("none.ttf")
    assert "--font-path" in caught.value.hint


def test_the_measures_of_the_body_face_are_those_of_its_design() -> None:
    style = load_style("newspaper")
    face = FontBook(style.font_folders).face(style.families["text"].regular)
    assert 640 < face.cap_height < 680
    assert 450 < face.x_height < 490
    assert face.descent < 0 < face.ascent


def test_fonts_of_one_name_are_looked_at_in_the_order_of_their_folders(tmp_path: Path) -> None:
    """The disk lists folders in an order of its own, and the first font that has a character is taken."""
    paths = [tmp_path / folder / "Some-Regular.ttf" for folder in ("n", "b", "x", "a", "m", "t", "c", "y")]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"")
    assert font_files(tmp_path) == tuple(sorted(paths))


TEXT = "stix-two-text/STIXTwoText_400Regular.ttf"


@pytest.mark.parametrize(
    ("heights", "character", "factor"),
    [
        ({"ה": 400, "א": 400}, "א", 1.35),  # no more, it would be another size of type
        ({"ה": 500, "א": 500}, "א", 1.18),  # nine tenths of the capitals
        ({"ה": 900, "א": 900}, "א", 1.0),  # letters of a dense script are never smaller than the text
        ({"ه": 430, "ا": 600, "ب": 430}, "ب", 1.1),  # the loop as high as an x
        ({"ه": 360, "ا": 760, "ب": 360}, "ب", 1.038),  # but the alif does not tower
        ({"x": 600, "ĸ": 600}, "ĸ", 0.8),  # a letter among others has their size
        ({"国": 500}, "国", 1.0),  # ideographs fill their em
    ],
)
def test_a_face_that_stands_in_is_set_so_that_its_letters_look_as_large(
    heights: dict[str, int], character: str, factor: float, tmp_path: Path
) -> None:
    square(600, heights).save(tmp_path / "other.ttf")
    book = FontBook((tmp_path, *load_style("newspaper").font_folders))
    assert size_beside(book.face(TEXT), book.face("other.ttf"), character) == pytest.approx(factor, abs=0.01)


def test_a_bold_word_of_another_script_is_borrowed_from_the_bold_face_beside_the_plain_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.style.fonts.FontBook._borrowed", {})
    square(600, {"\ua000": 700}).save(tmp_path / "Yi-Regular.ttf")
    square(700, {"\ua000": 700}, weight=700).save(tmp_path / "Yi-Bold.ttf")
    book = FontBook((tmp_path,))
    found = [book.covering("\ua000", bold) for bold in (True, False, True)]
    assert [face.key for face in found if face] == ["Yi-Bold.ttf", "Yi-Regular.ttf", "Yi-Bold.ttf"]
    (tmp_path / "Yi-Bold.ttf").unlink()
    again = FontBook((tmp_path,))
    monkeypatch.setattr("exporter.style.fonts.FontBook._borrowed", {})
    assert (again.covering("\ua000", bold=True) or pytest.fail("none")).key == "Yi-Regular.ttf"
