"""Faces: measures, collections, variable fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from exporter.report import ResourceError
from exporter.style.borrowed import font_files
from exporter.style.fonts import FontBook, file_name
from exporter.style.load import load_style


def square(width: int) -> TTFont:
    """Return a font whose letter A is a square as wide as its advance."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    glyphs = {}
    for name in (".notdef", "A"):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, 700), (width, 700), (width, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({".notdef": (width, 0), "A": (width, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return builder.font


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
    builder.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    font.save(tmp_path / "variable.ttf")
    assert advance(tmp_path, "variable.ttf") == 500
    assert advance(tmp_path, "variable.ttf@wght=900") == pytest.approx(700, abs=1)
    assert advance(tmp_path, "variable.ttf@wght=650") == pytest.approx(600, abs=1)


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
