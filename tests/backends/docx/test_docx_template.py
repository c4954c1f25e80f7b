"""A newsroom's own template rules: its styles of the same names, its theme, its page, its running heads."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from exporter.backends.docx import write
from exporter.backends.docx.options import WordOptions
from exporter.backends.docx.template import read_template
from exporter.env import Env
from exporter.model import Edition
from exporter.preflight.docx import check_docx
from exporter.report import Report, StyleError
from exporter.style.model import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def house(picture: bytes = b"") -> bytes:
    """Return the template of a newsroom, made with python-docx."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(200), Mm(260), Mm(30)
    section.header.paragraphs[0].text = "The House Gazette"
    if picture:
        section.header.paragraphs[0].add_run().add_picture(io.BytesIO(picture))
    document.styles["Title"].font.size = Pt(33)
    document.styles["Body Text"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    document.styles.add_style("Pull Quote", 1).font.size = Pt(19)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def ruled(full: Edition, style: Style, env: Env) -> bytes:
    """The edition written on the template."""
    template = read_template(house(env.files.read("ice.jpg")), "house.docx")
    return write(full, style, env, Report(), WordOptions(template=template))


def looks(data: bytes) -> dict[str, Any]:
    """Return the styles of the file by name."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml"))
    return {node.find(W + "name").get(W + "val"): node for node in root.iter(W + "style")}


def test_styles_of_the_template_win_and_ours_are_added(ruled: bytes) -> None:
    found = looks(ruled)
    assert found["Title"].find(f"{W}rPr/{W}sz").get(W + "val") == "66"
    assert found["Body Text"].find(f"{W}rPr/{W}color").get(W + "val") == "123456"
    assert found["Pull Quote"].get(W + "styleId") == "PullQuote"
    assert found["Kicker"] is not None
    ids = [node.get(W + "styleId") for node in found.values()]
    assert len(ids) == len(set(ids))


def test_page_and_running_head_are_the_templates(ruled: bytes) -> None:
    document = docx.Document(io.BytesIO(ruled))
    assert {round(section.page_width.mm) for section in document.sections} == {200}
    assert {round(section.left_margin.mm) for section in document.sections} == {30}
    assert document.sections[0].header.paragraphs[0].text == "The House Gazette"


def test_tables_fit_the_columns_of_the_templates_page(full: Edition, newspaper: Style, env: Env) -> None:
    template = read_template(house(), "house.docx")
    data = write(full, newspaper, env, Report(), WordOptions(template=template))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    page = template.page
    measure = page["width"] - page["left"] - page["right"]
    assert max(sum(int(one.get(W + "w")) for one in grid) / 20 for grid in root.iter(W + "tblGrid")) <= measure


def test_a_file_on_a_template_is_sound(ruled: bytes) -> None:
    assert [finding for finding in check_docx(ruled) if finding.severity == "error"] == []


def test_the_same_template_gives_the_same_bytes(full: Edition, newspaper: Style, env: Env) -> None:
    options = WordOptions(template=read_template(house(), "house.docx"))
    assert write(full, newspaper, env, Report(), options) == write(full, newspaper, env, Report(), options)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_a_broken_template_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(StyleError, match=r"house\.docx") as caught:
        read_template(data, "house.docx")
    assert caught.value.hint


def test_a_zip_without_styles_is_no_template() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(StyleError):
        read_template(stream.getvalue(), "house.docx")
