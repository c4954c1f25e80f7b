"""What colours a part of a picture has, for whoever sets type on it."""

from __future__ import annotations

from PIL import Image

from exporter.pictures import Picture
from exporter.pictures.pixels import open_pixels

CELLS = 8  # the part is looked at in so many cells across and down
LEAST = 0.001  # of the picture's side that a part may have


def sample_colors(
    picture: Picture, part: tuple[float, float, float, float], grey: bool
) -> tuple[tuple[float, float, float], ...]:
    """Return the mean colour, each share 0 to 1, of every cell of the part: left, top, right, bottom as fractions."""
    least = (round(CELLS / max(part[2] - part[0], LEAST)), round(CELLS / max(part[3] - part[1], LEAST)))
    opened = open_pixels(picture, least, grey)
    shown = opened.convert("L").convert("RGB") if grey else opened.convert("RGB")
    width, height = shown.size
    box = (part[0] * width, part[1] * height, part[2] * width, part[3] * height)
    cells = shown.resize((CELLS, CELLS), Image.Resampling.BOX, box).tobytes()
    return tuple((cells[at] / 255, cells[at + 1] / 255, cells[at + 2] / 255) for at in range(0, len(cells), 3))
