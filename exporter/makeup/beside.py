"""A small photo beside text, in a column that stays wide enough for decent lines: portraits, and logos of few pixels.

The lines beside it are shorter, in as many paragraphs as it is high. No column break parts it from them, so it may
stand some paragraphs further down than its place in the story where the columns come out better.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.grid import shift
from exporter.makeup.photos import NARROWEST_CAPTION, set_on_grid
from exporter.makeup.strips import Element, PageTurn, Running, Spanning, Strip
from exporter.model import Photo
from exporter.page import Item

LEAST_TEXT = 13.3  # em of the body, about 30 characters: shorter lines are not set beside a photo
GAP = 1.0  # em of the body between photo and text
FEW_PIXELS = 0.5  # of the column: a photo that is not sharp at this width is set small
LAST_WHITE = 2  # slots that the text may end above the photo's foot, where a heading or the like follows
MOST_LATER = 4  # paragraphs that a photo may stand further down


class Inset(Struct, frozen=True):
    """A photo in the flow that wants to stand beside the text that follows; `instead` where no text will do."""

    photo: Stack
    x: float
    inset: float  # by how much the lines beside it are shorter
    depth: int  # slots
    instead: Callable[[], list[Element]]


class Beside:
    """Paragraphs with a photo beside their first lines; the last of them can be set longer or shorter."""

    def __init__(self, items: tuple[Item, ...], depth: int, paragraphs: list[Running], white: int) -> None:
        self.before, self.after = paragraphs[0].before, paragraphs[-1].after
        self._items, self._depth, self._paragraphs, self._white = items, depth, paragraphs, white

    @property
    def count(self) -> int:
        """Return how many paragraphs of the flow it is made of."""
        return len(self._paragraphs)

    def strips(self, change: int = 0) -> tuple[Strip, ...] | None:
        """Return the strips, the photo in the first of them; there is no good break down to the photo's foot."""
        last = self._paragraphs[-1]
        final = last.strips(change)
        if final is None:
            return None
        strips: list[Strip] = []
        above: Running | None = None
        for paragraph in self._paragraphs:
            blank = white_between(above, paragraph)
            strips += [Strip(blank)] if blank else []
            strips += final if paragraph is last else paragraph.strips() or ()
            above = paragraph
        strips += [Strip(self._white)] if self._white else []
        if change and sum(strip.slots for strip in strips) < self._depth:
            return None
        strips[0] = replace(strips[0], items=(*self._items, *strips[0].items))
        used = 0
        for number, strip in enumerate(strips):
            used += strip.slots
            if used < self._depth:
                strips[number] = replace(strip, keep=True, heading=True)
        return tuple(strips)

    def cost(self, change: int) -> float:
        """Return what the change costs in evenness; 1e9 where it cannot be had."""
        return 1e9 if self._white or self.strips(change) is None else self._paragraphs[-1].cost(change)


Unsettled = Sequence[Element | Spanning | PageTurn | Inset]
Settled = list[Element | Spanning | PageTurn]


def beside_width(desk: Compositor, photo: Photo, width: float) -> float:
    """Return how wide the photo stands beside text in a column of the width; 0 = it does not.

    Upright photos do, and those that have too few pixels to fill the column.
    """
    wanted, em = desk.style.photo.beside_width, desk.style.text["body"].size
    room = width - (LEAST_TEXT + GAP) * em
    if not photo.src or not wanted or room < NARROWEST_CAPTION:
        return 0.0
    picture = desk.env.picture(photo.src)
    sharp = picture.width / desk.style.photo.minimum_ppi * 72
    if picture.height < picture.width and sharp >= FEW_PIXELS * width:
        return 0.0
    shown = min(max(min(wanted, sharp), NARROWEST_CAPTION), picture.width / picture.height * width)
    return shown if NARROWEST_CAPTION <= shown <= room else 0.0


def set_inset(
    desk: Compositor, photo: Photo, shown: float, width: float, instead: Callable[[], list[Element]]
) -> Inset:
    """Return the photo `shown` points wide for a column of the width, cropped a little so that its foot is on the grid.

    Its top is level with the capitals of the first line beside it, its caption's last line with a line of the text.
    """
    picture = desk.env.picture(photo.src)
    stack = set_on_grid(desk, photo, shown, shown * picture.height / picture.width)
    inset = shown + GAP * desk.style.text["body"].size
    x = width - shown if desk.rtl else 0.0
    return Inset(stack, x, inset, desk.grid.slots_for(stack.height), instead)


def settle(flow: Unsettled, later: int) -> Settled:
    """Return the flow with each photo beside the text that follows it, `later` paragraphs further down at least."""
    settled: Settled = []
    position = 0
    while position < len(flow):
        element = flow[position]
        position += 1
        if isinstance(element, Inset):
            placed, position = _place(element, flow, position, later)
            settled += placed
        else:
            settled.append(element)
    return settled


def _place(inset: Inset, flow: Unsettled, position: int, later: int) -> tuple[Settled, int]:
    """Return the elements from `position` on down to the photo's foot, and where the flow goes on."""
    passed: Settled = []
    for start in range(position, min(position + later + MOST_LATER, len(flow))):
        beside = _set_beside(inset, flow, start) if start >= position + later else None
        if beside:
            return [*passed, beside], start + beside.count
        element = flow[start]
        if isinstance(element, Inset | PageTurn):
            break
        passed.append(element)
    return [*inset.instead()], position


def white_between(above: Running | None, below: Running) -> int:
    """Return the slots of white between two paragraphs."""
    if above is None or (above.strips() or (Strip(0),))[-1].keep:
        return 0
    return max(above.after, below.before)


def _set_beside(inset: Inset, flow: Unsettled, start: int) -> Beside | None:
    """Return the paragraphs from `start` on with the photo beside them; None where they are too few."""
    paragraphs: list[Running] = []
    used = 0
    for element in flow[start:]:
        if used >= inset.depth or not isinstance(element, Running) or element.shaped:
            break
        used += white_between(paragraphs[-1] if paragraphs else None, element)
        paragraph = element.narrowed(inset.depth - used, inset.inset) if used < inset.depth else element
        used += sum(strip.slots for strip in paragraph.strips() or ())
        paragraphs.append(paragraph)
    white = max(0, inset.depth - used)
    if not paragraphs or white > LAST_WHITE:
        return None
    items = tuple(shift(inset.photo.items, inset.x, 0.0))
    return Beside(items, inset.depth, paragraphs, white)
