"""The check of pages sees what is printed: each fault is drawn by hand on a page, or made by a story that asks for it."""

from __future__ import annotations

from io import BytesIO

import pytest
from drawn import FRAME, SIX, STEP, WIDTH, column, line, page, run, two_columns
from msgspec.structs import replace
from PIL import Image as Picture

from exporter.env import Env, fixed_env
from exporter.model import Article, Crosshead, Edition, Paragraph, Photo, Quote, edition_of, rich
from exporter.page import Box, Frame, Image, Mark, Page, Text
from exporter.pipeline import make_pages
from exporter.preflight.pages import check_pages
from exporter.report import Finding, Report
from exporter.style.load import load_style
from exporter.style.model import Style

EMPTY = edition_of(Article(id="a1"))


@pytest.fixture(scope="module")
def newspaper() -> Style:
    return load_style("newspaper")


def found(style: Style, *pages: Page, env: Env | None = None, edition: Edition = EMPTY) -> list[Finding]:
    return list(check_pages(pages, edition, style, env or fixed_env()))


def codes(style: Style, *pages: Page, env: Env | None = None) -> list[str]:
    return [finding.code for finding in found(style, *pages, env=env)]


def test_a_well_set_column_has_no_finding(newspaper: Style) -> None:
    assert found(newspaper, page(*column(SIX))) == []


def test_a_line_that_leaves_its_column_is_told_with_how_far(newspaper: Style) -> None:
    (finding,) = found(newspaper, page(*column((*SIX[:5], "a" * 30))))
    assert (finding.code, finding.where.block) == ("line-overfull", "b1")
    assert "30.0 pt out of its column" in finding.message


def test_the_same_words_in_two_columns_are_two_lines(newspaper: Style) -> None:
    captions = [line("abcd efgh", 60, "p1-caption", x=x) for x in (50, 190, 330)]
    frames = tuple(Frame(x, 20, WIDTH, 60) for x in (50, 190, 330))
    assert "line-overfull" not in codes(newspaper, page(*captions, frames=frames))


def test_a_paragraph_that_goes_on_beside_itself_is_two_lines(newspaper: Style) -> None:
    beside = Frame(FRAME.x + WIDTH + 9, FRAME.y, WIDTH, FRAME.height)
    parts = [line("abcd efgh ijkl mnop qrst", 110, "b1", x=frame.x) for frame in (FRAME, beside)]
    assert "line-overfull" not in codes(newspaper, page(*parts, frames=(FRAME, beside)))


def test_signs_may_hang_in_the_margin_but_letters_may_not(newspaper: Style) -> None:
    assert codes(newspaper, page(*column((*SIX[:5], "a" * 24 + "-.")))) == []
    assert codes(newspaper, page(*column((*SIX[:5], "a" * 25 + "-.")))) == ["line-overfull"]


def test_a_line_that_stands_in_no_column_may_not_leave_the_page(newspaper: Style) -> None:
    assert codes(newspaper, page(line("a" * 80, 60, x=100))) == []
    assert codes(newspaper, page(line("a" * 110, 60, x=100))) == ["line-overfull"]
    assert codes(newspaper, page(line("abc", 60, x=-20))) == ["line-overfull"]


def test_a_loose_line_is_told_once_a_paragraph_with_the_loosest(newspaper: Style) -> None:
    lines = column(("ab cd ef",) * 6)
    lines[2], lines[4] = line("ab cd xx", lines[2].y, gap=3.4), line("ab cd yy", lines[4].y, gap=3.8)  # type: ignore[union-attr]
    (finding,) = found(newspaper, page(*lines))
    assert finding.code == "line-loose"
    assert "“ab cd yy” are 3.8 times" in finding.message


def test_wide_columns_may_be_less_loose_than_narrow_ones(newspaper: Style) -> None:
    wide = Frame(50, 100, 400, 6 * STEP)
    words = " ".join(["abcd"] * 12)
    for text, frame, loosest in ((words, wide, 2.0), ("abcd efgh ij", FRAME, 3.0)):
        steady = column((text,) * 6, frame=frame)
        for gap, expected in ((loosest - 0.1, []), (loosest + 0.1, ["line-loose"])):
            loose = line(text, steady[3].y, gap=gap)  # type: ignore[union-attr]
            seen = codes(newspaper, page(*steady[:3], loose, *steady[4:], frames=(frame,)))
            assert [code for code in seen if code == "line-loose"] == expected


def test_word_spaces_below_each_other_are_a_river(newspaper: Style) -> None:
    assert codes(newspaper, page(*column(("abcd efgh ijkl",) * 6, gap=1.5))) == ["river"]
    assert codes(newspaper, page(*column(("abcd efgh ijkl",) * 5, gap=1.5))) == []
    assert codes(newspaper, page(*column(("abcd efgh ijkl",) * 6, gap=1.1))) == []
    shifted = ["a" * (1 + n % 2 * 2) + " efgh ijkl mn" for n in range(6)]
    assert codes(newspaper, page(*column(shifted, gap=1.5))) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("aaaabb", "bbcccc", []),
        ("aaaaab", "bbbccc", [("orphan", "warning")]),
        ("aaabbb", "bccccc", [("widow", "warning")]),
        ("aaaaab", "bbcccc", [("orphan", "info")]),
        ("aaaaaa", "bccccc", []),
    ],
)
def test_a_paragraph_leaves_no_single_line(
    first: str, second: str, expected: list[tuple[str, str]], newspaper: Style
) -> None:
    seen = [(finding.code, finding.severity) for finding in found(newspaper, two_columns(first, second))]
    assert seen == expected


def test_a_crosshead_is_not_the_last_of_a_column(newspaper: Style) -> None:
    head = Mark(50, 150, "h", "Crosshead", 1)
    assert codes(newspaper, two_columns("aaaaah", "bbbbbb", [head])) == ["crosshead-last"]
    assert codes(newspaper, two_columns("aaaahb", "bbbbbb", [head])) == ["orphan"]


def test_columns_end_level(newspaper: Style) -> None:
    assert found(newspaper, two_columns("aaaaaa", "bbbbb")) == []
    frames = tuple(Frame(50 + 140 * n, 100, WIDTH, 20 * STEP) for n in range(2))
    for lines, severity in ((17, "info"), (12, "warning")):
        items = [*column(SIX[:1] * 20, "a", frame=frames[0]), *column(SIX[:1] * lines, "b", frame=frames[1])]
        (finding,) = found(newspaper, page(*items, frames=frames))
        assert (finding.code, finding.severity) == ("column-short", severity)
        assert f"page 1, column 2 ends {20 - lines}.0 lines above" in finding.message


def test_a_picture_at_its_foot_fills_a_column(newspaper: Style) -> None:
    env = fixed_env({"a.jpg": jpeg(900)})
    frames = tuple(Frame(50 + 140 * n, 100, WIDTH, 20 * STEP) for n in range(2))
    items = [*column(SIX[:1] * 20, "a", frame=frames[0]), *column(SIX[:1] * 8, "b", frame=frames[1])]
    picture = Image(190, 190, 120, 118, "a.jpg")
    assert found(newspaper, page(*items, picture, frames=frames), env=env) == []
    assert codes(newspaper, page(*items, frames=frames)) == ["column-short"]


def jpeg(width: int, grey: int = 128) -> bytes:
    stream = BytesIO()
    Picture.new("L", (width, width), grey).save(stream, "JPEG")
    return stream.getvalue()


def test_a_picture_is_measured_in_the_size_in_which_it_is_printed(newspaper: Style) -> None:
    env = fixed_env({"a.jpg": jpeg(300)})
    assert codes(newspaper, page(Image(50, 200, 140, 140, "a.jpg")), env=env) == []
    (finding,) = found(newspaper, page(Image(50, 200, 180, 180, "a.jpg", block="p1")), env=env)
    assert "prints at 120 ppi, below 150" in finding.message
    assert "375 px" in finding.hint
    half = Image(50, 200, 140, 140, "a.jpg", crop=(0.0, 0.0, 0.5, 0.5))
    assert codes(newspaper, page(half), env=env) == ["photo-resolution"]


def test_small_type_is_told_once_for_each_size(newspaper: Style) -> None:
    items = [line("abc", 60 + 10 * n, size=size) for n, size in enumerate((7.0, 6.5, 6.5, 5.0))]
    assert codes(newspaper, page(*items)) == ["text-small", "text-small"]


def test_a_note_call_is_not_judged_by_itself(newspaper: Style) -> None:
    call = Text(70, 56.4, "face", 6.2, ((0.0, run("1")),), block="b1")
    assert found(newspaper, page(line("abcd", 60), call)) == []


def test_running_text_is_larger_than_the_rest(newspaper: Style) -> None:
    frame = Frame(50, 100, WIDTH, 60 * STEP)
    lines = [line("abcd efgh", 110 + STEP * n, size=7.5) for n in range(60)]
    assert found(newspaper, page(*lines[:6], frames=(frame,))) == []
    (finding,) = found(newspaper, page(*lines, frames=(frame,)))
    assert (finding.code, finding.message) == ("text-small", "the running text is set in 7.5 pt")


def test_text_stands_out_from_what_is_under_it(newspaper: Style) -> None:
    grey = (0.5, 0.5, 0.5)
    tint = Box(40, 40, 200, 40, fill=grey)
    pale = replace(line("abcd", 60), color=grey)
    white = replace(line("abcd", 60), color=(1.0, 1.0, 1.0))
    assert codes(newspaper, page(line("abcd", 60))) == codes(newspaper, page(tint, line("abcd", 60))) == []
    assert codes(newspaper, page(pale)) == codes(newspaper, page(tint, white)) == ["text-contrast"]
    assert codes(newspaper, page(replace(line("ab", 60, size=18), color=grey))) == []
    assert codes(newspaper, page(Box(40, 40, 200, 40, fill=(0.1, 0.1, 0.1)), white)) == []


def test_the_part_of_a_picture_under_text_counts(newspaper: Style) -> None:
    stream = BytesIO()
    picture = Picture.new("L", (400, 400), 255)
    picture.paste(0, (0, 200, 400, 400))
    picture.save(stream, "PNG")
    env = fixed_env({"half.png": stream.getvalue()})
    shown = Image(0, 0, 100, 100, "half.png")
    for y, expected in ((40, []), (90, ["text-contrast"])):
        assert codes(newspaper, page(shown, line("abcd", y, x=10)), env=env) == expected


def test_a_finding_names_file_and_line_of_its_block(newspaper: Style) -> None:
    photo = Photo(id="p1", src="a.jpg", line=4)
    article = Article(id="a1", photos=(photo,), body=(Paragraph(id="a1-b1", line=9, text=rich("x")),))
    edition = edition_of(article)
    pages = page(line("abc", 60, "a1-b1", size=5), line("abc", 80, "p1-caption", size=6), line("abc", 90, "", size=4))
    places = [finding.where for finding in found(newspaper, pages, edition=edition)]
    assert [(place.line, place.block) for place in places] == [(9, "a1-b1"), (4, "p1-caption"), (0, "")]


def made(style: Style, **fields: object) -> list[Finding]:
    report = Report()
    article = Article(id="a1", language="en", **fields)  # type: ignore[arg-type]
    edition = edition_of(article)
    pages = make_pages(edition, style, fixed_env(), report)
    return list(check_pages(pages, edition, style, fixed_env()))


def test_a_quotation_without_room_is_overfull_on_the_page(newspaper: Style) -> None:
    words = rich("Words stand here in a row. " * 12)
    body = (
        *(Paragraph(id=f"b{n}", text=words) for n in range(6)),
        Quote(id="q", blocks=(Paragraph(id="b9", text=words),)),
    )
    assert "line-overfull" not in [finding.code for finding in made(newspaper, body=body)]
    quote = replace(newspaper.text["quote"], left=newspaper.page.column_width - 7)
    narrow = replace(newspaper, text={**newspaper.text, "quote": quote})
    (finding,) = [finding for finding in made(narrow, body=body) if finding.code == "line-overfull"]
    assert finding.where.block == "b9"


def test_a_headline_that_the_smallest_size_does_not_tame_is_too_long(newspaper: Style) -> None:
    body = (Crosshead(id="h", text=rich("Crosshead")), Paragraph(id="b1", text=rich("Words. " * 300)))
    short, long = rich("Harbour opens again"), rich("The harbour opens again after the longest winter of all. " * 14)
    assert "headline-long" not in [finding.code for finding in made(newspaper, headline=short, body=body)]
    (finding,) = [f for f in made(newspaper, headline=long, body=body) if f.code == "headline-long"]
    assert "which allows 3" in finding.message
    assert "letters" in finding.hint


def test_columns_are_counted_as_they_are_read(newspaper: Style) -> None:
    frames = tuple(Frame(50 + 140 * n, 100, WIDTH, 20 * STEP) for n in range(2))
    left, right = (column(SIX[:1] * 20, "a", frame=frames[0]), column(SIX[:1] * 12, "b", frame=frames[1]))
    for order, name in ((frames, "column 2"), (frames[::-1], "column 1")):
        (finding,) = found(newspaper, page(*left, *right, frames=order))
        assert f"page 1, {name} ends" in finding.message
