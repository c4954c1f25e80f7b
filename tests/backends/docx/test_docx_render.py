"""LibreOffice opens the Word files and sets all of the text, photos and columns."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from tools import need

from exporter.backends.docx import write
from exporter.env import Env
from exporter.model import Article, Aside, Cell, Crosshead, Edition, Paragraph, Table, edition_of, rich, text_of
from exporter.report import Report
from exporter.style.load import bundled_styles
from exporter.style.model import Style

pytestmark = pytest.mark.thorough


@pytest.fixture(autouse=True)
def _tools() -> None:
    for tool in ("soffice", "pdftotext", "pdfimages", "pdffonts", "pdfinfo"):
        need(tool)


def render(data: bytes, folder: Path, installed: str = f"<dir>{bundled_styles() / 'fonts'}</dir>") -> Path:
    """Return the PDF that LibreOffice makes, with the bundled fonts at hand, or those that are `installed`."""
    fonts = folder / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"{installed}<cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    (folder / "story.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "story.docx"),
    ]
    subprocess.run(
        command, env=os.environ | {"FONTCONFIG_FILE": str(fonts)}, check=True, capture_output=True, timeout=240
    )
    return folder / "story.pdf"


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeeze(text: str) -> str:
    """Return the text without blanks and hyphens, which a line break may add or take."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


def test_libreoffice_sets_every_paragraph_in_order_with_its_photos(
    full: Edition, style: Style, env: Env, tmp_path: Path
) -> None:
    pdf = render(write(full, style, env, Report()), tmp_path)
    text = squeeze(run("pdftotext", "-raw", str(pdf), "-"))
    plain = [block for block in full.articles[0].body if isinstance(block, Paragraph | Crosshead)]
    for block in plain:
        for run_ in block.text:
            if run_.text.isascii() and not run_.note:
                assert squeeze(run_.text)[:60] in text
    order = [
        text.find(squeeze(text_of(block.text))[:30]) for block in plain if text_of(block.text).startswith("Paragraph")
    ]
    assert order == sorted(order)
    assert squeeze("The harbour at noon, when the wind went round.") in text
    assert len([line for line in run("pdfimages", "-list", str(pdf)).splitlines()[2:] if " image " in line]) == 4


def test_libreoffice_sets_the_text_in_as_many_columns_as_the_style_has(
    full: Edition, newspaper: Style, env: Env, tmp_path: Path
) -> None:
    article = full.articles[0]
    body = tuple(Paragraph(text=block.text) for block in article.body if isinstance(block, Paragraph)) * 3
    pdf = render(write(edition_of(type(article)(body=body, language="en")), newspaper, env, Report()), tmp_path)
    boxes = re.findall(
        r'<line xMin="([\d.]+)" yMin="([\d.]+)"', run("pdftotext", "-bbox-layout", "-l", "1", str(pdf), "-")
    )
    lefts = sorted(float(left) for left, top in boxes if float(top) < newspaper.page.height - newspaper.page.bottom)
    columns = [lefts[0]]
    for left in lefts:
        if left - columns[-1] > newspaper.page.column_width * 0.9:
            columns.append(left)
    assert len(columns) == newspaper.page.columns


def test_libreoffice_opens_an_edition_with_its_contents(
    several: Edition, newspaper: Style, env: Env, tmp_path: Path
) -> None:
    pdf = render(write(several, newspaper, env, Report()), tmp_path)
    first = run("pdftotext", "-l", "1", str(pdf), "-")
    for article in several.articles:
        assert text_of(article.headline) in first


def test_libreoffice_sets_the_story_in_our_fonts_where_they_are_not_installed(
    full: Edition, newspaper: Style, env: Env, tmp_path: Path
) -> None:
    pdf = render(write(full, newspaper, env, Report()), tmp_path, installed="")
    fonts = run("pdffonts", str(pdf))
    for name in ("NotoSerifDisplay-Bold", "STIXTwoText-Regular", "STIXTwoText-Italic", "SourceSans3-Bold"):
        assert name in fonts


@pytest.mark.parametrize("last", ["table", "box"])
def test_libreoffice_keeps_a_table_or_box_at_the_end_of_a_story_in_its_column(
    last: str, newspaper: Style, env: Env, tmp_path: Path
) -> None:
    words = (Paragraph(text=rich("Harbourmaster")),)
    end = Table(rows=((Cell(words), Cell(words)),)) if last == "table" else Aside(blocks=words)
    body = (*(Paragraph(text=rich("The ship entered the port at ten past three. " * 3)) for _ in range(4)), end)
    pdf = render(write(edition_of(Article(body=body, headline=rich("Ships"))), newspaper, env, Report()), tmp_path)
    assert "Pages:           1\n" in run("pdfinfo", str(pdf))
    found = re.findall(r'<word xMin="([\d.]+)"[^>]*>Harbourmaster', run("pdftotext", "-bbox", str(pdf), "-"))
    assert found and float(found[0]) > newspaper.page.width / 2
