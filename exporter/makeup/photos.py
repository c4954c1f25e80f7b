"""A photo with its caption, catchline and credit as one piece."""

from __future__ import annotations

from exporter.makeup.compositor import EMPTY, Compositor, Stack
from exporter.makeup.grid import shift
from exporter.model import Photo, Rich, rich
from exporter.page import Box, Image, Item
from exporter.typeset.words import Span

PANORAMA = 1.9  # width to height
MOST_IN_ROW = 3  # photos of a gallery side by side
NARROWEST_CAPTION = 72.0  # points; under a narrower picture the caption is as wide as its column (6 picas)


def set_photo(desk: Compositor, photo: Photo, width: float, highest: float, trimmed: float = 0.0) -> Stack:
    """Return the picture at most `width` wide and `highest` high, its caption below and never wider than it.

    With `trimmed` the picture is as wide as `width` and cropped to that height around its focal point.
    Without a picture the caption stands alone.
    """
    if not photo.src:
        return set_caption(desk, photo, width)
    picture = desk.env.picture(photo.src)
    scale = min(width / picture.width, highest / picture.height)
    shown, height = picture.width * scale, picture.height * scale
    crop = (0.0, 0.0, 1.0, 1.0)
    natural = picture.height * width / picture.width
    if trimmed and trimmed < natural:
        shown, height, crop = width, trimmed, _crop(photo, trimmed / natural)
    left = (width - shown) / 2 if desk.style.page.columns == 1 else 0.0
    items: list[Item] = [
        Image(left, 0, shown, height, photo.src, photo.alt, crop, grey=desk.style.photo.grey, block=photo.id)
    ]
    frame = desk.style.photo.frame
    if frame:
        items.append(Box(left, 0, shown, height, None, desk.style.colors["black"].rgb, frame))
    narrow = shown < NARROWEST_CAPTION
    caption = set_caption(desk, photo, width if narrow else shown)
    gap = desk.style.photo.gap if caption.items else 0.0
    items += shift(caption.items, 0.0 if narrow else left, height + gap)
    return Stack(tuple(items), height + gap + caption.height)


def set_on_grid(desk: Compositor, photo: Photo, width: float, highest: float) -> Stack:
    """Return the photo level with the capitals of a line, cropped a little so that its last line stands on the grid.

    A whole number of slots high, so that the text below goes on as near as the text beside it; more where too much
    would have to be cut off.
    """
    grid, style = desk.grid, desk.style
    stack = set_photo(desk, photo, width, highest)
    if photo.src:
        picture = desk.env.picture(photo.src)
        natural = width * picture.height / picture.width
        height = min(natural, highest)
        caption = set_caption(desk, photo, width)
        text = style.text["caption"]
        below = (text.leading - text.size) / 2 + 0.2 * text.size if caption.items else 0.0  # under the last baseline
        whole = height + (caption.height + style.photo.gap if caption.items else 0.0)
        over = (grid.cap + whole - below - grid.baseline) % grid.step
        if natural - height + over <= style.photo.trim * natural:
            cropped = set_photo(desk, photo, width, highest, height - over)
            slots = round((grid.cap + cropped.height - below - grid.baseline) / grid.step) + 1
            return Stack(tuple(shift(cropped.items, 0.0, grid.cap)), slots * grid.step)
    return Stack(tuple(shift(stack.items, 0.0, grid.cap)), grid.cap + stack.height)


def _crop(photo: Photo, part: float) -> tuple[float, float, float, float]:
    """Return the crop to a part of the height; a little above the middle stays in the middle, or the focal point."""
    y = photo.focal[1] if photo.focal else 0.45
    top = min(max(y - part / 2, 0.0), 1 - part)
    return (0.0, top, 1.0, top + part)


def set_caption(desk: Compositor, photo: Photo, width: float) -> Stack:
    """Return catchline, caption and credit, in the style's order, run into one paragraph; each width is set once."""
    key = (photo.id, width)
    if key not in desk.captions:
        desk.captions[key] = _set_caption(desk, photo, width)
    return desk.captions[key]


def _set_caption(desk: Compositor, photo: Photo, width: float) -> Stack:
    block = f"{photo.id}-caption"
    credit = photo.credit or ", ".join(person.name for person in photo.byline)
    parts: dict[str, Rich] = {"catchline": rich(photo.catchline), "caption": photo.caption, "credit": rich(credit)}
    stacks: list[Stack] = []
    spans: list[Span] = []
    for role in desk.style.photo.caption_order:
        if not parts[role]:
            continue
        if role == "credit" and desk.style.photo.credit_line:
            stacks.append(desk.stack("credit", parts[role], width, block))
            continue
        if spans:
            spans.append(Span(" ", spans[-1].font, desk.language))
        spans += desk.spans(role, parts[role])
    if spans:
        stacks.insert(0, desk.pile("caption", desk.lines("caption", tuple(spans), width), block))
    return pile_up(stacks)


def is_panorama(desk: Compositor, photo: Photo) -> bool:
    """Return True when the photo is too wide to say anything in a narrow column."""
    picture = desk.env.picture(photo.src)
    return picture.width >= PANORAMA * picture.height


def set_gallery(desk: Compositor, photos: list[Photo], width: float, highest: float) -> list[Stack]:
    """Return rows of photos that fill the width, all of a row equally high, each with its caption below it."""
    rows: list[Stack] = []
    count = -(-len(photos) // MOST_IN_ROW)  # rows
    size = -(-len(photos) // count)
    gutter = desk.style.page.gutter
    for start in range(0, len(photos), size):
        row = photos[start : start + size]
        pictures = [desk.env.picture(photo.src) for photo in row]
        shapes = [picture.width / picture.height for picture in pictures]
        height = min((width - gutter * (len(row) - 1)) / sum(shapes), highest)
        items: list[Item] = []
        x = depth = 0.0
        for photo, shape in zip(row, shapes, strict=True):
            stack = set_photo(desk, photo, shape * height, height)
            items += shift(stack.items, x, 0.0)
            x, depth = x + shape * height + gutter, max(depth, stack.height)
        rows.append(Stack(tuple(items), depth))
    return rows


def pile_up(stacks: list[Stack], gap: float = 0.0) -> Stack:
    """Return stacks one below the other, `gap` points apart."""
    items: list[Item] = []
    height = 0.0
    for stack in stacks:
        if height:
            height += gap
        items += shift(stack.items, 0.0, height)
        height += stack.height
    return Stack(tuple(items), height, sum(stack.lines for stack in stacks)) if stacks else EMPTY
