"""Pixels → a JPEG file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image


class _JpegFile(BytesIO):
    """A file in memory with a name: by that Pillow finds the one plugin it needs, where for ``format="JPEG"`` it loads
    all the common ones, which takes 25 ms of a cold start.
    """

    name = "photo.jpg"


def write_jpeg(image: Image.Image, **options: Any) -> bytes:
    """Return the picture as a JPEG file; the options are Pillow's."""
    file = _JpegFile()
    image.save(file, **options)
    return file.getvalue()
