"""The variant of headline size and photo crop in which a story comes out best.

A photo spans several columns, a column of text runs beside it: trimming the photo by a line of the grid moves the feet
of the columns against each other, so a little trim can make them level, as a make-up editor does it.
"""

from __future__ import annotations

from collections.abc import Iterator

from exporter.makeup.beside import MOST_LATER
from exporter.makeup.brief import set_brief
from exporter.makeup.lead import most_trim, rescuing_trim
from exporter.makeup.pour import Plan
from exporter.makeup.story import Story, Variant

SHORT_PAGE = 0.3  # of a page: a last page with less on it is worth saving
NARROW_COST = 100.0  # for a lead photo of fewer columns than suit it; a page with a few lines on it costs 500
TRIM_COST = 2.0  # for each slot trimmed off the photo; a column foot one slot off costs 10
LEVEL = 10.0  # score of a variant that need not be bettered: one column a slot short
LATER_COST = 3.0  # for each paragraph that photos beside text stand further down
LEAST_HEAD = 0.45  # of the largest headline of the page: one that stands alone is no smaller
HEAD_COST = 25.0  # for each step of the ladder that the headline gives up


def best_variant(story: Story, slot: int, largest: float, alone: bool) -> Variant:
    """Return the variant, beginning at `slot`, that takes the fewest pages and has the most level feet.

    The headline of a story that stands `alone` may be smaller than `largest`; one among others may be a brief.
    Photos beside text are moved further down only where nothing else makes the feet level.
    """
    if not alone and (brief := set_brief(story, slot, largest)):
        return brief
    score, variant = _best(story, slot, largest, alone)
    for later in range(1, MOST_LATER if story.has_insets and score > LEVEL else 0):
        other = _best(story.settled(later), slot, largest, alone)
        if other[0] + LATER_COST * later < score:
            score, variant = other[0] + LATER_COST * later, other[1]
    return variant


def best_below_head(story: Story, slot: int, largest: float) -> Variant:
    """Return the best variant whose head stands above all its columns."""
    return _best(story, slot, largest, alone=False)[1]


def _best(story: Story, slot: int, largest: float, alone: bool) -> tuple[float, Variant]:
    """Return score and variant of the best size of headline and trim of the lead photo."""
    usual, rescuing = (most_trim(story.desk), rescuing_trim(story.desk)) if story.lead else (0, 0)
    best: tuple[float, Variant] | None = None
    for cost, limit in _limits(story, largest, alone):
        for trim in range(rescuing + 1):
            if best and trim > usual and not _can_save(story, best[1], rescuing):
                break
            variant = story.variant(slot, limit, trim)
            plan = variant.plan
            short = _ends_short(story, plan)
            score = 1000.0 * plan.page + 500.0 * short + plan.uneven + TRIM_COST * trim + cost
            if best is None or score < best[0]:
                best = (score, variant)
            if plan.uneven < TRIM_COST and not short:
                break
        if best and not _ends_short(story, best[1].plan):
            break
    assert best is not None
    if alone and _ends_short(story, best[1].plan) and story.lead:
        variant = story.variant(slot, largest, 0, narrower=True)
        score = 1000.0 * variant.plan.page + 500.0 * _ends_short(story, variant.plan) + variant.plan.uneven
        best = min(best, (score + NARROW_COST, variant), key=lambda scored: scored[0])
    return best


def _limits(story: Story, largest: float, may_shrink: bool) -> Iterator[tuple[float, float]]:
    """Yield what each size limit of the headline costs, and the limit in points, the largest first."""
    yield 0.0, largest
    if may_shrink:
        *sizes, most = story.desk.style.headline.sizes(story.desk.style.page.measure)
        for step, size in enumerate(reversed([size for size in sizes if size >= LEAST_HEAD * most]), 1):
            yield HEAD_COST * step, size


def _ends_short(story: Story, plan: Plan) -> bool:
    """Return True when the last page holds so little that a smaller headline is worth it."""
    return plan.page > 0 and plan.slot < SHORT_PAGE * story.desk.grid.slots


def _can_save(story: Story, variant: Variant, slots: int) -> bool:
    """Return True when so many slots cut off the photo have room for the few lines on the last page."""
    over = variant.plan.slot * story.desk.style.page.columns
    return _ends_short(story, variant.plan) and variant.lead is not None and over <= slots * variant.lead.span
