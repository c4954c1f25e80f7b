"""The recipe: an edition → pages. Each story: head, lead photo, columns; one below the other, page after page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from exporter.env import Env
from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.furniture import page_furniture, set_nameplate
from exporter.makeup.grid import make_grid, shift
from exporter.makeup.head import set_record
from exporter.makeup.rows import MOST_IN_ROW, Row, Short, best_row, dividers
from exporter.makeup.sheets import Sheets, put_story
from exporter.makeup.story import NO_LIMIT, STORY_GAP, Story, Variant
from exporter.makeup.variants import best_variant
from exporter.model import Article, Edition, rich
from exporter.page import Item, Line, Mark, Page
from exporter.report import Report
from exporter.style.fonts import open_book
from exporter.style.model import Style
from exporter.typeset.words import Measurer

LEAST_PART = 8  # slots: neither part of a story that begins low on a page and goes on overleaf is less deep
LOW = 0.6  # of the page: where what stays open below is bearable


def make_pages(edition: Edition, style: Style, env: Env, report: Report) -> tuple[Page, ...]:
    """Return the edition made up into pages; what does not come out well is reported."""
    book = open_book(style.font_folders)
    measurer = Measurer(book, style.limits)
    grid = make_grid(style, book.face(style.families[style.text["body"].family].file("regular")))
    sheets = Sheets(grid)
    bound = len(edition.articles) > 1
    told = _stories(edition, lambda article: Compositor(style, grid, measurer, env, report, article))
    waiting: tuple[Short, ...] = ()
    while waiting := _look_ahead(waiting, told, MOST_IN_ROW if sheets.slot else 1):
        row = best_row(waiting, sheets.slot + STORY_GAP) if sheets.slot else None
        if row:
            _put_row(waiting[0].story.desk, sheets, row)
        else:
            _place_story(waiting[0], sheets, bound)
        waiting = waiting[row.stories if row else 1 :]
    _report_fonts(measurer, report)
    return _finished(sheets, style)


def _stories(edition: Edition, desk_of: Callable[[Article], Compositor]) -> Iterator[Short]:
    """Yield the stories in order, none made before it is asked for, each with what opens it and its section."""
    bound = len(edition.articles) > 1
    first = True
    for number, section in enumerate(edition.sections, 1):
        for position, entry in enumerate(section.entries):
            desk = desk_of(entry.article)
            heading = (f"section-{number}", section.name) if bound and section.name and position == 0 else ("", "")
            yield Short(Story(desk, 1 if bound else 0, dominant=False), _opening(desk, first, heading))
            first = False


def _look_ahead(waiting: tuple[Short, ...], told: Iterator[Short], count: int) -> tuple[Short, ...]:
    """Return those that wait, with further ones up to so many."""
    return (*waiting, *islice(told, max(0, count - len(waiting))))


def _place_story(told: Short, sheets: Sheets, bound: bool) -> None:
    story, desk = told.story, told.story.desk
    opening = desk.grid.slots_for(told.opening.height)
    variant = _below(story, sheets.slot + STORY_GAP + opening) if sheets.slot else None
    if variant:
        _put_gap(desk, sheets)
    else:
        if sheets.slot:
            sheets.turn()
        story.dominant = True
        variant = best_variant(story, opening, story.fitting_head() if bound else NO_LIMIT, alone=not bound)
    sheets.put(desk, told.opening.items, desk.style.page.left, sheets.slot)
    sheets.slot += opening
    first = len(sheets.pages)
    put_story(desk, sheets, variant)
    if bound:
        for number in range(first, len(sheets.pages)):
            _put_jump(desk, sheets, number)


def _below(story: Story, slot: int) -> Variant | None:
    """Return the story from the slot on, below another one; None where it had better begin a page."""
    grid = story.desk.grid
    if not story.fits(grid.slots - slot, story.second_head()):
        return None
    story.dominant = False
    variant = best_variant(story, slot, story.second_head(), alone=False)
    torn = variant.plan.page == 1 and min(variant.plan.slot, grid.slots - variant.slot) < LEAST_PART
    return None if torn and slot > LOW * grid.slots else variant


def _put_gap(desk: Compositor, sheets: Sheets) -> None:
    """Put the rule below what stands on the page."""
    page = desk.style.page
    sheets.put(desk, (Line(0, 0, page.measure, 0, 0.8),), page.left, sheets.slot + STORY_GAP / 2)
    sheets.slot += STORY_GAP


def _put_row(desk: Compositor, sheets: Sheets, row: Row) -> None:
    """Put stories side by side below what stands on the page."""
    _put_gap(desk, sheets)
    slot = sheets.slot
    for module in row.modules:
        left = module.desk.style.page.left
        sheets.put(module.desk, module.opening.items, left, slot)
        sheets.put(module.desk, module.photo.items, left, slot + row.label)
        if module.variant:
            sheets.slot = slot + row.label
            put_story(module.desk, sheets, module.variant)
    sheets.pages[-1] += dividers(row, slot)
    sheets.slot = slot + row.height


def _put_jump(desk: Compositor, sheets: Sheets, number: int) -> None:
    """Say at the foot of page `number` that the story goes on overleaf, and at the head of the next where it began."""
    page, grid = desk.style.page, desk.grid
    onward = desk.line_of("jump", desk.phrase("continued-on", page=str(number + 1)), page.measure, "right")
    back = desk.line_of("jump", desk.phrase("continued-from", page=str(number)), page.measure, "left")
    sheets.pages[number - 1] += shift(onward.items, page.left, grid.y(grid.slots) - 1)
    sheets.pages[number] += shift(back.items, page.left, grid.top - back.height)


def _opening(desk: Compositor, opens: bool, heading: tuple[str, str]) -> Stack:
    width = desk.style.page.measure
    items: list[Item] = []
    height = 0.0
    if opens and desk.style.page.opening == "nameplate":
        plate = set_nameplate(desk, width)
        items += plate.items
        height += plate.height
    if desk.style.page.opening == "record":
        record = set_record(desk, width)
        items += shift(record.items, 0, height)
        height += record.height
    if heading[1]:
        label = desk.stack("section-head", rich(heading[1]), width, heading[0])
        items += [*shift(label.items, 0, height), Mark(0, height, heading[0], heading[1], 0)]
        height += label.height
    return Stack(tuple(items), height)


def _report_fonts(measurer: Measurer, report: Report) -> None:
    if measurer.missing:
        _report_missing(measurer, report)
    if measurer.words_unknown:
        report.add(
            "words-unknown", "warning", "Thai, Lao, Khmer or Burmese words are not known here; lines end inside them",
            hint='pip install "exporter[thai]", or set zero width spaces (U+200B) between the words',
        )  # fmt: skip
    for file in measurer.borrowed:
        report.add(
            "font-borrowed", "info", f"letters that the style's fonts lack are set in {file} of this machine",
            hint="to have the same pages on every machine, put the file in a folder for --font-path and in `fallback`",
        )  # fmt: skip


def _report_missing(measurer: Measurer, report: Report) -> None:
    import unicodedata

    missing = list(measurer.missing)
    names = ", ".join(f"{sign} ({unicodedata.name(sign, f'U+{ord(sign):04X}')})" for sign in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    report.add(
        "characters-missing",
        "warning",
        f"no font has {names}{more}; they print as empty boxes but can be copied and searched",
        hint="name a font file that has them in the style's `fallback`, with --font-path for its folder",
    )


def _finished(sheets: Sheets, style: Style) -> tuple[Page, ...]:
    """Return the pages with their furniture, which needs to know how many there are."""
    count = len(sheets.pages)
    pages: list[Page] = []
    for number, (items, frames, desk) in enumerate(zip(sheets.pages, sheets.frames, sheets.desks, strict=True), 1):
        furniture = page_furniture(desk, sheets.grid, number, count, number == 1) if desk else []
        page, whole = style.page, (*items, *furniture)
        pages.append(Page(number, str(number), page.width, page.height, whole, frames=tuple(frames)))
    return tuple(pages)
