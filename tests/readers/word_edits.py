"""Word files of the samples, and the changes that Word makes to such files when a person edits them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

import exporter
from exporter.model import Article, Edition
from exporter.report import Report

SAMPLES = Path(__file__).parents[2] / "samples"
STORIES = ("harbour.md", "interview.md", "village.md", "budget.md", "ferry.md", "clipping.txt", "lighthouse.yaml",
           "edition.yaml")  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1]}
DOCUMENT, KEPT = "word/document.xml", "customXml/item1.xml"


@cache
def story(name: str) -> Edition:
    """Return the sample as it is ready for export."""
    return exporter.read(name, exporter.real_env(SAMPLES), Report())


@cache
def word_file(name: str, look: str = "newspaper") -> bytes:
    """Return the sample as a Word file that Word has saved: without our seal, so that its text is read."""
    return unsealed(
        exporter.export(story(name), "docx", exporter.load_style(look), exporter.real_env(SAMPLES), Report())
    )


def unsealed(data: bytes) -> bytes:
    """Return the file without the sum by which a reader tells that nobody has changed it."""
    parts = parts_of(data)
    parts[KEPT], count = re.subn(rb'"seal":"[0-9a-f]{64}"', b'"seal":""', parts[KEPT])
    assert count == 1
    return packed(parts)


def read_back(data: bytes, report: Report | None = None) -> Edition:
    """Return the edition in the Word file, read where there is no other file."""
    return exporter.read("edited.docx", exporter.fixed_env({"edited.docx": data}), report or Report())


def article(data: bytes) -> Article:
    """Return the first story in the Word file."""
    return read_back(data).articles[0]


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of the file by name."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def edited(data: bytes, change: Callable[[Any], None], part: str = DOCUMENT) -> bytes:
    """Return the file with `change` applied to the root of one part."""
    parts = parts_of(data)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, encoding="UTF-8", standalone=True)
    return packed(parts)


def word_xml(text: str) -> Any:
    """Return a node of Word's XML; the prefix w is declared."""
    return etree.fromstring(f'<w:x xmlns:w="{NS["w"]}">{text}</w:x>')[0]


def paragraph(root: Any, words: str) -> Any:
    """Return the paragraph that has the words."""
    return next(node for node in root.iter(W + "p") if words in "".join(text.text or "" for text in node.iter(W + "t")))


def run_of(root: Any, words: str) -> Any:
    """Return the run that has the words."""
    return next(node for node in root.iter(W + "r") if words in "".join(text.text or "" for text in node.iter(W + "t")))


def set_words(run: Any, words: str) -> None:
    """Give the run other words."""
    for node in run.findall(W + "t"):
        run.remove(node)
    etree.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = words
