"""Pictures that cannot go in as they are: far finer than print or screen can show, wanted grey, or wanted in inks.

Each is decoded once and encoded once. Of a JPEG only the pixels that are wanted are decoded, of one wanted grey only
its luminance, and in its own size that is written with the table that it was quantised by: it comes out as it was
(77 dB, where a quality of 90 gave 56) and a third smaller. A PDF could also carry the colour JPEG as it is, luminance
named as the black ink and chrominance as none, without any decoding; but a print desk looks for grey in DeviceGray.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from exporter.pictures import Picture

if TYPE_CHECKING:
    from PIL import Image

QUALITY = 90  # of JPEGs scaled or changed in colour: below it the screen of newsprint shows blocks in skies
PHOTOS_KEPT = 8  # of about 0.2 MB
FULL_COLOUR = 0  # Pillow's number for 4:4:4
SCALES = (8, 4, 2)  # what a JPEG decoder divides by without decoding the rest first


def find_scale(picture: Picture, pixels: float) -> int:
    """Return what to divide the sides by, so that `pixels` of width are left at least (0 = all): 1, 2, 4 or 8.

    Nothing in between: to resample what is less than twice too fine takes longer than to decode it, and is seen.
    """
    return next((scale for scale in SCALES if pixels and picture.width >= scale * pixels), 1)


def open_reworked(picture: Picture, scale: int, grey: bool) -> Image.Image:
    """Return the pixels on white as they lie in the file, in mode L or RGB, the sides divided by `scale`."""
    from exporter.pictures.pixels import open_lying

    width, height = picture.stored_size
    flat = _on_white(open_lying(picture, (width // scale or 1, height // scale or 1), grey))
    mode = "L" if grey or picture.grey else "RGB"
    flat = flat if flat.mode == mode else flat.convert(mode)
    flat.load()
    return flat.reduce(scale) if scale > 1 and picture.format == "png" else flat


@lru_cache(maxsize=PHOTOS_KEPT)
def rework(picture: Picture, scale: int, grey: bool) -> Picture:
    """Return the picture on white, scaled and grey as wanted: a drawing stays exact, a photo becomes a JPEG.

    What lies on its side stays so: to turn it takes as long as to write it. The last are kept: a photo often goes into
    several files, its story's own and the edition's.
    """
    from exporter.pictures.jpeg import write_jpeg

    made = open_reworked(picture, scale, grey)
    if picture.is_drawing:
        file = BytesIO()
        made.save(file, "PNG")
        data = file.getvalue()
    elif picture.format == "jpeg" and grey and scale == 1:
        data = write_jpeg(made, qtables=[_luminance_table(picture)])
    else:
        data = write_jpeg(made, quality=QUALITY, subsampling=FULL_COLOUR)
    width, height = made.size if picture.turn < 5 else made.size[::-1]
    return Picture(
        data,
        "png" if picture.is_drawing else "jpeg",
        width,
        height,
        grey=made.mode == "L",
        alpha=False,
        icc=picture.icc if (made.mode == "L") == picture.grey else b"",
        turn=picture.turn,
    )


def encode_inks(inks: Image.Image, picture: Picture) -> tuple[bytes, bytes]:
    """Return the filters of a CMYK picture and its data: JPEG for photos, for drawings every pixel as it is.

    In a JPEG the inks are stored upside down as usual, 0 = solid.
    """
    from exporter.pictures.jpeg import write_jpeg

    if picture.is_drawing:
        return b"/Filter/FlateDecode", zlib.compress(inks.tobytes())
    return b"/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode", write_jpeg(inks, quality=QUALITY)


def _luminance_table(picture: Picture) -> list[int]:
    """Return the table by which the luminance of the JPEG was quantised, in the order of Pillow's coder, row by row."""
    from PIL.JpegImagePlugin import JpegImageFile

    stored = JpegImageFile(BytesIO(picture.stored))
    return [min(step, 255) for step in stored.quantization[stored.layer[0][3]]]


def _on_white(opened: Image.Image) -> Image.Image:
    from PIL import Image

    if not opened.has_transparency_data:
        return opened
    colored = opened.convert("RGBA")
    paper = Image.new("RGBA", colored.size, "white")
    paper.alpha_composite(colored)
    return paper
