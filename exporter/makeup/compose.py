"""The recipe: an edition → pages. Each story: head, lead photo, columns; one below the other, page after page."""

from __future__ import annotations

from exporter.env import Env
from exporter.makeup.columns import Columns, Galley, Position, balance, fill_full
from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.flow import HIGHEST_IN_COLUMN, Flow, Flower
from exporter.makeup.furniture import column_rules, page_furniture, set_nameplate
from exporter.makeup.grid import Grid, make_grid, shift
from exporter.makeup.head import set_head, set_record
from exporter.makeup.photos import set_photo
from exporter.makeup.strips import Element, Spanning
from exporter.model import Article, Edition, Photo, Run, rich
from exporter.model.walk import lead_photo_ids
from exporter.page import Item, Line, Mark, Page
from exporter.report import Report
from exporter.style.fonts import FontBook
from exporter.style.model import Style
from exporter.typeset.items import Measurer

SECOND_HEAD = 30.0  # points: a headline below another story is not larger
LEAST_LEG = 5  # slots: a leg of text is not shorter, nor what stands below a photo
STORY_GAP = 2  # slots between two stories; the rule stands in them


class Sheets:
    """The pages under construction; `slot` is the first free slot of the last one."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.pages: list[list[Item]] = [[]]
        self.desks: list[Compositor | None] = [None]  # whose running head and folio a page has
        self.slot = 0

    def put(self, desk: Compositor, items: tuple[Item, ...], x: float, slot: float) -> None:
        """Place items at x and at a slot of the last page."""
        self.desks[-1] = self.desks[-1] or desk
        self.pages[-1] += shift(items, x, self.grid.y(slot))

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.desks.append(None)
        self.slot = 0


def make_pages(edition: Edition, style: Style, env: Env, report: Report) -> tuple[Page, ...]:
    """Return the edition made up into pages; what does not come out well is reported."""
    book = FontBook(style.font_folders)
    measurer = Measurer(book, style.limits)
    grid = make_grid(style, book.face(style.families[style.text["body"].family].file("regular")))
    sheets = Sheets(grid)
    bound = len(edition.articles) > 1
    for number, section in enumerate(edition.sections, 1):
        for position, entry in enumerate(section.entries):
            desk = Compositor(style, grid, measurer, env, report, entry.article)
            heading = (f"section-{number}", section.name) if bound and section.name and position == 0 else ("", "")
            _place_story(desk, sheets, heading, bound)
    if measurer.missing:
        _report_missing(measurer, report)
    return _finished(sheets, style)


def _place_story(desk: Compositor, sheets: Sheets, heading: tuple[str, str], bound: bool) -> None:
    page, grid = desk.style.page, desk.grid
    opens = len(sheets.pages) == 1 and sheets.slot == 0
    level = 1 if bound else 0
    head = _opening(desk, opens, heading)
    largest = SECOND_HEAD if sheets.slot else 1e9
    story_head = set_head(desk, page.measure, level, largest)
    lead, others = _lead_photos(desk.article)
    flower = Flower(desk, page.column_width)
    flow = _story_flow(desk, flower, others)
    need = grid.slots_for(head.height + story_head.height) + LEAST_LEG * 2
    if sheets.slot and sheets.slot + STORY_GAP + need > grid.slots:
        sheets.turn()
    elif sheets.slot:
        middle = sheets.slot + STORY_GAP / 2
        sheets.put(desk, (Line(0, 0, page.measure, 0, 0.8),), page.left, middle)
        sheets.slot += STORY_GAP
    for stack in (head, story_head):
        sheets.put(desk, stack.items, page.left, sheets.slot)
        sheets.slot += grid.slots_for(stack.height)
    tops = _place_lead(desk, sheets, lead, flow) if lead else (sheets.slot,) * page.columns
    _pour(desk, sheets, flow, tops)


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


def _lead_photos(article: Article) -> tuple[Photo | None, list[Photo]]:
    """Return the photo that leads the story, and the others that no figure names: captions without a picture last."""
    wanted = lead_photo_ids(article)
    free = [photo for photo in article.photos if photo.id in wanted]
    lead = next((photo for photo in free if photo.src), None)
    return lead, [photo for photo in free if photo is not lead]


def _story_flow(desk: Compositor, flower: Flower, photos: list[Photo]) -> Flow:
    """Return the story's flow: body with further lead photos spread over it, notes, source and rights."""
    article, grid = desk.article, desk.grid
    highest = HIGHEST_IN_COLUMN * grid.slots * grid.step
    body = article.body
    flow: Flow = []
    shown = [photo for photo in photos if photo.src]
    every = max(1, len(body) // (len(shown) + 1)) if shown else len(body) + 1
    for number, block in enumerate(body, 1):
        flow += flower.element(block, "body", 0.0)
        if number % every == 0 and shown:
            flow += flower.photo(shown.pop(0), 0.0, highest)
    for photo in (*shown, *(photo for photo in photos if not photo.src)):
        flow += flower.photo(photo, 0.0, highest)
    flow += flower.notes(article.notes)
    flow += flower.text("rights", _rights(desk), f"{article.id}-rights", 0.0)
    return flow


def _rights(desk: Compositor) -> tuple[Run, ...]:
    article = desk.article
    sources = ", ".join(source.name for source in article.sources)
    source = f"{desk.phrase('source')}: {sources}" if sources and desk.style.page.opening != "record" else ""
    return rich(" · ".join(part for part in (source, article.rights.notice) if part))


def _place_lead(desk: Compositor, sheets: Sheets, lead: Photo, flow: Flow) -> tuple[int, ...]:
    """Place the lead photo and return the slot where each column begins."""
    grid, page, photo = desk.grid, desk.style.page, desk.style.photo
    text = sum(strip.slots for element in flow if not isinstance(element, Spanning) for strip in element.strips() or ())
    highest = photo.max_height * grid.slots * grid.step
    spans = {"all": [page.columns], "one": [1], "all-but-one": [*range(page.columns - 1, 0, -1), page.columns]}
    for span in spans[photo.lead_span]:
        width = grid.width(span)
        picture = desk.env.picture(lead.src)
        fits = width * picture.height / picture.width <= highest * 1.02
        stack = set_photo(desk, lead, width, highest if fits or span == 1 else highest)
        slots = grid.slots_for(stack.height + grid.cap + 2)
        beside = page.columns - span
        if span == page.columns or (fits and text >= slots * beside + LEAST_LEG * page.columns):
            break
    if sheets.slot + slots + LEAST_LEG > grid.slots:
        sheets.turn()
    first = page.columns - span
    sheets.put(desk, tuple(shift(stack.items, 0, grid.cap)), grid.x(first), sheets.slot)
    return tuple(sheets.slot + (slots if column >= first else 0) for column in range(page.columns))


def _pour(desk: Compositor, sheets: Sheets, flow: Flow, tops: tuple[int, ...]) -> None:
    """Pour the flow into columns from their tops, over as many pages as it takes."""
    segment: list[Element] = []
    for element in [*flow, None]:
        if element is not None and not isinstance(element, Spanning):
            segment.append(element)
            continue
        if segment:
            _pour_columns(desk, sheets, segment, tops)
            segment = []
        if element is not None:
            slots = desk.grid.slots_for(element.stack.height)
            if sheets.slot + slots + 1 > desk.grid.slots:
                sheets.turn()
            sheets.put(desk, element.stack.items, desk.style.page.left, sheets.slot + 0.5)
            sheets.slot += slots + 1
            tops = (sheets.slot,) * desk.style.page.columns


def _pour_columns(desk: Compositor, sheets: Sheets, segment: list[Element], tops: tuple[int, ...]) -> None:
    grid, columns = desk.grid, desk.style.page.columns
    galley = Galley(segment, grid.step)
    position = Position(0, 0)
    while not galley.is_end(position):
        used = tops
        if len(set(tops)) == 1:
            legs = max(1, min(columns, galley.length(position) // LEAST_LEG))
            used = tops[:legs]
        placed = balance(galley, position, used, grid.slots) or fill_full(galley, position, tops, grid.slots)
        if placed.end == position:
            if max(tops) == 0:
                placed = _too_high(desk, galley, position, grid.slots)
            else:
                sheets.turn()
                tops = (0,) * columns
                continue
        _put_columns(desk, sheets, placed, tops)
        position = placed.end
        sheets.slot = placed.bottom
        if not galley.is_end(position):
            sheets.turn()
            tops = (0,) * columns


def _too_high(desk: Compositor, galley: Galley, position: Position, slots: int) -> Columns:
    """Return the one strip that is higher than a page, in a column of its own, and report it."""
    column = galley.take(position, 10**6, galley.changes)
    desk.report.add(
        "page-overflow", "warning", "something is higher than the page and runs over its foot", desk.place(),
        "make the table cell or box shorter, or choose a larger page",
    )  # fmt: skip
    return Columns((column,), slots, column.end)


def _put_columns(desk: Compositor, sheets: Sheets, placed: Columns, tops: tuple[int, ...]) -> None:
    grid = desk.grid
    for number, column in enumerate(placed.columns):
        slot = tops[number]
        for strip in column.strips:
            sheets.put(desk, strip.items, grid.x(number), slot)
            slot += strip.slots
        if column.forced:
            desk.report.add(
                "column-break", "info", "a column ends inside a short paragraph or below a heading", desk.place(),
                "the text leaves no better break; a line more or less of copy mends it",
            )  # fmt: skip
    sheets.pages[-1] += column_rules(desk, grid, tops, placed.bottom)


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
    for number, (items, desk) in enumerate(zip(sheets.pages, sheets.desks, strict=True), 1):
        furniture = page_furniture(desk, sheets.grid, number, count, number == 1) if desk else []
        pages.append(Page(number, str(number), style.page.width, style.page.height, (*items, *furniture)))
    return tuple(pages)
