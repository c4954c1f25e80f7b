"""Ace by DAISY finds no violation in the books of the samples: one of each look with all stories, one of a single story."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from test_sample_files import LOOKS, SAMPLES, STORIES
from tools import need

import exporter
from exporter.copyedit import copyedit
from exporter.model import edition_of

pytestmark = pytest.mark.thorough


def violations(book: bytes, folder: Path) -> list[str]:
    """Return what Ace states about the book; it ends with 0 whatever it finds, so its report is read."""
    ace = os.environ.get("EXPORTER_ACE", "") or need("ace-puppeteer")
    path = folder / "book.epub"
    path.write_bytes(book)
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": need("chromium", "chromium-browser")}
    command = [ace, "-s", "-f", "-o", str(folder / "report"), str(path)]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    report = json.loads((folder / "report" / "report.json").read_bytes())
    stated = [_line(page, rule) for page in report["assertions"] for rule in page["assertions"]]
    assert (report["earl:result"]["earl:outcome"] == "pass") == (not stated)
    return stated


def _line(page: dict[str, Any], rule: dict[str, Any]) -> str:
    return (
        f"{page['earl:testSubject']['url']}: {rule['earl:test']['dct:title']}: {rule['earl:result']['dct:description']}"
    )


def made(names: list[str], look: str) -> bytes:
    env, report = exporter.real_env(SAMPLES), exporter.Report()
    articles = [article for name in names for article in exporter.read(name, env, report).articles]
    return exporter.export(copyedit(edition_of(*articles)), "epub", exporter.load_style(look), env, report)


@pytest.mark.parametrize("look", LOOKS)
def test_a_book_of_all_samples_has_no_violation(look: str, tmp_path: Path) -> None:
    assert violations(made(STORIES, look), tmp_path) == []


def test_a_book_of_one_story_has_no_violation(tmp_path: Path) -> None:
    assert violations(made(["budget.md"], "newspaper"), tmp_path) == []


def test_ace_does_find_a_violation(tmp_path: Path) -> None:
    book = made(["budget.md"], "newspaper")
    assert violations(without_alt(book), tmp_path)


def without_alt(book: bytes) -> bytes:
    """Return the book with pictures that are not described."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as whole, zipfile.ZipFile(file, "w") as spoilt:
        for entry in whole.infolist():
            data = whole.read(entry)
            if entry.filename.endswith("/a1.xhtml"):
                data = data.replace(b' alt="', b' data-alt="')
            spoilt.writestr(entry, data)
    return file.getvalue()
