"""The same input gives the same bytes, and nothing in them tells who, where or when."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exporter.backends.docx import write
from exporter.env import Env, MemoryFiles
from exporter.model import SCHEMA, Edition
from exporter.report import InputError, Report
from exporter.style.model import Style

WRITE_AND_HASH = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import docxstories
from exporter.backends.docx import write
from exporter.env import fixed_env
from exporter.model import edition_of
from exporter.report import Report
from exporter.style.load import load_style
edition = edition_of(docxstories.full_article())
data = write(edition, load_style("magazine"), fixed_env(docxstories.FILES), Report())
print(hashlib.sha256(data).hexdigest())
"""


def test_two_writes_give_the_same_bytes(full: Edition, several: Edition, style: Style, env: Env) -> None:
    for edition in (full, several):
        assert write(edition, style, env, Report()) == write(edition, style, env, Report())


def test_the_bytes_do_not_hang_on_the_order_of_hashes() -> None:
    here = str(Path(__file__).parent)
    hashes = {
        subprocess.run(
            [sys.executable, "-c", WRITE_AND_HASH, here],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(hashes) == 1


def test_the_only_date_is_that_of_the_clock(full: Edition, newspaper: Style, env: Env) -> None:
    later = Env(MemoryFiles({}), datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC))
    later.picture = env.picture  # type: ignore[method-assign]
    first, second = (zipfile.ZipFile(io.BytesIO(write(full, newspaper, at, Report()))) for at in (env, later))
    differing = [name for name in first.namelist() if first.read(name) != second.read(name)]
    assert differing == ["docProps/core.xml"]
    assert b"2031-05-06T07:08:09Z" in second.read("docProps/core.xml")
    assert {entry.date_time for entry in first.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_stock_part_is_in_the_file(full: Edition, newspaper: Style, env: Env) -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(full, newspaper, env, Report())))
    assert sorted(name for name in archive.namelist() if "media" not in name and "odttf" not in name) == [
        "[Content_Types].xml", "_rels/.rels", "customXml/_rels/item1.xml.rels", "customXml/item1.xml",
            "customXml/itemProps1.xml", "docProps/core.xml", "docProps/custom.xml", "word/_rels/document.xml.rels",
        "word/_rels/fontTable.xml.rels", "word/_rels/footnotes.xml.rels", "word/document.xml", "word/fontTable.xml", "word/footer1.xml",
        "word/footnotes.xml", "word/header1.xml", "word/header2.xml", "word/numbering.xml", "word/settings.xml",
        "word/styles.xml", "word/theme/theme1.xml",
    ]  # fmt: skip
    assert not any(b"python-docx" in archive.read(name) for name in archive.namelist())


def test_a_picture_used_by_many_stories_is_stored_once(several: Edition, newspaper: Style, env: Env) -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(several, newspaper, env, Report())))
    assert [name for name in archive.namelist() if "media" in name] == ["word/media/image1.jpg"]


def test_the_core_properties_name_title_authors_and_keywords(full: Edition, newspaper: Style, env: Env) -> None:
    core = zipfile.ZipFile(io.BytesIO(write(full, newspaper, env, Report()))).read("docProps/core.xml").decode()
    assert "<dc:title>Storm keeps the whole fleet in port for a second week</dc:title>" in core
    assert "<dc:creator>Ida Strand; Jonas Falk</dc:creator>" in core
    assert "<cp:keywords>harbour, storm</cp:keywords>" in core
    assert "<dc:language>en</dc:language>" in core
    assert "lastModifiedBy" not in core


def test_an_edition_without_stories_is_refused(newspaper: Style, env: Env) -> None:
    with pytest.raises(InputError, match="no story"):
        write(Edition(schema=SCHEMA, sections=()), newspaper, env, Report())
