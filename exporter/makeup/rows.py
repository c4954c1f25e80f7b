"""Stories side by side: below the first story of a page, short ones share a row, each over some of its columns.

A story with a photo may also stand alone in its row, the photo beside head and text. A row is taken where it is lower
than the same stories one below the other, as a make-up editor packs a page with rectangles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from exporter.makeup.compositor import EMPTY, Compositor, Stack
from exporter.makeup.grid import shift
from exporter.makeup.photos import set_photo
from exporter.makeup.story import STORY_GAP, Story, Variant
from exporter.makeup.variants import best_below_head, best_variant
from exporter.model import Photo
from exporter.page import Line, Text

MOST_IN_ROW = 4  # stories side by side
MOST_TEXT = 16  # slots of text in each column of a row, at most
WORTH = 0.92  # of the height one below the other: a row that is not lower is not worth it
MOST_WHITE = 0.3  # of a row's area
WHITE_COST = 0.5  # of the height: what white all over a row would cost


class Module(Struct, frozen=True):
    """A story over `span` columns of a row, the first of them `first`; or its photo, beside it."""

    desk: Compositor
    first: int
    span: int
    opening: Stack = EMPTY
    variant: Variant | None = None
    photo: Stack = EMPTY


class Row(Struct, frozen=True):
    """Modules side by side from a slot of a page on, that many slots high; `label` of them are the sections' names."""

    modules: tuple[Module, ...]
    slot: int
    height: int
    label: int
    stories: int


class Short(Struct):
    """A story that may stand in a row, with the name of the section that it opens."""

    story: Story
    opening: Stack  # at full width
    alone: int = 0  # slots that it takes over all columns, once they are known


def best_row(shorts: Sequence[Short], slot: int) -> Row | None:
    """Return the row of the first stories, one or more, that packs the page best from the slot on, or None."""
    usable: list[Short] = []
    for short in shorts[:MOST_IN_ROW]:
        if short.story.length > MOST_TEXT * _columns(short) / 2 or not short.story.is_simple:
            break
        usable.append(short)
    if not usable or _columns(usable[0]) < 2:
        return None
    below = [_alone(short, slot) for short in usable]
    rows = [*_beside_photo(usable[0], slot)]
    for count in range(2, min(len(usable), _columns(usable[0])) + 1):
        rows += _side_by_side(usable[:count], slot)
    worth = [
        (row.height / (sum(below[: row.stories]) - STORY_GAP) + WHITE_COST * white, row)
        for row in rows
        if (white := _white(row)) <= MOST_WHITE and row.height <= WORTH * (sum(below[: row.stories]) - STORY_GAP)
    ]
    return min(worth, key=lambda scored: scored[0])[1] if worth else None


def _columns(short: Short) -> int:
    return short.story.desk.style.page.columns


def _alone(short: Short, slot: int) -> float:
    """Return the slots that the story takes over all columns, the gap below it included; 1e6 where it has no room."""
    story, grid = short.story, short.story.desk.grid
    if not short.alone:
        top = slot + grid.slots_for(short.opening.height)
        plan = best_variant(story, top, story.second_head(), alone=False).plan
        short.alone = 0 if plan.page else plan.slot - slot + STORY_GAP
    return short.alone if short.alone and slot + short.alone - STORY_GAP <= grid.slots else 1e6


def _side_by_side(shorts: Sequence[Short], slot: int) -> Iterator[Row]:
    """Yield the rows of these stories, for every way to share the columns among them."""
    grid, columns = shorts[0].story.desk.grid, _columns(shorts[0])
    label = max(grid.slots_for(short.opening.height) for short in shorts)
    made: dict[tuple[int, int], Variant | None] = {}
    for spans in _shares(columns, len(shorts)):
        modules: list[Module] = []
        first = 0
        for number, (short, span) in enumerate(zip(shorts, spans, strict=True)):
            if (number, span) not in made:
                made[number, span] = _narrow(short.story, slot + label, span)
            variant = made[number, span]
            if variant is None:
                break
            desk = short.story.desk.narrowed(first, span)
            modules.append(Module(desk, first, span, short.opening, variant))
            first += span
        else:
            yield Row(tuple(modules), slot, max(map(_foot, modules)) - slot, label, len(shorts))


def _shares(columns: int, count: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        yield (columns,)
        return
    for own in range(1, columns - count + 2):
        for others in _shares(columns - own, count - 1):
            yield (own, *others)


def _narrow(story: Story, slot: int, span: int) -> Variant | None:
    """Return the story over so many columns; None where its headline or its text does not suit them."""
    narrow = story.within(story.desk.narrowed(0, span))
    largest = narrow.second_head()
    if narrow.length > MOST_TEXT * span or not narrow.desk.headline_fits(
        story.desk.article.headline, narrow.desk.style.page.measure, largest
    ):
        return None
    variant = best_below_head(narrow, slot, largest)
    return None if variant.plan.page or variant.plan.slot > story.desk.grid.slots else variant


def _beside_photo(short: Short, slot: int) -> Iterator[Row]:
    """Yield the story with its photo beside head and text, for every width of the photo."""
    story, desk = short.story, short.story.desk
    if story.lead is None:
        return
    grid, columns = desk.grid, desk.style.page.columns
    label = grid.slots_for(short.opening.height)
    for span in range(1, columns):
        variant = _narrow(story.without_photo(), slot + label, columns - span)
        if variant is None:
            continue
        photo = _fitting(desk, story.lead, grid.width(span), variant, slot + label)
        text = Module(desk.narrowed(0, columns - span), 0, columns - span, short.opening, variant)
        beside = Module(desk.narrowed(columns - span, span), columns - span, span, photo=photo)
        foot = max(variant.plan.slot, slot + label + grid.slots_for(photo.height))
        if foot <= grid.slots:
            yield Row((text, beside), slot, foot - slot, label, 1)


def _fitting(desk: Compositor, photo: Photo, width: float, text: Variant, slot: int) -> Stack:
    """Return the photo, level with the headline's capitals, trimmed to end with the text where that is in reach."""
    heads = [item for item in text.head.items if isinstance(item, Text)]
    top = min((item.y - desk.measurer.face_of(item.font).cap_height * item.size / 1000 for item in heads), default=0.0)
    picture = desk.env.picture(photo.src)
    natural = picture.height * width / picture.width
    whole = set_photo(desk, photo, width, natural)
    room = (text.plan.slot - slot) * desk.grid.step - top - (whole.height - natural)
    height = min(natural, max(room, natural * (1 - desk.style.photo.trim)))
    stack = set_photo(desk, photo, width, natural, height)
    return Stack(tuple(shift(stack.items, 0.0, top)), top + stack.height)


def _foot(module: Module) -> int:
    """Return the slot below the module's story."""
    return module.variant.plan.slot if module.variant else 0


def _white(row: Row) -> float:
    """Return the part of the row's area below its labels that stays open under modules and in columns without text."""
    grid = row.modules[0].desk.grid
    top = row.slot + row.label
    height = max(row.height - row.label, 1)
    open_slots = 0.0
    for module in row.modules:
        if module.variant:
            plan = module.variant.plan
            open_slots += module.span * (height - (plan.slot - top))
            last = plan.pieces[-1].columns if plan.pieces else None
            if last:
                open_slots += (module.span - len(last.tops)) * (last.bottom - last.tops[0])
        else:
            open_slots += module.span * (height - grid.slots_for(module.photo.height))
    return open_slots / (height * sum(module.span for module in row.modules))


def dividers(row: Row, slot: int) -> tuple[Line, ...]:
    """Return the hairlines between stories side by side, down from the slot."""
    lines: list[Line] = []
    for module in row.modules[1:]:
        if module.variant is None:
            continue
        page, grid = module.desk.style.page, module.desk.grid
        x = page.left + page.measure + page.gutter / 2 if module.desk.rtl else page.left - page.gutter / 2
        color = module.desk.style.colors["rule"].rgb
        lines.append(Line(x, grid.y(slot) + grid.cap, x, grid.y(slot + row.height), 0.4, color))
    return tuple(lines)
