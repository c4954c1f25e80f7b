"""Colours by their ICC profile → sRGB. Structure of profiles: ICC.1:2022, 7.3 and 10.31."""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import Image

# The primaries of sRGB as profiles state them (IEC 61966-2-1, adapted to D50), and what roundings add to them.
SRGB = {b"rXYZ": (0.436, 0.2225, 0.0139), b"gXYZ": (0.3851, 0.7169, 0.0971), b"bXYZ": (0.1431, 0.0606, 0.7141)}
ROUNDED = 0.003  # Display P3, the nearest in wide use, differs by 0.079


def is_srgb(icc: bytes) -> bool:
    """Return True for a profile with the primaries of sRGB, as most photos have: nothing is to be converted."""
    found: dict[bytes, tuple[float, ...]] = {}
    try:
        (count,) = struct.unpack_from(">I", icc, 128)
        for number in range(min(count, 100)):
            tag, at = struct.unpack_from(">4sI", icc, 132 + 12 * number)
            if tag in SRGB:
                found[tag] = tuple(value / 65536 for value in struct.unpack_from(">3i", icc, at + 8))
    except struct.error:
        return False
    return found.keys() == SRGB.keys() and all(
        abs(have - want) < ROUNDED for tag in SRGB for have, want in zip(found[tag], SRGB[tag], strict=True)
    )


def as_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """Return the grey, RGB or CMYK picture in sRGB: by its profile where that is usable, else by plain arithmetic."""
    if not icc or is_srgb(icc):
        return image if image.mode == "RGB" else image.convert("RGB")
    from PIL import ImageCms

    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(icc)),
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError):
        return image.convert("RGB")  # the profile is damaged or only for output
    return image.convert("RGB") if converted is None else converted
