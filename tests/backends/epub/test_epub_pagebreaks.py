"""The pages of the PDF made in the same run, marked in the book."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from epub_stories import NAMESPACES
from lxml import etree
from lxml.etree import _Element

from exporter.backends.epub.options import EpubOptions
from exporter.backends.epub.pagebreaks import PageBreak, find_breaks
from exporter.cli.run import run
from exporter.env import fixed_env, real_env
from exporter.model import Article, Edition, Paragraph, edition_of, rich
from exporter.page import GlyphRun, Page, Text
from exporter.pipeline import export_edition, make_pages, read_edition
from exporter.report import Report
from exporter.style.load import load_style
from exporter.style.model import Style

SAMPLES = Path(__file__).parents[3] / "samples"
STORY = edition_of(
    Article(
        id="a1",
        headline=rich("Two pages"),
        body=(Paragraph(rich("one two three four"), id="b1"), Paragraph(rich("five six"), id="b2")),
    )
)


def words(block: str, text: str) -> Text:
    """Return a line of the block on a page."""
    return Text(0, 0, "face", 9, ((0, GlyphRun((1,), (1,), (), (text,), 1)),), block=block)


def page(number: int, *items: Text) -> Page:
    return Page(number, str(number), 100, 100, items)


def book_of(edition: Edition, style: Style, *pages: Page) -> dict[str, _Element]:
    env, report = fixed_env(), Report()
    data = export_edition(edition, "epub", style, env, report, epub=EpubOptions(pages=pages))
    assert not [finding for finding in report.findings if finding.severity == "error"]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xhtml", ".ncx", ".opf"))
        }


def test_a_page_that_begins_inside_a_paragraph_is_marked_before_its_first_word(newspaper: Style) -> None:
    pages = page(1, words("a1-headline", "Two pages"), words("b1", "one two")), page(2, words("b1", "three four"))
    story = book_of(STORY, newspaper, *pages)["EPUB/a1.xhtml"]
    (mark,) = story.xpath("//h:span[@id='page-2']", namespaces=NAMESPACES)
    assert (mark.getparent().text, mark.tail) == ("one two ", "three four")
    assert mark.get("role") == "doc-pagebreak" and mark.get("aria-label") == "2"


def test_a_page_that_begins_with_a_paragraph_is_marked_at_its_beginning(newspaper: Style) -> None:
    pages = page(1, words("a1-headline", "Two"), words("b1", "one two three four")), page(2, words("b2", "five six"))
    story = book_of(STORY, newspaper, *pages)["EPUB/a1.xhtml"]
    (mark,) = story.xpath("//h:span[@id='page-2']", namespaces=NAMESPACES)
    assert mark.getparent().get("id") == "b2" and mark.tail == "five six"


def test_a_word_divided_over_two_pages_belongs_to_the_first(newspaper: Style) -> None:
    divided = Text(0, 0, "face", 9, ((0, GlyphRun((1,), (1,), (), ("th-",), 1)),), block="b1", replaces="three")
    rest = Text(0, 0, "face", 9, ((0, GlyphRun((1,), (1,), (), ("ree",), 1)),), block="b1", replaces="")
    pages = page(1, words("a1", "Two"), words("b1", "one two"), divided), page(2, rest, words("b1", "four"))
    story = book_of(STORY, newspaper, *pages)["EPUB/a1.xhtml"]
    assert story.xpath("string(//h:span[@id='page-2']/following-sibling::text()[1])", namespaces=NAMESPACES) == "four"


def test_the_rights_at_the_end_do_not_count_as_the_head() -> None:
    pages = (
        page(1, words("a1-headline", "Two"), words("b1", "one")),
        page(2, words("a1-rights", "©"), words("b2", "five")),
    )
    assert find_breaks(pages, STORY)["a1"] == (PageBreak("1"), PageBreak("2", ("b2",), 0))


def test_the_words_of_a_story_are_the_same_with_and_without_marks(newspaper: Style) -> None:
    def text(*pages: Page) -> str:
        return "".join(map(str, book_of(STORY, newspaper, *pages)["EPUB/a1.xhtml"].itertext()))

    assert text() == text(page(1, words("b1", "one t")), page(2, words("b1", "wo three four"), words("b2", "five six")))


def test_lists_of_pages_name_the_printed_edition(newspaper: Style) -> None:
    parts = book_of(STORY, newspaper, page(1, words("a1", "Two")), page(2, words("b2", "five six")))
    links = parts["EPUB/nav.xhtml"].xpath("//h:nav[@e:type='page-list']//h:a", namespaces=NAMESPACES)
    assert [(link.text, link.get("href")) for link in links] == [("1", "a1.xhtml#page-1"), ("2", "a1.xhtml#page-2")]
    targets = parts["EPUB/toc.ncx"].xpath("//n:pageTarget/n:content/@src", namespaces=NAMESPACES)
    assert targets == ["a1.xhtml#page-1", "a1.xhtml#page-2"]
    package = parts["EPUB/content.opf"]
    source = package.xpath("string(//dc:source[@id='printed'])", namespaces=NAMESPACES)
    assert source == package.xpath("string(//o:meta[@property='pageBreakSource'])", namespaces=NAMESPACES)
    assert "PDF, 2 pages" in source
    features = package.xpath("//o:meta[@property='schema:accessibilityFeature']/text()", namespaces=NAMESPACES)
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)


def test_a_book_without_a_pdf_has_no_list_of_pages(newspaper: Style) -> None:
    parts = book_of(STORY, newspaper)
    assert not parts["EPUB/nav.xhtml"].xpath("//h:nav[@e:type='page-list']", namespaces=NAMESPACES)
    assert b"pageBreak" not in etree.tostring(parts["EPUB/content.opf"])


@pytest.mark.parametrize("name", ["lighthouse.yaml", "edition.yaml", "budget.md"])
@pytest.mark.thorough
def test_every_printed_page_is_in_the_book_and_epubcheck_agrees(name: str, epubcheck) -> None:  # type: ignore[no-untyped-def]
    env, report, style = real_env(SAMPLES), Report(), load_style("newspaper")
    edition = read_edition(name, env, report)
    pages = make_pages(edition, style, env, report)
    data = export_edition(edition, "epub", style, env, report, epub=EpubOptions(pages=pages))
    assert data.count(b"mimetype") and epubcheck(data) == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        marks = sum(archive.read(name).count(b"doc-pagebreak") for name in archive.namelist() if "/a" in name)
    assert marks == len(pages)


def test_pdf_and_epub_of_one_run_are_tied_together(tmp_path: Path) -> None:
    assert run(["export", str(SAMPLES / "village.md"), "--to", "epub,pdf", "-o", str(tmp_path), "-q"]) == 0
    with zipfile.ZipFile(tmp_path / "village.epub") as archive:
        assert b"doc-pagebreak" in archive.read("EPUB/a1.xhtml")
