"""The structure tree tells the story: what is what, in which order, in which language, with every link and picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pdfpages import LEADING, Sheet, export, full_edition, full_sheets, headed, story

from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.profiles import PROFILES
from exporter.model import SCHEMA, Crosshead, Edition, Paragraph, Photo, Section, rich
from exporter.page import Image, Link, Mark, Page
from exporter.report import Report


def _open(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def _walk(element: Any) -> list[Any]:
    found = [element]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += _walk(kid)
    return found


def _elements(pdf: pikepdf.Pdf) -> list[Any]:
    return _walk(pdf.Root.StructTreeRoot.K)


def _roles(data: bytes) -> list[str]:
    with _open(data) as pdf:
        return [str(element.S)[1:] for element in _elements(pdf)]


def _one(pdf: pikepdf.Pdf, role: str) -> Any:
    (found,) = (element for element in _elements(pdf) if f"/{role}" == element.S)
    return found


def test_every_structure_has_its_element_in_the_order_of_the_story() -> None:
    roles = _roles(export(full_edition(), *full_sheets()))
    assert [role for role in roles if role not in {"P", "Lbl", "LBody", "TR", "TD"}] == [
        "Document", "Sect", "H1", "Art", "H2", "Figure", "Caption", "Div", "H3", "Span", "Link", "Link",
        "BlockQuote", "L", "LI", "LI", "Table", "Caption", "TH", "TH", "TH", "TH", "Sect", "Div", "Code", "Div",
        "Note", "Art", "H2",
    ]  # fmt: skip


def test_headings_leave_no_level_out() -> None:
    sheet = Sheet()
    for block, level in (("x1", 4), ("x2", 1), ("x3", 3)):
        sheet.text(block, f"Level {level}")
    blocks = (Crosshead(id=f"x{n}", text=rich("Level"), level=level) for n, level in ((1, 4), (2, 1), (3, 3)))  # type: ignore[arg-type]
    assert [role for role in _roles(export(story(*blocks), sheet)) if role[0] == "H"] == ["H1", "H2", "H3"]


def test_reading_order_is_the_story_s_whatever_the_order_on_the_page() -> None:
    first, second, third = (Paragraph(id=f"b{n}", text=rich(f"Part {n}")) for n in (1, 2, 3))
    sheet = Sheet()
    for block in ("b3", "", "b1", "b2"):
        sheet.text(block, f"Part {block}")
    with _open(export(story(first, second, third), sheet)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        kids = [element.K for element in _elements(pdf) if element.S == "/P"]
    assert kids == [0, 1, 2]
    assert content.index(b"/Artifact") < content.index(b"MCID 0") < content.index(b"MCID 2")


def test_furniture_never_parts_a_paragraph_that_goes_on_overleaf() -> None:
    first, second = Sheet(1), Sheet(2)
    for sheet, block, words in (
        (first, "b1", "It begins here "),
        (second, "b1", "and ends there."),
        (second, "b2", "More."),
    ):
        sheet.text(block, words)
    for sheet in (first, second):
        sheet.text("", f"{sheet.number} The Daily Test")
    blocks = (Paragraph(id="b1", text=rich("It begins here and ends there.")), Paragraph(id="b2", text=rich("More.")))
    with pypdfium2.PdfDocument(export(story(*blocks), first, second)) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    assert "It begins here and ends there." in " ".join(" ".join(texts).split())


def test_furniture_is_no_part_of_the_story() -> None:
    sheet = Sheet()
    sheet.text("", "7 The Daily Test")
    sheet.text("b1", "Text")
    with _open(export(story(Paragraph(id="b1", text=rich("Text"))), sheet)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/Artifact<</Type/Pagination>>BDC") == 1
    assert content.count(b"MCID") == 1


def test_text_of_an_unknown_block_is_kept_tagged_and_reported() -> None:
    report = Report()
    sheet = headed(story())
    sheet.text("a1-b9", "Lost words")
    with _open(export(story(), sheet, report=report)) as pdf:
        assert [str(element.S) for element in _elements(pdf)][-1] == "/P"
    assert [(finding.code, finding.where.block) for finding in report.findings] == [("pdf-untagged-id", "a1-b9")]


@pytest.mark.parametrize(("profile", "numbering"), [("archive", None), ("ua2", "/Description")])
def test_the_record_of_a_clipping_is_a_list_of_labels_and_what_they_stand_for(profile: str, numbering: str) -> None:
    sheet = headed(story())
    for key, value in (("publication", "The Courier"), ("words", "670")):
        sheet.text(f"a1-record-{key}-label", key.title())
        sheet.text(f"a1-record-{key}", value)
    report = Report()
    made = export(story(), sheet, report=report, options=PdfOptions(profile=PROFILES[profile]))
    assert not report.findings
    roles = _roles(made)
    start = roles.index("L")
    assert roles[start : start + 9] == ["L", *("LI", "Lbl", "LBody", "P") * 2]
    with _open(made) as pdf:
        attributes = _one(pdf, "L").get("/A")
        assert (attributes and str(attributes.ListNumbering)) == numbering


def test_a_run_in_another_language_says_so_and_the_file_names_its_own() -> None:
    with _open(export(full_edition(), *full_sheets())) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert str(_one(pdf, "Span").Lang) == "fr"
        assert [str(e.get("/Lang", "")) for e in _elements(pdf) if e.S == "/Art"] == ["", "de"]


def test_a_picture_has_its_description_and_its_place() -> None:
    with _open(export(full_edition(), *full_sheets())) as pdf:
        figure = _one(pdf, "Figure")
        assert str(figure.Alt) == "Red and blue ships"
        left, bottom, right, top = (float(value) for value in figure.A.BBox)
        assert (left, right - left, top - bottom) == (30, 90, 60)


def test_a_decorative_picture_is_an_artifact_and_a_missing_one_leaves_its_caption() -> None:
    photos = (Photo(id="p2", src="mark.png", decorative=True), Photo(id="p3", caption=rich("Not supplied.")))
    sheet = Sheet()
    sheet.items.append(Image(30, 30, 40, 30, "mark.png", block="p2"))
    sheet.y = 90
    sheet.text("p3-caption", "Not supplied.")
    roles = _roles(export(story(photos=photos), sheet))
    assert roles == ["Document", "Art", "Div", "P"]


def test_a_link_over_two_lines_is_one_element_with_two_areas() -> None:
    sheet = Sheet()
    for words in ("see the whole", "report here"):
        end = sheet.at(sheet.x, "b1", words)
        area = Link(sheet.x, sheet.y - 7, end - sheet.x, 9, "https://example.org/r", text="see the report", block="b1")
        sheet.items.append(area)
        sheet.y += LEADING
    sheet.text("b1", "and more.")
    with _open(export(story(Paragraph(id="b1", text=rich("see the whole report here and more."))), sheet)) as pdf:
        link = _one(pdf, "Link")
        areas = [kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary)]
        assert [str(area.A.URI) for area in areas] == ["https://example.org/r"] * 2
        assert [str(area.Contents) for area in areas] == ["see the report"] * 2
        assert len([kid for kid in link.K if isinstance(kid, int)]) == 1
        numbers = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums
        parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        assert all(parents[int(area.StructParent)].objgen == link.objgen for area in areas)


def test_a_link_to_a_block_goes_to_its_place_and_one_to_nowhere_is_reported() -> None:
    report = Report()
    sheet = Sheet()
    for target in ("b2", "b99"):
        end = sheet.at(sheet.x, "b1", target)
        sheet.items.append(Link(sheet.x, sheet.y - 7, end - sheet.x, 9, target=target, text=target, block="b1"))
        sheet.y += LEADING
    second = Sheet(2)
    second.text("b2", "The place")
    blocks = (Paragraph(id="b1", text=rich("b2 b99")), Paragraph(id="b2", text=rich("The place")))
    with _open(export(story(*blocks), sheet, second, report=report)) as pdf:
        (annotation,) = list(pdf.pages[0].Annots)
        assert annotation.Dest[0].objgen == pdf.pages[1].obj.objgen
    assert [finding.code for finding in report.findings] == ["pdf-dead-link"]


def test_a_scheme_that_is_not_allowed_never_gets_into_the_file() -> None:
    report = Report()
    sheet = Sheet()
    end = sheet.at(sheet.x, "b1", "click")
    sheet.items.append(Link(sheet.x, sheet.y - 7, end - sheet.x, 9, "javascript:alert(1)", text="click", block="b1"))
    data = export(story(Paragraph(id="b1", text=rich("click"))), sheet, report=report)
    with _open(data) as pdf:
        assert "/Annots" not in pdf.pages[0]
    assert [finding.code for finding in report.findings] == ["pdf-dead-link"]


def test_bookmarks_follow_the_story_and_never_skip_a_level() -> None:
    sheet = Sheet()
    sheet.text("b2", "Second")
    sheet.text("b1", "First")
    sheet.items += [Mark(30, 40, "b2", "Second (2)", 3), Mark(30, 51, "b1", "First", 0)]
    blocks = (Crosshead(id="b1", text=rich("First")), Crosshead(id="b2", text=rich("Second")))
    with _open(export(story(*blocks), sheet)) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["First"]
        assert [entry.title for entry in outline.root[0].children] == ["Second (2)"]


def test_pages_carry_the_labels_that_are_printed_on_them() -> None:
    sheet = Sheet()
    sheet.text("b1", "x")
    labels = ("A1", "3", "4", "9")
    pages = tuple(Page(n, label, 400, 500, tuple(sheet.items)) for n, label in enumerate(labels, start=1))
    from pdfpages import newspaper

    from exporter.backends.pdf.write import write
    from exporter.env import fixed_env

    data = write(pages, story(Paragraph(id="b1", text=rich("x"))), newspaper(), fixed_env(), Report())
    with _open(data) as pdf:
        assert [page.label for page in pdf.pages] == list(labels)


def test_pages_have_their_boxes_and_bleed_reaches_beyond_the_trim() -> None:
    sheet = Sheet(bleed=8.5)
    sheet.text("b1", "x")
    with _open(export(story(Paragraph(id="b1", text=rich("x"))), sheet)) as pdf:
        page = pdf.pages[0]
        assert [float(value) for value in page.TrimBox] == [0, 0, 420, 595]
        assert [float(value) for value in page.MediaBox] == [-8.5, -8.5, 428.5, 603.5]
        assert page.Tabs == "/S"


def test_an_edition_without_stories_is_still_a_file() -> None:
    sheet = Sheet()
    sheet.text("", "Empty")
    data = export(Edition(schema=SCHEMA, sections=(Section(()),)), sheet)
    assert _roles(data) == ["Document"]
