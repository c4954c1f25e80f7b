"""One story: its head, its lead photo and what flows down its columns, each set once and put together in variants."""

from __future__ import annotations

import math
from copy import copy

from msgspec import Struct
from msgspec.structs import replace

from exporter.makeup.beside import Inset, beside_width, settle
from exporter.makeup.body import lead_photos, set_body
from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.grid import A4_MEASURE
from exporter.makeup.head import set_head
from exporter.makeup.lead import Lead, Surroundings, most_trim, stand_lead
from exporter.makeup.plan import Plan
from exporter.makeup.pour import pour
from exporter.makeup.pouring import LEAST_LEG, Galleys
from exporter.makeup.strips import PageTurn, Spanning
from exporter.model import Photo

NO_LIMIT = 1e9
SECOND_HEAD = 30.0  # points: a headline below another story is not larger
BRIEF_HEAD = 20.0  # points: the headline of a story of no length; every four lines of text add one
STORY_GAP = 2  # slots between two stories; the rule stands in them


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
        self.lead, others = lead_photos(desk.article)
        opener: Photo | None = None  # stands beside the first paragraphs
        if self.lead and desk.style.page.columns == 1 and beside_width(desk, self.lead, desk.style.page.measure):
            self.lead, opener = None, self.lead
        self._unsettled, self._notes = set_body(desk, opener, others)
        self.flow = settle(self._unsettled, 0)
        self.length = self._count_slots()
        self._galleys: Galleys = {}
        self._heads: dict[float, Stack] = {}
        self._leads: dict[tuple[int, int, bool], Lead] = {}
        self._narrow: dict[int, Story] = {}

    def _count_slots(self) -> int:
        """Return the slots of its text, as one column."""
        return sum(
            strip.slots
            for element in self.flow
            if not isinstance(element, Spanning | PageTurn)
            for strip in element.strips() or ()
        )

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
        return (BRIEF_HEAD + self.length / 4) * max(1.0, math.sqrt(self.desk.style.page.measure / A4_MEASURE))

    def second_head(self) -> float:
        """Return the largest headline of the story where it stands below another one."""
        return min(self.fitting_head(), SECOND_HEAD)

    @property
    def spanned(self) -> bool:
        """Return True when something in it goes across the page."""
        return any(isinstance(element, Spanning) for element in self.flow)

    @property
    def has_insets(self) -> bool:
        """Return True when photos stand beside its text."""
        return any(isinstance(element, Inset) for element in self._unsettled)

    @property
    def is_simple(self) -> bool:
        """Return True when nothing in it spans columns, ends them early or stands at their foot."""
        turns = (strip.turn for element in self.flow if not isinstance(element, Spanning | PageTurn)
                 for strip in element.strips() or ())  # fmt: skip
        return not self._notes and not any(isinstance(e, Spanning | PageTurn) for e in self.flow) and not any(turns)

    def settled(self, later: int) -> Story:
        """Return the story with the photos that stand beside text so many paragraphs further down."""
        story = copy(self)
        story.flow = settle(self._unsettled, later)
        return story

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

    def poured(self, tops: tuple[int, ...]) -> Plan:
        """Return the plan of its text, in columns that begin at these slots."""
        return pour(self.flow, self.desk.grid, tops, self._notes, self._galleys)

    def variant(self, slot: int, largest: float, trim: int, narrower: int = 0) -> Variant:
        """Return the story from the slot on, so many slots cut off its lead photo, its span so many steps smaller."""
        grid, columns = self.desk.grid, self.desk.style.page.columns
        head = self.head(largest)
        top = slot + grid.slots_for(head.height)
        lead = self.standing(top, narrower)
        if lead is None:
            return Variant(head, columns, None, 0, top, self.poured((top,) * columns))
        if not lead.runs_below:
            return self._beside(head, lead, top)
        foot = top + lead.depth - (trim if lead.height else 0)
        plan = self.poured((top,) * (columns - lead.span) + (foot,) * lead.span)
        return Variant(head, columns, lead, trim, top, plan)

    def _beside(self, head: Stack, lead: Lead, top: int) -> Variant:
        """Return the story with all its text beside the photo, trimmed to end level with it where that is in reach."""
        columns = self.desk.style.page.columns
        plan = self.poured((top,) * (columns - lead.span))
        below = top + lead.depth - plan.slot  # slots of the photo that stand lower than the text
        trim = 0 if plan.page else min(max(below, 0), most_trim(self.desk, lead))
        if not plan.page:
            plan = replace(plan, slot=max(plan.slot, top + lead.depth - trim))
        return Variant(head, columns, lead, trim, top, plan)

    def standing(self, top: int, narrower: int) -> Lead | None:
        """Return how the lead photo stands that begins at the slot `top`, its span so many steps smaller."""
        key = top, narrower, self.dominant
        if self.lead and key not in self._leads:
            around = Surroundings(top, self.length, self.spanned, self.dominant)
            self._leads[key] = stand_lead(self.desk, self.lead, around, narrower)
        return self._leads.get(key) if self.lead else None
