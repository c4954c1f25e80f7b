"""Pixels → a JPEG or PNG file, for pictures that cannot be kept as they came."""

from __future__ import annotations

import struct
from functools import lru_cache
from io import BytesIO

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from exporter.pictures import Picture
from exporter.pictures.jpeg import write_jpeg
from exporter.pictures.pixels import open_pixels
from exporter.pictures.strip import PNG_SIGNATURE, Kind, Stripped

QUALITY = 92  # the JPEG quality at which a photo saved once more shows no loss in print
FULL_COLOUR = 0  # Pillow's number for 4:4:4
QUARTER_COLOUR = 2  # Pillow's number for 4:2:0
UPRIGHT_KEPT = 4  # photos, of up to 6 MB
FEW_COLOURS = {"L": 16, "RGB": 256}  # up to so many a drawing, which JPEG would smear; above a photo


def encode(image: Image.Image, kind: Kind, stripped: Stripped) -> Picture:
    """Return the upright picture as a file: JPEG for photos, PNG for drawings, for what was PNG and for alpha."""
    icc: bytes = image.info["icc_profile"]
    if "A" in image.mode or kind == "PNG" or (kind != "JPEG" and _is_drawing(image)):
        return _picture(_png(image, stripped), image, icc)
    sampling = _sampling(stripped.data) if kind == "JPEG" else FULL_COLOUR
    return _picture(_jpeg(image, icc, sampling), image, icc)


@lru_cache(maxsize=UPRIGHT_KEPT)
def turn_upright(picture: Picture) -> bytes:
    """Return the JPEG turned; the last are kept, for the next format of the run."""
    return _jpeg(open_pixels(picture), picture.icc, _sampling(picture.stored))


def _is_drawing(image: Image.Image) -> bool:
    return image.mode in FEW_COLOURS and image.getcolors(FEW_COLOURS[image.mode]) is not None


def _picture(data: bytes, image: Image.Image, icc: bytes) -> Picture:
    return Picture(
        stored=data,
        format="png" if data.startswith(PNG_SIGNATURE) else "jpeg",
        width=image.width,
        height=image.height,
        grey=image.mode in ("L", "LA"),
        alpha="A" in image.mode,
        icc=icc,
    )


def _jpeg(image: Image.Image, icc: bytes, sampling: int) -> bytes:
    """Return the JPEG; its Huffman tables are the usual ones: to fit them takes longer than all else and saves 1 %."""
    return write_jpeg(image, quality=QUALITY, subsampling=sampling, icc_profile=icc or None)


def _sampling(jpeg: bytes) -> int:
    """Return the colour sampling to write: a 4:2:0 photo keeps it, because nothing is won by storing more.

    4:2:2 becomes 4:4:4: turned by a quarter it would halve the wrong direction.
    """
    return QUARTER_COLOUR if get_sampling(JpegImageFile(BytesIO(jpeg))) == QUARTER_COLOUR else FULL_COLOUR


def _png(image: Image.Image, stripped: Stripped) -> bytes:
    """Return the PNG file with the colour chunks of the file it came from, or with the picture's profile."""
    stream = BytesIO()
    own = {} if stripped.colour or not image.info["icc_profile"] else {"icc_profile": image.info["icc_profile"]}
    image.info = {}
    image.save(stream, "PNG", compress_level=6, **own)
    data = stream.getvalue()
    after_header = len(PNG_SIGNATURE) + 12 + struct.unpack_from(">I", data, len(PNG_SIGNATURE))[0]
    return data[:after_header] + stripped.colour + data[after_header:]
