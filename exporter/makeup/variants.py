"""The variant of headline size and photo crop in which a story comes out best.

A photo spans several columns, a column of text runs beside it: trimming the photo by a line of the grid moves the feet
of the columns against each other, so a little trim can make them level, as a make-up editor does it. Where the last
page would be less than half full, the headline and the photo give way to save it, within limits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from exporter.makeup.beside import MOST_LATER
from exporter.makeup.brief import set_brief
from exporter.makeup.lead import Lead, most_trim, rescuing_trim
from exporter.makeup.story import Story, Variant

SHORT_PAGE = 0.5  # of a page: a last page with less on it is worth saving
FEW_LINES = 0.3  # of a page
NARROW_COST = 100.0  # for each column that the lead photo gives up; a page with a few lines on it costs 500
NARROWEST = 2  # columns that it may give up
TRIM_COST = 2.0  # for each slot trimmed off the photo; a column foot one slot off costs 10
LEVEL = 10.0  # score of a variant that need not be bettered: one column a slot short
LATER_COST = 3.0  # for each paragraph that photos beside text stand further down
LEAST_HEAD = 0.45  # of the largest headline of the page: one that stands alone is no smaller
HEAD_COST = 25.0  # for each step of the ladder that the headline gives up
MOST_OF_HEAD, MOST_OF_PHOTO, MOST_TRIMMED = 0.6, 0.85, 0.4  # parts that may be given up, at the very most
WAYS = 2  # ways to save a page that are compared, those first that take least away
FEW_TRIMS = 3  # trims of each
SLACK = 2  # slots a column: how much less room than its lines a page may need that is saved


class Scored(Struct, frozen=True):
    """A variant and what is wrong with it, the less the better."""

    score: float
    variant: Variant


class Tighter(Struct, frozen=True):
    """What a story gives up to save a page, and what that costs."""

    cost: float
    largest: float  # size of the headline
    narrower: int  # columns


def best_variant(story: Story, slot: int, largest: float, alone: bool) -> Variant:
    """Return the variant, beginning at `slot`, that takes the fewest pages and has the most level feet.

    The headline of a story that stands `alone` may be smaller than `largest`; one among others may be a brief.
    Photos beside text are moved further down only where nothing else makes the feet level.
    """
    if not alone and (brief := set_brief(story, slot, largest)):
        return brief
    best = _best(story, slot, largest, alone)
    for later in range(1, MOST_LATER if story.has_insets and best.score > LEVEL else 0):
        other = _best(story.settled(later), slot, largest, alone)
        if other.score + LATER_COST * later < best.score:
            best = Scored(other.score + LATER_COST * later, other.variant)
    return best.variant


def best_below_head(story: Story, slot: int, largest: float) -> Variant:
    """Return the best variant whose head stands above all its columns."""
    return _best(story, slot, largest, alone=False).variant


def _best(story: Story, slot: int, largest: float, alone: bool) -> Scored:
    """Return the best of the trims of the lead photo, or what saves a page that would hold little."""
    as_it_is = Tighter(0.0, largest, 0)
    _, lead = _place(story, slot, as_it_is)
    best = _trimmed(story, slot, as_it_is, range((most_trim(story.desk, lead) if lead else 0) + 1))
    if not _ends_short(story, best.variant):
        return best
    loose, saved = best.variant, 0
    tried: dict[tuple[int, int], None] = {}
    for tighter in sorted(_tighter(story, slot, largest, alone, loose), key=lambda tighter: tighter.cost):
        top, lead = _place(story, slot, tighter)
        shape = top, lead.span if lead else 0
        if shape in tried or tighter.cost >= best.score or saved == WAYS:
            continue
        tried[shape] = None
        trims = _saving_trims(story, loose, top, lead)
        if tightened := _tightened(story, slot, tighter, trims, loose):
            best, saved = min(best, tightened, key=lambda scored: scored.score), saved + 1
    return best


def _place(story: Story, slot: int, tighter: Tighter) -> tuple[int, Lead | None]:
    """Return the slot below the head, and how the lead photo stands there."""
    top = slot + story.desk.grid.slots_for(story.head(tighter.largest).height)
    return top, story.standing(top, tighter.narrower)


def _tightened(story: Story, slot: int, tighter: Tighter, trims: range, loose: Variant) -> Scored | None:
    """Return the best of the least trims that save a page of the `loose` variant; None where none of them does."""

    def saves(trim: int) -> bool:
        return story.variant(slot, tighter.largest, trim, tighter.narrower).plan.page < loose.plan.page

    if not trims or not saves(trims[-1]):
        return None
    least = bisect_left(trims, True, key=saves)
    return _trimmed(story, slot, tighter, trims[least : least + FEW_TRIMS])


def _trimmed(story: Story, slot: int, tighter: Tighter, trims: range) -> Scored:
    """Return the best of these trims; they are tried in order until one is level."""
    best: Scored | None = None
    for trim in trims:
        variant = story.variant(slot, tighter.largest, trim, tighter.narrower)
        scored = _scored(story, variant, tighter.cost + TRIM_COST * variant.trim)
        if best is None or scored.score < best.score:
            best = scored
        if not (variant.lead and variant.lead.runs_below) or variant.plan.uneven < TRIM_COST:
            break
    assert best is not None
    return best


def _scored(story: Story, variant: Variant, cost: float) -> Scored:
    plan = variant.plan
    return Scored(1000.0 * plan.page + 500.0 * _ends_short(story, variant) + plan.uneven + cost, variant)


def _tighter(story: Story, slot: int, largest: float, alone: bool, loose: Variant) -> Iterator[Tighter]:
    """Yield how headline and photo may give way, in each combination; none where all of it would not be enough.

    Among others the photo can but be trimmed. One that is to span the page does so, unless it is for a few lines.
    """
    page, grid = story.desk.style.page, story.desk.grid
    keeps = story.desk.style.photo.lead_span == "all" and loose.plan.slot >= FEW_LINES * grid.slots
    narrowest = NARROWEST if alone and loose.lead and not keeps else 0
    area = loose.lead.depth * loose.lead.span if loose.lead else 0
    head = (loose.slot - slot) * page.columns if alone else 0
    reach = head * MOST_OF_HEAD + area * (MOST_OF_PHOTO if narrowest else MOST_TRIMMED) + SLACK * page.columns
    if loose.plan.on_last_page(grid) > reach:
        return
    *sizes, most = story.desk.style.headline.sizes(page.measure)
    smaller = [size for size in reversed(sizes) if size >= LEAST_HEAD * most] if alone else []
    for step, size in enumerate((largest, *smaller)):
        for narrower in range(narrowest + 1):
            yield Tighter(HEAD_COST * step + NARROW_COST * narrower, size, narrower)


def _saving_trims(story: Story, loose: Variant, top: int, lead: Lead | None) -> range:
    """Return the trims with which the lines on the last page of the `loose` variant may find room on those before."""
    columns = story.desk.style.page.columns
    over = loose.plan.on_last_page(story.desk.grid) - (SLACK + loose.slot - top) * columns
    if lead is None or loose.lead is None:
        return range(max(0, over), 1)
    over -= (loose.lead.depth - loose.trim) * loose.lead.span - lead.depth * lead.span
    return range(max(0, -(-over // lead.span)), rescuing_trim(story.desk, lead) + 1)


def _ends_short(story: Story, variant: Variant) -> bool:
    """Return True when the last page holds so little that it is worth saving."""
    return variant.plan.page > 0 and variant.plan.slot < SHORT_PAGE * story.desk.grid.slots
