"""How the lead photo of a story stands: over how many columns, how high, with text below it or only beside it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.grid import shift
from exporter.makeup.photos import set_photo
from exporter.makeup.pouring import LEAST_LEG
from exporter.model import Photo
from exporter.style.model import PhotoStyle

AIR = 0.5  # of a slot: white below the lead photo's caption, at least
MOST_UPRIGHT = 1.4  # an upright photo may be so much higher than others: it takes less of the width
DEEP_TRIM = 0.15  # of its height: how much more may be cut off to save a page


class Lead(Struct, frozen=True):
    """How the lead photo stands before it is trimmed; heights in points."""

    photo: Photo
    span: int  # columns
    runs_below: bool  # text runs below it, else only beside it
    highest: float
    height: float  # 0: it is made smaller, not trimmed
    depth: int = 0  # slots down to the text below it


class Surroundings(Struct, frozen=True):
    """What the photo stands among."""

    top: int  # slot where it begins
    text: int  # slots of the story's text, as one column
    spanned: bool  # something in it goes across the page, and would run over a photo beside text
    dominant: bool  # it is the first photo of the page


def stand_lead(desk: Compositor, photo: Photo, around: Surroundings, narrower: int) -> Lead:
    """Return how the lead photo stands.

    As wide as the style asks for and leaves enough text beside and below it. A story too short for that stands
    beside its photo: the story that opens a page beside the dominant one, others beside a small one. A photo too
    high even in one column is scaled down. `narrower` asks for a span that is so many steps smaller, if there is one;
    beyond the first step none that is less than half the page.
    """
    grid, page, style = desk.grid, desk.style.page, desk.style.photo
    picture = desk.env.picture(photo.src)
    upright = min(max(picture.height / picture.width, 1.0), MOST_UPRIGHT)
    room = max(grid.slots - around.top - 2 * LEAST_LEG, LEAST_LEG)
    highest = min(style.max_height * upright * grid.slots, room) * grid.step
    heights = {span: grid.width(span) * picture.height / picture.width for span in range(1, page.columns + 1)}
    most = max(highest / (1 - style.trim), highest / (1 - DEEP_TRIM - style.trim) if page.columns == 1 else 0.0)
    fitting = [span for span in _spans(style, page.columns) if heights[span] <= most]

    def beside(span: int) -> int:
        """Return the slots of text, over all columns, that the photo of this span leaves beside it."""
        return grid.slots_for(min(heights[span], highest)) * (page.columns - span)

    def white(span: int) -> float:
        """Return what stays open where text and photo stand side by side, in slots of a column."""
        over = beside(span) - around.text
        return over if over > 0 else -over * span / (page.columns - span)

    def depth(span: int) -> float:
        """Return the slots down to the foot of text and photo side by side, white that stays open added."""
        return max(around.text, beside(span)) / (page.columns - span) + white(span) / page.columns

    legs = LEAST_LEG * page.columns
    below = [span for span in fitting if span == page.columns or around.text >= beside(span) + legs]
    if around.dominant:  # one of half the page, or else the largest
        below.sort(key=lambda span: 2 * span < page.columns)
    partial = [span for span in fitting if span < page.columns and not around.spanned]
    across = bool(below) and below[0] == page.columns and style.lead_span == "all-but-one"
    span = below[0] if below else 1
    runs_below = True
    if partial and (not below or across or around.dominant):
        large = [span for span in partial if 2 * span >= page.columns]
        shape = min(large, key=white) if around.dominant and large else min(partial, key=depth)
        if not below or across or shape > span:
            span, runs_below = shape, False
    less = sorted((other for other in below if other < span), reverse=True)
    for step, other in enumerate(less[:narrower]):
        if not step or 2 * other >= page.columns:
            span, runs_below = other, True
    lead = Lead(photo, span, runs_below, highest, min(heights[span], highest) if fitting else 0.0)
    return replace(lead, depth=grid.slots_for(set_lead(desk, lead, 0).height + AIR * grid.step))


def _spans(style: PhotoStyle, columns: int) -> list[int]:
    """Return the numbers of columns that the lead photo may span, the best first."""
    match style.lead_span:
        case "all":
            return [*range(columns, 0, -1)]
        case "all-but-one":
            return [*range(columns - 1, 0, -1), columns] if columns > 1 else [1]
        case "one":
            return [1]


def set_lead(desk: Compositor, lead: Lead, trim: int) -> Stack:
    """Return the lead photo, so many slots of it cut off, level with the capitals of the first line beside it."""
    grid = desk.grid
    height = lead.height - trim * grid.step if lead.height else 0.0
    stack = set_photo(desk, lead.photo, grid.width(lead.span), lead.highest, height)
    return Stack(tuple(shift(stack.items, 0, grid.cap)), stack.height + grid.cap)


def most_trim(desk: Compositor, lead: Lead) -> int:
    """Return by how many slots the lead photo may be trimmed."""
    return int(desk.style.photo.trim * lead.height / desk.grid.step)


def rescuing_trim(desk: Compositor, lead: Lead) -> int:
    """Return by how many slots it may be trimmed where that saves a page with a few lines on it."""
    return int((desk.style.photo.trim + DEEP_TRIM) * lead.height / desk.grid.step)
