"""One story made up: head, lead photo and columns, in the variant of headline size and photo crop that comes out best.

A photo spans several columns, a column of text runs beside it: trimming the photo by a line of the grid moves the feet
of the columns against each other, so a little trim can make them level, as a make-up editor does it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from copy import copy

from msgspec import Struct
from msgspec.structs import replace

from exporter.makeup.beside import MOST_LATER, Inset, beside_width, settle
from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.flow import HIGHEST_IN_COLUMN, Flow, Flower
from exporter.makeup.grid import A4_MEASURE, shift
from exporter.makeup.head import set_head
from exporter.makeup.notes import Notes, called, set_foot
from exporter.makeup.photos import set_photo
from exporter.makeup.pour import LEAST_LEG, SHORT_LEG, Galleys, Plan, pour
from exporter.makeup.strips import Element, PageTurn, Spanning, solid
from exporter.model import Article, Paragraph, Photo, rich
from exporter.model.walk import lead_photo_ids
from exporter.page import Item

NO_LIMIT = 1e9
PHOTO_AIR = 0.5  # of a slot: white below the lead photo's caption, at least
MOST_UPRIGHT = 1.4  # an upright photo may be so much higher than others: it takes less of the width
SECOND_HEAD = 30.0  # points: a headline below another story is not larger
STORY_GAP = 2  # slots between two stories; the rule stands in them
SHORT_PAGE = 0.3  # of a page: a last page with less on it is worth saving
DEEP_TRIM = 0.15  # of the highest photo: how much more may be cut off to save a page
NARROW_COST = 100.0  # for a lead photo of fewer columns than suit it; a page with a few lines on it costs 500
TRIM_COST = 2.0  # for each slot trimmed off the photo; a column foot one slot off costs 10
BRIEF_HEAD = 20.0  # points: the headline of a story of no length; every four lines of text add one
LEVEL = 10.0  # score of a variant that need not be bettered: one column a slot short
LATER_COST = 3.0  # for each paragraph that photos beside text stand further down
LEAST_HEAD = 0.45  # of the largest headline of the page: one that stands alone is no smaller
HEAD_COST = 25.0  # for each step of the ladder that the headline gives up


class Lead(Struct, frozen=True):
    """How the lead photo stands before it is trimmed; heights in points."""

    span: int  # columns
    runs_below: bool  # text runs below it, else only beside it
    highest: float
    height: float  # 0: it is made smaller, not trimmed
    depth: int  # slots down to the text below it


class Variant(Struct, frozen=True):
    """A story made up from a slot of a page on."""

    head: Stack
    head_span: int  # columns that the head is above, or beside: the text of a brief begins in the next one
    lead: Lead | None
    trim: int  # slots that are cut off the lead photo
    slot: int  # where the lead photo begins, and the text
    plan: Plan


class Story:
    """The parts of one story; each is set once and used in all variants."""

    def __init__(self, desk: Compositor, level: int, dominant: bool) -> None:
        self.desk, self.level, self.dominant = desk, level, dominant
        self.lead, others = _lead_photos(desk.article)
        opener: Photo | None = None  # stands beside the first paragraphs
        if self.lead and desk.style.page.columns == 1 and beside_width(desk, self.lead, desk.style.page.measure):
            self.lead, opener = None, self.lead
        flower = Flower(desk, desk.style.page.column_width)
        self._unsettled, self._notes = _story_flow(flower, opener, others)
        self.flow = settle(self._unsettled, 0)
        self._text = sum(
            strip.slots
            for element in self.flow
            if not isinstance(element, Spanning | PageTurn)
            for strip in element.strips() or ()
        )
        self._galleys: Galleys = {}
        self._heads: dict[float, Stack] = {}
        self._leads: dict[tuple[int, bool], Lead] = {}
        self._narrow: dict[int, Story] = {}

    def head(self, largest: float) -> Stack:
        """Return the head with a headline no larger than `largest`."""
        if largest not in self._heads:
            self._heads[largest] = set_head(self.desk, self.desk.style.page.measure, self.level, largest)
        return self._heads[largest]

    def fits(self, slots: int, largest: float) -> bool:
        """Return True when so many slots hold the head and the least text and photo that a page is begun with."""
        left = slots - LEAST_LEG - (2 * LEAST_LEG if self.lead else 0)
        return left > 0 and self.desk.grid.slots_for(self.head(largest).height) <= left

    def fitting_head(self) -> float:
        """Return the largest headline that suits the story's length: a brief does not shout."""
        return (BRIEF_HEAD + self._text / 4) * max(1.0, math.sqrt(self.desk.style.page.measure / A4_MEASURE))

    def second_head(self) -> float:
        """Return the largest headline of the story where it stands below another one."""
        return min(self.fitting_head(), SECOND_HEAD)

    @property
    def length(self) -> int:
        """Return the slots of its text, as one column."""
        return self._text

    @property
    def is_simple(self) -> bool:
        """Return True when nothing in it spans columns, ends them early or stands at their foot."""
        turns = (strip.turn for element in self.flow if not isinstance(element, Spanning | PageTurn)
                 for strip in element.strips() or ())  # fmt: skip
        return not self._notes and not any(isinstance(e, Spanning | PageTurn) for e in self.flow) and not any(turns)

    def within(self, desk: Compositor) -> Story:
        """Return the story in fewer columns of the same width: its text is set already, and its head is set once."""
        columns = desk.style.page.columns
        if columns not in self._narrow:
            story = self._narrow[columns] = copy(self)
            story.desk, story._heads, story._leads, story.dominant = desk, {}, {}, False
        return self._narrow[columns]

    def without_photo(self) -> Story:
        """Return the story without its lead photo."""
        story = copy(self)
        story.lead, story._narrow = None, {}
        return story

    def set_below(self, slot: int, largest: float) -> Variant:
        """Return the best variant whose head stands above all its columns."""
        return self._best(slot, largest, alone=False)[1]

    def best(self, slot: int, largest: float, alone: bool) -> Variant:
        """Return the variant, beginning at `slot`, that takes the fewest pages and has the most level feet.

        The headline of a story that stands `alone` may be smaller than `largest`; one among others may be a brief.
        Photos beside text are moved further down only where nothing else makes the feet level.
        """
        if not alone and (brief := self._brief(slot, largest)):
            return brief
        score, variant = self._best(slot, largest, alone)
        insets = any(isinstance(element, Inset) for element in self._unsettled)
        for later in range(1, MOST_LATER if insets and score > LEVEL else 0):
            self.flow = settle(self._unsettled, later)
            other = self._best(slot, largest, alone)
            if other[0] + LATER_COST * later < score:
                score, variant = other[0] + LATER_COST * later, other[1]
        return variant

    def _best(self, slot: int, largest: float, alone: bool) -> tuple[float, Variant]:
        """Return score and variant of the best size of headline and trim of the lead photo."""
        best: tuple[float, Variant] | None = None
        for cost, limit in self._limits(largest, alone):
            for trim in range(self._rescue() + 1):
                if best and trim > self._most_trim() and not self._can_save(best[1], self._rescue()):
                    break
                variant = self._variant(slot, limit, trim)
                plan = variant.plan
                short = self._ends_short(plan)
                score = 1000.0 * plan.page + 500.0 * short + plan.uneven + TRIM_COST * trim + cost
                if best is None or score < best[0]:
                    best = (score, variant)
                if plan.uneven < TRIM_COST and not short:
                    break
            if best and not self._ends_short(best[1].plan):
                break
        assert best is not None
        if alone and self._ends_short(best[1].plan) and self.lead:
            variant = self._variant(slot, largest, 0, narrower=True)
            score = 1000.0 * variant.plan.page + 500.0 * self._ends_short(variant.plan) + variant.plan.uneven
            best = min(best, (score + NARROW_COST, variant), key=lambda scored: scored[0])
        return best

    def _brief(self, slot: int, largest: float) -> Variant | None:
        """Return a story too short to fill its columns with the head beside its text; None where it is none.

        As low as it can be, the head over no more columns than that takes, so that the text follows close by.
        """
        desk, grid, columns = self.desk, self.desk.grid, self.desk.style.page.columns
        simple = not self.lead and not any(isinstance(element, Spanning | PageTurn) for element in self.flow)
        if not simple or self._text >= SHORT_LEG * columns:
            return None
        best: Variant | None = None
        for legs in range(1, columns):
            span = columns - legs
            if not desk.headline_fits(desk.article.headline, grid.width(span), largest):
                break
            head = set_head(desk, grid.width(span), self.level, largest)
            plan = pour(self.flow, grid, (slot,) * legs, self._notes, self._galleys)
            plan = replace(plan, slot=max(plan.slot, slot + grid.slots_for(head.height)))
            if not plan.page and plan.slot <= grid.slots and (best is None or plan.slot < best.plan.slot):
                best = Variant(head, span, None, 0, slot, plan)
        for span in range(1, best.head_span if best else 0):
            if best and desk.headline_fits(desk.article.headline, grid.width(span), largest):
                head = set_head(desk, grid.width(span), self.level, largest)
                if slot + grid.slots_for(head.height) <= best.plan.slot:
                    return replace(best, head=head, head_span=span)
        return best

    def _ends_short(self, plan: Plan) -> bool:
        """Return True when the last page holds so little that a smaller headline is worth it."""
        return plan.page > 0 and plan.slot < SHORT_PAGE * self.desk.grid.slots

    def _can_save(self, variant: Variant, slots: int) -> bool:
        """Return True when so many slots cut off the photo have room for the few lines on the last page."""
        over = variant.plan.slot * self.desk.style.page.columns
        return self._ends_short(variant.plan) and variant.lead is not None and over <= slots * variant.lead.span

    def _limits(self, largest: float, may_shrink: bool) -> Iterator[tuple[float, float]]:
        """Yield what each size limit of the headline costs, and the limit in points, the largest first."""
        yield 0.0, largest
        if may_shrink:
            *sizes, most = self.desk.style.headline.sizes(self.desk.style.page.measure)
            for step, size in enumerate(reversed([size for size in sizes if size >= LEAST_HEAD * most]), 1):
                yield HEAD_COST * step, size

    def _most_trim(self) -> int:
        """Return by how many slots the lead photo may be trimmed."""
        if not self.lead:
            return 0
        style, grid = self.desk.style, self.desk.grid
        return int(style.photo.trim * style.photo.max_height * grid.slots)

    def _rescue(self) -> int:
        """Return by how many slots it may be trimmed where that saves a page with a few lines on it."""
        return self._most_trim() + int(DEEP_TRIM * self.desk.style.photo.max_height * self.desk.grid.slots)

    def _variant(self, slot: int, largest: float, trim: int, narrower: bool = False) -> Variant:
        grid, columns = self.desk.grid, self.desk.style.page.columns
        head = self.head(largest)
        top = slot + grid.slots_for(head.height)
        if not self.lead:
            plan = pour(self.flow, grid, (top,) * columns, self._notes, self._galleys)
            return Variant(head, columns, None, 0, top, plan)
        if (top, narrower) not in self._leads:
            self._leads[top, narrower] = self._lead(top, narrower)
        lead = self._leads[top, narrower]
        foot = top + lead.depth - (trim if lead.height else 0)
        tops = (top,) * (columns - lead.span) + ((foot,) * lead.span if lead.runs_below else ())
        plan = pour(self.flow, grid, tops, self._notes, self._galleys)
        if not lead.runs_below and not plan.page:
            plan = replace(plan, slot=max(plan.slot, foot))
        return Variant(head, columns, lead, trim, top, plan)

    def photo(self, lead: Lead, trim: int) -> Stack:
        """Return the lead photo, so many slots of it cut off, level with the capitals of the first line beside it."""
        assert self.lead is not None
        grid = self.desk.grid
        height = lead.height - trim * grid.step if lead.height else 0.0
        stack = set_photo(self.desk, self.lead, grid.width(lead.span), lead.highest, height)
        return Stack(tuple(shift(stack.items, 0, grid.cap)), stack.height + grid.cap)

    def _lead(self, top: int, narrower: bool) -> Lead:
        """Return how the lead photo stands that begins at the slot `top`.

        As wide as the style asks for and leaves enough text beside and below it. A story too short for that stands
        beside its photo: the story that opens a page beside the dominant one, others beside a small one. A photo too
        high even in one column is scaled down. `narrower` asks for the next smaller span.
        """
        assert self.lead is not None
        desk, grid, page, style = self.desk, self.desk.grid, self.desk.style.page, self.desk.style.photo
        picture = desk.env.picture(self.lead.src)
        upright = min(max(picture.height / picture.width, 1.0), MOST_UPRIGHT)
        room = max(grid.slots - top - 2 * LEAST_LEG, LEAST_LEG)
        highest = min(style.max_height * upright * grid.slots, room) * grid.step
        heights = {span: grid.width(span) * picture.height / picture.width for span in range(1, page.columns + 1)}
        most = max(highest / (1 - style.trim), highest / (1 - DEEP_TRIM - style.trim) if page.columns == 1 else 0.0)
        fitting = [span for span in self._spans() if heights[span] <= most]

        def beside(span: int) -> int:
            """Return the slots of text, over all columns, that the photo of this span leaves beside it."""
            return grid.slots_for(min(heights[span], highest)) * (page.columns - span)

        def white(span: int) -> float:
            """Return what stays open where text and photo stand side by side, in slots of a column."""
            over = beside(span) - self._text
            return over if over > 0 else -over * span / (page.columns - span)

        def depth(span: int) -> float:
            """Return the slots down to the foot of text and photo side by side, white that stays open added."""
            return max(self._text, beside(span)) / (page.columns - span) + white(span) / page.columns

        legs = LEAST_LEG * page.columns
        below = [s for s in fitting if s == page.columns or self._text >= beside(s) + legs]
        if self.dominant:  # one of half the page, or else the largest
            below.sort(key=lambda s: 2 * s < page.columns)
        spanned = any(isinstance(element, Spanning) for element in self.flow)  # it would run over a photo beside text
        partial = [s for s in fitting if s < page.columns and not spanned]
        across = bool(below) and below[0] == page.columns and style.lead_span == "all-but-one"
        span = below[0] if below else 1
        runs_below = True
        if partial and (not below or across or self.dominant):
            large = [s for s in partial if 2 * s >= page.columns]
            shape = min(large, key=white) if self.dominant and large else min(partial, key=depth)
            if not below or across or shape > span:
                span, runs_below = shape, False
        if narrower and (less := [s for s in below if s < span]):
            span, runs_below = max(less), True
        lead = Lead(span, runs_below, highest, min(heights[span], highest) if fitting else 0.0, 0)
        return replace(lead, depth=grid.slots_for(self.photo(lead, 0).height + PHOTO_AIR * grid.step))

    def _spans(self) -> list[int]:
        """Return the numbers of columns that the lead photo may span, the best first."""
        columns = self.desk.style.page.columns
        match self.desk.style.photo.lead_span:
            case "all":
                return [*range(columns, 0, -1)]
            case "all-but-one":
                return [*range(columns - 1, 0, -1), columns] if columns > 1 else [1]
            case "one":
                return [1]


def _lead_photos(article: Article) -> tuple[Photo | None, list[Photo]]:
    """Return the photo that leads the story, and the others that no figure names."""
    wanted = lead_photo_ids(article)
    free = [photo for photo in article.photos if photo.id in wanted]
    lead = next((photo for photo in free if photo.src), None)
    return lead, [photo for photo in free if photo is not lead]


def _story_flow(flower: Flower, opener: Photo | None, photos: list[Photo]) -> tuple[Flow, Notes]:
    """Return the flow: body with further lead photos spread over it, captions without a picture, rights; and its notes.

    Notes that are called nowhere in it, but perhaps in the head or in a note, stand below the body.
    """
    desk = flower.desk
    article, grid = desk.article, desk.grid
    highest = HIGHEST_IN_COLUMN * grid.slots * grid.step
    flow: Flow = flower.photo(opener, "body", 0.0, highest) if opener else []
    shown = [photo for photo in photos if photo.src]
    every = max(1, len(article.body) // (len(shown) + 1)) if shown else len(article.body) + 1
    if flower.first is None:  # to open with the dateline
        flower.first = Paragraph(id=f"{article.id}-dateline", text=())
        flow += flower.element(flower.first, "body", 0.0)
    for number, block in enumerate(article.body, 1):
        flow += flower.element(block, "body", 0.0)
        if number % every == 0 and shown:
            flow += flower.photo(shown.pop(0), "body", 0.0, highest)
    for photo in (*shown, *(photo for photo in photos if not photo.src)):
        flow += flower.photo(photo, "body", 0.0, highest)
    notes = flower.notes(article.notes)
    heard = {note for element in settle(flow, 0) for note in called(_items(element), notes)} if notes else set()
    uncalled = [line for note, lines in notes.items() if note not in heard for line in lines]
    flow += [solid(desk, set_foot(desk, uncalled))] if uncalled else []
    flow += flower.text("rights", rich(_rights(desk)), f"{article.id}-rights", 0.0)
    return flow, {note: lines for note, lines in notes.items() if note in heard}


def _items(element: Element | Spanning | PageTurn) -> tuple[Item, ...]:
    if isinstance(element, PageTurn):
        return ()
    if isinstance(element, Spanning):
        return element.stack.items
    return tuple(item for strip in element.strips() or () for item in strip.items)


def _rights(desk: Compositor) -> str:
    """Return the line that says where the story comes from and by what right; the record says the source itself."""
    article = desk.article
    sources = ", ".join(source.name for source in article.sources)
    source = (
        f"{desk.phrase('source')}{desk.phrase('colon')}{sources}"
        if sources and desk.style.page.opening != "record"
        else ""
    )
    return " · ".join(part for part in (source, article.rights.notice) if part)
