"""sRGB as an ICC profile: what the colours of screens mean, for files that carry them."""

from __future__ import annotations

import struct
from functools import lru_cache

from exporter.backends.pdf.color.icc import D50, build_profile, description_tag, text_tag, xyz_tag

SRGB_NAME = "sRGB IEC61966-2.1"
# sRGB (IEC 61966-2-1) adapted to D50 by the Bradford matrix, as the ICC publishes it: X, Y, Z of the primaries.
SRGB_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
CURVE_POINTS = 1024  # straight lines between them stay within 1/65000 of the true curve but for the darkest 2 %


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return an ICC version 2 profile of sRGB: matrix and tone curve, 2.6 KB (ICC.1:2001-04)."""
    tags = {
        b"desc": description_tag(SRGB_NAME),
        b"cprt": text_tag("No copyright, use freely"),
        b"wtpt": xyz_tag(D50),
        **{tag: xyz_tag(color) for tag, color in SRGB_PRIMARIES.items()},
        b"rTRC": (curve := _curve()),
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return build_profile(b"mntr", b"RGB ", b"XYZ ", tags)


def _curve() -> bytes:
    points = (index / (CURVE_POINTS - 1) for index in range(CURVE_POINTS))
    linear = (point / 12.92 if point <= 0.04045 else ((point + 0.055) / 1.055) ** 2.4 for point in points)
    return b"curv\0\0\0\0" + struct.pack(
        f">I{CURVE_POINTS}H", CURVE_POINTS, *(round(value * 65535) for value in linear)
    )
