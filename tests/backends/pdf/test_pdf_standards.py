"""The file is what it claims to be: PDF/A-2a and PDF/UA-1, by two judges that are not ours, and sound by a third."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdfpages import FILES, Sheet, export, full_edition, full_sheets, story
from pdfvalidators import check_page_validation, check_qpdf, check_verapdf

from exporter.model import Paragraph, Photo, rich
from exporter.page import Image
from exporter.pictures import Picture
from exporter.report import Report


@pytest.fixture(scope="module")
def full() -> bytes:
    """Return a file with every structure."""
    report = Report()
    data = export(full_edition(), *full_sheets(), report=report)
    assert report.findings == ()
    return data


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_page_validation_finds_no_failure(full: bytes, flavour: str) -> None:
    assert check_page_validation(full, flavour) == []


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_verapdf_finds_no_failure(full: bytes, flavour: str) -> None:
    assert check_verapdf(full, flavour) == []


def test_qpdf_finds_no_damage(full: bytes, tmp_path: Path) -> None:
    assert check_qpdf(full, tmp_path) == []


def test_the_judges_do_find_failures(full: bytes) -> None:
    broken = full.replace(b"<pdfuaid:part>1</pdfuaid:part>", b"<pdfuaid:part>7</pdfuaid:part>")
    assert broken != full
    assert check_page_validation(broken, "ua1")
    assert check_verapdf(broken, "ua1")


def test_a_page_with_bleed_and_a_story_without_language_are_valid_too() -> None:
    sheet = Sheet(bleed=9.0)
    sheet.text("a1-b1", "Short.")
    data = export(story(Paragraph(id="a1-b1", text=rich("Short.")), language=""), sheet)
    assert check_verapdf(data, "2a") == []
    assert check_page_validation(data, "ua1") == []


def test_content_that_ends_in_a_line_end_keeps_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "ends-in-cr.jpg", FILES["harbour.jpg"] + b"\r")
    sheet = Sheet()
    sheet.items.append(Image(30, 30, 60, 40, "ends-in-cr.jpg", block="p1"))
    photo = Photo(id="p1", src="ends-in-cr.jpg", alt="Ships")
    picture = Picture(FILES["harbour.jpg"] + b"\r", "jpeg", 120, 80, grey=False, alpha=False)
    monkeypatch.setattr("exporter.pictures.read_picture", lambda data, name, limits: picture)
    data = export(story(photos=(photo,)), sheet)
    assert picture.data in data
    assert check_page_validation(data, "2a") == []
    assert check_verapdf(data, "2a") == []


def test_a_character_that_no_font_has_is_reported_and_the_file_stays_valid() -> None:
    report = Report()
    sheet = Sheet()
    sheet.text("a1-b1", "Odd \u1200 sign")
    data = export(story(Paragraph(id="a1-b1", text=rich("Odd \u1200 sign"))), sheet, report=report)
    assert [finding.code for finding in report.findings] == ["pdf-missing-glyph"]
    assert check_verapdf(data, "2a") == []
    assert check_verapdf(data, "ua1") == []
