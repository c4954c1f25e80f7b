"""Pages: heads, photos, furniture, editions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from makeup_stories import edition, long_story, made, paragraphs, photo, picture, story, texts, words
from msgspec.structs import replace
from squares import square

from exporter.env import fixed_env
from exporter.makeup.compose import make_pages
from exporter.model import (
    Article,
    Aside,
    Block,
    Byline,
    Cell,
    Code,
    Crosshead,
    Dateline,
    Embed,
    Figure,
    Footnote,
    List,
    Paragraph,
    Publication,
    Quote,
    Rights,
    Rule,
    Run,
    Source,
    Table,
    edition_of,
    rich,
)  # fmt: skip
from exporter.page import Image, Line, Link, Mark, Page, Text
from exporter.report import Report
from exporter.style.fonts import FontBook
from exporter.style.load import load_style

LOOKS = ["newspaper", "magazine", "clipping"]


def image(page: Page) -> Image:
    return next(item for item in page.items if isinstance(item, Image))


@pytest.mark.parametrize("style", LOOKS)
def test_nothing_reaches_over_the_edge_of_the_page(style: str) -> None:
    for page in made(long_story(30, photos=(photo(),), deck=rich("A deck " * 12)), style=style):
        for item in page.items:
            if isinstance(item, Text):
                x, run = item.runs[-1]
                assert item.x > 0
                assert item.x + x + (run.width * item.size / 1000 if run.texts != (" ",) else 0) < page.width
                assert 0 < item.y < page.height


def test_the_nameplate_says_the_publication_and_the_ears_the_date() -> None:
    page = made(long_story())[0]
    assert words((page,))["masthead"] == "The Port Amber Courier"
    assert "Wednesday, March 4, 2026" in words((page,))[""]


def test_a_story_without_publication_gets_no_invented_nameplate() -> None:
    from exporter.model import Publication

    page = made(long_story(publication=Publication()))[0]
    assert "masthead" not in words((page,))


def test_text_runs_down_beside_the_dominant_photo_and_goes_on_below_it() -> None:
    page = made(long_story(24, photos=(photo(),)))[0]
    shown = image(page)
    beside = [item for item in texts(page) if item.x < shown.x - 5 and shown.y < item.y < shown.y + shown.height]
    below = [item for item in texts(page) if item.x >= shown.x - 3]
    assert len(beside) > 15
    assert min(item.y for item in below) > shown.y + shown.height


@pytest.mark.parametrize("style", LOOKS)
def test_the_caption_stands_below_its_photo_and_is_no_wider(style: str) -> None:
    page = made(long_story(24, photos=(photo(caption=rich("Cranes before sunrise. " * 8)),)), style=style)[0]
    shown = image(page)
    caption = texts(page, "p1-caption")
    assert min(item.y for item in caption) > shown.y + shown.height
    for item in caption:
        x, run = item.runs[-1]
        end = item.x + x + (0 if run.texts == (" ",) else run.width * item.size / 1000)
        assert shown.x - 3 <= item.x
        assert end <= shown.x + shown.width + 3


def test_caption_credit_and_catchline_are_set_without_a_picture() -> None:
    printed = words(made(long_story(photos=(photo(src=""),))))
    assert printed["p1-caption"] == "WAITING Cranes before sunrise. Ina Solberg"


def test_a_tall_photo_does_not_fill_the_page() -> None:
    page = made(long_story(30, photos=(photo(src="tall.jpg"),)))[0]
    assert image(page).height < 0.5 * page.height


def test_a_photo_is_cropped_around_its_focal_point() -> None:
    for focal, edge in (((0.5, 0.0), 0), ((0.5, 1.0), 2)):
        crops = {
            image(page).crop
            for count in range(16, 30)
            for page in made(long_story(count, photos=(photo(focal=focal),)))[:1]
        }
        cropped = [crop for crop in crops if crop != (0, 0, 1, 1)]
        assert cropped
        assert all(crop[1] == 0 if edge == 0 else crop[3] == 1 for crop in cropped)


def test_a_story_of_many_pages_goes_on_until_its_end() -> None:
    pages = made(long_story(160))
    assert len(pages) > 3
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert words(pages)["a1-b162"].endswith("So ends part 159.")


def test_a_few_lines_too_many_do_not_take_a_page_of_their_own() -> None:
    page = load_style("newspaper").page
    for count in range(20, 30):
        pages = made(long_story(count, photos=(photo(),)))
        if len(pages) == 2:
            columns = [(item.x - page.left + 1) // (page.column_width + page.gutter) for item in texts(pages[1])]
            lines = {(column, item.y) for column, item in zip(columns, texts(pages[1]), strict=True)}
            assert len(lines) > 10


def test_a_second_story_stands_below_the_first_with_a_rule_between() -> None:
    pages = made(long_story(6), long_story(5, headline=rich("Ferry to use inner basin")))
    page = pages[0]
    first = max(item.y for item in texts(page) if item.block.startswith("a1-b"))
    second = min(item.y for item in texts(page, "a2-headline"))
    rules = [
        item for item in page.items if isinstance(item, Line) and item.x2 - item.x > 400 and first < item.y < second
    ]
    assert rules
    assert second > first


def test_a_headline_lower_on_the_page_is_smaller() -> None:
    page = made(long_story(6, headline=rich("Town rebuilds mole")), long_story(5, headline=rich("Ferry stays away")))[0]
    assert texts(page, "a2-headline")[0].size < texts(page, "a1-headline")[0].size


def test_sections_of_an_edition_are_named_and_bookmarked() -> None:
    pages = made(long_story(4, section="Region"), long_story(4, section="Sport"))
    printed = words(pages)
    assert (printed["section-1"], printed["section-2"]) == ("Region", "Sport")
    titles = [
        (item.level, item.title) for page in pages for item in page.items if isinstance(item, Mark) and item.title
    ]
    assert titles[:2] == [(0, "Region"), (1, "Town votes to rebuild the mole it fought over for ten years")]


def test_the_record_of_a_clipping_says_where_the_story_stood() -> None:
    article = long_story(4, section="Region", page="A3", byline=Byline("By Lin Ferro"), url="https://example.org/mole",
                         sources=(Source("Courier News Service"),))  # fmt: skip
    pages = made(article, style="clipping")
    record = [text for block, text in words(pages).items() if block.startswith("a1-record-")]
    for part in (
        "The Port Amber Courier",
        "Wednesday, March 4, 2026",
        "Region",
        "A3",
        "By Lin Ferro",
        "example.org/mole",
    ):
        assert part in record
    assert any(isinstance(item, Link) and item.href == "https://example.org/mole" for item in pages[0].items)
    assert "page 1 of 1" in words(pages)[""]


def every_block() -> list[object]:
    cell = lambda text, **more: Cell((Paragraph(text=rich(text)),), **more)  # noqa: E731
    return [
        *paragraphs(3),
        Crosshead(text=rich("Crosshead of the first kind")),
        Crosshead(text=rich("Crosshead of the second kind"), level=2),
        Quote(blocks=(Paragraph(text=rich("Quoted words.")),), attribution=rich("Mara Oduya")),
        Quote(blocks=(Paragraph(text=rich("Pulled words.")),), attribution=rich("Lin Ferro"), pull=True),
        List(items=((Paragraph(text=rich("Listed words")), List(items=((Paragraph(text=rich("Nested words")),),))),)),
        List(items=((Paragraph(text=rich("Third words")),), (Paragraph(text=rich("Fourth words")),)), ordered=True, start=3),
        Table(
            rows=((cell("Head", header=True), cell("Sum")), (cell("Row"), cell("7.50", align="right"))),
            head_rows=1, caption=rich("Table caption"), source=rich("Table source"),
        ),
        Figure(photos=("p2",), caption=rich("Group caption")),
        Aside(blocks=(Paragraph(text=rich("Boxed words")),), title=rich("Box title"), role="facts"),
        Code(text="if deep:\n    dive()"),
        Embed(url="https://example.org/clip", title="Clip title", provider="Harbour TV", blocks=(Paragraph(text=rich("Said")),)),
        Rule(),
        Paragraph(text=(Run("Noted"), Run("1", note="n1"), Run(" H"), Run("2", ("subscript",)), Run("O"))),
        Paragraph(text=rich("Reporting by others."), role="contribution"),
    ]  # fmt: skip


@pytest.mark.parametrize("style", LOOKS)
def test_every_kind_of_block_is_printed_with_all_its_words(style: str) -> None:
    report = Report()
    article = story(
        every_block(), photos=(photo(), photo(id="p2", caption=rich("Second caption"))),  # type: ignore[arg-type]
        notes=(Footnote("n1", (Paragraph(text=rich("Note text")),), "1"),), kicker=rich("Kicker words"), deck=rich("Deck words"),
        subheads=(rich("Subhead words"),), byline=Byline("By Lin Ferro"), rights=Rights(notice="© 2026 Courier"),
    )  # fmt: skip
    pages = made(article, style=style, report=report)
    everything = " ".join(words(pages).values())
    for expected in (
        "Crosshead of the first kind", "Crosshead of the second kind", "Quoted words.", "Mara Oduya", "Pulled words.",
        "Lin Ferro", "Listed words", "Nested words", "Third words", "3.", "4.", "Head", "7.50", "Table caption",
        "Table source", "Group caption", "Second caption", "Boxed words", "Box title", "if deep:", "dive()", "Clip title",
        "Harbour TV", "example.org/clip", "Said", "Noted", "H2O", "Reporting by others.", "Note text", "Kicker words",
        "Deck words", "Subhead words", "By Lin Ferro", "© 2026 Courier",
    ):  # fmt: skip
        assert expected in everything, expected
    assert not [finding for finding in report.findings if finding.severity != "info"]


def test_a_table_too_wide_for_its_column_spans_the_page_and_the_text_goes_on_below() -> None:
    names = ("Municipality", "Administration", "Infrastructure", "Compensation", "Environment", "Transportation")
    rows = tuple(tuple(Cell((Paragraph(text=rich(name)),)) for name in names) for _ in range(3))
    page = made(story([*paragraphs(6), Table(rows=rows), *paragraphs(6, 6)]))[0]
    cells = [item for item in page.items if isinstance(item, Text) and words((page,)).get(item.block) in names]
    assert max(item.x for item in cells) - min(item.x for item in cells) > 300
    body = edition(story(paragraphs(12))).articles[0].body
    assert body
    above = [item.y for item in texts(page, "a1-b1")]
    below = [item.y for item in texts(page) if item.y > max(cell.y for cell in cells) + 5]
    assert max(above) < min(cell.y for cell in cells)
    assert below


def test_a_drop_cap_stands_on_the_third_baseline_level_with_the_capitals_of_the_first_line() -> None:

    style = load_style("magazine")
    page = made(story(paragraphs(6, 3), dateline=Dateline()), style="magazine")[0]
    opening = texts(page, "a1-b1")
    cap = max(opening, key=lambda item: item.size)
    lines = sorted({round(item.y, 1) for item in opening if item.size < 20})
    assert cap.size > 3 * style.text["body"].size
    assert round(cap.y, 1) == lines[2]


def test_a_character_that_no_font_has_is_reported_by_name() -> None:
    report = Report()
    made(story([Paragraph(text=rich("A word: \U00011ab5."))]), report=report)
    finding = next(finding for finding in report.findings if finding.code == "characters-missing")
    assert "CANADIAN SYLLABICS" in finding.message


def test_an_edition_with_nothing_to_say_is_one_page() -> None:
    assert len(make_pages(edition_of(story([])), load_style("newspaper"), fixed_env(), Report())) == 1


def test_a_story_that_crosses_pages_in_an_edition_says_so_at_both_ends() -> None:
    pages = made(long_story(40), long_story(5, headline=rich("Ferry to use the inner basin")))
    assert "Continued on page 2" in words(pages[:1])[""]
    assert "Continued from page 1" in words(pages[1:2])[""]
    assert "Continued" not in words(made(long_story(40)))[""]


def white_below_the_head(page: Page) -> float:
    """Return the white from the last baseline of a headline to the top of the capitals of the text."""
    head = max(item.y for item in texts(page, "a1-headline"))
    first = min(item.y for item in texts(page))
    return first - 0.66 * load_style("newspaper").text["body"].size - head


def test_a_bare_headline_keeps_clear_of_the_text_and_the_more_so_the_larger_it_is() -> None:
    large = made(long_story(8))[0]
    small = made(long_story(8, headline=rich("Ferry " * 36)))[0]
    sizes = [texts(page, "a1-headline")[0].size for page in (large, small)]
    assert sizes[0] > 1.5 * sizes[1]
    for page, size in zip((large, small), sizes, strict=True):
        assert white_below_the_head(page) > 0.45 * size  # a descender is a quarter deep


@pytest.mark.parametrize("words", ["Εξαγωγή ψωμιού", "Ççgjpqy ÉÂÅŠ gjpqy ÂÄÉÑ", "يي ييي إلى أأأأ يييي أأأأ"])
def test_no_letter_of_a_headline_touches_the_line_above(words: str) -> None:
    pages = made(long_story(4, headline=rich(" ".join([words] * 4))))
    inks: dict[float, list[tuple[float, float, float, float]]] = {}
    book = FontBook(load_style("newspaper").font_folders)
    for item in texts(pages[0], "a1-headline"):
        font, unit = book.face(item.font).hb_font, item.size / 1000
        for x, run in item.runs:
            for number, glyph in enumerate(run.glyphs):
                extents = font.get_glyph_extents(glyph)
                left = item.x + x + (sum(run.advances[:number]) + extents.x_bearing) * unit
                top = item.y - (extents.y_bearing + (run.offsets[number][1] if run.offsets else 0)) * unit
                ink = (left, top, left + extents.width * unit, top - extents.height * unit)
                inks.setdefault(round(item.y), []).append(ink)
    lines = [inks[y] for y in sorted(inks)]
    assert len(lines) > 1
    for above, below in pairwise(lines):
        for upper in above:
            for lower in below:
                assert upper[2] < lower[0] or lower[2] < upper[0] or upper[3] < lower[1]


def test_the_caption_of_a_photo_that_is_missing_is_parted_from_the_text_by_white_and_a_rule() -> None:
    page = made(story(paragraphs(6), photos=(photo(src=""),)))[0]
    caption = texts(page, "p1-caption")
    top, left = min(item.y for item in caption), min(item.x for item in caption)
    above = max(item.y for item in texts(page, "a1-b6") if item.x < left + 60 and item.y < top)
    rules = [line for line in page.items if isinstance(line, Line) and above < line.y < top]
    assert len(rules) == 1
    assert top - above > 2 * load_style("newspaper").grid


ARABIC = "قال رئيس الميناء إن السفن ستبحر عند المد العالي وإن الطاقم مستعد للرحلة الطويلة غدا صباحا. "


def arabic_story(count: int) -> Article:
    body: list[Block] = [Paragraph(text=rich(ARABIC * 6)) for _ in range(count)]
    paper = Publication(name="صحيفة الميناء", date="2026-03-04")
    return story(body, language="ar", direction="rtl", dateline=Dateline(), section="المدينة", publication=paper)


def test_jump_lines_of_an_arabic_story_stand_where_its_lines_end_and_begin() -> None:
    page, jump = load_style("newspaper").page, load_style("newspaper").text["jump"].size
    pages = made(arabic_story(30), long_story(5))
    onward, back = ([item for item in page.items if isinstance(item, Text) and item.size == jump] for page in pages[:2])
    assert min(item.x for item in onward) == pytest.approx(page.left, abs=6)
    assert min(item.x for item in back if item.y < page.height / 2) > page.left + page.measure - 120


def test_record_and_folio_of_an_arabic_story_begin_at_the_right_and_overprint_nothing() -> None:
    style = load_style("clipping")
    page, items = style.page, made(arabic_story(5), style="clipping")[0].items
    record = [item for item in items if isinstance(item, Text) and item.block.startswith("a1-record-")]
    labels = {item.y: item.x for item in sorted(record, key=lambda item: item.x)}  # the rightmost of each line
    assert min(labels.values()) > page.left + page.measure - 70
    folio = [item for item in items if isinstance(item, Text) and item.size == style.text["folio"].size]
    ends = [item.x for item in folio if item.x < page.left + 100]
    begins = [item.x + item.runs[-1][0] for item in folio if item.x > page.left + 100]
    assert min(ends) == pytest.approx(page.left, abs=4)
    assert max(begins) > page.left + page.measure - 60


def test_words_in_a_face_with_a_small_eye_are_set_larger_and_fill_their_lines(tmp_path: Path) -> None:
    square(480, dict.fromkeys("אבגדהוזחטיךכלםמןנסעףפץצקרשת", 480)).save(tmp_path / "small.ttf")
    body: list[Block] = [Paragraph(text=rich("שלום עולם וברכה לכל הקוראים בעיר הישנה " * 30))]
    hebrew = story(body, language="he", direction="rtl", dateline=Dateline())
    style = replace(load_style("newspaper", font_paths=(tmp_path,)), fallback=("small.ttf",))
    (page,) = make_pages(edition(hebrew), style, fixed_env(), Report())
    lines = [item for item in texts(page, "a1-b1") if item.font == "small.ttf"]
    size = style.text["body"].size
    own = FontBook(style.font_folders).face(style.families["text"].regular)
    assert {round(item.size / size, 3) for item in lines} == {round(0.9 * own.cap_height / 480, 3)}
    right = style.page.left + style.page.measure
    ends: dict[float, float] = {}
    for item in sorted(lines, key=lambda item: item.x):
        at, run = item.runs[-1]
        width = (run.width * item.size / 1000 + item.tracking * len(run.glyphs)) * item.stretch
        ends[item.y] = item.x + at + width
    first = [end for y, end in ends.items() if y < min(ends) + 5 * style.grid]
    assert [end == pytest.approx(right, abs=0.5) for end in first].count(False) <= 1  # the indent


def test_a_table_is_kept_whole_or_repeats_its_head() -> None:
    cell = lambda text: Cell((Paragraph(text=rich(text)),))  # noqa: E731
    rows = tuple((cell(f"Row {number}"), cell("7.5")) for number in range(90))
    table = Table(rows=((cell("Place"), cell("Sum")), *rows), head_rows=1)
    short = Table(rows=((cell("Place"), cell("Sum")), *rows[:8]), head_rows=1)
    heads = [
        item
        for page in made(story([table]))
        for item in page.items
        if isinstance(item, Text) and _told(item) == "Place"
    ]
    assert len(heads) > 1
    assert sum(bool(head.block) for head in heads) == 1  # set again it is furniture, and not read twice
    for count in range(8, 20):
        for page in made(story([*paragraphs(count), short, *paragraphs(6, 20)])):
            columns = {round(item.x) for item in page.items if isinstance(item, Text) and _told(item).startswith("Row")}
            assert len(columns) <= 1


def _told(item: Text) -> str:
    return "".join("".join(run.texts) for _, run in item.runs).strip()


def test_a_page_break_of_the_author_begins_a_page_and_a_column_break_a_column() -> None:
    from exporter.model import Break

    pages = made(story([*paragraphs(3), Break(to="page"), *paragraphs(3, 3)]))
    assert len(pages) == 2
    assert {item.block for item in texts(pages[1])} == {"a1-b5", "a1-b6", "a1-b7"}
    page = made(story([*paragraphs(3), Break(to="column"), *paragraphs(3, 3)]))[0]
    assert min(item.x for item in texts(page, "a1-b5")) > max(item.x for item in texts(page, "a1-b3"))


def test_greek_capitals_for_show_carry_no_tonos() -> None:
    from exporter.style.fonts import FontBook
    from exporter.typeset.shape import shape

    face = FontBook(load_style("newspaper").font_folders).face("source-sans-3/SourceSans3_700Bold.ttf")
    assert shape("Ώρα", face, (), "upper", "el", False).glyphs == shape("ΩΡΑ", face, (), "as-is", "el", False).glyphs


@pytest.mark.parametrize("style", LOOKS)
def test_the_photos_of_a_gallery_stand_in_a_row_equally_high_and_fill_the_measure(style: str) -> None:
    trio = tuple(
        photo(id=f"p{number}", src=source) for number, source in ((2, "photo.jpg"), (3, "tall.jpg"), (4, "photo.jpg"))
    )
    gallery = Figure(photos=("p2", "p3", "p4"), caption=rich("Three views"))
    pages = made(story([*paragraphs(4), gallery, *paragraphs(4, 4)], photos=trio), style=style)
    shown = [item for page in pages for item in page.items if isinstance(item, Image)]
    sheet = load_style(style).page
    assert len({round(item.y, 2) for item in shown}) == len({round(item.height, 2) for item in shown}) == 1
    assert max(item.x + item.width for item in shown) - min(item.x for item in shown) == pytest.approx(
        sheet.measure, abs=0.1
    )
    assert "Three views" in " ".join(words(pages).values())


def test_a_panorama_spans_the_page_and_the_text_goes_on_below_it() -> None:
    env = fixed_env({"wide.jpg": picture(2400, 900)})
    body = [*paragraphs(5), Figure(photos=("p1",)), *paragraphs(5, 5)]
    page = made(story(body, photos=(photo(src="wide.jpg"),)), env=env)[0]
    assert image(page).width == pytest.approx(load_style("newspaper").page.measure, abs=0.1)
    below = [item for item in texts(page) if item.y > image(page).y + image(page).height + 20]
    assert below


def test_text_fills_the_page_when_a_gallery_has_to_wait_for_the_next() -> None:
    pair = (photo(id="p2"), photo(id="p3"))
    for count in range(14, 26):
        body = [*paragraphs(count), Figure(photos=("p2", "p3")), *paragraphs(14, count)]
        pages = made(story(body, photos=pair))
        if any(isinstance(item, Image) for item in pages[0].items):
            continue
        assert max(item.y for item in texts(pages[0])) > 0.9 * (pages[0].height - load_style("newspaper").page.bottom)
        assert image(pages[1]).y < 120


def _long_table(rows: int) -> Table:
    head = [Cell(blocks=(Paragraph(text=rich(word)),)) for word in ("Department", "Year", "Difference", "Remark")]
    body = [
        tuple(
            Cell(blocks=(Paragraph(text=rich(word)),))
            for word in (f"Roadmaintenance{number}", "2026", "plus ten", "Subject to approval by the upper house")
        )
        for number in range(rows)
    ]
    return Table(rows=(tuple(head), *body), head_rows=1)


def test_a_table_higher_than_the_page_goes_on_overleaf_below_its_head() -> None:
    report = Report()
    style = load_style("newspaper", page_size="a5", columns=3)
    article = story([*paragraphs(1), _long_table(60), *paragraphs(1, 1)])
    pages = make_pages(edition(article), style, fixed_env(), report)
    foot = style.page.height - style.page.bottom + 1
    for page in pages:
        assert all(item.y < foot for item in page.items if isinstance(item, Text) and item.block)
    shown = [item for page in pages for item in page.items if isinstance(item, Text)]
    signs = ["".join("".join(run.texts) for _, run in item.runs) for item in shown]
    assert all(sum(sign.strip() == f"Roadmaintenance{number}" for sign in signs) == 1 for number in range(60))
    said = [" ".join("".join(run.texts) for item in page.items if isinstance(item, Text) for _, run in item.runs)
            for page in pages]  # fmt: skip
    assert sum("Department" in page for page in said) == sum("Roadmaintenance" in page for page in said) > 1
    assert not [finding for finding in report.findings if finding.code == "page-overflow"]


def test_the_date_beside_the_nameplate_does_not_run_into_it_on_a_small_page() -> None:
    style = load_style("newspaper", page_size="a5")
    page = make_pages(edition_of(story(paragraphs(2))), style, fixed_env(), Report())[0]
    name = [item for item in page.items if isinstance(item, Text) and item.block == "masthead"]
    ear = [item for item in page.items if isinstance(item, Text) and not item.block and item.y == name[0].y]
    ends = max(item.x + x + run.width * item.size / 1000 for item in ear for x, run in item.runs)
    assert ear
    assert ends + 5 < min(item.x for item in name)


def test_what_spans_the_page_stands_below_a_photo_that_the_text_runs_beside() -> None:
    cells = tuple(
        tuple(Cell(blocks=(Paragraph(text=rich(f"Incomprehensibilities {row} {column}")),)) for column in range(7))
        for row in range(5)
    )
    for count in (2, 4, 6, 9, 13):
        body = [*paragraphs(count), Table(rows=cells, head_rows=1), *paragraphs(2, count)]
        for size in ("a4", "broadsheet"):
            page = made(story(body, photos=(photo(),)), page_size=size)[0]
            picture_foot = image(page).y + image(page).height
            rules = [item for item in page.items if isinstance(item, Line) and item.width == 0.8]
            assert all(rule.y > picture_foot for rule in rules if rule.x2 - rule.x > page.width / 2)


@pytest.mark.parametrize("columns", [3, 6])
def test_a_pull_quote_divides_no_word_however_narrow_its_column(columns: int) -> None:
    quote = Quote(blocks=(Paragraph(text=rich("Incomprehensibility notwithstanding, we go on.")),), pull=True)
    article = story([*paragraphs(6), quote, *paragraphs(4, 6)])
    inner = edition(article).articles[0].body[6].blocks[0].id  # type: ignore[union-attr]
    (page,) = made(article, columns=columns)
    quoted = [item for item in page.items if isinstance(item, Text) and item.block == inner]
    told = ["".join("".join(run.texts) for _, run in item.runs) for item in quoted]
    assert "Incomprehensibility notwithstanding," in " ".join(" ".join(told).split())


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_no_page_is_turned_for_a_few_lines_that_a_smaller_photo_has_room_for(size: str) -> None:
    for count in range(19, 27):
        pages = made(long_story(count, photos=(photo(),)), page_size=size)
        lines = {(item.y, item.x // 130) for item in texts(pages[-1])}
        assert len(lines) > 40, count
        _, top, _, foot = image(pages[0]).crop
        assert foot - top > 0.64 and image(pages[0]).width > 240


def test_an_upright_lead_photo_spans_two_columns() -> None:
    page = made(long_story(16, photos=(photo(src="tall.jpg"),)))[0]
    style = load_style("newspaper").page
    assert image(page).width == pytest.approx(2 * style.column_width + style.gutter)
    assert image(page).height > image(page).width


@pytest.mark.parametrize("size", ["a4", "tabloid", "berliner", "broadsheet"])
def test_the_photo_that_leads_a_page_is_at_least_half_as_wide_as_it(size: str) -> None:
    table = Table(rows=tuple((Cell((Paragraph(text=rich(f"Purpose of the year {n}")),)),) * 4 for n in range(5)))
    body = [*paragraphs(8), table, *paragraphs(8, 8), Code(text="x" * 90)]
    page = made(story(body, photos=(photo(),)), page_size=size)[0]
    assert 2 * image(page).width >= load_style("newspaper", page_size=size).page.measure - 20


@pytest.mark.parametrize("look", ["newspaper", "magazine"])
@pytest.mark.parametrize(
    "caption", ["Cranes.", "Cranes before sunrise, and a pilot boat that goes out to meet the ferry."]
)
def test_text_goes_on_one_line_below_a_photo_in_its_column(look: str, caption: str) -> None:
    style = load_style(look)
    for height in range(1000, 1100, 9):
        inline = photo(id="p9", src="inline.jpg", caption=rich(caption))
        body = [*paragraphs(3), Figure(photos=("p9",)), *paragraphs(9, 3)]
        env = fixed_env({"photo.jpg": picture(), "inline.jpg": picture(1600, height)})
        page = made(story(body, photos=(photo(), inline)), style=look, env=env)[0]
        foot = max(item.y for item in texts(page, "p9-caption"))
        left = min(item.x for item in texts(page, "p9-caption"))
        same = [item.y for item in texts(page) if abs(item.x - left) < 12]
        assert min(y for y in same if y > foot) - foot == pytest.approx(2 * style.grid, abs=0.4)


def test_a_story_that_is_but_a_lead_opens_with_a_drop_cap() -> None:
    lead = Paragraph(role="lead", text=rich("Night had come to the harbour. " * 20))
    page = made(story([lead], dateline=Dateline()), style="magazine")[0]
    letters = texts(page, "a1-b1")
    assert max(item.size for item in letters) > 3 * load_style("magazine").text["lead"].size
    followed = made(story([lead, *paragraphs(4, 3)], dateline=Dateline()), style="magazine")[0]
    assert max(item.size for item in texts(followed, "a1-b1")) < 12
    assert max(item.size for item in texts(followed, "a1-b2")) > 30


def test_the_first_paragraph_after_a_lead_has_no_indent() -> None:
    lead = Paragraph(role="lead", text=rich("Night had come to the harbour. " * 3))
    page = made(story([lead, *paragraphs(6)]))[0]
    edge = min(item.x for item in texts(page, "a1-b1"))
    first = min(texts(page, "a1-b2"), key=lambda item: (item.y, item.x))
    assert first.x == pytest.approx(edge, abs=3)


def test_a_pull_quote_higher_than_a_column_goes_on_in_the_next() -> None:
    quote = Quote(pull=True, blocks=(Paragraph(text=rich("Nobody on the quay counts on Friday. " * 60)),),
                  attribution=rich("The elder sister"))  # fmt: skip
    report = Report()
    pages = made(story([*paragraphs(4), quote, *paragraphs(4, 4)]), report=report)
    said = [item for page in pages for item in texts(page) if item.size == 15]
    assert len({round(item.x / 100) for item in said}) > 1
    assert words(pages)["a1-b5-b1" if "a1-b5-b1" in words(pages) else said[0].block].count("Friday.") == 60
    assert not [finding for finding in report.findings if finding.code == "page-overflow"]


def test_half_a_line_of_white_at_least_stands_below_the_rule_of_a_pull_quote() -> None:
    for length in range(1, 9):
        quote = Quote(pull=True, blocks=(Paragraph(text=rich("Nobody counts on Friday " * length)),))
        page = made(story([*paragraphs(4), quote, *paragraphs(9, 4)]))[0]
        style = load_style("newspaper")
        rules = [line for line in page.items if isinstance(line, Line) and line.width == 0.4 and line.x2 - line.x > 90]
        rule = max(rules, key=lambda line: line.x2 - line.x if line.x2 - line.x < style.page.column_width + 1 else 0)
        below = [item.y for item in texts(page) if rule.x - 1 <= item.x < rule.x2 and item.y > rule.y]
        if below:
            assert min(below) - 0.66 * style.text["body"].size - rule.y > style.grid / 2 - 1


def test_notes_stand_alone_in_no_column() -> None:
    note = Footnote(id="n1", blocks=(Paragraph(text=rich("Counted by the office in March. " * 3)),))
    called = Paragraph(text=(Run("So it was counted."), Run("1", note="n1")))
    for count in range(2, 8):
        page = made(story([*paragraphs(3), called, Code(text="x" * 90), *paragraphs(count, 5)], notes=(note,)))[0]
        for frame in page.frames:
            right, foot = frame.x + frame.width, frame.y + frame.height + 1
            inside = [item for item in page.items if isinstance(item, Text) and item.block]
            inside = [item for item in inside if frame.x - 2 <= item.x < right and frame.y < item.y <= foot]
            assert not inside or any(item.size > 8 for item in inside), count


def test_a_line_of_a_japanese_headline_ends_at_a_pause_or_a_phrase() -> None:
    headline = "夜の水先人、大型船を港に戻す"
    page = made(story(paragraphs(4), headline=rich(headline), language="ja"))[0]
    lines: dict[float, str] = {}
    for item in texts(page, "a1-headline"):
        lines[item.y] = lines.get(item.y, "") + "".join("".join(run.texts) for _, run in item.runs)
    assert list(lines.values()) == ["夜の水先人、", "大型船を港に戻す"]


def test_a_headline_gives_way_where_it_saves_a_page_with_a_few_lines() -> None:
    headline = rich("The town votes for the mole that it had fought")
    pages = [made(long_story(count, headline=headline), style="magazine") for count in (19, 20, 21)]
    assert [len(made) for made in pages] == [1, 1, 2]
    assert [texts(made[0], "a1-headline")[0].size for made in pages] == [40, 30, 40]  # where it saves none, it stays


@pytest.mark.parametrize(
    ("signs", "letter"), [("«\u202f", "É"), ("« ", "É"), ("“", "A"), ("»", "W"), ("", "Ç"), ("¡", "O"), ("“‘", "N")]
)
def test_a_drop_cap_takes_the_signs_before_its_letter_along(signs: str, letter: str) -> None:
    body = Paragraph(text=rich(f"{signs}{letter}nd so the pilot said it on the quay. " * 12))
    page = made(story([body], dateline=Dateline()), style="magazine")[0]
    large = [item for item in texts(page, "a1-b1") if item.size > 30]
    said = "".join("".join(run.texts) for item in large for _, run in item.runs)
    assert "".join(said.split()) == "".join(signs.split()) + letter
    assert words((page,))["a1-b1"].startswith(f"{signs.replace(chr(0x202F), ' ')}{letter}nd so")
