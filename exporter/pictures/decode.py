"""Bytes → pixels: told by content, opened by one Pillow plugin, stood upright, brought to grey or RGB with 8 bits."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from exporter.limits import MEGA, Limits
from exporter.pictures.exif import exif_orientation
from exporter.pictures.strip import PNG_SIGNATURE, SAVE_AGAIN, Kind, Stripped, fitting_profile
from exporter.report import InputError

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

SIGNATURES: dict[bytes, Kind] = {
    b"\xff\xd8\xff": "JPEG",
    PNG_SIGNATURE: "PNG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
HEIC = "a HEIC picture"
REFUSED = (  # what people hand in besides, so that the message can name it: offset, bytes, name
    (4, b"ftyphei", HEIC),
    (4, b"ftyphevc", HEIC),
    (4, b"ftypmif1", HEIC),
    (4, b"ftypmsf1", HEIC),
    (4, b"ftypavi", "an AVIF picture, which this installation of Pillow cannot read"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (0, b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (0, b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (0, b"%PDF", "a PDF file"),
    (0, b"BM", "a BMP picture"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"<svg", "an SVG drawing"),
    (0, b"<?xml", "an XML file"),
)
# The plugins are imported when a picture needs them, and called by name: `Image.open` would warn on stderr about
# large pictures before ours can be refused, and turning that warning into an error is not safe with several threads.
PLUGINS: dict[Kind, str] = {
    "JPEG": "PIL.JpegImagePlugin:JpegImageFile",
    "PNG": "PIL.PngImagePlugin:PngImageFile",
    "TIFF": "PIL.TiffImagePlugin:TiffImageFile",
    "WEBP": "PIL.WebPImagePlugin:WebPImageFile",
    "AVIF": "PIL.AvifImagePlugin:AvifImageFile",
    "GIF": "PIL.GifImagePlugin:GifImageFile",
}
TURNS = {  # EXIF 2.32, table 6: what brings each orientation upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
DAMAGED = "cut short or damaged"
READY = ("L", "LA", "RGB", "RGBA")
COLOUR_TYPES = {0: "L", 2: "RGB", 4: "LA", 6: "RGBA"}  # of PNG


def sniff(data: bytes, name: str) -> Kind:
    """Return the kind of picture that the first bytes announce; raises InputError for all others."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if _is_avif(data) and find_spec("PIL._avif"):  # Pillow is also built without it
        return "AVIF"
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            return kind
    found = next((what for at, mark, what in REFUSED if data[at : at + len(mark)] == mark), "no picture")
    if not data:
        found = "empty"
    hint = "supply a JPEG, PNG, TIFF, WebP, AVIF or GIF"
    if found == HEIC:
        hint += "; an iPhone gives JPEG when its photos are sent by mail, or set to Most Compatible (Camera, Formats)"
    raise InputError(f"photo {name} is {found}", hint=hint)


def _is_avif(data: bytes) -> bool:
    """Return True when the file calls itself AVIF: first, or among what it can also be read as (AV1 Image File, 6)."""
    return data[4:8] == b"ftyp" and any(brand in data[8 : min(data[3], 64)] for brand in (b"avif", b"avis"))


def open_picture(stripped: Stripped, kind: Kind, name: str, limits: Limits) -> Image.Image:
    """Return the first frame, as stored; the number of pixels is checked before any is decoded.

    It is decoded, but for a JPEG that can be kept: of that only the heads are, because those are all that a decoder
    refuses. What stands between them can look wrong, but not fail (libjpeg, jdhuff.c, jdphuff.c: warnings alone).
    """
    module, _, opener = PLUGINS[kind].partition(":")
    plugin: type[ImageFile] = getattr(import_module(module), opener)
    try:
        image = plugin(BytesIO(stripped.data))
        width, height = image.size
        if 0 < width * height <= limits.picture_pixels:
            if kind == "JPEG" and can_keep(image, stripped):
                _decode_heads(stripped.heads)
            else:
                image.decodermaxblock = len(stripped.data)  # in one piece, or arithmetic coding cannot be decoded
                image.load()
    except Exception as error:  # damaged files make Pillow raise nearly anything: OSError, SyntaxError, struct.error
        coded = f"coded {stripped.coding}, which few programs can read"
        raise InputError(f"photo {name} is {coded if stripped.coding else DAMAGED}", hint=SAVE_AGAIN) from error
    if width * height == 0:
        raise InputError(f"photo {name} has no pixels", hint=SAVE_AGAIN)
    if width * height > limits.picture_pixels:
        most = limits.picture_pixels / MEGA
        raise InputError(
            f"photo {name} has {width * height / MEGA:,.1f} million pixels, more than {most:g} million",
            hint=f"scale it down: a broadsheet page at 300 ppi takes {min(most, 20):g} million",
        )
    if image.mode in ("I", "F", "LAB", "HSV"):
        raise InputError(f"photo {name} is in a colour mode for laboratories ({image.mode})", hint="save it as RGB")
    return image


def _decode_heads(heads: bytes) -> None:
    """Decode a JPEG without pixels, at an eighth of its size; raises as the decoder does."""
    image = JpegImageFile(BytesIO(heads))
    image.draft("L", (1, 1))
    image.load()


def can_keep(image: Image.Image, stripped: Stripped) -> bool:
    """Return True when the stripped file will do: 8 bits, grey or RGB, alpha only where it shows, a PNG upright."""
    if image.format == "JPEG":
        return bool(stripped.heads) and image.mode in ("L", "RGB")
    if image.format != "PNG" or stripped.orientation != 1 or "transparency" in image.info or "interlace" in image.info:
        return False
    depth, colour_type = stripped.data[24], stripped.data[25]
    return depth == 8 and COLOUR_TYPES.get(colour_type) == image.mode and not is_opaque(image)


def is_opaque(image: Image.Image) -> bool:
    """Return True for a picture with an alpha channel that hides nothing."""
    return image.mode in ("LA", "RGBA") and image.getchannel("A").getextrema() == (255, 255)


def stand_upright(image: Image.Image, stripped: Stripped) -> Image.Image:
    """Return the picture turned as its camera said, in mode L, LA, RGB or RGBA; alpha only where something is hidden.

    The profile that still describes its numbers is in ``info["icc_profile"]``. Pillow turns TIFF pictures itself.
    """
    orientation = stripped.orientation
    if image.format in ("WEBP", "AVIF"):
        orientation = exif_orientation(bytes(image.info.get("exif", b"")).removeprefix(b"Exif\x00\x00"))
    icc = stripped.icc or bytes(image.info.get("icc_profile") or b"")
    ready, icc = _to_ready(image, icc, stripped)
    if is_opaque(ready):
        ready = ready.convert(ready.mode.removesuffix("A"))
    if orientation in TURNS:
        ready = ready.transpose(TURNS[orientation])
    ready.info = {"icc_profile": fitting_profile(icc, 1 if ready.mode in ("L", "LA") else 3)}
    return ready


def _to_ready(image: Image.Image, icc: bytes, stripped: Stripped) -> tuple[Image.Image, bytes]:
    """Return the picture in one of the READY modes and the profile that holds for it."""
    if image.mode == "CMYK":
        return _cmyk_to_rgb(image, icc, stripped), b""
    if image.mode.startswith("I;16"):
        high = 0 if image.mode.endswith("B") else 1
        return Image.frombytes("L", image.size, image.tobytes()[high::2]), icc
    if "transparency" in image.info:
        return image.convert("LA" if image.mode == "L" else "RGBA"), icc
    if image.mode in READY:
        return image, icc
    return image.convert({"1": "L", "La": "LA", "PA": "RGBA", "RGBa": "RGBA"}.get(image.mode, "RGB")), icc


def _cmyk_to_rgb(image: Image.Image, icc: bytes, stripped: Stripped) -> Image.Image:
    """Return the printer's picture as sRGB.

    Pillow takes every CMYK JPEG as stored upside down, which holds only for those with an Adobe marker.
    """
    from PIL import ImageChops

    from exporter.pictures.profiles import as_srgb

    if image.format == "JPEG" and not stripped.adobe:
        image = ImageChops.invert(image)
    return as_srgb(image, fitting_profile(icc, 4))
