"""The picture gate: bytes of any allowed kind → a Picture that is upright, without metadata, fit for every backend.

Read `read_picture` first: strip the metadata, open with Pillow, and keep the file as it is where it will do, or
make it anew where it will not. `strip` knows the byte structure of JPEG and PNG, `decode` and `encode` know Pillow.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from exporter.limits import Limits

DRAWING = 0.25  # bytes a pixel: a PNG that packs so well is a drawing, which JPEG would smear; photos take one or more


class Picture(Struct, frozen=True):
    """A picture ready to embed. `data` is a whole JPEG or PNG file without EXIF, GPS, IPTC, XMP or comments.

    A photo of a camera that was held upright lies on its side in `stored`, and `turn` says how to bring it upright, as
    EXIF does (1 = it stands). Who can turn it where it is shown takes these: for `data` it is decoded and coded again.

    Width and height are in pixels as seen upright; `icc` is the embedded profile (no bytes = sRGB or grey gamma 2.2).
    A JPEG is grey or RGB, 8 bits, baseline or progressive. A PNG has 8 bits a channel, is not interlaced, has no
    palette, and its colour type is 0, 2, 4 or 6; `alpha` says that some of it can be seen through.
    """

    stored: bytes
    format: Literal["jpeg", "png"]
    width: int
    height: int
    grey: bool
    alpha: bool
    icc: bytes = b""
    turn: int = 1

    @property
    def data(self) -> bytes:
        """Return the file of the picture as it stands upright."""
        if self.turn == 1:
            return self.stored
        from exporter.pictures.encode import turn_upright

        return turn_upright(self)

    @property
    def stored_size(self) -> tuple[int, int]:
        """Return width and height in pixels as the picture lies in `stored`."""
        return (self.width, self.height) if self.turn < 5 else (self.height, self.width)

    @property
    def is_drawing(self) -> bool:
        """Return True for what is not to be made a JPEG: lines and areas, where a photo has tones."""
        return self.format == "png" and len(self.stored) < DRAWING * self.width * self.height

    @property
    def suffix(self) -> str:
        """Return the file name ending, without the dot."""
        return "jpg" if self.format == "jpeg" else "png"

    @property
    def media_type(self) -> str:
        """Return the media type, such as ``image/jpeg``."""
        return f"image/{self.format}"


def read_picture(data: bytes, name: str, limits: Limits) -> Picture:
    """Return the picture; of an animation, the first frame.

    Raises InputError, with `name` and what to try, for what is no JPEG, PNG, TIFF, WebP, AVIF or GIF, has more
    pixels than `limits.picture_pixels`, is cut short or damaged. The kind is told by the content, never by the name.
    """
    from exporter.pictures.decode import can_keep, open_picture, sniff, stand_upright
    from exporter.pictures.encode import encode
    from exporter.pictures.strip import strip

    kind = sniff(data, name)
    stripped = strip(data, kind, name)
    opened = open_picture(stripped, kind, name, limits)
    if can_keep(opened, stripped):
        width, height = opened.size if stripped.orientation < 5 else opened.size[::-1]
        return Picture(
            stored=stripped.data,
            format="jpeg" if kind == "JPEG" else "png",
            width=width,
            height=height,
            grey=opened.mode in ("L", "LA"),
            alpha="A" in opened.mode,
            icc=stripped.icc,
            turn=stripped.orientation,
        )
    return encode(stand_upright(opened, stripped), kind, stripped)
