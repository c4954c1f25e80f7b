"""The files made of the samples, opened by readers that are not ours."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from tools import need
from warm_epubcheck import check_book

import exporter
from exporter.model import Paragraph
from exporter.model.walk import walk

SAMPLES = Path(__file__).parents[2] / "samples"
STORIES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".md", ".txt", ".yaml"))
STORIES.remove("README.md")
LOOKS = ("newspaper", "magazine", "clipping")

each_story = pytest.mark.parametrize("name", STORIES)


@cache
def made(name: str, format: str, look: str = "newspaper") -> tuple[bytes, exporter.Edition, tuple[str, ...]]:
    """Return the file, what it was made of, and the codes of the warnings of making it."""
    env, report = exporter.real_env(SAMPLES), exporter.Report()
    edition = exporter.read(name, env, report)
    data = exporter.export(edition, format, exporter.load_style(look), env, report)
    return data, edition, tuple(finding.code for finding in report.findings if finding.severity != "info")


@each_story
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.thorough
def test_epubcheck_finds_nothing(name: str, look: str, tmp_path: Path) -> None:
    book = tmp_path / "story.epub"
    book.write_bytes(made(name, "epub", look)[0])
    assert check_book(book) == []


@each_story
@pytest.mark.thorough
def test_the_open_xml_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    validator = os.environ.get("EXPORTER_OOXML_VALIDATOR", "") or need("ooxml-validator")
    document = tmp_path / "story.docx"
    document.write_bytes(made(name, "docx")[0])
    said = subprocess.run([validator, document], capture_output=True, text=True, check=False, timeout=60)
    assert json.loads(said.stdout)["errors"] == []


@each_story
@pytest.mark.parametrize("look", LOOKS)
def test_every_word_is_on_the_pages(name: str, look: str) -> None:
    """Each paragraph's words, read by pdfium without spaces, because lines are broken anew and words divided."""
    data, edition, _ = made(name, "pdf", look)
    document = pypdfium2.PdfDocument(data)
    # U+0002 is how pdfium hands over a hyphen at a line end.
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    squeezed = "".join(text.replace("\x02", "").replace("\ufffe", "").split())
    paragraphs = [b for article in edition.articles for b in walk(article.body) if isinstance(b, Paragraph)]
    words = [word for block in paragraphs for run in block.text for word in run.text.split()]
    missing = [
        word for word in words if word not in squeezed and word.replace("-", "") not in squeezed.replace("-", "")
    ]
    assert missing == []


@each_story
@pytest.mark.parametrize("look", LOOKS)
def test_a_sample_is_made_without_a_warning(name: str, look: str) -> None:
    """Only the clipping has something to tell: it comes without its picture."""
    for format in ("pdf", "docx", "epub"):
        assert set(made(name, format, look)[2]) <= ({"photo-not-supplied"} if name == "clipping.txt" else set())
