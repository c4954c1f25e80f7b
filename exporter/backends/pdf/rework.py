"""Pictures that cannot go in as they are: finer than print or screen can show, wanted grey, or wanted in inks.

Each is decoded once and encoded once; of a JPEG only as many pixels are decoded as are wanted.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from exporter.pictures import Picture

if TYPE_CHECKING:
    from PIL import Image

QUALITY = 90  # of JPEGs: below it the screen of newsprint shows blocks in skies
FAR_ABOVE = 1.5  # times the wanted width: below it, scaling down costs more sharpness than it saves bytes


def wanted_width(picture: Picture, pixels: float) -> int:
    """Return the width to scale to, 0 for a picture that is not far finer than `pixels` of width."""
    wanted = max(round(pixels), 1)
    return wanted if pixels and picture.width > FAR_ABOVE * wanted else 0


def open_reworked(picture: Picture, width: int, grey: bool) -> Image.Image:
    """Return the pixels on white, in mode L or RGB, `width` wide (0 = as it is)."""
    from PIL import Image

    size = (width, max(1, round(picture.height * width / picture.width))) if width else (picture.width, picture.height)
    with Image.open(BytesIO(picture.data)) as opened:
        opened.draft("L" if grey else opened.mode, size)
        flat = _on_white(opened).convert("L" if grey or picture.grey else "RGB")
    return flat if flat.size == size else flat.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def rework(picture: Picture, width: int, grey: bool) -> Picture:
    """Return the picture on white, scaled and grey as wanted: a JPEG stays one, drawings stay exact."""
    made = open_reworked(picture, width, grey)
    drawing = picture.format == "png" and not (grey and not picture.grey)
    file = BytesIO()
    if drawing:
        made.save(file, "PNG")
    else:
        made.save(file, "JPEG", quality=QUALITY)
    return Picture(
        file.getvalue(),
        "png" if drawing else "jpeg",
        made.width,
        made.height,
        grey=made.mode == "L",
        alpha=False,
        icc=picture.icc if (made.mode == "L") == picture.grey else b"",
    )


def encode_inks(inks: Image.Image, exact: bool) -> tuple[bytes, bytes]:
    """Return the filters of a CMYK picture and its data: JPEG for photos, for drawings (`exact`) every pixel as it is.

    In a JPEG the inks are stored upside down as usual, 0 = solid.
    """
    if exact:
        return b"/Filter/FlateDecode", zlib.compress(inks.tobytes())
    file = BytesIO()
    inks.save(file, "JPEG", quality=QUALITY)
    return b"/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode", file.getvalue()


def _on_white(opened: Image.Image) -> Image.Image:
    from PIL import Image

    if not opened.has_transparency_data:
        return opened
    colored = opened.convert("RGBA")
    paper = Image.new("RGBA", colored.size, "white")
    paper.alpha_composite(colored)
    return paper
