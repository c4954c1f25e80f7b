"""Styles, sections, notes, tables and lists of a Word file, read with python-docx and lxml."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import docx
import pytest
from docxstories import short_article
from lxml import etree

from exporter.backends.docx import write
from exporter.backends.docx.tables import column_widths
from exporter.env import Env
from exporter.model import (
    Article,
    Aside,
    Cell,
    Crosshead,
    Edition,
    Paragraph,
    Photo,
    QuestionAnswer,
    Run,
    Table,
    edition_of,
    rich,
)
from exporter.model.grid import lay_grid
from exporter.report import Report
from exporter.style.model import Style

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(edition: Edition, style: Style, env: Env) -> docx.document.Document:
    return docx.Document(io.BytesIO(write(edition, style, env, Report())))


def part(edition: Edition, style: Style, env: Env, name: str) -> etree._Element:
    archive = zipfile.ZipFile(io.BytesIO(write(edition, style, env, Report())))
    return etree.fromstring(archive.read(name))


def styled(document: docx.document.Document, name: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == name]


def test_every_role_of_the_head_has_a_paragraph_in_a_style_of_its_own(
    full: Edition, newspaper: Style, env: Env
) -> None:
    document = opened(full, newspaper, env)
    assert styled(document, "Masthead") == ["The Quay Courier"]
    assert styled(document, "Kicker") == ["Winter harbour"]
    assert styled(document, "Title") == ["Storm keeps the whole fleet in port for a second week"]
    assert styled(document, "Subhead") == ["Sisters at the ice house keep the lights on"]
    assert styled(document, "Subtitle")[0].startswith("A council vote")
    assert styled(document, "Byline") == ["By Ida Strand and Jonas Falk"]
    assert styled(document, "Heading 2") == ["What the sisters say"]
    assert styled(document, "Heading 3") == ["A smaller heading"]


def test_every_style_id_used_is_defined_and_no_stock_style_is_left(full: Edition, style: Style, env: Env) -> None:
    styles = part(full, style, env, "word/styles.xml")
    known = {node.get(W + "styleId") for node in styles.iter(W + "style")}
    used = {
        node.get(W + "val")
        for node in part(full, style, env, "word/document.xml").iter(W + "pStyle", W + "rStyle", W + "tblStyle")
    }
    assert used <= known
    assert len(known) < 70
    names = {node.find(W + "name").get(W + "val") for node in styles.iter(W + "style")}
    assert "Light Shading Accent 1" not in names


def test_the_text_stands_in_the_columns_of_the_style_under_a_head_over_all_of_them(
    full: Edition, style: Style, env: Env
) -> None:
    document = part(full, style, env, "word/document.xml")
    columns = [int(node.get(W + "num", "1")) for node in document.iter(W + "cols")]
    starts = [node.get(W + "val") for node in document.iterfind(f".//{W}sectPr/{W}type")]
    if style.page.columns > 1:
        assert columns == [1, style.page.columns, 1]
        assert starts[1:] == ["continuous", "continuous"]
    else:
        assert columns == [1]
    size = document.find(f".//{W}pgSz")
    assert int(size.get(W + "w")) == round(style.page.width * 20)


def test_page_margins_are_those_of_the_style(full: Edition, style: Style, env: Env) -> None:
    section = opened(full, style, env).sections[0]
    assert abs(section.left_margin.pt - style.page.left) < 0.1
    assert abs(section.top_margin.pt - style.page.top) < 0.1


def test_a_called_note_is_a_footnote_and_an_uncalled_one_stands_at_the_end(
    full: Edition, newspaper: Style, env: Env
) -> None:
    notes = part(full, newspaper, env, "word/footnotes.xml")
    texts = ["".join(node.itertext()) for node in notes if node.get(W + "type") is None]
    assert texts == [" The first note.", "* A note with a mark of its own."]
    document = part(full, newspaper, env, "word/document.xml")
    calls = [node.get(W + "id") for node in document.iter(W + "footnoteReference")]
    assert calls == [node.get(W + "id") for node in notes if node.get(W + "type") is None]
    assert "A note that nothing calls." in "".join(document.itertext())


def test_the_second_call_of_a_note_is_its_sign_only(full: Edition, newspaper: Style, env: Env) -> None:
    again = [text for text in styled(opened(full, newspaper, env), "Body First") if "Again" in text]
    assert again[0].endswith("Again1")


def test_a_list_counts_from_its_start_and_stands_in_by_its_depth(full: Edition, newspaper: Style, env: Env) -> None:
    document = part(full, newspaper, env, "word/document.xml")
    numbering = part(full, newspaper, env, "word/numbering.xml")
    item = next(node for node in document.iter(W + "p") if "".join(node.itertext()) == "third of the inner")
    assert item.find(f".//{W}ilvl").get(W + "val") == "1"
    number = item.find(f".//{W}numId").get(W + "val")
    list_ = next(node for node in numbering.iter(W + "num") if node.get(W + "numId") == number)
    assert list_.find(f".//{W}startOverride").get(W + "val") == "3"
    assert {node.get(W + "val") for node in numbering.iter(W + "numFmt")} == {"bullet", "decimal"}  # as in PDF and EPUB


def test_a_table_repeats_its_head_fits_its_column_and_is_described(full: Edition, newspaper: Style, env: Env) -> None:
    document = part(full, newspaper, env, "word/document.xml")
    table = next(
        node for node in document.iter(W + "tbl") if node.find(f".//{W}tblStyle").get(W + "val") == "NewsTable"
    )
    assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert (table.find(f".//{W}tblW").get(W + "type"), table.find(f".//{W}tblW").get(W + "w")) == ("pct", "5000")
    assert table.find(f".//{W}tblCaption").get(W + "val") == "Boats in harbour"
    assert table.find(f".//{W}tblDescription").get(W + "val") == "Year, Trawlers, Note"
    widths = sum(int(node.get(W + "w")) for node in table.iter(W + "gridCol"))
    assert abs(widths / 20 - newspaper.page.column_width) < 1
    assert [node.get(W + "val") for node in table.iter(W + "vMerge")] == ["restart", "continue"]


def test_a_short_table_stands_on_one_page_and_a_long_one_goes_on(look: Callable[[str], Style], env: Env) -> None:
    def table(rows: int) -> Table:
        return Table(rows=((Cell((Paragraph(rich("1")),)), Cell((Paragraph(rich("2")),))),) * rows)

    body = (table(3), table(13))
    document = part(edition_of(Article(body=body)), look("newspaper"), env, "word/document.xml")
    short, long = document.iter(W + "tbl")
    kept = [[bool(node.findall(f".//{W}keepNext")) for node in found.iter(W + "tr")] for found in (short, long)]
    assert kept == [[True, True, False], [False] * 13]
    assert len(document.findall(f".//{W}cantSplit")) == 16


def test_running_head_and_folio_hold_the_fields_of_the_style(full: Edition, newspaper: Style, env: Env) -> None:
    archive = zipfile.ZipFile(io.BytesIO(write(full, newspaper, env, Report())))
    furniture = {
        name: etree.fromstring(archive.read(name))
        for name in archive.namelist()
        if "header" in name or "footer" in name
    }
    texts = ["".join(root.itertext()) for name, root in furniture.items() if name.endswith(".xml")]
    assert "Tuesday, March 3, 2026Coast · Page A3" in texts
    assert "The Quay Courier · Tuesday, March 3, 2026 · 1" in texts
    fields = [node.get(W + "instr").strip() for root in furniture.values() for node in root.iter(W + "fldSimple")]
    assert fields == ["PAGE"]


def test_the_first_page_has_its_nameplate_in_place_of_the_running_head(
    full: Edition, newspaper: Style, env: Env
) -> None:
    section = opened(full, newspaper, env).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.first_page_footer.paragraphs[0].text.strip().startswith("The Quay Courier")


def test_the_clipping_opens_with_a_record_of_the_fields_that_exist(
    full: Edition, look: Callable[[str], Style], env: Env
) -> None:
    table = opened(full, look("clipping"), env).tables[0]
    labels = [row.cells[0].text for row in table.rows]
    assert labels[:4] == ["Publication", "Date", "Edition", "Section"]
    assert labels[-1] == "Words"
    bare = edition_of(Article(headline=rich("Alone"), body=(Paragraph(text=rich("Two words")),)))
    rows = opened(bare, look("clipping"), env).tables[0].rows
    assert [(row.cells[0].text, row.cells[1].text) for row in rows] == [("Words", "2")]


def test_a_drop_cap_is_a_frame_as_high_as_the_style_says(look: Callable[[str], Style], env: Env) -> None:
    plain = edition_of(Article(headline=rich("Alone"), body=(Paragraph(text=rich("Two words " * 30)),)))
    frame = part(plain, look("magazine"), env, "word/document.xml").find(f".//{W}framePr")
    assert (frame.get(W + "dropCap"), frame.get(W + "lines")) == ("drop", "3")
    initial = frame.getparent().getparent()
    assert ("".join(initial.itertext()) + "".join(initial.getnext().itertext())).startswith("Two words")


def test_a_paragraph_with_too_few_lines_for_a_drop_cap_has_none(look: Callable[[str], Style], env: Env) -> None:
    short = edition_of(Article(headline=rich("Alone"), body=(Paragraph(text=rich("Two words")),)))
    assert part(short, look("magazine"), env, "word/document.xml").find(f".//{W}framePr") is None


def test_a_paragraph_that_opens_with_a_dateline_has_no_drop_cap(
    full: Edition, look: Callable[[str], Style], env: Env
) -> None:
    assert part(full, look("magazine"), env, "word/document.xml").find(f".//{W}framePr") is None


def test_the_end_mark_follows_the_last_paragraph_of_the_text(
    full: Edition, look: Callable[[str], Style], env: Env
) -> None:
    document = opened(full, look("magazine"), env)
    ends = [paragraph.text for paragraph in document.paragraphs if paragraph.text.endswith("■")]
    assert len(ends) == 1
    assert ends[0].startswith("Paragraph 9.")


def test_the_end_mark_of_an_interview_follows_its_last_answer(look: Callable[[str], Style], env: Env) -> None:
    exchange = QuestionAnswer(rich("Why?"), (Paragraph(rich("Because.")),))
    story = edition_of(Article(body=(Paragraph(rich("A paragraph between.")), exchange)))
    document = opened(story, look("magazine"), env)
    assert [paragraph.text for paragraph in document.paragraphs if "■" in paragraph.text] == ["Because.\u00a0■"]


def test_block_ids_are_bookmarks_and_no_name_stands_twice(full: Edition, newspaper: Style, env: Env) -> None:
    document = part(full, newspaper, env, "word/document.xml")
    names = [node.get(W + "name") for node in document.iter(W + "bookmarkStart")]
    assert {"b_p1", "b_f1", "b_c1", "b_boats", "b_a1", "b_story_full"} <= set(names)
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)


def test_two_blocks_with_ids_that_word_cannot_tell_apart_get_two_bookmarks(newspaper: Style, env: Env) -> None:
    long = "a" * 60
    body = (Crosshead(id=long + "1", text=rich("One")), Crosshead(id=long + "2", text=rich("Two")))
    document = part(edition_of(Article(body=body)), newspaper, env, "word/document.xml")
    names = [node.get(W + "name") for node in document.iter(W + "bookmarkStart")]
    assert len({name for name in names if "aaa" in name}) == 2
    assert max(map(len, names)) <= 40


def test_emphasis_in_italic_type_is_upright(newspaper: Style, env: Env) -> None:
    article = Article(deck=(Run("All "), Run("italic", ("italic",))), body=(Paragraph(text=rich("Text")),))
    deck = next(p for p in opened(edition_of(article), newspaper, env).paragraphs if p.style.name == "Subtitle")
    assert deck.runs[1].font.italic is False


def test_hyphenation_is_on_and_headings_are_not_hyphenated(full: Edition, newspaper: Style, env: Env) -> None:
    assert part(full, newspaper, env, "word/settings.xml").find(W + "autoHyphenation") is not None
    styles = part(full, newspaper, env, "word/styles.xml")
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}suppressAutoHyphens").get(W + "val") == "0"
    title = next(node for node in styles.iter(W + "style") if node.get(W + "styleId") == "Title")
    assert title.find(f"{W}pPr/{W}suppressAutoHyphens").get(W + "val") == "1"


def test_an_edition_has_contents_a_heading_for_each_story_and_links_to_them(
    several: Edition, style: Style, env: Env
) -> None:
    document = opened(several, style, env)
    heads = [f"Headline number {number} about the weather at sea" for number in range(1, 5)]
    assert styled(document, "Heading 1") == heads
    assert styled(document, "Section Head") == ["Coast", "Inland"]
    body = document.element.body
    contents = [
        "".join(node.itertext(W + "t"))
        for node in body.iter(W + "p")
        if node.find(f"{W}pPr/{W}pStyle").get(W + "val") == "TOC1"
    ]
    assert contents == ["Coast", *heads[:2], "Inland", *heads[2:]]
    anchors = [node.get(W + "anchor") for node in body.iter(W + "hyperlink") if node.get(W + "anchor")]
    assert set(anchors) <= {node.get(W + "name") for node in body.iter(W + "bookmarkStart")}


def test_the_nameplate_stands_once_in_an_edition(several: Edition, newspaper: Style, env: Env) -> None:
    assert styled(opened(several, newspaper, env), "Masthead") == ["The Quay Courier"]


def test_the_headline_is_set_as_large_as_two_lines_allow(newspaper: Style, env: Env) -> None:
    def size(words: str) -> float:
        article = Article(headline=rich(words), body=(Paragraph(text=rich("Text")),))
        return float(opened(edition_of(article), newspaper, env).styles["Title"].font.size.pt)

    assert size("Storm") == newspaper.headline.sizes(newspaper.page.measure)[-1]
    assert size("Storm keeps the whole fleet in port " * 3) < size("Storm keeps the whole fleet in port")


def test_numbers_keep_their_width_where_a_table_is_too_wide_for_its_column() -> None:
    cells = ("Administration of everything", "2,370", "2,431", "+2.6\u00a0%")
    rows = ((*(Cell((Paragraph(text=rich(words)),)) for words in cells),),)
    grid, columns = lay_grid(Table(rows=rows))
    widths = column_widths(grid, columns, 100.0, 8.0)
    assert sum(widths) == pytest.approx(100.0)
    assert widths[1] == widths[2] >= 5 * 8 * 0.5
    assert column_widths(grid, columns, 400.0, 8.0)[0] > 150


def test_words_are_divided_in_tables_that_are_too_wide_for_their_column_alone(newspaper: Style, env: Env) -> None:
    def table(words: str) -> Table:
        return Table(rows=(tuple(Cell((Paragraph(text=rich(text)),)) for text in (words, "2,370", "2,431")),))

    body = (table("Administration of everything imaginable"), table("Administrationsangelegenheiten"))
    document = part(edition_of(Article(body=body)), newspaper, env, "word/document.xml")
    whole, divided = document.iter(W + "tbl")
    assert not whole.findall(f".//{W}suppressAutoHyphens")
    assert [node.get(W + "val") for node in divided.iter(W + "suppressAutoHyphens")] == ["0"] * 3


def test_text_keeps_away_from_the_box_below_it(newspaper: Style, env: Env) -> None:
    box = Aside(blocks=(Paragraph(text=rich("In March.")),), role="facts")
    body = (Paragraph(text=rich("The baths are to close.")), box, box, Crosshead(text=rich("Taxes")), box)
    document = part(edition_of(Article(body=body)), newspaper, env, "word/document.xml")
    above = [node.getprevious() for node in document.iter(W + "tbl")]
    after = [node.find(f"{W}pPr/{W}spacing") for node in above]
    assert after[0].get(W + "after") == str(round(newspaper.grid / 2 * 20))
    assert after[1:] == [None, None]  # an empty line, and a crosshead, which has air of its own


def test_the_reading_above_a_word_has_room_in_its_line(newspaper: Style, env: Env) -> None:
    body = (Paragraph(text=(Run("漢字", ruby="かんじ"),)), Paragraph(text=rich("Ships.")))
    document = part(edition_of(Article(body=body)), newspaper, env, "word/document.xml")
    read, plain = (node.getparent() for node in document.iter(W + "pPr") if node[0].get(W + "val").startswith("Body"))
    assert read.find(f"{W}pPr/{W}spacing").get(W + "lineRule") == "atLeast"
    assert plain.find(f"{W}pPr/{W}spacing") is None


def test_an_upright_lead_photo_stands_in_the_first_column(look: Callable[[str], Style], env: Env) -> None:
    photo = Photo(id="sister", src="sister.jpg", alt="A woman.")
    story = Article(headline=rich("One"), body=(Paragraph(text=rich("Text")),), photos=(photo,))
    document = part(edition_of(story), look("magazine"), env, "word/document.xml")
    nodes = list(document.iter(W + "sectPr", W + "drawing"))
    assert [node.tag for node in nodes[:2]] == [W + "sectPr", W + "drawing"]


def test_growth_is_linear(newspaper: Style, env: Env) -> None:
    def seconds(count: int) -> float:
        stories = edition_of(*(short_article(number) for number in range(count)))
        write(stories, newspaper, env, Report())
        start = time.process_time()
        write(stories, newspaper, env, Report())
        return (time.process_time() - start) / count

    assert seconds(400) < 2.5 * seconds(40)


def test_a_font_that_is_missing_is_replaced_by_one_of_its_kind(full: Edition, newspaper: Style, env: Env) -> None:
    fonts = part(full, newspaper, env, "word/fontTable.xml")
    kinds = {
        node.get(W + "name"): tuple(node.find(W + tag).get(W + "val") for tag in ("altName", "panose1", "family"))
        for node in fonts
    }
    body, caption = (newspaper.families[newspaper.text[role].family].name for role in ("body", "caption"))
    assert kinds[body] == ("Times New Roman", "02020603050405020304", "roman")
    assert kinds[caption] == ("Arial", "020B0604020202020204", "swiss")
