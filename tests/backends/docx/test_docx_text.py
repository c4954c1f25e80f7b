"""Nothing is lost: every string of the model is in the file, and the text stands verbatim and in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import msgspec
from docxstories import read_kept
from lxml import etree

from exporter.backends.docx import write
from exporter.env import Env
from exporter.model import Article, Crosshead, Edition, Paragraph, Run, edition_of, rich, text_of
from exporter.model.json import decode_edition
from exporter.model.walk import walk
from exporter.report import Report
from exporter.style.model import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Not text: kinds, ids, marks, names of files and of looks, the schema; what "extra" holds is kept as data.
NOT_TEXT = {
    "kind",
    "schema",
    "id",
    "marks",
    "src",
    "role",
    "note",
    "photos",
    "language",
    "extra",
    "align",
    "to",
    "label",
}


def paragraphs(data: bytes, name: str = "word/document.xml") -> list[str]:
    """Return the text of each paragraph; breaks and tabs as their characters."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))
    signs = {W + "br": "\n", W + "tab": "\t"}
    return [
        "".join(node.text or "" if node.tag == W + "t" else signs[node.tag] for node in p.iter(W + "t", *signs))
        for p in root.iter(W + "p")
    ]


def everything(data: bytes) -> str:
    """Return the text, attributes and addresses of all parts but the one that keeps the edition as data."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    found = []
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and not name.startswith("customXml/"):
            root = etree.fromstring(archive.read(name))
            found += ["\n".join(paragraphs(data, name)), *root.itertext()]
            found += [value for node in root.iter(etree.Element) for value in node.attrib.values()]
    return "\n".join(found)


def strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, string) of every string in the builtin form of a model value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_TEXT:
                yield from strings(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, str) and value:
        yield key, value


def test_every_string_of_the_model_is_in_the_file(full: Edition, style: Style, env: Env) -> None:
    found = everything(write(full, style, env, Report()))
    decoded = found + found.replace("%3C", "<").replace("%3E", ">")
    genre = {"news", "photo", "portrait", "facts", "box"}
    missing = [pair for pair in strings(msgspec.to_builtins(full)) if pair[1] not in decoded and pair[1] not in genre]
    assert missing == []


def test_paragraphs_stand_verbatim_and_in_order(full: Edition, style: Style, env: Env) -> None:
    text = "\n".join(paragraphs(write(full, style, env, Report()))).replace("N\nORTHPORT", "NORTHPORT")
    at = 0
    for block in walk(full.articles[0].body):
        if isinstance(block, Paragraph | Crosshead):
            for run in block.text:
                if not run.note:  # the sign of a called note stands in no text: Word counts it
                    found = text.find(run.ruby + run.text, at)
                    assert found >= at, run.text
                    at = found + len(run.text)


def test_the_dateline_opens_the_first_paragraph(full: Edition, newspaper: Style, env: Env) -> None:
    texts = paragraphs(write(full, newspaper, env, Report()))
    assert any(text.startswith("NORTHPORT, March 2 (QP) — Paragraph 1. ") for text in texts)


def test_a_dateline_without_a_paragraph_is_kept(newspaper: Style, env: Env) -> None:
    article = msgspec.structs.replace(Article(), dateline=msgspec.structs.replace(Article().dateline, raw="SEOUL — "))
    assert "SEOUL — " in paragraphs(write(edition_of(article), newspaper, env, Report()))


def test_text_is_never_markup(newspaper: Style, env: Env) -> None:
    words = 'AT&T <w:b/> </w:t> &amp; "quoted" {page} %s'
    article = Article(headline=rich(words), body=(Paragraph(text=rich(words)),))
    data = write(edition_of(article), newspaper, env, Report())
    assert paragraphs(data).count(words) == 2


def test_a_photo_without_a_picture_keeps_caption_catchline_and_credit(full: Edition, style: Style, env: Env) -> None:
    texts = paragraphs(write(full, style, env, Report()))
    assert "NO PICTURE A photo that was never sent. Unknown hand" in texts


def test_a_photographer_named_in_the_credit_is_not_named_twice(full: Edition, newspaper: Style, env: Env) -> None:
    caption = next(text for text in paragraphs(write(full, newspaper, env, Report())) if "NORTHERLY" in text)
    assert caption == (
        "NORTHERLY Boats against the wall The harbour at noon, when the wind went round. "
        "Mara Lind / Quay Pictures / Otto Berg / Not for syndication"
    )


def test_what_word_does_not_show_is_kept_in_the_file(full: Edition, newspaper: Style, env: Env) -> None:
    report = Report()
    kept = read_kept(write(full, newspaper, env, report))
    assert decode_edition(bytes(kept.edition), "") == full
    assert full.articles[0].extra
    assert not report.findings


def test_a_soft_hyphen_stays_one_and_its_word_stays_whole(newspaper: Style, env: Env) -> None:
    article = Article(body=(Paragraph(text=(Run("break\u00adwater"),)),))
    data = write(edition_of(article), newspaper, env, Report())
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    assert len(list(root.iter(W + "softHyphen"))) == 1
    assert "breakwater" in paragraphs(data)


def test_the_words_of_every_story_of_an_edition_are_there(several: Edition, style: Style, env: Env) -> None:
    text = "\n".join(paragraphs(write(several, style, env, Report())))
    for article in several.articles:
        assert text_of(article.headline) in text
        assert article.byline.raw in text
