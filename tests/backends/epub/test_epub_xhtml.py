"""The page of a story: what stands where, and what it says it is."""

from __future__ import annotations

import pytest
from epub_stories import ARABIC, FERRY, PLAIN, export, find, page, single, text_in
from msgspec.structs import replace

from exporter.model import (
    Aside,
    Cell,
    Crosshead,
    Footnote,
    List,
    Paragraph,
    Photo,
    QuestionAnswer,
    Quote,
    Run,
    Table,
    rich,
)
from exporter.model.walk import walk
from exporter.report import Report
from exporter.style.model import Style


def headings(root: object) -> list[str]:
    return [element.tag[-2:] for element in find(root, "//h:h1 | //h:h2 | //h:h3 | //h:h4 | //h:h5 | //h:h6")]


def test_the_head_goes_from_masthead_to_rights(newspaper: Style) -> None:
    head = find(page(export(single(FERRY), newspaper)), "//h:header")[0]
    assert [child.get("class") for child in head] == [
        "running",
        "kicker",
        "headline",
        "subhead",
        "deck",
        "byline",
        "date",
        "origin",
    ]
    assert text_in(head[0]) == "The Harbour Gazette · Late Edition · Island · Life on the edge · Page A1"
    assert find(head, ".//h:time/@datetime") == ["2025-11-14", "2025-11-15"]


def test_the_lead_photo_stands_between_head_and_body(newspaper: Style) -> None:
    section = find(page(export(single(FERRY), newspaper)), "//h:section")[0]
    assert [child.tag.rpartition("}")[2] for child in section[:3]] == ["header", "figure", "p"]
    assert find(section[1], "h:img/@src") == ["images/a1-p1.jpg"]


def test_catchline_caption_and_credit_are_apart(newspaper: Style) -> None:
    caption = find(page(export(single(FERRY), newspaper)), "//h:figure[@id='harbour']/h:figcaption")[0]
    assert [(span.get("class"), text_in(span)) for span in caption] == [
        ("catchline", "LAST BOAT OUT"),
        ("photo-head", "A crossing at dusk"),
        ("words", "The ferry Solan leaves the harbour at dusk."),
        ("credit", "Ina Duarte / GAZETTE PICTURES"),
        ("photo-rights", "© 2025 Gazette Pictures"),
    ]


def test_crossheads_follow_each_other_without_gaps(newspaper: Style) -> None:
    levels = (3, 4, 1, 3, 4, 3)
    story = replace(PLAIN, body=tuple(Crosshead(rich(f"level {level}"), level=level) for level in levels))
    assert headings(page(export(single(story), newspaper))) == ["h1", "h2", "h3", "h2", "h3", "h4", "h3"]


def test_a_box_has_a_heading_of_its_own_below_the_present_one(newspaper: Style) -> None:
    box = Aside((Crosshead(rich("Inside"), level=2), Paragraph(rich("Text."))), rich("Box"))
    story = replace(PLAIN, body=(Crosshead(rich("One")), box, Crosshead(rich("Two"))))
    root = page(export(single(story), newspaper))
    assert headings(root) == ["h1", "h2", "h3", "h4", "h2"]
    assert find(root, "//h:aside/@aria-labelledby") == find(root, "//h:aside/h:h3/@id")


def test_a_footnote_and_its_call_lead_to_each_other(newspaper: Style) -> None:
    root = page(export(single(FERRY), newspaper))
    call = find(root, "//h:a[@e:type='noteref']")[0]
    note = find(root, f"//h:aside[@id='{call.get('href')[1:]}']")[0]
    assert note.get("role") == "doc-footnote"
    assert find(note, ".//h:a[@role='doc-backlink']/@href") == [f"#{call.get('id')}"]
    assert text_in(note) == "1 Counted by the harbour office."


def test_a_footnote_called_twice_is_written_once_and_leads_back_to_its_first_call(newspaper: Style) -> None:
    calls = Paragraph((Run("a"), Run("1", note="n"), Run("b"), Run("1", note="n"), Run("c"), Run("9", note="none")))
    story = replace(PLAIN, body=(calls,), notes=(Footnote("n", (Paragraph(rich("Once.")),)),))
    root = page(export(single(story), newspaper))
    ids = find(root, "//h:a[@e:type='noteref']/@id")
    assert len(set(ids)) == 2
    assert find(root, "//h:a[@role='doc-backlink']/@href") == [f"#{ids[0]}"]
    assert find(root, "string((//h:sup)[3])") == "9"


def test_a_table_names_its_columns_and_rows(newspaper: Style) -> None:
    figure = find(page(export(single(FERRY), newspaper)), "//h:figure[@class='table']")[0]
    assert [(th.get("scope"), text_in(th)) for th in find(figure, ".//h:th")] == [
        ("col", "Port"), ("colgroup", "Sailings"), ("row", "Port Ellen"), ("rowgroup", "Ballygrant"),
    ]  # fmt: skip
    assert find(figure, "h:table/@aria-labelledby") == find(figure, "h:figcaption/@id")
    assert text_in(figure[-1]) == "Source: harbour office"


def test_a_cell_that_spans_past_the_head_is_cut_there(newspaper: Style) -> None:
    table = next(block for block in FERRY.body if type(block).__name__ == "Table")
    tall = replace(table, rows=((replace(table.rows[0][0], rows=9), *table.rows[0][1:]), *table.rows[1:]))
    root = page(export(single(replace(PLAIN, body=(tall,))), newspaper))
    assert find(root, "//h:thead//@rowspan") == []


def test_every_block_keeps_its_id_where_its_text_is(newspaper: Style) -> None:
    root = page(export(single(FERRY), newspaper))
    ids = find(root, "//@id")
    assert len(ids) == len(set(ids))
    for block in walk(FERRY.body):
        if isinstance(block, Paragraph) and block.id and block.id != "li2":
            assert find(root, f"count(//h:p[@id='{block.id}'])") == 1, block.id


def test_ids_that_are_no_xml_names_or_come_twice_are_made_good(newspaper: Style) -> None:
    names = ("1st", "a b", "a b", "headline", "", "ä")
    story = replace(PLAIN, body=tuple(Paragraph(rich("x"), id=name) for name in names))
    ids = find(page(export(single(story), newspaper)), "//h:p/@id")
    assert ids == ["b-1st", "b-a-b", "b-a-b-2", "headline-2", "b--"]


def test_languages_and_directions_are_marked(newspaper: Style) -> None:
    root = page(export(single(FERRY), newspaper))
    assert (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("dir")) == (
        "en",
        "en",
        "ltr",
    )
    assert [(span.get("lang"), span.get("dir")) for span in find(root, "//h:p//h:span[@lang]")] == [
        ("de", None), ("he", "rtl"), ("ja", None),
    ]  # fmt: skip
    assert find(root, "string(//h:p[@lang='fr'])") == "C’est la mer qui décide."
    assert page(export(single(ARABIC), newspaper)).get("dir") == "rtl"


def test_a_language_that_is_no_tag_marks_nothing_and_is_reported(newspaper: Style) -> None:
    report = Report()
    odd = Paragraph((Run("a", language="de_DE"), Run("b")), language="old english", id="x", line=7)
    root = page(export(single(replace(PLAIN, language="?", body=(odd,))), newspaper, report))
    assert find(root, "//h:p[@id='x']//@lang") == []
    assert root.get("lang") == "und"
    assert [(finding.code, finding.where.line) for finding in report.findings] == [
        ("epub-language-malformed", 0), ("epub-language-malformed", 7), ("epub-language-malformed", 0),
    ]  # fmt: skip


def test_runs_with_one_link_share_one_element(newspaper: Style) -> None:
    links = find(page(export(single(FERRY), newspaper)), "//h:p[@id='p5']/h:a[not(@e:type)]")
    assert [text_in(link) for link in links] == ["a link in two", "tel"]


def test_every_picture_has_an_alternative_and_decoration_an_empty_one(newspaper: Style) -> None:
    root = page(export(single(FERRY), newspaper))
    assert [(image.get("alt")[:12], image.get("role")) for image in find(root, "//h:img")] == [
        ("A ferry with", None), ("A woman in a", None), ("Dark water.", None), ("", "presentation"),
    ]  # fmt: skip


def test_a_picture_nobody_described_says_at_least_that_it_is_a_photo(newspaper: Style) -> None:
    story = replace(PLAIN, photos=(Photo(id="p", src="pilot.jpg", caption=rich("The pilot.")),))
    assert find(page(export(single(story), newspaper)), "//h:img/@alt") == ["Photo"]


def test_a_drop_cap_is_set_on_a_capital_only(magazine: Style, newspaper: Style) -> None:
    def drops(style: Style, text: str, dateline: bool = False) -> bool:
        story = replace(PLAIN, body=(Paragraph(rich(text)),), dateline=FERRY.dateline if dateline else PLAIN.dateline)
        return bool(find(page(export(single(story), style)), "//h:p[@class='first drop']"))

    said = " The boat left at noon." * 9
    assert drops(magazine, "The" + said) and drops(magazine, "“The" + said)
    assert not drops(magazine, "90" + said) and not drops(magazine, "船" + said)
    assert not drops(magazine, "The" + said, dateline=True)
    assert not drops(magazine, "The boat.")  # fewer lines than the drop cap has
    assert not drops(newspaper, "The" + said)


def test_the_end_mark_follows_the_last_word_and_is_not_read_aloud(magazine: Style) -> None:
    mark = find(page(export(single(PLAIN), magazine)), "//h:span[@class='end-mark']")[0]
    assert (mark.text, mark.get("aria-hidden"), mark.getprevious(), mark.getparent().get("id")) == (
        "■",
        "true",
        None,
        "p2",
    )


def test_the_end_mark_of_an_interview_follows_its_last_answer(magazine: Style) -> None:
    said = Paragraph(rich("A paragraph between."), id="between")
    exchange = QuestionAnswer(rich("Why?"), (Paragraph(rich("Because."), id="because"),))
    book = export(single(replace(PLAIN, body=(said, exchange, Quote((said,), pull=True)))), magazine)
    (mark,) = find(page(book, "a1.xhtml"), "//h:span[@class='end-mark']")
    assert mark.getparent().get("id") == "because"


def test_a_story_that_ends_in_a_list_has_no_end_mark_in_its_middle(magazine: Style) -> None:
    book = export(single(replace(PLAIN, body=(*PLAIN.body, List(((Paragraph(rich("one")),),))))), magazine)
    assert find(page(book, "a1.xhtml"), "//h:span[@class='end-mark']") == []


def test_an_empty_list_leaves_no_element(newspaper: Style) -> None:
    root = page(export(single(replace(PLAIN, body=(List(()), *PLAIN.body))), newspaper))
    assert find(root, "//h:ul") == []


def test_an_ordinary_story_is_written_without_a_finding(newspaper: Style) -> None:
    report = Report()
    export(single(FERRY), newspaper, report)
    assert report.findings == ()


def test_title_byline_date_source_and_rights_stand_at_the_head_in_this_order(newspaper: Style) -> None:
    head = find(page(export(single(FERRY), newspaper)), "//h:header")[0]
    kinds = [element.get("class") for element in head.iter() if element.tag.endswith(("}h1", "}p"))]
    wanted = ["headline", "byline", "date", "sources", "rights"]
    assert [kind for kind in kinds if kind in wanted] == wanted
    assert text_in(find(head, ".//h:p[@class='rights']")[0]) == "© 2025 The Harbour Gazette"


def grid(columns: int, rows: int, word: str) -> Table:
    """Return a table whose cells all hold the same word."""
    return Table(rows=((Cell((Paragraph(rich(word)),)),) * columns,) * rows)


@pytest.mark.parametrize(
    ("table", "figure", "inside"),
    [
        (grid(4, 12, "1,234"), "table", "table"),
        (grid(4, 13, "1,234"), "table pages", "table"),  # readers that turn pages part it between two rows
        (grid(5, 2, "1,234,567"), "table", "table tight"),
        (grid(4, 2, "Verwaltungsgericht"), "table", "table tight"),
        (grid(12, 2, "123,456"), "table", "div scroll"),
        (Table(rows=((Cell(()), Cell((), rows=2)), ())), "table", "table"),  # with a gap left of a cell from above
    ],
)
def test_only_a_table_without_room_on_a_phone_is_put_into_a_box_that_scrolls(
    table: Table, figure: str, inside: str, newspaper: Style
) -> None:
    root = page(export(single(replace(PLAIN, body=(table,))), newspaper))
    (found,) = find(root, "//h:figure")
    (first,) = found
    assert found.get("class") == figure
    assert " ".join(filter(None, (first.tag.rpartition("}")[2], first.get("class")))) == inside
