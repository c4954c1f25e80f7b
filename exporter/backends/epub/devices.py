"""Pictures made to measure for a reading device, and smaller still where the book has a limit to keep."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from msgspec import Struct
from PIL import Image

from exporter.backends.epub.options import Device
from exporter.pictures import Picture
from exporter.pictures.jpeg import write_jpeg
from exporter.pictures.pixels import open_pixels
from exporter.pictures.profiles import as_srgb, is_srgb

# Long edge in px of the screens in use: Kindle Paperwhite 2024 1,680, Kobo Libra 1,680 and Elipsa 1,872, phones
# held upright 2,000 and more, of which a picture takes less than two thirds; both e-ink lines are grey.
LONG_EDGES: Mapping[Device, int] = {"kindle": 1680, "kobo": 1872, "phone": 1600, "generic": 2048}
GREY: frozenset[Device] = frozenset({"kindle", "kobo"})
QUALITY = 75  # of a JPEG made anew: at 250 and more pixels an inch no loss is seen


class Fit(Struct, frozen=True):
    """What pictures are made to: long edge in px (0 = as it is), grey, JPEG quality (0 = only where made anew)."""

    long_edge: int = 0
    grey: bool = False
    quality: int = 0


# Steps by which pictures give way: the quality of their JPEG, their long edge in px.
STEPS = ((80, 1600), (72, 1280), (65, 1024), (55, 800), (45, 640), (35, 480))


def fit_of(device: Device) -> Fit:
    """Return what pictures are made to on the device; on none they stay as they are."""
    return Fit(LONG_EDGES.get(device, 0), device in GREY)


def smaller(fit: Fit) -> tuple[Fit, ...]:
    """Return the steps down from the fit, the mildest first."""
    return tuple(Fit(min(fit.long_edge or edge, edge), fit.grey, quality) for quality, edge in STEPS)


def fit_picture(picture: Picture, fit: Fit) -> Picture:
    """Return the picture made to the fit; as it is where it fits already. It is never larger than it was.

    What is made anew is sRGB or grey, and so is every photo for a device: few of them know any other colours.
    """
    long_edge = max(picture.width, picture.height)
    too_large = bool(fit.long_edge) and long_edge > fit.long_edge
    wide = bool(fit.long_edge) and not (picture.grey or picture.alpha or not picture.icc or is_srgb(picture.icc))
    if not (too_large or wide or fit.quality or (fit.grey and not picture.grey)):
        return picture
    share = fit.long_edge / long_edge if too_large else 1.0
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    image = open_pixels(picture, size, fit.grey and not wide)
    if wide:
        image = as_srgb(image, picture.icc)
    if fit.grey and not picture.grey:
        image = image.convert("LA" if picture.alpha else "L")
    if too_large:
        # Lanczos takes a third longer, and is 0.3 dB nearer at most once the picture is saved at a quality of 75.
        image = image.resize(size, Image.Resampling.BICUBIC)
    made = _save(image, picture, fit.quality, b"" if wide else picture.icc)
    same = not (too_large or wide) and made.grey == picture.grey and picture.turn == 1
    return picture if same and len(made.stored) >= len(picture.stored) else made


def _save(image: Image.Image, picture: Picture, quality: int, icc: bytes) -> Picture:
    """Return the file: drawings and what can be seen through as PNG, all else as JPEG.

    Its Huffman tables are the usual ones: to fit them doubles the time of making it and saves 4 %.
    """
    image.load()
    as_png = picture.alpha or picture.is_drawing
    profile = icc if (image.mode in ("L", "LA")) == picture.grey else b""
    image.info = {}
    named = {"icc_profile": profile} if profile else {}
    if as_png:
        stream = BytesIO()
        image.save(stream, "PNG", **named)
        data = stream.getvalue()
    else:
        data = write_jpeg(image, quality=quality or QUALITY, **named)
    return Picture(
        stored=data,
        format="png" if as_png else "jpeg",
        width=image.width,
        height=image.height,
        grey=image.mode in ("L", "LA"),
        alpha=picture.alpha,
        icc=profile,
    )
