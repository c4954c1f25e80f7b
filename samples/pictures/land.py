"""Scenes on land: a council chamber, a street with a tram, a market, a portrait at a window, a mountain village."""

from __future__ import annotations

import math
from itertools import pairwise

from paint import Canvas, Colour, mix
from PIL import Image, ImageChops, ImageDraw, ImageFilter


def council() -> Image.Image:
    """Return a council in session, seen from the last row: high windows, rows of heads, a lit dais."""
    c = Canvas(1600, 1067, 53)
    c.sky(((0.0, (44, 40, 40)), (0.5, (92, 80, 70)), (1.0, (40, 34, 30))))
    for k in range(9):
        x = 0.02 + 0.12 * k
        c.box(x - 0.004, 0.0, x + 0.004, 0.52, (66, 56, 48))
    for x in (0.115, 0.305, 0.695, 0.885):
        _tall_window(c, x, 0.055, 0.47, 0.058)
    c.box(0.0, 0.475, 1.0, 0.60, (64, 50, 40))
    for k in range(26):
        c.line(((k * 0.04, 0.475), (k * 0.04, 0.60)), (48, 38, 32), 0.0016)
    c.line(((0.0, 0.476), (1.0, 0.476)), (132, 106, 82), 0.0022)
    c.polygon(((0.415, 0.07), (0.585, 0.07), (0.585, 0.44), (0.415, 0.44)), (78, 62, 50))
    c.disc(0.5, 0.20, 0.052, (150, 126, 88))
    c.disc(0.5, 0.20, 0.046, (92, 74, 58))
    c.polygon(((0.476, 0.165), (0.524, 0.165), (0.524, 0.215), (0.5, 0.255), (0.476, 0.215)), (168, 142, 100))
    for k in range(3):
        c.line(
            [(0.480 + 0.004 * t, 0.190 + 0.016 * k + 0.005 * math.sin(t * 1.4)) for t in range(11)],
            (92, 74, 58),
            0.0018,
        )
    c.polygon(((0.28, 0.55), (0.72, 0.55), (0.75, 0.64), (0.25, 0.64)), (88, 64, 46))
    c.box(0.285, 0.545, 0.715, 0.556, (176, 140, 102))
    for x in (0.36, 0.43, 0.50, 0.57, 0.64):
        _head(c, x, 0.55, 0.026, (38, 32, 32), (158, 128, 106), front=True)
        c.box(x - 0.012, 0.565, x + 0.012, 0.577, (222, 214, 200))
    c.glow(0.5, 0.50, 0.26, (255, 226, 180), 0.40, 0.6)
    for row in range(5):
        near = row / 4
        y = 0.645 + 0.075 * row + 0.022 * row * row * 0.55
        size = 0.021 + 0.021 * near**1.2
        desk = mix((98, 72, 54), (42, 32, 28), near)
        points = [(t / 20, y + 0.030 * (0.5 + near) * (1 - (2 * t / 20 - 1) ** 2) * 0.8) for t in range(21)]
        lamp = mix((190, 152, 112), (104, 82, 66), near)
        gap = size * 3.05
        x = 0.5 - gap * 12 + (gap / 2 if row % 2 else 0)
        while x < 1.05:
            aisle = abs(x - 0.5) < 0.040 + 0.02 * near
            if not aisle and c.rng.random() < 0.86:
                sag = 0.030 * (0.5 + near) * (1 - (2 * x - 1) ** 2) * 0.8
                tone = mix(c.rng.choice(((70, 62, 60), (62, 64, 74), (80, 66, 58))), (20, 19, 21), 0.25 + 0.75 * near)
                _head(
                    c,
                    x + c.rng.uniform(-0.1, 0.1) * size,
                    y + sag + 0.014,
                    size,
                    tone,
                    mix(tone, (210, 180, 150), 0.22),
                    front=False,
                )
            x += gap
        c.polygon((*points, *[(px, py + 0.042 + 0.05 * near) for px, py in reversed(points)]), desk)
        c.line(points, lamp, 0.0022 + 0.0016 * near)
        for k in range(12):
            px = 0.04 + 0.083 * k + 0.02 * (row % 2)
            sag = 0.030 * (0.5 + near) * (1 - (2 * px - 1) ** 2) * 0.8
            c.line(
                ((px, y + sag), (px + 0.006 * (1 + near), y + sag - 0.030 * (0.6 + near))),
                (24, 22, 22),
                0.0010 + 0.0008 * near,
            )
    shafts = c.mask()
    brush = ImageDraw.Draw(shafts)
    for x in (0.115, 0.305, 0.695):
        brush.polygon([c.at(x - 0.05, 0.08), c.at(x + 0.05, 0.08), c.at(x + 0.42, 0.98), c.at(x + 0.20, 0.98)], fill=44)
    fall = ImageChops.invert(Image.linear_gradient("L").resize(c.size))
    shafts = ImageChops.multiply(shafts.filter(ImageFilter.GaussianBlur(c.wide(0.018))), fall)
    light = Image.composite(Image.new("RGB", c.size, (255, 238, 206)), Image.new("RGB", c.size), shafts)
    c.image = ImageChops.screen(c.image, light)
    c.bloom(0.72, 0.016, 0.6)
    c.vignette(0.5)
    return c.finish(0.13, (0.04, 0.88, 0.76))


def _tall_window(c: Canvas, x: float, top: float, foot: float, half: float) -> None:
    aspect = c.size[0] / c.size[1]
    arch = top + half * aspect * 0.55
    pane = [(x - half, foot), (x - half, arch)]
    pane += [
        (x + half * math.cos(a), arch - (arch - top) * math.sin(a)) for a in (math.pi * (1 - t / 16) for t in range(17))
    ]
    pane += [(x + half, arch), (x + half, foot)]
    frame = [(x + (px - x) * 1.14, py if py == foot else py - 0.012) for px, py in pane]
    c.polygon(frame, (120, 104, 88))
    c.polygon(pane, (226, 222, 208))
    for _ in range(5):
        c.disc(
            x + c.rng.uniform(-0.7, 0.7) * half,
            foot - c.rng.uniform(0.02, 0.20),
            c.rng.uniform(0.010, 0.022),
            (188, 190, 178),
        )
    for dx in (-0.34, 0.34):
        c.line(((x + dx * half, foot), (x + dx * half, top + 0.02)), (110, 98, 84), 0.0026)
    for k in range(1, 6):
        y = foot - (foot - arch) * k / 5
        c.line(((x - half, y), (x + half, y)), (110, 98, 84), 0.0020)
    c.glow(x, (top + foot) / 2, 0.15, (255, 240, 214), 0.35, 1.2)


def _head(c: Canvas, x: float, y: float, size: float, coat: Colour, skin: Colour, front: bool) -> None:
    """Draw head and shoulders whose desk edge is at `y`; `size` is the half width of the shoulders."""
    aspect = c.size[0] / c.size[1]
    up = size * aspect
    shoulders = [
        (x - size * 1.05, y),
        (x - size * 1.0, y - up * 0.55),
        (x - size * 0.72, y - up * 0.86),
        (x - size * 0.26, y - up * 1.04),
        (x + size * 0.26, y - up * 1.04),
        (x + size * 0.72, y - up * 0.86),
        (x + size * 1.0, y - up * 0.55),
        (x + size * 1.05, y),
    ]
    c.polygon(shoulders, coat)
    c.polygon(
        (
            (x - size * 0.20, y - up * 0.9),
            (x + size * 0.20, y - up * 0.9),
            (x + size * 0.20, y - up * 1.3),
            (x - size * 0.20, y - up * 1.3),
        ),
        mix(skin, coat, 0.4),
    )
    hair = mix(coat, c.rng.choice(((30, 26, 24), (110, 104, 100), (66, 50, 38))), 0.6)
    if front:
        c.disc(x, y - up * 1.52, size * 0.40, hair, 1.28)
        c.disc(x, y - up * 1.46, size * 0.33, skin, 1.22)
    else:
        c.disc(x, y - up * 1.46, size * 0.38, hair, 1.24)


def tram() -> Image.Image:
    """Return a tram in a wet street at nightfall, coming towards the eye between lit houses."""
    c = Canvas(1600, 1067, 59)
    vx, vy = 0.53, 0.50
    c.sky(((0.0, (58, 66, 92)), (0.36, (122, 120, 140)), (0.52, (214, 178, 156)), (1.0, (50, 50, 60))))
    c.drift((60, 64, 86), 3, 2.5, 0.4, 0.9, -0.2, 0.5, 0.8, 1)
    c.glow(vx, vy, 0.30, (255, 206, 160), 0.6)
    for side in (-1, 1):
        for depth in range(7):
            _facade(c, vx, vy, side, depth)
    c.drift((226, 190, 168), 4, 3.0, 0.2, 0.9, 0.36, 0.58, 0.5, 3)
    road = ((0.0, 1.0), (0.0, 0.86), (vx - 0.05, vy + 0.03), (vx + 0.05, vy + 0.03), (1.0, 0.86), (1.0, 1.0))
    upper = c.image
    mirrored = c.image.crop((0, 0, c.size[0], round(0.53 * c.size[1])))
    mirrored = mirrored.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((c.size[0], round(0.47 * c.size[1]) + 1))
    wet = c.image.copy()
    wet.paste(mirrored.filter(ImageFilter.GaussianBlur(c.wide(0.006))), (0, round(0.53 * c.size[1])))
    mask = c.mask()
    ImageDraw.Draw(mask).polygon([c.at(*p) for p in road], fill=255)
    c.image = Image.composite(Image.blend(wet, Image.new("RGB", c.size, (44, 46, 58)), 0.45), upper, mask)
    walk = (34, 34, 42)
    c.polygon(((0.0, 1.0), (0.0, 0.83), (vx - 0.055, vy + 0.025), (vx - 0.042, vy + 0.034), (0.16, 1.0)), walk)
    c.polygon(((1.0, 1.0), (1.0, 0.83), (vx + 0.055, vy + 0.025), (vx + 0.042, vy + 0.034), (0.90, 1.0)), walk)
    for _ in range(900):
        y = 0.55 + 0.45 * c.rng.random() ** 0.8
        x = c.rng.random()
        half = 0.004 + 0.018 * (y - 0.53)
        tone = c.rng.choice(((180, 160, 150), (20, 22, 30), (20, 22, 30)))
        c.line(((x - half, y), (x + half, y)), mix((54, 54, 64), tone, 0.30), 0.0007 + 0.0018 * (y - 0.53))
    for x in (0.30, 0.405, 0.53, 0.645):
        c.line(((vx + (x - vx) * 0.06, vy + 0.03), (x + (x - vx) * 0.9, 1.0)), (22, 22, 28), 0.0034)
        c.line(((vx + (x - vx) * 0.06 + 0.001, vy + 0.03), (x + (x - vx) * 0.9 + 0.005, 1.0)), (206, 186, 170), 0.0013)
    _tram_car(c, 0.435, 0.80, 0.205)
    for x in (0.435, 0.60):
        c.line(((vx, vy - 0.05), (x - (0.53 - x) * 4.0, 0.0)), (30, 30, 38), 0.0009)
    for k, y in enumerate((0.08, 0.22, 0.32)):
        c.line(((0.12 + 0.12 * k, y + 0.02), (0.5, y + 0.03), (0.9 - 0.10 * k, y)), (30, 30, 38), 0.0008)
    for x, y, r in (
        (0.165, 0.40, 0.030),
        (0.285, 0.44, 0.018),
        (0.36, 0.465, 0.011),
        (0.84, 0.39, 0.032),
        (0.725, 0.435, 0.018),
        (0.655, 0.463, 0.011),
    ):
        c.line(((x, y), (x, y + r * 12)), (26, 26, 32), r * 0.11)
        c.glow(x, y, r * 3.6, (255, 222, 160), 0.9)
        c.disc(x, y, r * 0.22, (255, 248, 226))
        c.glow(x, 1.10 - y * 0.62, r * 2.6, (255, 214, 150), 0.35, 2.2)
    for x, foot, high, brolly in (
        (0.13, 0.965, 0.165, True),
        (0.80, 0.90, 0.135, True),
        (0.86, 0.915, 0.14, False),
        (0.70, 0.735, 0.070, False),
        (0.725, 0.74, 0.072, True),
        (0.275, 0.745, 0.072, True),
        (0.32, 0.69, 0.05, False),
    ):
        c.person(x, foot, high, (20, 20, 26), 0.012, brolly)
    c.bloom(0.70, 0.012, 0.55)
    c.vignette(0.42)
    return c.finish(0.13, (0.03, 0.93, 0.84))


def _facade(c: Canvas, vx: float, vy: float, side: int, depth: int) -> None:
    """Draw one house of the street front, drawn to the vanishing point; `depth` 0 is the nearest."""
    near, far = 0.72 ** (6 - depth) * 1.25, 0.72 ** (6 - depth + 1) * 1.25
    x0, x1 = vx + side * 0.66 * near, vx + side * 0.66 * far
    roof = -0.80 + 0.14 * ((depth * 7) % 3)

    def at(along: float, up: float) -> tuple[float, float]:
        scale = near + (far - near) * along
        return vx + side * 0.66 * scale, vy + (roof * up + 0.10 * (1 - up) * 3.6) * scale

    mist = (176, 150, 142)
    tone = mix(mist, c.rng.choice(((66, 58, 62), (74, 66, 64), (58, 56, 66))), min(1.0, near * 1.1 + 0.15))
    c.polygon((at(0, 0), at(1, 0), at(1, 1), at(0, 1)), tone)
    c.line((at(0, 1), at(1, 1)), mix(tone, (30, 28, 34), 0.6), 0.004 * near + 0.001)
    c.line((at(0, 0.30), at(1, 0.30)), mix(tone, (220, 190, 170), 0.3), 0.002 * near + 0.0005)
    for floor in range(4):
        for column in range(4):
            a, b = 0.09 + 0.24 * column, 0.20 + 0.24 * column
            low, up = (0.04, 0.25) if floor == 0 else (0.34 + 0.165 * (floor - 1), 0.45 + 0.165 * (floor - 1))
            lit = c.rng.random() < (0.75 if floor == 0 else 0.30)
            warm = c.rng.choice(((255, 214, 140), (255, 226, 170), (240, 190, 120)))
            c.polygon(
                (at(a, low), at(b, low), at(b, up), at(a, up)),
                mix(warm, tone, 0.12) if lit else mix(tone, (34, 38, 56), 0.65),
            )
            c.line((at((a + b) / 2, low), at((a + b) / 2, up)), mix(tone, (24, 24, 30), 0.5), 0.0016 * near)
    del x0, x1


def _tram_car(c: Canvas, x: float, foot: float, wide: float) -> None:
    """Draw the front of a tram, `wide` broad, standing on `foot`."""
    aspect = c.size[0] / c.size[1]
    high = wide * 1.42 * aspect
    left, right, top = x - wide / 2, x + wide / 2, foot - high
    c.polygon(
        (
            (right - 0.004, foot - high * 0.06),
            (right + wide * 0.42, foot - high * 0.22),
            (right + wide * 0.42, top + high * 0.22),
            (right - 0.004, top + high * 0.03),
        ),
        (52, 30, 30),
    )
    for k in range(4):
        f, g = 0.06 + 0.235 * k, 0.24 + 0.235 * k
        ya, yb = top + high * (0.20 + 0.10 * f), top + high * (0.20 + 0.10 * g)
        za, zb = top + high * (0.50 - 0.02 * f), top + high * (0.50 - 0.02 * g)
        c.polygon(
            (
                (right + wide * 0.42 * f, ya),
                (right + wide * 0.42 * g, yb),
                (right + wide * 0.42 * g, zb),
                (right + wide * 0.42 * f, za),
            ),
            (250, 214, 150),
        )
    c.polygon(
        (
            (left, foot - high * 0.05),
            (left - wide * 0.01, top + high * 0.30),
            (left + wide * 0.07, top + high * 0.02),
            (left + wide * 0.20, top),
            (right - wide * 0.20, top),
            (right - wide * 0.07, top + high * 0.02),
            (right + wide * 0.01, top + high * 0.30),
            (right, foot - high * 0.05),
        ),
        (116, 44, 38),
    )
    c.polygon(
        (
            (left + wide * 0.02, top + high * 0.30),
            (left + wide * 0.10, top + high * 0.05),
            (right - wide * 0.10, top + high * 0.05),
            (right - wide * 0.02, top + high * 0.30),
        ),
        (216, 204, 184),
    )
    c.box(left + wide * 0.27, top + high * 0.070, right - wide * 0.27, top + high * 0.150, (28, 28, 34))
    c.box(left + wide * 0.31, top + high * 0.085, left + wide * 0.40, top + high * 0.135, (255, 206, 110))
    for k in range(5):
        c.box(
            left + wide * (0.45 + 0.05 * k),
            top + high * 0.098,
            left + wide * (0.485 + 0.05 * k),
            top + high * 0.124,
            (240, 190, 100),
        )
    glass = (
        (left + wide * 0.07, top + high * 0.53),
        (left + wide * 0.11, top + high * 0.20),
        (right - wide * 0.11, top + high * 0.20),
        (right - wide * 0.07, top + high * 0.53),
    )
    c.polygon(glass, (60, 56, 62))
    c.polygon(
        (
            (left + wide * 0.14, top + high * 0.50),
            (left + wide * 0.17, top + high * 0.235),
            (right - wide * 0.17, top + high * 0.235),
            (right - wide * 0.14, top + high * 0.50),
        ),
        (168, 136, 102),
    )
    c.person(x - wide * 0.10, top + high * 0.62, wide * 0.62, (34, 32, 38))
    c.polygon(
        (
            (left + wide * 0.06, top + high * 0.54),
            (right - wide * 0.06, top + high * 0.54),
            (right, foot - high * 0.05),
            (left, foot - high * 0.05),
        ),
        (110, 40, 36),
    )
    c.line(
        ((left + wide * 0.02, top + high * 0.545), (right - wide * 0.02, top + high * 0.545)), (222, 206, 180), 0.0030
    )
    c.line(((x, top + high * 0.20), (x, top + high * 0.53)), (40, 34, 38), 0.0022)
    c.line(((x + wide * 0.04, top + high * 0.53), (x + wide * 0.26, top + high * 0.30)), (22, 22, 26), 0.0016)
    c.box(left + wide * 0.02, foot - high * 0.10, right - wide * 0.02, foot - high * 0.02, (30, 28, 32))
    c.box(left + wide * 0.12, foot - high * 0.03, right - wide * 0.12, foot, (18, 18, 22))
    for lamp in (left + wide * 0.17, right - wide * 0.17):
        c.disc(lamp, top + high * 0.72, wide * 0.060, (190, 170, 140))
        c.disc(lamp, top + high * 0.72, wide * 0.045, (255, 250, 232))
        c.glow(lamp, top + high * 0.72, wide * 0.42, (255, 236, 196), 0.85)
        c.glow(lamp, foot + high * 0.14, wide * 0.16, (255, 226, 180), 0.55, 3.4)
    c.line(((x, top), (x - wide * 0.20, top - high * 0.13), (x + wide * 0.12, top - high * 0.24)), (26, 26, 32), 0.0022)
    c.line(((x - wide * 0.16, top - high * 0.24), (x + wide * 0.40, top - high * 0.24)), (26, 26, 32), 0.0026)


def market() -> Image.Image:
    """Return a covered market in the morning: awnings, crates, buyers against the light of the far gate."""
    c = Canvas(1600, 1067, 61)
    vx, vy = 0.50, 0.46
    c.sky(((0.0, (38, 34, 32)), (0.46, (120, 104, 88)), (0.58, (110, 96, 82)), (1.0, (46, 42, 40))))
    c.glow(vx, vy, 0.36, (255, 236, 200), 1.0)
    c.box(vx - 0.058, vy - 0.135, vx + 0.058, vy + 0.055, (255, 248, 228))
    for depth in range(7):
        scale = 0.62 ** (6 - depth) * 2.4
        tone = mix((206, 184, 156), (36, 32, 32), min(1.0, 0.10 + depth / 6))
        for side in (-1, 1):
            x = vx + side * 0.27 * scale
            c.line(((x, vy + 0.20 * scale), (x, vy - 0.36 * scale)), tone, 0.012 * scale)
            c.line(((x, vy - 0.24 * scale), (x - side * 0.09 * scale, vy - 0.37 * scale)), tone, 0.006 * scale)
        c.line(
            ((vx - 0.29 * scale, vy - 0.37 * scale), (vx, vy - 0.50 * scale), (vx + 0.29 * scale, vy - 0.37 * scale)),
            tone,
            0.010 * scale,
        )
        c.line(((vx - 0.29 * scale, vy - 0.36 * scale), (vx + 0.29 * scale, vy - 0.36 * scale)), tone, 0.005 * scale)
        if depth > 1:
            c.glow(vx - 0.13 * scale, vy - 0.26 * scale, 0.05 * scale, (255, 226, 170), 0.8)
            c.disc(vx - 0.13 * scale, vy - 0.26 * scale, 0.008 * scale, (255, 246, 220))
        if depth < 5:
            crowd = round(3 + 2 * depth)
            for _ in range(crowd):
                px = vx + c.rng.uniform(-0.17, 0.17) * scale
                c.person(
                    px,
                    vy + 0.185 * scale + c.rng.uniform(0, 0.02) * scale,
                    c.rng.uniform(0.125, 0.155) * scale,
                    mix(tone, (24, 22, 24), 0.35),
                    0.01 * scale * c.rng.uniform(-1, 1),
                )
        for side in (-1, 1):
            _stall(c, vx, vy, side, scale, depth, tone)
    c.drift((255, 240, 214), 3, 2.0, 0.25, 0.95, 0.16, 0.72, 0.35, 4)
    for x, foot, high in ((0.405, 0.955, 0.245), (0.635, 0.985, 0.262)):
        c.person(x, foot, high, (22, 20, 22), 0.012)
    c.bloom(0.66, 0.018, 0.6)
    c.vignette(0.45)
    return c.finish(0.13, (0.04, 0.94, 0.90))


def _stall(c: Canvas, vx: float, vy: float, side: int, scale: float, depth: int, tone: Colour) -> None:
    near = min(1.0, depth / 6)
    inner, outer = vx + side * 0.19 * scale, vx + side * 0.46 * scale
    top, table, floor = vy - 0.155 * scale, vy + 0.085 * scale, vy + 0.20 * scale
    cloth = mix((222, 204, 176), c.rng.choice(((128, 52, 44), (72, 88, 72), (150, 118, 70))), 0.35 + 0.4 * near)
    stripes = 9
    for k in range(stripes):
        a = inner + (outer - inner) * k / stripes
        b = inner + (outer - inner) * (k + 1) / stripes
        stripe = cloth if k % 2 else mix(cloth, (236, 226, 206), 0.72)
        stripe = mix(stripe, tone, 0.42)
        slope = 0.055 * scale
        c.polygon(
            ((a, top), (b, top), (b + side * 0.02 * scale, top - slope), (a + side * 0.02 * scale, top - slope)), stripe
        )
        c.polygon(
            (
                (a, top),
                (b, top),
                (b, top + 0.022 * scale),
                ((a + b) / 2, top + 0.030 * scale),
                (a, top + 0.022 * scale),
            ),
            mix(stripe, (20, 18, 18), 0.25),
        )
    c.polygon(
        ((inner, table), (outer, table), (outer, floor + 0.03 * scale), (inner, floor)), mix(tone, (30, 26, 24), 0.4)
    )
    rows = 3
    for row in range(rows):
        for column in range(7):
            x = inner + (outer - inner) * (column + 0.5) / 7
            y = table - 0.030 * scale * row
            crate = mix((150, 116, 78), tone, 0.45)
            half = abs(outer - inner) / 15.5
            c.box(x - half, y - 0.030 * scale, x + half, y, mix(crate, (0, 0, 0), 0.08 * row))
            fruit = c.rng.choice(((196, 120, 50), (150, 60, 46), (128, 134, 66), (206, 176, 92), (96, 112, 70)))
            for _ in range(9):
                fx = x + c.rng.uniform(-0.85, 0.85) * half
                c.disc(
                    fx,
                    y - 0.031 * scale - c.rng.uniform(0, 0.008) * scale,
                    0.0065 * scale,
                    mix(fruit, tone, c.rng.uniform(0.12, 0.4)),
                )
    if depth > 2:
        c.person((inner + outer) / 2, table + 0.06 * scale, 0.135 * scale, mix(tone, (26, 24, 26), 0.5))
        c.polygon(
            ((inner, table), (outer, table), (outer, table + 0.075 * scale), (inner, table + 0.075 * scale)),
            mix(tone, (40, 32, 28), 0.45),
        )


def portrait() -> Image.Image:
    """Return a woman in profile at a tall window above a river, as a dark shape with light along its edge."""
    c = Canvas(1200, 1600, 67)
    c.sky(((0.0, (60, 58, 60)), (0.6, (78, 72, 68)), (1.0, (40, 36, 36))))
    c.drift((100, 94, 88), 3, 1.0, 0.3, 0.9, 0.0, 1.0, 0.4, 1)
    c.box(0.045, 0.0, 0.885, 0.775, (150, 142, 130))
    view = Canvas(1200, 1600, 68)
    view.sky(((0.0, (178, 194, 206)), (0.40, (238, 232, 218)), (0.56, (226, 216, 198)), (1.0, (150, 150, 146))))
    view.drift((255, 250, 240), 3, 3.0, 0.4, 0.9, 0.0, 0.5, 0.8, 1)
    view.glow(0.22, 0.40, 0.5, (255, 244, 220), 0.7)
    view.land(view.ridge(0.47, 0.42, 0.03, 0.5, 2), (158, 166, 166), (200, 200, 192), 0.10, 1)
    view.land(view.ridge(0.54, 0.50, 0.02, 0.5, 3), (118, 128, 124), (160, 162, 154), 0.10, 2)
    view.water(0.585, (128, 136, 136), 0.003, depth=0.7)
    view.blur(0.006)
    mask = c.mask()
    ImageDraw.Draw(mask).rectangle((*c.at(0.075, 0.03), *c.at(0.855, 0.75)), fill=255)
    c.paste(view.image, mask)
    for x in (0.335, 0.595):
        c.box(x - 0.010, 0.03, x + 0.010, 0.75, (142, 134, 124))
    for y in (0.205, 0.475):
        c.box(0.075, y, 0.855, y + 0.012, (142, 134, 124))
    c.box(0.0, 0.765, 0.93, 0.800, (176, 166, 152))
    c.box(0.0, 0.800, 0.93, 0.835, (92, 84, 78))
    for k in range(4):
        x = 0.915 + 0.026 * k
        c.box(x, 0.30 - c.rng.uniform(0.08, 0.12), x + 0.022, 0.30, mix((60, 54, 52), (110, 90, 70), c.rng.random()))
        c.box(x, 0.52 - c.rng.uniform(0.08, 0.12), x + 0.022, 0.52, mix((60, 54, 52), (90, 90, 90), c.rng.random()))
    c.blur(0.0030)
    _sitter(c)
    c.bloom(0.70, 0.016, 0.55)
    c.vignette(0.45)
    return c.finish(0.12, (0.05, 0.95, 0.92))


def _sitter(c: Canvas) -> None:
    """Draw head and shoulders, face to the left, the hair in a knot."""
    face = [
        (0.600, 0.232),
        (0.545, 0.243),
        (0.510, 0.266),
        (0.489, 0.296),
        (0.480, 0.322),
        (0.481, 0.336),
        (0.466, 0.362),
        (0.447, 0.388),
        (0.446, 0.396),
        (0.459, 0.403),
        (0.470, 0.408),
        (0.463, 0.421),
        (0.470, 0.428),
        (0.467, 0.440),
        (0.479, 0.449),
        (0.478, 0.466),
        (0.488, 0.485),
        (0.515, 0.496),
        (0.552, 0.494),
        (0.574, 0.508),
        (0.580, 0.545),
    ]
    body = [
        (0.566, 0.585),
        (0.505, 0.622),
        (0.425, 0.662),
        (0.372, 0.725),
        (0.340, 0.830),
        (0.318, 1.02),
        (1.02, 1.02),
        (0.985, 0.860),
        (0.945, 0.745),
        (0.870, 0.665),
        (0.780, 0.622),
        (0.728, 0.592),
        (0.712, 0.540),
    ]
    hair = [(0.728, 0.490), (0.752, 0.440), (0.764, 0.385), (0.760, 0.320), (0.728, 0.268), (0.668, 0.238)]
    shape = c.mask()
    brush = ImageDraw.Draw(shape)
    brush.polygon([c.at(*p) for p in _smooth([*face, *body, *hair])], fill=255)
    for x, y, r in ((0.775, 0.405, 0.052), (0.792, 0.430, 0.040), (0.758, 0.380, 0.046)):
        px, py = c.at(x, y)
        brush.ellipse((px - c.wide(r), py - c.wide(r), px + c.wide(r), py + c.wide(r)), fill=255)
    shape = shape.filter(ImageFilter.GaussianBlur(c.wide(0.0014)))
    across = Image.linear_gradient("L").rotate(90).resize(c.size)
    dress = Image.composite(Image.new("RGB", c.size, (62, 54, 52)), Image.new("RGB", c.size, (22, 21, 24)), across)
    c.paste(dress, shape)
    for shift, tone, strength in (
        (0.050, (104, 88, 80), 0.50),
        (0.018, (176, 146, 124), 0.60),
        (0.006, (255, 236, 208), 0.85),
    ):
        moved = ImageChops.offset(shape, round(c.wide(shift)), round(c.wide(shift * 0.25)))
        rim = ImageChops.subtract(shape, moved).filter(ImageFilter.GaussianBlur(c.wide(shift * 0.34)))
        c.paste(tone, ImageChops.multiply(rim, shape).point([round(v * strength) for v in range(256)]))


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a closed outline through the points by Catmull–Rom splines."""
    curve: list[tuple[float, float]] = []
    count = len(points)
    for i in range(count):
        p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        for step in range(8):
            t = step / 8
            curve.append(
                tuple(  # type: ignore[arg-type]
                    0.5 * (2 * b + (d - a) * t + (2 * a - 5 * b + 4 * d - e) * t * t + (3 * b - a - 3 * d + e) * t**3)
                    for a, b, d, e in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return curve


def village() -> Image.Image:
    """Return a mountain village above the mist, its church among snowed roofs, peaks behind."""
    c = Canvas(1600, 1067, 71)
    c.sky(((0.0, (96, 120, 152)), (0.35, (176, 190, 204)), (0.6, (240, 228, 212)), (1.0, (200, 204, 210))))
    c.drift((240, 242, 244), 3, 3.5, 0.5, 0.95, 0.0, 0.4, 0.7, 1)
    c.glow(0.84, 0.22, 0.40, (255, 240, 214), 0.6)
    peaks = [
        (x, y - 0.30 * math.exp(-(((x - 0.30) / 0.13) ** 2)) - 0.17 * math.exp(-(((x - 0.62) / 0.15) ** 2)))
        for x, y in c.ridge(0.48, 0.42, 0.075, 0.62, 1)
    ]
    c.land(peaks, (150, 164, 184), (206, 212, 220), 0.42, 1)
    _snow(c, peaks, 0.13, (244, 244, 242))
    c.drift((240, 238, 234), 4, 5.0, 0.25, 0.9, 0.32, 0.60, 0.85, 2)
    middle = [(x, y - 0.13 * math.exp(-(((x - 0.92) / 0.16) ** 2))) for x, y in c.ridge(0.50, 0.50, 0.05, 0.55, 2)]
    c.land(middle, (104, 118, 134), (178, 186, 194), 0.26, 2)
    _forest(c, middle, 420, (84, 98, 110), 0.018, 0.10)
    c.drift((242, 240, 236), 4, 6.0, 0.15, 0.85, 0.50, 0.74, 0.95, 3)
    slope = [
        (x, 0.70 - 0.055 * math.exp(-(((x - 0.52) / 0.25) ** 2)) + (y - 0.7))
        for x, y in c.ridge(0.71, 0.69, 0.012, 0.5, 5)
    ]
    c.land(slope, (222, 224, 226), (196, 202, 210), 0.30, 5)
    chalets = sorted((0.665 + c.rng.random() * 0.11, c.rng.gauss(0.52, 0.17)) for _ in range(46))
    for y, x in chalets:
        if y > 0.705 and not c.rng.random() < 0.85:
            continue
        if abs(x - 0.50) < 0.05 and y < 0.73:
            continue
        _chalet(c, x, y + 0.012, 0.020 + 0.17 * (y - 0.65))
    _church(c, 0.50, 0.695)
    for x in [c.rng.gauss(0.52, 0.18) for _ in range(26)]:
        _smoke(c, x, 0.66)
    front = c.ridge(0.86, 0.80, 0.03, 0.55, 8)
    c.land(front, (232, 234, 236), (206, 212, 220), 0.2, 8)
    _forest(c, front, 60, (34, 42, 50), 0.075, 0.03)
    c.bloom(0.86, 0.012, 0.2)
    c.vignette(0.3)
    return c.finish(0.11, (0.08, 0.98, 1.05))


def _snow(c: Canvas, skyline: list[tuple[float, float]], depth: float, tone: Colour) -> None:
    """Lay snow on the upper slopes: on the faces that look to the light on the right."""
    snow = c.mask()
    brush = ImageDraw.Draw(snow)
    for (x0, y0), (x1, y1) in pairwise(skyline):
        share = max(0.0, min(1.0, (0.46 - y0) / 0.22))
        lean = 0.4 + 0.6 * (y1 > y0)
        reach = depth * share * c.rng.uniform(0.35, 1.0)
        brush.polygon(
            [c.at(x0, y0), c.at(x1, y1), c.at(x1 + 0.02 * c.rng.random(), y1 + reach), c.at(x0, y0 + reach * 0.7)],
            fill=round(225 * share * lean),
        )
    c.paste(tone, snow.filter(ImageFilter.GaussianBlur(c.wide(0.0012))))


def _forest(
    c: Canvas, skyline: list[tuple[float, float]], count: int, tone: Colour, size: float, spread: float
) -> None:
    firs = []
    for _ in range(count):
        x = c.rng.random()
        top = next(y for px, y in skyline if px >= x)
        firs.append((top + 0.012 + spread * c.rng.random(), x))
    for foot, x in sorted(firs):
        h = size * c.rng.uniform(0.6, 1.25)
        up = h * c.size[0] / c.size[1]
        shade = mix(tone, (226, 228, 230), c.rng.uniform(0.0, 0.22))
        for k in range(5):
            f = k / 5
            half = h * 0.22 * (0.25 + f)
            c.polygon(
                (
                    (x - half, foot - up * (0.80 - 0.80 * f) + up * 0.06),
                    (x + half, foot - up * (0.80 - 0.80 * f) + up * 0.06),
                    (x, foot - up * (1.0 - 0.74 * f)),
                ),
                shade,
            )
            c.line(
                (
                    (x - half * 0.8, foot - up * (0.80 - 0.80 * f) + up * 0.045),
                    (x - half * 0.1, foot - up * (0.9 - 0.78 * f)),
                ),
                mix(shade, (244, 246, 248), 0.55),
                h * 0.018,
            )


def _chalet(c: Canvas, x: float, foot: float, size: float) -> None:
    aspect = c.size[0] / c.size[1]
    high = size * 0.62 * aspect
    wood = mix((92, 72, 60), (150, 140, 132), c.rng.random() * 0.5)
    c.box(x, foot - high, x + size, foot, wood)
    c.box(x, foot - high * 0.42, x + size, foot, mix(wood, (214, 208, 198), 0.65))
    ridge = foot - high - size * 0.42 * aspect * 0.62
    c.polygon(((x, foot - high), (x + size, foot - high), (x + size / 2, ridge)), mix(wood, (40, 34, 32), 0.2))
    c.line(
        ((x - size * 0.16, foot - high * 0.90), (x + size / 2, ridge - 0.004), (x + size * 1.16, foot - high * 0.90)),
        (240, 241, 242),
        size * 0.13,
    )
    c.line(
        ((x - size * 0.16, foot - high * 0.86), (x + size / 2, ridge + 0.006), (x + size * 1.16, foot - high * 0.86)),
        (70, 60, 58),
        size * 0.03,
    )
    for column in (0.16, 0.44, 0.72):
        lit = c.rng.random() < 0.4
        c.box(
            x + size * column,
            foot - high * 0.74,
            x + size * (column + 0.13),
            foot - high * 0.54,
            (255, 224, 160) if lit else (52, 50, 54),
        )


def _church(c: Canvas, x: float, foot: float) -> None:
    wall, shade = (236, 230, 218), (180, 178, 178)
    c.box(x, foot - 0.070, x + 0.070, foot + 0.02, wall)
    c.polygon(
        ((x - 0.006, foot - 0.066), (x + 0.012, foot - 0.118), (x + 0.076, foot - 0.118), (x + 0.078, foot - 0.066)),
        (226, 230, 234),
    )
    for k in range(3):
        c.box(x + 0.024 + 0.016 * k, foot - 0.050, x + 0.030 + 0.016 * k, foot - 0.018, (74, 74, 80))
    c.box(x - 0.024, foot - 0.165, x + 0.006, foot + 0.02, wall)
    c.box(x - 0.004, foot - 0.165, x + 0.006, foot + 0.02, shade)
    c.box(x - 0.016, foot - 0.148, x - 0.006, foot - 0.122, (70, 68, 74))
    c.polygon(((x - 0.028, foot - 0.163), (x - 0.009, foot - 0.300), (x + 0.010, foot - 0.163)), (84, 78, 82))
    c.polygon(((x - 0.009, foot - 0.300), (x + 0.010, foot - 0.163), (x + 0.002, foot - 0.163)), (58, 54, 60))
    c.line(((x - 0.009, foot - 0.300), (x - 0.009, foot - 0.330)), (52, 50, 54), 0.0012)
    c.line(((x - 0.013, foot - 0.319), (x - 0.005, foot - 0.319)), (52, 50, 54), 0.0012)


def _smoke(c: Canvas, x: float, foot: float) -> None:
    plume = c.mask()
    brush = ImageDraw.Draw(plume)
    for k in range(24):
        f = k / 24
        px, py = c.at(x + 0.02 * f * f + 0.002 * math.sin(k), foot - 0.10 * f)
        r = c.wide(0.0012 + 0.006 * f)
        brush.ellipse((px - r, py - r, px + r, py + r), fill=round(70 * (1 - f)))
    c.paste((250, 250, 250), plume.filter(ImageFilter.GaussianBlur(c.wide(0.002))))


SCENES = {
    "council.jpg": council,
    "tram.jpg": tram,
    "market.jpg": market,
    "portrait.jpg": portrait,
    "village.jpg": village,
}
