"""Lines painted on the cover. Each letter is rasterised once: hinting makes that the dearest step of a cover."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw

from exporter.backends.epub.lettering import advance, is_joined, line_width, open_font, pairs
from exporter.style.fonts import Face

Ink = tuple[int, int, int]
HINTED = 4  # px by which hinting may make a letter larger than its outline, at any side


def paint_line(image: Image.Image, x: float, baseline: int, line: str, face: Face, size: int, ink: Ink) -> None:
    """Paint the line with its left edge at x (px); letters that change shape beside others are painted together."""
    if is_joined(line):
        ImageDraw.Draw(image).text((x, baseline), line, fill=ink, font=open_font(face, size, joined=True), anchor="ls")
        return
    for letter, following in pairs(line):
        if not letter.isspace():
            left, top, mask = draw_letter(letter, face, size)
            spot = round(x) + left, baseline + top
            image.paste(ink, (*spot, spot[0] + mask.width, spot[1] + mask.height), mask)
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
    outline = face.hb_font.get_glyph_extents(face.glyph(letter))  # in 1/1000 em, y up: the height is negative
    spot = HINTED - math.floor(outline.x_bearing * size / 1000), HINTED + math.ceil(outline.y_bearing * size / 1000)
    across, down = math.ceil(outline.width * size / 1000), math.ceil(-outline.height * size / 1000)
    canvas = Image.new("L", (across + 2 * HINTED, down + 2 * HINTED))
    ImageDraw.Draw(canvas).text(spot, letter, fill=255, font=open_font(face, size), anchor="ls")
    box = canvas.getbbox() or (0, 0, 1, 1)
    return box[0] - spot[0], box[1] - spot[1], canvas.crop(box)
