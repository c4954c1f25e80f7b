"""Shaping: glyphs change, the characters they stand for do not."""

from __future__ import annotations

import pytest
from setting import BODY, STYLE, measurer, word_of

from exporter.style.fonts import Face, FontBook
from exporter.typeset.shape import shape
from exporter.typeset.words import Font

FILES = FontBook(STYLE.font_folders)


def face(key: str = "stix-two-text/STIXTwoText_400Regular.ttf") -> Face:
    return FILES.face(key)


@pytest.mark.parametrize("family", sorted(STYLE.families))
def test_a_ligature_keeps_all_its_letters(family: str) -> None:
    run = shape("office", face(STYLE.families[family].regular), (), "as-is", "en", False)
    assert "".join(run.texts) == "office"


def test_kerning_brings_t_and_o_together() -> None:
    kerned = shape("To", face(), (), "as-is", "en", False).width
    assert kerned < face().advance(face().glyph("T")) + face().advance(face().glyph("o"))


def test_small_capitals_change_the_glyphs_and_not_the_text() -> None:
    plain, small = (shape("SEOUL", face(), (), case, "en", False) for case in ("as-is", "small-caps"))
    assert small.texts == plain.texts == tuple("SEOUL")
    assert small.glyphs[0] == plain.glyphs[0]  # the first capital stands
    assert not set(small.glyphs[1:]) & set(plain.glyphs[1:])


def test_capitals_for_show_keep_the_letters_as_written() -> None:
    run = shape("Straße", face(), (), "upper", "de", False)
    assert run.glyphs == shape("STRASSE", face(), (), "as-is", "de", False).glyphs
    assert "".join(run.texts) == "Straße"


def test_arabic_is_shaped_from_right_to_left_as_its_letters_join() -> None:
    run = shape("abc", face(), (), "as-is", "en", True)
    assert "".join(run.texts) == "cba"


def test_a_character_that_the_family_lacks_comes_from_the_next_font() -> None:
    tool = measurer()
    word = word_of(tool, "ἀρχή", BODY, "el")
    assert {piece.face.key.split("/")[0] for piece in word.pieces} == {"stix-two-text", "source-sans-3"}
    assert not tool.missing


def test_a_character_that_no_font_has_is_named_and_keeps_its_text() -> None:
    tool = measurer()
    word = word_of(tool, "\U00011ab5", BODY, "cr")
    assert list(tool.missing) == ["\U00011ab5"]
    assert word.pieces[0].run.texts == ("\U00011ab5",)


def test_a_word_is_measured_once_for_all_sizes() -> None:
    tool = measurer()
    assert word_of(tool, "munitions", BODY, "en") is word_of(tool, "munitions", Font(BODY.family, 12.0), "en")


def test_a_joiner_shows_nothing_and_is_not_missing() -> None:
    tool = measurer()
    word = word_of(tool, "می\u200cخواهم", BODY, "fa")
    assert "\u200c" not in tool.missing
    assert "".join(sorted("".join("".join(piece.run.texts) for piece in word.pieces))) == "".join(
        sorted("می\u200cخواهم")
    )


def test_a_letter_that_no_font_has_is_as_wide_as_the_sign_painted_for_it() -> None:
    body = face()
    run = shape("\U00011ab5", body, (), "as-is", "", False)
    assert run.glyphs == (0,)
    assert run.width == body.advance(body.glyph("\ufffd") or body.glyph("?"))
