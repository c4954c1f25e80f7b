"""A brief: a story too short to fill its columns has its head beside its text."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.makeup.head import set_head
from exporter.makeup.pouring import SHORT_LEG
from exporter.makeup.story import Story, Variant
from exporter.makeup.strips import PageTurn, Spanning


def set_brief(story: Story, slot: int, largest: float) -> Variant | None:
    """Return the story with the head beside its text; None where it is no brief.

    As low as it can be, the head over no more columns than that takes, so that the text follows close by.
    """
    desk, grid, columns = story.desk, story.desk.grid, story.desk.style.page.columns
    simple = not story.lead and not any(isinstance(element, Spanning | PageTurn) for element in story.flow)
    if not simple or story.length >= SHORT_LEG * columns:
        return None
    best: Variant | None = None
    for legs in range(1, columns):
        span = columns - legs
        if not desk.headline_fits(desk.article.headline, grid.width(span), largest):
            break
        head = set_head(desk, grid.width(span), story.level, largest)
        plan = story.poured((slot,) * legs)
        plan = replace(plan, slot=max(plan.slot, slot + grid.slots_for(head.height)))
        if not plan.page and plan.slot <= grid.slots and (best is None or plan.slot < best.plan.slot):
            best = Variant(head, span, None, 0, slot, plan)
    for span in range(1, best.head_span if best else 0):
        if best and desk.headline_fits(desk.article.headline, grid.width(span), largest):
            head = set_head(desk, grid.width(span), story.level, largest)
            if slot + grid.slots_for(head.height) <= best.plan.slot:
                return replace(best, head=head, head_span=span)
    return best
