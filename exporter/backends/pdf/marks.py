"""Around the trimmed page: bleed, crop and registration marks, colour bars; and the page boxes that tell them apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from exporter.backends.pdf.operators import decimal
from exporter.length import parse_length
from exporter.page import Box, Item, Page

if TYPE_CHECKING:
    from exporter.backends.pdf.canvas import PdfCanvas

Corners = tuple[float, float, float, float]
ROOM = parse_length("12mm")  # beyond the bleed, for marks and bars
APART = parse_length("3mm")  # crop marks stay so far from the trimmed page, or outside the bleed if that is more
LENGTH = parse_length("5mm")
HAIRLINE = 0.25
RADIUS = parse_length("1.8mm")  # of the circle of a registration mark
PATCH = parse_length("5mm")
EDGE = 0.5  # points: a tint that ends so near the edge of the page was meant to reach it
REGISTRATION = b"All"  # every ink of the press, whatever they are (ISO 32000-1, 8.6.6.4)
PATCHES = {
    4: ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "1 1 0 0", "1 0 1 0", "0 1 1 0", "1 1 1 0", "0 0 0 .75",
        "0 0 0 .5", "0 0 0 .25"),
    1: ("0", ".25", ".5", ".75"),
}  # fmt: skip


def with_bleed(page: Page, bleed: float) -> Page:
    """Return the page with the bleed, at least its own; tints that touch an edge reach out into it."""
    bleed = max(bleed, page.bleed)
    return replace(page, bleed=bleed, items=tuple(_reach(item, page, bleed) for item in page.items)) if bleed else page


def page_boxes(page: Page, marks: bool) -> dict[str, Corners]:
    """Return the page boxes; the origin stays at the corner of the trimmed page, bleed reaches below zero."""
    trim = _around(page, 0.0)
    if not page.bleed and not marks:
        return {"MediaBox": trim, "TrimBox": trim}
    media = _around(page, page.bleed + (ROOM if marks else 0.0))
    return {"MediaBox": media, "BleedBox": _around(page, page.bleed), "TrimBox": trim}


def name_registration(canvas: PdfCanvas, inks: Literal[1, 4]) -> None:
    """Let pages use the colour that prints on every plate."""
    space, none, solid = (b"CMYK", b"0 0 0 0", b"1 1 1 1") if inks == 4 else (b"Gray", b"1", b"0")
    tint = b"<</FunctionType 2/Domain[0 1]/C0[%s]/C1[%s]/N 1>>" % (none, solid)
    canvas.name_space(REGISTRATION, b"[/Separation/All/Device%s %s]" % (space, tint))


def draw_marks(page: Page, inks: Literal[1, 4]) -> bytes:
    """Return the operators of marks and bars, which are no part of the story."""
    parts = [b"\n/Artifact<</Type/Page>>BDC q", b"/All CS 1 SCN %s w" % decimal(HAIRLINE)]
    parts += [_line(*ends) for ends in _crop_lines(page)]
    for x, y in _middles(page):
        parts += _registration(x, y)
    parts += _bars(page, inks)
    return b"\n".join((*parts, b"Q EMC"))


def _around(page: Page, margin: float) -> Corners:
    return (-margin, -margin, page.width + margin, page.height + margin)


def _reach(item: Item, page: Page, bleed: float) -> Item:
    if not isinstance(item, Box) or item.fill is None:
        return item
    left = bleed if item.x <= EDGE else 0.0
    top = bleed if item.y <= EDGE else 0.0
    right = bleed if item.x + item.width >= page.width - EDGE else 0.0
    bottom = bleed if item.y + item.height >= page.height - EDGE else 0.0
    return replace(
        item, x=item.x - left, y=item.y - top, width=item.width + left + right, height=item.height + top + bottom
    )


def _crop_lines(page: Page) -> Iterator[Corners]:
    near = max(page.bleed, APART)
    far = near + LENGTH
    for x, side in ((0.0, -1), (page.width, 1)):
        for y, level in ((0.0, -1), (page.height, 1)):
            yield x + side * near, y, x + side * far, y
            yield x, y + level * near, x, y + level * far


def _middles(page: Page) -> tuple[tuple[float, float], ...]:
    out = page.bleed + ROOM / 2
    x, y = page.width / 2, page.height / 2
    return ((x, -out), (x, page.height + out), (-out, y), (page.width + out, y))


def _registration(x: float, y: float) -> Iterator[bytes]:
    """Yield a cross and a circle; a circle is four curves (0.5523 of the radius is where their handles end)."""
    arm = RADIUS * 1.6
    yield _line(x - arm, y, x + arm, y)
    yield _line(x, y - arm, x, y + arm)
    r, h = RADIUS, RADIUS * 0.5523
    curves = ((r, h, h, r, 0, r), (-h, r, -r, h, -r, 0), (-r, -h, -h, -r, 0, -r), (h, -r, r, -h, r, 0))
    start = b"%s %s m" % (decimal(x + r), decimal(y))
    points = ([decimal(part + (y if index % 2 else x)) for index, part in enumerate(curve)] for curve in curves)
    yield b" ".join((start, *(b" ".join(point) + b" c" for point in points), b"S"))


def _bars(page: Page, inks: Literal[1, 4]) -> Iterator[bytes]:
    """Yield as many patches as fit left of the middle, below the bleed."""
    x, y = PATCH * 2, -page.bleed - ROOM / 2 - PATCH / 2
    for color in PATCHES[inks]:
        if x + PATCH > page.width / 2 - PATCH:
            return
        corner = b"%s %s %s %s" % (decimal(x), decimal(y), decimal(PATCH), decimal(PATCH))
        yield b"%s %s %s re f" % (color.encode(), b"k" if inks == 4 else b"g", corner)
        x += PATCH


def _line(x: float, y: float, x2: float, y2: float) -> bytes:
    return b"%s %s m %s %s l S" % tuple(decimal(value) for value in (x, y, x2, y2))
