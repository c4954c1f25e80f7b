"""A Picture → its pixels, as they lie in the file or upright, and no more of them than are wanted."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile

from exporter.pictures import Picture
from exporter.pictures.decode import TURNS
from exporter.pictures.strip import PNG_SIGNATURE


def open_file(data: bytes) -> ImageFile:
    """Return the JPEG or PNG file opened by its own plugin: `Image.open` would load all of the common ones."""
    if not data.startswith(PNG_SIGNATURE):
        return JpegImageFile(BytesIO(data))
    from PIL.PngImagePlugin import PngImageFile

    return PngImageFile(BytesIO(data))


def open_lying(picture: Picture, least: tuple[int, int] = (0, 0), grey: bool = False) -> Image.Image:
    """Return the pixels of the picture as it lies in `stored`, in its own mode.

    Of a JPEG only the smallest eighth of its size is decoded that has `least` pixels across and down (0 = all of them),
    and of one that is wanted grey only the luminance.
    """
    image = open_file(picture.stored)
    if picture.format == "jpeg":
        image.draft("L" if grey else image.mode, (least[0] or image.width, least[1] or image.height))
    return image


def open_pixels(picture: Picture, least: tuple[int, int] = (0, 0), grey: bool = False) -> Image.Image:
    """Return the pixels as `open_lying` does, but as the picture stands upright, and `least` is meant so too."""
    image = open_lying(picture, least if picture.turn < 5 else least[::-1], grey)
    return image.transpose(TURNS[picture.turn]) if picture.turn in TURNS else image
