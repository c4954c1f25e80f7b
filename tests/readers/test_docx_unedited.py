"""A Word file that nobody changed gives back the very story it was made of."""

import pytest
from msgspec.structs import replace
from word_edits import (
    DOCUMENT,
    SAMPLES,
    STORIES,
    W,
    article,
    edited,
    packed,
    parts_of,
    read_back,
    story,
    unsealed,
    word_file,
)

import exporter
from exporter.copyedit import copyedit
from exporter.model import Footnote, edition_of, rich
from exporter.model.walk import plain_text
from exporter.report import Report

LOOKS = ("newspaper", "magazine", "clipping")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", STORIES)
def test_an_unedited_file_gives_back_the_story(name: str, look: str) -> None:
    report = Report()
    assert read_back(word_file(name, look), report) == story(name)
    assert not [finding for finding in report.findings if finding.code.startswith("docx")]


def test_the_document_is_read_and_not_the_kept_story_alone() -> None:
    def empty(root: object) -> None:
        body = root.find(W + "body")  # type: ignore[attr-defined]
        for node in list(body)[:-1]:
            body.remove(node)

    assert article(edited(word_file("harbour.md"), empty)).body == ()


def test_the_pictures_come_out_of_the_word_file() -> None:
    env = exporter.fixed_env({"edited.docx": word_file("harbour.md")})
    edition = exporter.read("edited.docx", env, Report())
    photo = edition.articles[0].photos[0]
    assert env.picture(photo.src).width == exporter.real_env(SAMPLES).picture(photo.src).width


def test_a_second_journey_changes_nothing() -> None:
    env = exporter.fixed_env({"edited.docx": word_file("lighthouse.yaml")})
    edition = exporter.read("edited.docx", env, Report())
    again = exporter.export(edition, "docx", exporter.load_style("newspaper"), env, Report())
    assert read_back(again) == story("lighthouse.yaml")


def test_a_damaged_store_is_told_and_the_text_is_read_all_the_same() -> None:
    parts = parts_of(word_file("harbour.md"))
    parts["customXml/item1.xml"] = parts["customXml/item1.xml"].replace(
        b'"edition":', b'"edition":{"schema":1},"x":', 1
    )
    report = Report()
    edition = read_back(packed(parts), report)
    assert edition.articles[0].headline == story("harbour.md").articles[0].headline
    assert "docx-kept" in [finding.code for finding in report.findings]


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    parts = parts_of(word_file("harbour.md"))
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:body>", b"<w:body>" + b" " * 15_000_000)
    with pytest.raises(exporter.ExporterError, match="unpacks"):
        read_back(packed(parts))


def test_entities_are_refused() -> None:
    parts = parts_of(word_file("harbour.md"))
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:document", declared + b"<w:document", 1)
    with pytest.raises(exporter.ExporterError, match="entities"):
        read_back(packed(parts))


def test_a_file_with_broken_xml_is_refused_with_its_name() -> None:
    parts = parts_of(word_file("harbour.md"))
    parts[DOCUMENT] = parts[DOCUMENT][:-20]
    with pytest.raises(exporter.ExporterError, match=r"word/document\.xml"):
        read_back(packed(parts))


def test_the_numbers_that_word_gives_captions_are_no_part_of_them() -> None:
    numbered = replace(exporter.load_style("newspaper"), word_number_captions=True)
    env = exporter.real_env(SAMPLES)
    data = exporter.export(story("lighthouse.yaml"), "docx", numbered, env, Report())
    assert b"SEQ Photo" in parts_of(data)[DOCUMENT]
    assert read_back(data) == story("lighthouse.yaml")


def test_a_file_that_is_to_be_sent_out_keeps_nothing_beside_its_text() -> None:
    plain = replace(exporter.load_style("newspaper"), word_keep_story=False)
    data = exporter.export(story("harbour.md"), "docx", plain, exporter.real_env(SAMPLES), Report())
    assert not [name for name in parts_of(data) if name.startswith("customXml")]
    found, old = article(data), story("harbour.md").articles[0]
    assert (found.headline, found.deck, found.byline.raw) == (old.headline, old.deck, old.byline.raw)
    assert plain_text(found.body) == plain_text(old.body)


def test_a_sealed_file_gives_back_what_word_cannot_say() -> None:
    said = replace(article(word_file("harbour.md")), subheads=((), rich(" two  spaces ")), notes=(Footnote("n9", ()),))
    odd = copyedit(edition_of(said))
    env = exporter.real_env(SAMPLES)
    data = exporter.export(odd, "docx", exporter.load_style("newspaper"), env, Report())
    assert read_back(data) == odd
    assert read_back(unsealed(data)) != odd


def test_a_seal_that_one_letter_breaks_lets_the_text_be_read() -> None:
    data = exporter.export(
        story("harbour.md"), "docx", exporter.load_style("newspaper"), exporter.real_env(SAMPLES), Report()
    )
    parts = parts_of(data)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"harbour", b"harbor", 1)
    assert read_back(data) == story("harbour.md")
    assert read_back(packed(parts)) != story("harbour.md")
