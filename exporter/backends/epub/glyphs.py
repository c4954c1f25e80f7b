"""Lines painted on the cover. Each letter is rasterised once: hinting makes that the dearest step of a cover."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from exporter.backends.epub.lettering import advance, is_joined, line_width, open_font, pairs
from exporter.style.fonts import Face

Ink = tuple[int, int, int]
LARGEST = 4  # em that a letter may reach in any direction; damaged fonts say more
HINTED = 4  # px by which hinting may make a letter larger than its outline, at any side


def paint_line(image: Image.Image, x: float, baseline: int, line: str, face: Face, size: int, ink: Ink) -> None:
    """Paint the line with its left edge at x (px); letters that change shape beside others are painted together."""
    draw = ImageDraw.Draw(image)
    if is_joined(line):
        draw.text((x, baseline), line, fill=ink, font=open_font(face, size, joined=True), anchor="ls")
        return
    for letter, following in pairs(line):
        if not letter.isspace():
            left, top, mask = draw_letter(letter, face, size)
            draw.bitmap((round(x) + left, baseline + top), mask, ink)
        x += advance(letter, following, face) * size


def paint_repeated(image: Image.Image, x: float, baseline: int, line: str, face: Face, size: int, ink: Ink) -> None:
    """Paint a line that many covers have, such as a nameplate, with its left edge at x (px) on bare paper."""
    band, rise = _band(line, face, size, ink, image.getpixel((0, 0)))
    image.paste(band, (round(x) - size, baseline - rise))


@lru_cache(maxsize=16)
def _band(line: str, face: Face, size: int, ink: Ink, paper: Ink) -> tuple[Image.Image, int]:
    """Return the line on a strip of paper, one em wider at each end, and how far (px) the strip rises above it."""
    rise, fall = open_font(face, size).getmetrics()
    band = Image.new("RGB", (round(line_width(line, face) * size) + 2 * size, rise + fall), paper)
    paint_line(band, size, rise, line, face, size, ink)
    return band, rise


@lru_cache(maxsize=4_000)
def draw_letter(letter: str, face: Face, size: int) -> tuple[int, int, Image.Image]:
    """Return the letter's shape, and where its left and top edge are (px) from the pen on the baseline."""
    left, top, right, bottom = _room(letter, face, size)
    canvas = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(canvas).text((-left, -top), letter, fill=255, font=open_font(face, size), anchor="ls")
    box = canvas.getbbox() or (0, 0, 1, 1)
    return left + box[0], top + box[1], canvas.crop(box)


def _room(letter: str, face: Face, size: int) -> tuple[int, int, int, int]:
    """Return the edges (px) between which the letter lies, hinted or not, y downwards from the baseline."""
    outline = face.hb_font.get_glyph_extents(face.glyph(letter))  # in 1/1000 em, y up: the height is negative
    if outline is None:
        return -size, -2 * size, 2 * size, size
    x, y = outline.x_bearing, -outline.y_bearing
    edges = (x, y, x + outline.width, y - outline.height)
    left, top, right, bottom = (round(max(-LARGEST, min(edge / 1000, LARGEST)) * size) for edge in edges)
    return left - HINTED, top - HINTED, right + HINTED, bottom + HINTED
