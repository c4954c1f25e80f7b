"""The picture gate: bytes of any allowed kind → a Picture that is upright, without metadata, fit for every backend."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from exporter.env import Limits


class Picture(Struct, frozen=True):
    """A picture ready to embed. `data` is a whole JPEG or PNG file without EXIF, GPS, IPTC or XMP; width and height
    are in pixels as seen upright; `icc` is the embedded profile ("" of bytes = sRGB or grey gamma 2.2)."""

    data: bytes
    format: Literal["jpeg", "png"]
    width: int
    height: int
    grey: bool
    alpha: bool
    icc: bytes = b""

    @property
    def suffix(self) -> str:
        """Return the file name ending, without the dot."""
        return "jpg" if self.format == "jpeg" else "png"

    @property
    def media_type(self) -> str:
        """Return the media type, such as ``image/jpeg``."""
        return f"image/{self.format}"


def read_picture(data: bytes, name: str, limits: Limits) -> Picture:
    """Return the picture; raises InputError, with `name`, for what is no JPEG, PNG, TIFF, WebP or GIF or is too large."""
    raise NotImplementedError
