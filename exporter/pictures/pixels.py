"""A Picture → its pixels, upright, and no more of them than are wanted."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from exporter.pictures import Picture
from exporter.pictures.decode import TURNS


def open_pixels(picture: Picture, least: tuple[int, int] = (0, 0), grey: bool = False) -> Image.Image:
    """Return the pixels of the picture as it stands upright, in its own mode.

    Of a JPEG only the smallest eighth of its size is decoded that has `least` pixels across and down (0 = all of them),
    and of one that is wanted grey only the luminance.
    """
    if picture.format == "png":
        return PngImageFile(BytesIO(picture.stored))
    image = JpegImageFile(BytesIO(picture.stored))
    across, down = least if picture.turn < 5 else least[::-1]
    image.draft("L" if grey else image.mode, (across or image.width, down or image.height))
    return image.transpose(TURNS[picture.turn]) if picture.turn in TURNS else image
