"""The press condition that a file names when the printer gave no profile: coldset newsprint, reckoned from its solids.

Tone reproduction by Neugebauer's equations with the dot gain in the curves; solids, paper and gain are the aims of
ISO 12647-3. It tells a proofer what the inks mean; it is no measurement of a certain press, and its name says so.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product

from exporter.backends.pdf.color.icc import D50, PrintProfile, build_profile, description_tag, text_tag, xyz_tag

NAME = "Newsprint coldset, reckoned from ISO 12647-3 solids"
Triple = tuple[float, float, float]
PAPER: Triple = (82.0, 0.0, 3.0)  # CIELAB, D50
BLACK_OVER_ALL: Triple = (34.0, 1.0, 1.0)
SOLIDS: dict[tuple[int, int, int], Triple] = {  # cyan, magenta, yellow printed or not
    (0, 0, 0): PAPER, (1, 0, 0): (57.0, -23.0, -27.0), (0, 1, 0): (54.0, 44.0, -2.0), (0, 0, 1): (78.0, -3.0, 58.0),
    (0, 1, 1): (52.0, 41.0, 25.0), (1, 0, 1): (53.0, -34.0, 17.0), (1, 1, 0): (41.0, 7.0, -22.0),
    (1, 1, 1): (40.0, 0.0, 1.0),
}  # fmt: skip
BLACK: Triple = (36.0, 1.0, 4.0)
GAIN = 0.26  # how much a tint of 50 % grows in print
INK_STEPS, LAB_STEPS, CURVE_STEPS = 5, 9, 33
TO_SRGB = ((3.13386, -1.61687, -0.49061), (-0.97877, 1.91614, 0.03345), (0.07194, -0.22899, 1.40524))  # from D50


@lru_cache(maxsize=1)
def newsprint() -> PrintProfile:
    """Return the profile, 11 KB."""
    forward, backward = _forward(), _backward()
    inside = _table(3, 1, 2, [_line(), _line(), _line()], [0] * 8, [_line()])
    tags = {
        b"desc": description_tag(NAME),
        b"cprt": text_tag("No copyright, use freely"),
        b"wtpt": xyz_tag(_xyz(PAPER)),
        **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2"), forward),
        **dict.fromkeys((b"B2A0", b"B2A1", b"B2A2"), backward),
        b"gamt": inside,
    }
    return PrintProfile(build_profile(b"prtr", b"CMYK", b"Lab ", tags), NAME, 4)


def _forward() -> bytes:
    """Return inks → Lab relative to the paper."""
    steps = [index / (INK_STEPS - 1) for index in range(INK_STEPS)]
    values = [value for inks in product(steps, repeat=4) for value in _encode_lab(_lab(_mix(inks)))]
    return _table(4, 3, INK_STEPS, [_curve(_grown)] * 4, values, [_line()] * 3)


def _backward() -> bytes:
    """Return Lab → inks: the complement of sRGB with the common grey in black, the dot gain taken back."""
    steps = range(LAB_STEPS)
    values: list[int] = []
    step = 256 / (LAB_STEPS - 1)
    for light, a, b in product(steps, repeat=3):
        lab = (light * step * 65535 / 65280 * 100 / 256, a * step - 128, b * step - 128)
        values += (round(ink * 65535) for ink in _inks(lab))
    return _table(3, 4, LAB_STEPS, [_line()] * 3, values, [_curve(_shrunk)] * 4)


def _mix(inks: tuple[float, ...]) -> Triple:
    """Return the colour, relative to the paper, of areas covered by the inks side by side and over each other."""
    total = [0.0, 0.0, 0.0]
    paper = _xyz(PAPER)
    for printed in product((0, 1), repeat=4):
        area = 1.0
        for on, ink in zip(printed, inks, strict=True):
            area *= ink if on else 1 - ink
        key = (printed[0], printed[1], printed[2])
        solid = SOLIDS[key] if not printed[3] else BLACK if not any(key) else BLACK_OVER_ALL
        for index, part in enumerate(_xyz(solid)):
            total[index] += area * part / paper[index] * D50[index]
    return total[0], total[1], total[2]


def _inks(lab: Triple) -> Iterator[float]:
    xyz = _xyz(lab)
    linear = (sum(part * factor for part, factor in zip(xyz, row, strict=True)) for row in TO_SRGB)
    red, green, blue = (_to_gamma(min(max(part, 0.0), 1.0)) for part in linear)
    white = max(red, green, blue)
    for part in (red, green, blue):
        yield (white - part) / white if white else 0.0
    yield 1 - white


def _to_gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _grown(tint: float) -> float:
    return tint + 4 * GAIN * tint * (1 - tint)


def _shrunk(area: float) -> float:
    """Return the tint that prints as the area: the inverse of `_grown`."""
    slope = 1 + 4 * GAIN
    return float((slope - (slope * slope - 16 * GAIN * area) ** 0.5) / (8 * GAIN)) if area < 1 else 1.0


def _xyz(lab: Triple) -> Triple:
    y = (lab[0] + 16) / 116
    parts = (y + lab[1] / 500, y, y - lab[2] / 200)
    x, y, z = (part**3 if part > 6 / 29 else (part - 4 / 29) * 3 * (6 / 29) ** 2 for part in parts)
    return x * D50[0], y * D50[1], z * D50[2]


def _lab(xyz: Triple) -> Triple:
    ratios = (part / white for part, white in zip(xyz, D50, strict=True))
    x, y, z = (ratio ** (1 / 3) if ratio > (6 / 29) ** 3 else ratio / (3 * (6 / 29) ** 2) + 4 / 29 for ratio in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _encode_lab(lab: Triple) -> tuple[int, int, int]:
    """Return the colour as 16-bit numbers of version 2 (ICC.1:2001-04, 6.5.9)."""
    light, a, b = (lab[0] * 652.8, (lab[1] + 128) * 256, (lab[2] + 128) * 256)
    return _clip(light), _clip(a), _clip(b)


def _clip(value: float) -> int:
    return min(max(round(value), 0), 65535)


def _line() -> list[int]:
    return [0, 65535]


def _curve(shape: Callable[[float], float]) -> list[int]:
    return [_clip(shape(index / (CURVE_STEPS - 1)) * 65535) for index in range(CURVE_STEPS)]


def _table(
    channels: int, results: int, steps: int, before: list[list[int]], values: list[int], after: list[list[int]]
) -> bytes:
    """Return a tag of type lut16: curves, a grid of values (the last channel fastest), curves."""
    unit = [65536 if row == column else 0 for row in range(3) for column in range(3)]
    head = struct.pack(">4s4xBBBx9iHH", b"mft2", channels, results, steps, *unit, len(before[0]), len(after[0]))
    numbers = [number for part in (*before, values, *after) for number in part]
    return head + struct.pack(f">{len(numbers)}H", *numbers)
