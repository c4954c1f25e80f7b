"""The fonts that a Word file brings along: those in use, cut down to alphabets, so that it can be edited anywhere."""

from __future__ import annotations

import io
import uuid
import zipfile

import docx
import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from lxml import etree
from msgspec.structs import replace

from exporter.backends.docx import write
from exporter.backends.docx.fonts import obfuscate
from exporter.backends.docx.options import WordOptions
from exporter.backends.docx.template import read_template
from exporter.env import Env, fixed_env
from exporter.model import Article, Code, Edition, Paragraph, Run, edition_of, rich
from exporter.report import Report
from exporter.style.fonts import Face, open_book
from exporter.style.model import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def story(*words: str, language: str = "en") -> Edition:
    body = tuple(Paragraph(text=rich(text)) for text in words)
    return edition_of(Article(headline=rich("Night pilots"), body=body, language=language))


def embedded(data: bytes) -> dict[tuple[str, str], uharfbuzz.Face]:
    """Return the faces in the file, unmasked, by family and slot."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    if "word/_rels/fontTable.xml.rels" not in archive.namelist():
        return {}
    relations = etree.fromstring(archive.read("word/_rels/fontTable.xml.rels"))
    targets = {node.get("Id"): node.get("Target") for node in relations.iter(RELATION)}
    faces = {}
    for font in etree.fromstring(archive.read("word/fontTable.xml")):
        for node in font:
            if node.get(R + "id"):
                masked = archive.read(f"word/{targets[node.get(R + 'id')]}")
                plain = obfuscate(masked, uuid.UUID(node.get(W + "fontKey")))
                slot = node.tag.removeprefix(W + "embed")
                faces[font.get(W + "name"), slot] = uharfbuzz.Face(uharfbuzz.Blob(plain))
    return faces


def letters(face: uharfbuzz.Face) -> str:
    return "".join(map(chr, sorted(face.unicodes)))


def test_a_story_can_be_edited_in_the_whole_of_its_alphabets(newspaper: Style) -> None:
    english = embedded(write(story("Ships."), newspaper, fixed_env({}), Report()))
    assert set("abcXYZ019äößéñçŁőžİ“”‘’–—…€") < set(letters(english["STIX Two Text", "Regular"]))
    assert not set("αЖ") & set(letters(english["STIX Two Text", "Regular"]))
    greek = embedded(write(story("Πλοία.", language="el"), newspaper, fixed_env({}), Report()))
    assert set("abcαβγάΩΐ") < set(letters(greek["STIX Two Text", "Italic"]))


def test_only_faces_in_use_go_along_and_those_that_words_are_stressed_with(newspaper: Style) -> None:
    plain = set(embedded(write(story("Ships."), newspaper, fixed_env({}), Report())))
    assert {("STIX Two Text", slot) for slot in ("Regular", "Bold", "Italic")} < plain
    assert ("Noto Serif Display", "Bold") in plain
    assert not {family for family, _ in plain} & {"Source Code Pro", "Noto Serif Display Condensed"}
    assert ("STIX Two Text", "BoldItalic") not in plain
    article = story("Ships.").articles[0]
    bold_italic = Paragraph(text=(Run(text="Very.", marks=("bold", "italic")),))
    more = replace(article, body=(*article.body, Code(text="print(1)"), bold_italic))
    full = set(embedded(write(edition_of(more), newspaper, fixed_env({}), Report())))
    assert full - plain == {("Source Code Pro", "Regular"), ("STIX Two Text", "BoldItalic")}


def test_the_fonts_of_a_story_weigh_less_than_its_photo(newspaper: Style) -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(story("Ships."), newspaper, fixed_env({}), Report())))
    assert 80_000 < sum(entry.compress_size for entry in archive.infolist() if "odttf" in entry.filename) < 200_000


def test_a_style_that_wants_no_fonts_in_the_file_gets_none(full: Edition, newspaper: Style, env: Env) -> None:
    data = write(full, replace(newspaper, word_embed_fonts=False), env, Report())
    assert not embedded(data)
    assert b"embedTrueTypeFonts" not in zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml")


def test_what_the_template_rules_over_brings_no_font_of_ours(newspaper: Style) -> None:
    document = docx.Document()
    document.styles["Body Text"].font.name = "Georgia"
    stream = io.BytesIO()
    document.save(stream)
    options = WordOptions(template=read_template(stream.getvalue(), "house.docx"))
    found = embedded(write(story("Ships."), newspaper, fixed_env({}), Report(), options))
    assert ("Noto Serif Display", "Bold") not in found  # Title is the template's


@pytest.mark.parametrize(("bits", "goes"), [(0, True), (2, False), (4, False), (8, True), (12, True)])
def test_a_font_for_viewing_and_printing_alone_would_lock_the_file(
    bits: int, goes: bool, newspaper: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = open_book(newspaper.font_folders).face(newspaper.families["text"].italic)
    monkeypatch.setattr(Face, "_licence", property(lambda self: bits if self is face else 0))
    report = Report()
    found = embedded(write(story("Ships."), newspaper, fixed_env({}), report))
    assert (("STIX Two Text", "Italic") in found) == goes
    assert [finding.code for finding in report.findings] == ([] if goes else ["docx-font-refused"])


def test_word_is_told_the_name_and_that_the_whole_of_it_may_be_saved(newspaper: Style) -> None:
    data = write(story("Ships."), newspaper, fixed_env({}), Report())
    settings = zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml")
    assert b"<w:embedTrueTypeFonts/>" in settings
    assert b"saveSubsetFonts" not in settings  # else Word cuts them down to the letters of the day
    for (family, _), face in embedded(data).items():
        font = TTFont(io.BytesIO(face.blob.data))
        assert font["name"].getDebugName(1) == family


def test_the_same_story_has_the_same_fonts(full: Edition, newspaper: Style, env: Env) -> None:
    assert write(full, newspaper, env, Report()) == write(full, newspaper, env, Report())
