"""Scenes by the water: a harbour at dawn, a river in flood, a ferry at an island, a lighthouse, its lens and stairs."""

from __future__ import annotations

import math

from paint import Canvas, Colour, mix
from PIL import Image, ImageChops, ImageDraw, ImageFilter


def harbour() -> Image.Image:
    """Return cranes, a ship and a pilot boat against the first light."""
    c = Canvas(1600, 1067, 11)
    horizon = 0.62
    c.sky(
        (
            (0.0, (52, 66, 92)),
            (0.3, (116, 120, 138)),
            (0.5, (226, 178, 140)),
            (0.62, (255, 226, 176)),
            (1.0, (60, 60, 70)),
        )
    )
    c.drift((66, 70, 92), 3, 3.5, 0.42, 0.85, -0.1, 0.5, 0.9, 1)
    c.drift((255, 214, 170), 5, 5.0, 0.5, 0.95, 0.2, 0.66, 0.7, 2)
    c.glow(0.36, 0.575, 0.42, (255, 190, 110), 0.9)
    c.disc(0.36, 0.565, 0.020, (255, 244, 214))
    c.glow(0.36, 0.565, 0.09, (255, 230, 180), 1.0)
    c.land(c.ridge(0.575, 0.545, 0.03, 0.52, 1), (150, 132, 132), (190, 160, 140), 0.09, 1)
    c.land(c.ridge(0.615, 0.585, 0.014, 0.55, 2), (104, 96, 104), (120, 104, 104), 0.07, 2)
    for x, size, tone in ((0.52, 0.45, 0.45), (0.60, 0.52, 0.36), (0.70, 0.70, 0.22), (0.86, 1.0, 0.06)):
        _crane(c, x, horizon, size, mix((24, 24, 32), (170, 140, 124), tone))
    _stacks(c, 0.50, 1.0, horizon)
    _ship(c, 0.58, 0.97, horizon + 0.006)
    c.drift((255, 220, 180), 6, 6.0, 0.35, 0.9, 0.52, 0.66, 0.55, 3)
    c.water(horizon, (38, 44, 58), 0.0045)
    c.glitter(0.36, horizon + 0.004, 0.99, 0.05, (255, 226, 170), 900)
    _pilot_boat(c, 0.22, 0.745, 0.085)
    for x, top in ((0.035, 0.70), (0.075, 0.72), (0.112, 0.735)):
        c.box(x, top, x + 0.016, 1.0, (16, 17, 22))
        c.box(x - 0.002, top, x + 0.018, top + 0.012, (28, 28, 34))
    c.bloom(0.72, 0.012, 0.5)
    c.vignette(0.42)
    return c.finish(0.12, (0.03, 0.95, 0.96))


def _crane(c: Canvas, x: float, foot: float, size: float, tone: Colour) -> None:
    """Draw a ship-to-shore gantry crane; `size` 1 = 0.16 of the width high at the portal."""
    w, h = 0.055 * size, 0.25 * size
    top = foot - h
    for dx in (-w, w):
        c.line(((x + dx, foot), (x + dx * 0.86, top)), tone, 0.0050 * size)
    c.line(((x - w, foot - h * 0.38), (x + w, foot - h * 0.38)), tone, 0.0042 * size)
    c.line(((x - w, foot), (x + w * 0.93, foot - h * 0.38)), tone, 0.0022 * size)
    c.line(((x + w * 0.96, foot - h * 0.38), (x - w * 0.86, top)), tone, 0.0022 * size)
    boom_left, boom_right = x - w * 3.6, x + w * 1.9
    c.line(((boom_left, top), (boom_right, top)), tone, 0.0058 * size)
    c.line(((boom_left, top + 0.010 * size), (boom_right, top + 0.010 * size)), tone, 0.0020 * size)
    peak = (x - w * 0.5, top - h * 0.52)
    for dx in (-w * 0.86, w * 0.86):
        c.line(((x + dx, top), peak), tone, 0.0036 * size)
    for end in (x - w * 3.4, x - w * 2.1, boom_right):
        c.line((peak, (end, top)), tone, 0.0014 * size)
    c.box(x + w * 0.5, top - h * 0.12, x + w * 1.5, top, tone)
    cab = x - w * 1.9
    c.box(cab - 0.006 * size, top + 0.006 * size, cab + 0.008 * size, top + 0.030 * size, tone)
    c.line(((cab - 0.012 * size, top), (cab - 0.012 * size, top + h * 0.42)), tone, 0.0009 * size)
    c.line(((cab + 0.004 * size, top), (cab + 0.004 * size, top + h * 0.42)), tone, 0.0009 * size)
    c.box(cab - 0.020 * size, top + h * 0.42, cab + 0.012 * size, top + h * 0.50, tone)


def _stacks(c: Canvas, left: float, right: float, foot: float) -> None:
    """Draw containers, piled three to six high, with the light on their left ends."""
    x = left
    while x < right:
        levels, wide = c.rng.randint(2, 5), c.rng.uniform(0.020, 0.027)
        near = (x - left) / (right - left)
        for level in range(levels):
            y = foot - 0.0135 * (level + 1) * (0.7 + 0.6 * near)
            tone = mix((40, 38, 44), c.rng.choice(((92, 60, 52), (54, 62, 78), (80, 74, 60), (48, 56, 54))), 0.7)
            c.box(x, y, x + wide, y + 0.0127 * (0.7 + 0.6 * near), mix(tone, (150, 126, 112), 0.5 - 0.5 * near))
        x += wide + 0.0012


def _ship(c: Canvas, left: float, right: float, foot: float) -> None:
    dark = (27, 28, 36)
    c.polygon(
        (
            (left, foot - 0.052),
            (left + 0.02, foot - 0.040),
            (right, foot - 0.040),
            (right - 0.012, foot),
            (left + 0.030, foot),
        ),
        dark,
    )
    c.polygon(
        ((left + 0.030, foot), (right - 0.012, foot), (right - 0.010, foot - 0.008), (left + 0.026, foot - 0.008)),
        (74, 40, 38),
    )
    c.box(right - 0.085, foot - 0.125, right - 0.040, foot - 0.038, (44, 44, 52))
    c.box(right - 0.094, foot - 0.118, right - 0.032, foot - 0.104, (36, 36, 44))
    for row in range(4):
        for column in range(6):
            if c.rng.random() < 0.55:
                x, y = right - 0.082 + column * 0.0068, foot - 0.098 + row * 0.0135
                c.box(x, y, x + 0.003, y + 0.005, (255, 222, 150))
    c.box(right - 0.068, foot - 0.165, right - 0.056, foot - 0.12, (40, 34, 38))
    c.line(((right - 0.05, foot - 0.12), (right - 0.05, foot - 0.19)), dark, 0.0014)
    x = left + 0.05
    while x < right - 0.115:
        for level in range(c.rng.randint(1, 4)):
            y = foot - 0.040 - 0.016 * (level + 1)
            tone = c.rng.choice(((86, 52, 46), (48, 58, 76), (70, 66, 56), (58, 44, 50)))
            c.box(x, y, x + 0.031, y + 0.015, tone)
            for rib in range(1, 8):
                c.line(((x + rib * 0.0039, y), (x + rib * 0.0039, y + 0.015)), mix(tone, (0, 0, 0), 0.25), 0.0004)
        x += 0.0325


def _pilot_boat(c: Canvas, x: float, y: float, size: float) -> None:
    dark = (18, 20, 26)
    c.polygon(
        (
            (x - size * 0.5, y - size * 0.16),
            (x + size * 0.62, y - size * 0.22),
            (x + size * 0.45, y + 0.004),
            (x - size * 0.46, y + 0.004),
        ),
        dark,
    )
    c.polygon(
        (
            (x - size * 0.20, y - size * 0.18),
            (x - size * 0.16, y - size * 0.52),
            (x + size * 0.16, y - size * 0.52),
            (x + size * 0.24, y - size * 0.18),
        ),
        (30, 32, 40),
    )
    for k in range(3):
        c.box(
            x - size * 0.12 + k * size * 0.10,
            y - size * 0.46,
            x - size * 0.05 + k * size * 0.10,
            y - size * 0.34,
            (214, 176, 130),
        )
    c.line(((x, y - size * 0.5), (x, y - size * 1.0)), dark, 0.0016)
    c.line(((x - size * 0.08, y - size * 0.80), (x + size * 0.08, y - size * 0.80)), dark, 0.0012)
    c.person(x + size * 0.36, y - size * 0.19, size * 0.30, dark)
    wake = c.mask()
    brush = ImageDraw.Draw(wake)
    for k in range(60):
        f = k / 60
        px, py = c.at(x - size * (0.4 + 2.6 * f), y + 0.004 + 0.010 * f + c.rng.uniform(-0.004, 0.006) * f)
        brush.ellipse(
            (px - c.wide(0.008), py - c.wide(0.0007), px + c.wide(0.008), py + c.wide(0.0007)),
            fill=round(190 * (1 - f)),
        )
    c.paste((230, 210, 190), wake.filter(ImageFilter.GaussianBlur(c.wide(0.0008))))


def flood() -> Image.Image:
    """Return houses standing in a river over its banks, in mist, the sun behind cloud; a boat brings people out."""
    c = Canvas(1600, 1067, 23)
    horizon = 0.53
    c.sky(((0.0, (88, 94, 104)), (0.3, (150, 152, 154)), (0.53, (232, 226, 212)), (1.0, (150, 150, 144))))
    c.drift((62, 68, 78), 3, 3.0, 0.35, 0.8, -0.3, 0.40, 1.0, 1)
    c.drift((246, 240, 226), 4, 4.0, 0.5, 0.9, 0.1, 0.56, 0.8, 2)
    c.glow(0.40, 0.36, 0.36, (255, 246, 224), 0.7, 0.8)
    c.land(c.ridge(0.46, 0.43, 0.03, 0.5, 1), (176, 176, 170), (208, 206, 196), 0.09, 1)
    for _ in range(90):
        _tree(
            c, c.rng.random(), 0.535, c.rng.uniform(0.02, 0.042), mix((120, 122, 116), (172, 172, 164), c.rng.random())
        )
    c.drift((236, 232, 220), 4, 6.0, 0.1, 0.8, 0.42, 0.58, 0.9, 3)
    rows = (
        (0.470, 0.060, 0.075, 0.10),
        (0.545, 0.070, 0.095, 0.25),
        (0.630, 0.090, 0.13, 0.45),
        (0.735, 0.13, 0.19, 0.72),
    )
    for x, wide, high, near in rows:
        _house(c, x, horizon + 0.006 + 0.012 * near, wide, high, near)
        c.drift((226, 222, 210), 5, 5.0, 0.2, 0.9, 0.44, 0.60, 0.45 * (1 - near), 5 + round(near * 100))
    _house(c, 0.885, horizon + 0.022, 0.20, 0.30, 1.0)
    _house(c, -0.05, horizon + 0.016, 0.16, 0.20, 0.85)
    for x, high in ((0.165, 0.24), (0.262, 0.17), (0.330, 0.12), (0.375, 0.085)):
        tone = mix((150, 148, 142), (48, 50, 54), high / 0.24)
        c.line(((x, horizon + 0.03), (x, horizon - high)), tone, 0.0034 * high / 0.24)
        c.line(((x, horizon - high), (x + 0.10 * high, horizon - high - 0.03 * high)), tone, 0.0034 * high / 0.24)
    for x, size in ((0.115, 0.085), (0.415, 0.034), (0.705, 0.055)):
        _bare_tree(c, x, horizon + 0.02, size)
    c.water(horizon + 0.022, (112, 104, 92), 0.0028, depth=0.55)
    c.glitter(0.40, horizon + 0.03, 0.97, 0.06, (240, 232, 214), 420)
    _rescue_boat(c, 0.33, 0.775, 0.17)
    c.bloom(0.8, 0.012, 0.3)
    c.vignette(0.4)
    return c.finish(0.14, (0.08, 0.93, 0.95))


def _bare_tree(c: Canvas, x: float, foot: float, size: float) -> None:
    """Draw a leafless tree, branch by branch."""
    aspect = c.size[0] / c.size[1]

    def grow(bx: float, by: float, angle: float, length: float, thick: float) -> None:
        ex, ey = bx + math.cos(angle) * length, by - math.sin(angle) * length * aspect
        c.line(((bx, by), (ex, ey)), (50, 50, 52), thick)
        if thick > 0.0003:
            for _ in range(c.rng.choice((2, 3))):
                grow(ex, ey, angle + c.rng.uniform(-0.65, 0.65), length * c.rng.uniform(0.62, 0.84), thick * 0.62)

    grow(x, foot, math.pi / 2, size, size * 0.075)


def _tree(c: Canvas, x: float, foot: float, size: float, tone: Colour) -> None:
    c.line(((x, foot), (x, foot - size)), mix(tone, (0, 0, 0), 0.2), size * 0.07)
    for _ in range(14):
        dx, dy = c.rng.gauss(0, size * 0.24), c.rng.uniform(0.5, 1.6) * size
        c.disc(x + dx, foot - dy, size * c.rng.uniform(0.10, 0.22), mix(tone, (230, 230, 224), c.rng.uniform(0, 0.16)))


def _house(c: Canvas, x: float, foot: float, wide: float, high: float, near: float) -> None:
    """Draw a gabled house seen from its corner; `near` 0 = lost in the mist, 1 = close."""
    mist = (214, 210, 200)
    wall = mix(mist, c.rng.choice(((150, 142, 132), (166, 160, 150), (138, 134, 130))), 0.25 + 0.75 * near)
    side, roof, glass = (
        mix(wall, (40, 40, 44), 0.42 * near + 0.1),
        mix(mist, (64, 56, 54), 0.2 + 0.8 * near),
        mix(mist, (44, 46, 52), 0.2 + 0.8 * near),
    )
    ridge, corner = foot - high - wide * 0.52, x + wide * 0.36
    c.polygon(((x, foot), (x, foot - high), (x + wide * 0.18, ridge), (corner, foot - high), (corner, foot)), side)
    c.box(corner, foot - high, x + wide, foot, wall)
    c.polygon(
        (
            (x + wide * 0.17, ridge),
            (corner - wide * 0.02, foot - high + wide * 0.03),
            (x + wide * 1.03, foot - high + wide * 0.03),
            (x + wide * 0.86, ridge),
        ),
        roof,
    )
    for k in range(1, 12):
        f = k / 12
        y = ridge + (foot - high - ridge) * f
        c.line(
            ((x + wide * (0.17 + 0.18 * f), y), (x + wide * (0.86 + 0.16 * f), y)),
            mix(roof, (0, 0, 0), 0.18 * near),
            0.0005,
        )
    c.box(x + wide * 0.58, ridge - wide * 0.16, x + wide * 0.66, ridge + wide * 0.10, mix(roof, wall, 0.35))
    for row in range(2):
        top = foot - high * (0.86 - 0.46 * row)
        for column in range(3):
            _window(
                c,
                corner + wide * (0.06 + 0.20 * column),
                top,
                wide * 0.10,
                high * 0.24,
                glass,
                mix(wall, (255, 255, 250), 0.4),
            )
        _window(c, x + wide * 0.13, top, wide * 0.09, high * 0.24, glass, mix(side, (255, 255, 250), 0.25))
    c.box(x, foot - high * 0.05, x + wide, foot, mix(wall, (66, 58, 46), 0.5 * near))


def _window(c: Canvas, left: float, top: float, wide: float, high: float, glass: Colour, frame: Colour) -> None:
    c.box(left - wide * 0.10, top - high * 0.05, left + wide * 1.10, top + high * 1.06, frame)
    c.box(left, top, left + wide, top + high, glass)
    c.box(left, top, left + wide * 0.5, top + high * 0.35, mix(glass, (220, 220, 216), 0.35))
    c.line(((left + wide / 2, top), (left + wide / 2, top + high)), frame, wide * 0.08)
    c.line(((left, top + high * 0.4), (left + wide, top + high * 0.4)), frame, wide * 0.08)


def _rescue_boat(c: Canvas, x: float, y: float, size: float) -> None:
    shadow = c.mask()
    px, py = c.at(x, y + 0.014)
    ImageDraw.Draw(shadow).ellipse(
        (px - c.wide(size * 0.60), py - c.wide(0.008), px + c.wide(size * 0.60), py + c.wide(0.034)), fill=190
    )
    c.paste((44, 42, 40), shadow.filter(ImageFilter.GaussianBlur(c.wide(0.006))))
    for dx, high, tone in (
        (-0.34, 0.40, (44, 42, 44)),
        (-0.12, 0.30, (58, 54, 54)),
        (0.04, 0.22, (52, 50, 52)),
        (0.18, 0.31, (48, 46, 50)),
        (0.40, 0.38, (42, 40, 42)),
    ):
        c.person(x + size * dx, y + 0.012, size * high, tone, 0.012)
    c.line(((x - size * 0.26, y - 0.115), (x - size * 0.62, y + 0.03)), (52, 46, 40), 0.0022)
    c.polygon(
        (
            (x - size * 0.56, y - 0.034),
            (x + size * 0.58, y - 0.040),
            (x + size * 0.66, y - 0.052),
            (x + size * 0.50, y + 0.016),
            (x - size * 0.48, y + 0.016),
        ),
        (38, 40, 44),
    )
    c.line(
        ((x - size * 0.56, y - 0.033), (x + size * 0.58, y - 0.039), (x + size * 0.66, y - 0.051)),
        (206, 202, 190),
        0.0022,
    )


def ferry() -> Image.Image:
    """Return a ferry coming into the bay of an island after sunset: lamps up the hill, people waiting on the mole."""
    c = Canvas(1600, 1067, 37)
    horizon = 0.60
    c.sky(
        (
            (0.0, (62, 78, 118)),
            (0.32, (136, 138, 162)),
            (0.50, (226, 180, 156)),
            (0.60, (250, 214, 170)),
            (1.0, (60, 66, 90)),
        )
    )
    c.drift((70, 74, 106), 3, 4.0, 0.5, 0.9, -0.1, 0.46, 0.9, 1)
    c.drift((255, 206, 170), 4, 6.0, 0.5, 0.95, 0.2, 0.62, 0.8, 2)
    c.glow(0.10, 0.59, 0.45, (255, 190, 120), 0.7)
    c.land(c.ridge(0.545, 0.56, 0.03, 0.5, 4), (150, 128, 138), (206, 172, 154), 0.07, 4)
    hill = [(x, min(0.62, y + 0.10 * (1 - x))) for x, y in c.ridge(0.66, 0.20, 0.10, 0.48, 9)]
    c.land(hill, (74, 66, 84), (126, 104, 112), 0.42, 5)
    places = []
    for _ in range(190):
        x = min(0.98, max(0.44, c.rng.gauss(0.74, 0.13)))
        top = next(y for hx, y in hill if hx >= x)
        places.append((0.597 - (0.597 - top) * 0.74 * c.rng.random() ** 1.4, x))
    for y, x in sorted(places):
        _white_house(c, x, y, 0.009 + 0.030 * (y - 0.28) * c.rng.uniform(0.8, 1.4))
    _chapel(c, 0.835, 0.330)
    c.drift((232, 196, 178), 4, 5.0, 0.2, 0.9, 0.46, 0.63, 0.45, 6)
    c.box(0.37, 0.592, 1.0, 0.606, (70, 64, 74))
    for k in range(9):
        c.glow(0.42 + 0.068 * k, 0.586, 0.016, (255, 214, 140), 0.95)
    _ferry_ship(c, 0.27, horizon + 0.012, 0.33)
    c.water(horizon + 0.012, (40, 48, 72), 0.0040, depth=0.42)
    c.glitter(0.10, horizon + 0.02, 0.98, 0.06, (255, 206, 150), 500)
    _wake(c, 0.27, horizon + 0.016, 0.33)
    for k in range(6):
        _rowing_boat(c, 0.56 + 0.066 * k + c.rng.uniform(-0.01, 0.01), 0.645 + c.rng.uniform(0, 0.04), 0.024)
    quay = (30, 30, 40)
    c.polygon(((0.56, 1.0), (0.66, 0.865), (1.0, 0.835), (1.0, 1.0)), quay)
    c.polygon(((0.66, 0.865), (1.0, 0.835), (1.0, 0.842), (0.662, 0.873)), (112, 92, 92))
    c.line(((0.945, 0.90), (0.945, 0.545)), (24, 24, 32), 0.004)
    c.line(((0.945, 0.548), (0.925, 0.538)), (24, 24, 32), 0.003)
    c.glow(0.922, 0.550, 0.11, (255, 214, 150), 0.8)
    c.disc(0.922, 0.550, 0.005, (255, 246, 220))
    for x, foot, high in ((0.735, 0.912, 0.092), (0.765, 0.905, 0.086), (0.862, 0.925, 0.096), (0.885, 0.915, 0.058)):
        c.person(x, foot, high, (18, 18, 26), 0.008)
    c.box(0.790, 0.880, 0.815, 0.912, (22, 22, 30))
    c.bloom(0.72, 0.010, 0.45)
    c.vignette(0.4)
    return c.finish(0.12, (0.04, 0.94, 0.90))


def _white_house(c: Canvas, x: float, foot: float, size: float) -> None:
    high = size * c.rng.uniform(0.8, 1.3) * 1.4
    light = mix((196, 176, 176), (140, 124, 138), c.rng.random())
    c.box(x, foot - high, x + size, foot, light)
    c.box(x + size * 0.62, foot - high, x + size, foot, mix(light, (60, 58, 84), 0.6))
    c.line(((x, foot - high), (x + size, foot - high)), mix(light, (255, 226, 200), 0.5), 0.0008)
    for column in (0.10, 0.36):
        lit = c.rng.random() < 0.34
        c.box(
            x + size * column,
            foot - high * 0.72,
            x + size * (column + 0.13),
            foot - high * 0.42,
            (255, 220, 150) if lit else (74, 72, 96),
        )
        if lit:
            c.glow(x + size * (column + 0.06), foot - high * 0.57, 0.010, (255, 200, 120), 0.55)


def _chapel(c: Canvas, x: float, foot: float) -> None:
    wall, shade = (206, 188, 186), (126, 112, 130)
    c.disc(x + 0.024, foot - 0.050, 0.017, (92, 88, 122))
    c.box(x, foot - 0.050, x + 0.048, foot + 0.03, wall)
    c.box(x + 0.032, foot - 0.050, x + 0.048, foot + 0.03, shade)
    c.box(x + 0.056, foot - 0.100, x + 0.070, foot + 0.03, wall)
    c.box(x + 0.064, foot - 0.100, x + 0.070, foot + 0.03, shade)
    c.box(x + 0.0595, foot - 0.092, x + 0.0635, foot - 0.068, (96, 88, 112))
    c.line(((x + 0.024, foot - 0.073), (x + 0.024, foot - 0.096)), (60, 56, 74), 0.0010)
    c.line(((x + 0.020, foot - 0.088), (x + 0.028, foot - 0.088)), (60, 56, 74), 0.0010)
    c.box(x + 0.010, foot - 0.012, x + 0.019, foot + 0.016, (255, 216, 150))
    c.glow(x + 0.014, foot, 0.030, (255, 206, 130), 0.6)


def _rowing_boat(c: Canvas, x: float, y: float, size: float) -> None:
    tone = c.rng.choice(((62, 60, 76), (50, 56, 80), (76, 54, 60)))
    c.polygon(
        ((x - size, y - 0.008), (x + size, y - 0.012), (x + size * 0.7, y + 0.009), (x - size * 0.8, y + 0.009)), tone
    )
    c.line(((x - size, y - 0.008), (x + size, y - 0.012)), (190, 164, 154), 0.0010)
    c.line(((x - size * 0.9, y + 0.012), (x + size * 0.8, y + 0.012)), (44, 46, 64), 0.0026)


def _ferry_ship(c: Canvas, x: float, y: float, size: float) -> None:
    """Draw a ferry with lit decks, the evening behind it; `size` is its length as a share of the width."""
    hull, house, lamp = (46, 48, 68), (112, 104, 120), (255, 226, 164)
    left, right = x - size / 2, x + size / 2
    for deck in range(3):
        top = y - 0.070 - 0.030 * (deck + 1)
        inset = size * (0.06 * deck)
        c.polygon(
            (
                (left + size * 0.05 + inset * 0.4, top),
                (right - size * 0.15 - inset * 1.3 - 0.008, top),
                (right - size * 0.15 - inset * 1.3, top + 0.031),
                (left + size * 0.05 + inset * 0.4, top + 0.031),
            ),
            mix(house, (200, 176, 164), 0.16 * deck),
        )
        c.line(
            ((left + size * 0.04, top + 0.030), (right - size * 0.14 - inset * 1.2, top + 0.030)), (70, 66, 84), 0.0012
        )
        k = left + size * 0.09 + inset * 0.4
        while k < right - size * 0.19 - inset * 1.3:
            c.box(k, top + 0.009, k + 0.0052, top + 0.020, lamp if c.rng.random() < 0.8 else (84, 80, 98))
            k += 0.0094
    c.polygon(
        (
            (left, y - 0.072),
            (right - size * 0.06, y - 0.072),
            (right + size * 0.05, y - 0.084),
            (right - size * 0.07, y),
            (left + 0.008, y),
        ),
        hull,
    )
    c.line(((left + 0.003, y - 0.050), (right + size * 0.01, y - 0.058)), (178, 154, 148), 0.0014)
    bridge = right - size * 0.34
    c.box(bridge, y - 0.186, bridge + size * 0.11, y - 0.158, house)
    c.box(bridge + size * 0.01, y - 0.180, bridge + size * 0.112, y - 0.171, lamp)
    c.polygon(
        (
            (left + size * 0.26, y - 0.158),
            (left + size * 0.24, y - 0.225),
            (left + size * 0.35, y - 0.225),
            (left + size * 0.38, y - 0.158),
        ),
        (54, 52, 72),
    )
    c.polygon(
        (
            (left + size * 0.245, y - 0.212),
            (left + size * 0.243, y - 0.200),
            (left + size * 0.362, y - 0.200),
            (left + size * 0.357, y - 0.212),
        ),
        (196, 176, 166),
    )
    c.line(((bridge + size * 0.05, y - 0.186), (bridge + size * 0.05, y - 0.245)), (60, 58, 74), 0.0012)
    c.glow(bridge + size * 0.05, y - 0.245, 0.014, (255, 240, 210), 0.9)
    smoke = c.mask()
    brush = ImageDraw.Draw(smoke)
    for k in range(60):
        f = k / 60
        px, py = c.at(
            left + size * 0.28 - 0.20 * f, y - 0.228 - 0.05 * math.sqrt(f) + c.rng.gauss(0, 0.006) * (0.3 + f)
        )
        r = c.wide(0.004 + 0.016 * f)
        brush.ellipse((px - r, py - r * 0.6, px + r, py + r * 0.6), fill=round(90 * (1 - f)))
    c.paste((96, 86, 96), smoke.filter(ImageFilter.GaussianBlur(c.wide(0.004))))


def _wake(c: Canvas, x: float, y: float, size: float) -> None:
    foam = c.mask()
    brush = ImageDraw.Draw(foam)
    for _ in range(300):
        f = c.rng.random()
        px, py = c.at(x + size * (0.46 - 1.15 * f), y + c.rng.expovariate(1) * 0.007 * (0.2 + f))
        brush.ellipse(
            (px - c.wide(0.006), py - c.wide(0.0008), px + c.wide(0.006), py + c.wide(0.0008)),
            fill=c.rng.randint(70, 190),
        )
    c.paste((240, 214, 196), foam.filter(ImageFilter.GaussianBlur(c.wide(0.0007))))


def lighthouse() -> Image.Image:
    """Return a lighthouse on its rock at the blue hour, with its beam in the mist and surf below."""
    c = Canvas(1600, 1067, 41)
    c.sky(((0.0, (30, 40, 64)), (0.45, (84, 98, 124)), (0.68, (190, 170, 160)), (1.0, (40, 48, 62))))
    c.drift((28, 34, 54), 3, 3.0, 0.4, 0.85, -0.2, 0.5, 0.9, 1)
    c.drift((214, 186, 170), 4, 6.0, 0.5, 0.95, 0.4, 0.74, 0.7, 2)
    c.water(0.70, (24, 34, 48), 0.0040, depth=0.45)
    beam = c.mask()
    x, y = 0.655, 0.245
    for spread, light in ((0.16, 26), (0.10, 40), (0.05, 60)):
        ray = c.mask()
        ImageDraw.Draw(ray).polygon(
            [c.at(x, y), c.at(-0.1, y - 0.10 - spread * 0.5), c.at(-0.1, y - 0.02 + spread)], fill=light
        )
        beam = ImageChops.add(beam, ray)
    fall = Image.linear_gradient("L").rotate(90).resize(c.size)
    beam = ImageChops.multiply(beam.filter(ImageFilter.GaussianBlur(c.wide(0.012))), fall)
    c.image = ImageChops.screen(
        c.image, Image.composite(Image.new("RGB", c.size, (255, 236, 190)), Image.new("RGB", c.size), beam)
    )
    jitter = c.ridge(0.0, 0.0, 0.030, 0.68, 6)
    rock = [(px, _rock(px) + dy) for px, dy in jitter]
    c.land(rock, (50, 48, 52), (14, 16, 22), 0.3, 4)
    _tower(c, x, 0.64, 0.33)
    c.box(0.715, 0.598, 0.805, 0.680, (84, 82, 88))
    c.polygon(((0.706, 0.600), (0.730, 0.552), (0.790, 0.552), (0.815, 0.600)), (40, 38, 44))
    c.box(0.775, 0.530, 0.785, 0.556, (36, 34, 40))
    for k in range(3):
        c.box(0.728 + 0.024 * k, 0.617, 0.738 + 0.024 * k, 0.640, (255, 206, 130))
    c.glow(0.757, 0.628, 0.05, (255, 190, 110), 0.35)
    c.land([(px, py + 0.03) for px, py in rock], (40, 39, 44), (14, 16, 22), 0.3, 7)
    c.glow(x, y, 0.20, (255, 226, 170), 0.75)
    c.disc(x, y, 0.007, (255, 252, 238))
    _surf(c, rock, 420)
    c.bloom(0.7, 0.010, 0.5)
    c.vignette(0.45)
    return c.finish(0.13, (0.02, 0.88, 0.88))


def _rock(x: float) -> float:
    """Return the height of the rock's bare outline: it falls to the sea on the left and ends flat on the right."""
    if x < 0.66:
        return 0.63 + 1.9 * (0.66 - x) ** 1.7
    return 0.63 + 0.05 * min(1.0, (x - 0.66) / 0.14) + 0.10 * max(0.0, x - 0.84)


def _tower(c: Canvas, x: float, foot: float, high: float) -> None:
    top = foot - high
    half_foot, half_top = 0.040, 0.024
    for k in range(60):
        f = k / 59
        shade = 0.25 + 0.75 * math.sin(math.pi * (0.18 + 0.62 * (1 - f)))
        tone = mix((30, 34, 46), (226, 220, 212), shade * 0.92)
        a, b = (f * 2 - 1), ((k + 1.3) / 59 * 2 - 1)
        c.polygon(
            ((x + a * half_foot, foot), (x + a * half_top, top), (x + b * half_top, top), (x + b * half_foot, foot)),
            tone,
        )
    for low, up in ((0.30, 0.46), (0.64, 0.80)):
        band = c.mask()
        w0, w1 = half_foot + (half_top - half_foot) * low, half_foot + (half_top - half_foot) * up
        ImageDraw.Draw(band).polygon(
            [
                c.at(x - w0, foot - high * low),
                c.at(x - w1, foot - high * up),
                c.at(x + w1, foot - high * up),
                c.at(x + w0, foot - high * low),
            ],
            fill=215,
        )
        c.image = Image.composite(ImageChops.multiply(c.image, Image.new("RGB", c.size, (120, 56, 52))), c.image, band)
    for f in (0.18, 0.55, 0.87):
        c.box(
            x - 0.0035,
            foot - high * f - 0.018,
            x + 0.0035,
            foot - high * f,
            (255, 220, 150) if f == 0.55 else (40, 42, 52),
        )
    c.box(x - 0.032, top - 0.012, x + 0.032, top, (44, 46, 56))
    for k in range(9):
        c.line(((x - 0.032 + 0.008 * k, top - 0.012), (x - 0.032 + 0.008 * k, top - 0.038)), (36, 38, 46), 0.0008)
    c.line(((x - 0.033, top - 0.038), (x + 0.033, top - 0.038)), (36, 38, 46), 0.0014)
    c.box(x - 0.019, top - 0.088, x + 0.019, top - 0.012, (196, 176, 130))
    for k in range(5):
        c.line(((x - 0.019 + 0.0095 * k, top - 0.088), (x - 0.019 + 0.0095 * k, top - 0.012)), (40, 40, 48), 0.0012)
    c.polygon(((x - 0.024, top - 0.086), (x, top - 0.132), (x + 0.024, top - 0.086)), (42, 40, 48))
    c.line(((x, top - 0.13), (x, top - 0.165)), (42, 40, 48), 0.0012)


def _surf(c: Canvas, rock: list[tuple[float, float]], count: int) -> None:
    """Throw spray against the foot of the rock, where it meets the water."""
    foam = c.mask()
    brush = ImageDraw.Draw(foam)
    for _ in range(count):
        x = c.rng.uniform(0.28, 0.47)
        shore = next(y for rx, y in rock if rx >= x)
        px, py = c.at(x - 0.012, min(shore, 0.97) + c.rng.gauss(0.012, 0.022))
        r = c.rng.uniform(0.002, 0.014)
        box = (px - c.wide(r * 2.2), py - c.wide(r * 0.5), px + c.wide(r * 2.2), py + c.wide(r * 0.5))
        brush.ellipse(box, fill=c.rng.randint(60, 200))
    foam = ImageChops.multiply(foam.filter(ImageFilter.GaussianBlur(c.wide(0.004))), clouds_over(c))
    c.paste((196, 200, 208), foam)


def clouds_over(c: Canvas) -> Image.Image:
    from paint import clouds, curve

    return curve(clouds(c.size, c.seed + 5, 30, 5, 2.0), 0.3, 0.8)


def lens() -> Image.Image:
    """Return the rings of a lighthouse lens from close by: prisms of glass in brass frames."""
    c = Canvas(1600, 1067, 43)
    c.sky(((0.0, (40, 42, 46)), (0.5, (70, 66, 60)), (1.0, (26, 26, 30))))
    c.drift((150, 146, 136), 2, 1.0, 0.3, 0.9, 0.0, 1.0, 0.5, 1)
    c.blur(0.02)
    cx, cy = 0.47, 0.50
    for ring in range(30, 0, -1):
        radius = 0.034 + 0.0150 * ring
        for part, tone in (
            (1.0, 18),
            (0.985, 92 + 70 * (ring % 2)),
            (0.972, 205 - ring * 2),
            (0.965, 120),
            (0.958, 62),
        ):
            fade = 1 - ring / 46
            base = (
                round(tone * (0.75 + 0.25 * fade)),
                round(tone * (0.78 + 0.20 * fade)),
                round(tone * (0.74 + 0.14 * fade)),
            )
            c.disc(cx, cy, radius * part, mix(base, (44, 48, 52), 0.18))
    c.disc(cx, cy, 0.036, (250, 244, 222))
    glints = c.mask()
    brush = ImageDraw.Draw(glints)
    px, py = c.at(cx, cy)
    for ring in range(31):
        r = c.wide(0.034 + 0.0150 * ring) * 0.975
        for start, length in ((205, 42), (22, 30), (118, 16), (300, 12)):
            jitter = c.rng.uniform(-5, 5)
            brush.arc(
                (px - r, py - r, px + r, py + r),
                start + jitter,
                start + length + jitter + c.rng.uniform(-6, 6),
                fill=c.rng.randint(90, 225),
                width=max(2, round(c.wide(0.0036))),
            )
    c.paste((255, 252, 240), glints.filter(ImageFilter.GaussianBlur(c.wide(0.0011))))
    for spoke in (14, 74, 134, 194, 254, 314):
        a = math.radians(spoke)
        aspect = c.size[0] / c.size[1]
        c.line(
            (
                (cx + 0.05 * math.cos(a), cy + 0.05 * aspect * math.sin(a)),
                (cx + 0.7 * math.cos(a), cy + 0.7 * aspect * math.sin(a)),
            ),
            (58, 44, 26),
            0.011,
        )
        c.line(
            (
                (cx + 0.05 * math.cos(a) + 0.002, cy + 0.05 * aspect * math.sin(a)),
                (cx + 0.7 * math.cos(a) + 0.003, cy + 0.7 * aspect * math.sin(a)),
            ),
            (196, 160, 98),
            0.0034,
        )
    c.glow(cx, cy, 0.34, (255, 232, 184), 0.85)
    c.bloom(0.62, 0.014, 0.55)
    c.vignette(0.7)
    return c.finish(0.11, (0.03, 0.95, 0.95))


def stairs() -> Image.Image:
    """Return a spiral staircase seen from the top, with a small window's light and a person far down."""
    c = Canvas(1600, 1067, 47)
    c.image = Image.new("RGB", c.size, (30, 30, 32))
    aspect = c.size[0] / c.size[1]
    cx, cy = 0.52, 0.50

    def place(angle: float, radius: float) -> tuple[float, float]:
        lean = 1 - radius / 0.62
        return cx - 0.02 * lean + radius * math.cos(angle), cy + 0.02 * lean + radius * math.sin(angle) * aspect

    steps = 150
    for k in range(steps, 0, -1):
        f = k / steps
        depth = 1 - f
        shrink = math.exp(-3.0 * f)
        angle = -k * math.radians(11.5) + 0.6
        outer, inner = 0.78 * shrink, 0.36 * shrink
        light = 0.5 + 0.5 * math.cos(angle - 2.4)
        tone = round((34 + 150 * light) * (0.25 + 0.75 * depth))
        wide = math.radians(12.3)
        c.polygon(
            (
                place(angle, outer * 1.35),
                place(angle + wide, outer * 1.35),
                place(angle + wide, outer),
                place(angle, outer),
            ),
            (round(tone * 0.62), round(tone * 0.60), round(tone * 0.56)),
        )
        c.polygon(
            (place(angle, outer), place(angle + wide, outer), place(angle + wide, inner), place(angle, inner)),
            (tone, round(tone * 0.97), round(tone * 0.90)),
        )
        c.polygon(
            (
                place(angle, outer),
                place(angle + wide * 0.22, outer),
                place(angle + wide * 0.22, inner),
                place(angle, inner),
            ),
            (round(tone * 0.45), round(tone * 0.44), round(tone * 0.42)),
        )
        rail = [place(angle + wide * t, inner * math.exp(3.0 * t / steps)) for t in (-0.1, 0.2, 0.5, 0.8, 1.1)]
        c.line(rail, (20, 20, 22), 0.011 * shrink + 0.0006)
        c.line([(px - 0.0010, py - 0.0016) for px, py in rail], (176, 140, 88), 0.0036 * shrink + 0.0003)
    c.disc(cx - 0.019, cy + 0.02, 0.019, (214, 204, 180))
    c.glow(cx - 0.019, cy + 0.02, 0.10, (255, 232, 190), 0.6)
    c.glow(0.12, 0.16, 0.5, (190, 206, 226), 0.38)
    c.bloom(0.75, 0.010, 0.4)
    c.vignette(0.6)
    return c.finish(0.13, (0.02, 0.86, 0.95))


def waves() -> Image.Image:
    """Return three rows of waves, drawn with a pen, to be set between parts of a story; what is not ink is clear."""
    width, height, scale = 1600, 210, 3
    ink = Image.new("L", (width * scale, height * scale), 0)
    brush = ImageDraw.Draw(ink)
    for row in range(3):
        reach = 0.30 + 0.08 * (2 - row)
        points = []
        for step in range(601):
            along = step / 600 * 2 - 1
            swell = math.exp(-((along / 0.8) ** 4)) * 18 * scale
            rise = abs(math.sin((along * 9 + row * 0.5) * math.pi / 2))
            points.append(((0.5 + along * reach) * width * scale, (62 + 50 * row) * scale - swell * rise))
        brush.line(points, fill=255, width=5 * scale, joint="curve")
    picture = Image.new("LA", (width, height), (0, 0))
    picture.putalpha(ink.resize((width, height), Image.Resampling.LANCZOS))
    return picture


SCENES = {
    "waves.png": waves,
    "harbour.jpg": harbour,
    "flood.jpg": flood,
    "ferry.jpg": ferry,
    "lighthouse.jpg": lighthouse,
    "lens.jpg": lens,
    "stairs.jpg": stairs,
}
