"""Paint with Pillow and seeded chance: skies, ridges, water, light, grain. Positions are fractions of the picture.

Everything is drawn twice as large as it is kept (`Canvas.scale`) and made smaller at the end, which smooths all edges.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Colour = tuple[int, int, int]
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return the colour that is `share` of the way from `a` to `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def gradient(size: tuple[int, int], stops: Stops) -> Image.Image:
    """Return a picture that runs from top to bottom through the colours at the heights (0 to 1) of `stops`."""
    column = Image.new("RGB", (1, 512))
    for y in range(512):
        at = y / 511
        below = max((stop for stop in stops if stop[0] <= at), key=lambda stop: stop[0])
        above = min((stop for stop in stops if stop[0] >= at), key=lambda stop: stop[0])
        share = 0.0 if above[0] == below[0] else (at - below[0]) / (above[0] - below[0])
        column.putpixel((0, y), mix(below[1], above[1], share))
    return column.resize(size, Image.Resampling.BICUBIC)


def clouds(size: tuple[int, int], seed: int, cells: int = 4, octaves: int = 6, stretch: float = 1.0) -> Image.Image:
    """Return grey fractal noise; `cells` is the number of lumps across, `stretch` makes them wider than high."""
    rng = random.Random(seed)
    sum_: Image.Image | None = None
    weight = 0.0
    for octave in range(octaves):
        across = cells * 2**octave + 1
        down = max(2, round(across * stretch * size[1] / size[0])) + 1
        grid = Image.frombytes("L", (across, down), rng.randbytes(across * down))
        layer = grid.resize(size, Image.Resampling.BICUBIC)
        amount = 0.5**octave
        weight += amount
        sum_ = layer if sum_ is None else Image.blend(sum_, layer, amount / weight)
    assert sum_ is not None
    return ImageOps.autocontrast(sum_, cutoff=1)


def curve(image: Image.Image, low: float, high: float, gamma: float = 1.0) -> Image.Image:
    """Return the picture with its tones between `low` and `high` (0 to 1) spread over all tones."""
    table = [round(255 * min(1.0, max(0.0, (v / 255 - low) / (high - low))) ** gamma) for v in range(256)]
    return image.point(table * len(image.getbands()))


class Canvas:
    """A picture in the making."""

    scale = 2

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.out = (width, height)
        self.size = (width * self.scale, height * self.scale)
        self.rng = random.Random(seed)
        self.seed = seed
        self.image = Image.new("RGB", self.size)

    def at(self, x: float, y: float) -> Point:
        """Return the pixel of a place given in fractions of width and height."""
        return x * self.size[0], y * self.size[1]

    def wide(self, share: float) -> float:
        """Return a share of the width in pixels; used for all lengths, so that circles are round."""
        return share * self.size[0]

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def sky(self, stops: Stops) -> None:
        self.image = gradient(self.size, stops)

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        self.draw.polygon([self.at(*point) for point in points], fill=fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        self.polygon(((left, top), (right, top), (right, bottom), (left, bottom)), fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        pixels = max(1, round(self.wide(width)))
        self.draw.line([self.at(*point) for point in points], fill=fill, width=pixels, joint="curve")

    def disc(self, x: float, y: float, radius: float, fill: Colour, flat: float = 1.0) -> None:
        (px, py), r = self.at(x, y), self.wide(radius)
        self.draw.ellipse((px - r, py - r * flat, px + r, py + r * flat), fill=fill)

    def paste(self, layer: Image.Image | Colour, mask: Image.Image) -> None:
        picture = layer if isinstance(layer, Image.Image) else Image.new("RGB", self.size, layer)
        self.image = Image.composite(picture, self.image, mask)

    def mask(self) -> Image.Image:
        return Image.new("L", self.size, 0)

    def drift(
        self,
        colour: Colour,
        cells: int,
        stretch: float,
        low: float,
        high: float,
        top: float,
        bottom: float,
        strength: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Lay clouds or mist of the colour between the heights `top` and `bottom`, thin towards both."""
        noise = curve(clouds(self.size, self.seed * 31 + seed, cells, 6, stretch), low, high)
        band = gradient(
            self.size,
            (
                (0.0, (0, 0, 0)),
                (max(top, 0.001), (0, 0, 0)),
                ((top + bottom) / 2, (255, 255, 255)),
                (min(bottom, 0.999), (0, 0, 0)),
                (1.0, (0, 0, 0)),
            ),
        ).convert("L")
        amount = ImageChops.multiply(noise, band).point([round(v * strength) for v in range(256)])
        self.paste(colour, amount)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 1.0, flat: float = 1.0) -> None:
        """Add light round a place, falling to nothing at `radius`."""
        r, ry = round(self.wide(radius)), round(self.wide(radius) * flat)
        ball = ImageOps.invert(Image.radial_gradient("L")).resize((2 * r, 2 * ry), Image.Resampling.BICUBIC)
        # The gradient of Pillow reaches 255 at the edge's middle times 1/√2: what is below 75 lies in the corners.
        ball = ball.point([round(255 * strength * max(0.0, (v - 75) / 180) ** 2) for v in range(256)])
        light = Image.new("RGB", self.size)
        px, py = self.at(x, y)
        light.paste(colour, (round(px - r), round(py - ry)), ball)
        self.image = ImageChops.screen(self.image, light)

    def ridge(self, left: float, right: float, height: float, rough: float, seed: int, steps: int = 9) -> list[Point]:
        """Return a skyline over the whole width by midpoint displacement, from height `left` to height `right`."""
        rng = random.Random(self.seed * 977 + seed)
        line = [left, right]
        for _ in range(steps):
            between = [(a + b) / 2 + rng.uniform(-height, height) for a, b in pairwise(line)]
            line = [value for pair in zip(line, between, strict=False) for value in pair] + [line[-1]]
            height *= rough
        return [(i / (len(line) - 1), y) for i, y in enumerate(line)]

    def land(self, skyline: Sequence[Point], top: Colour, foot: Colour, depth: float, seed: int = 0) -> None:
        """Fill below the skyline: `top` colour at its crest, `foot` colour `depth` lower (haze gathers low)."""
        mask = self.mask()
        ImageDraw.Draw(mask).polygon([self.at(*p) for p in (*skyline, (1, 1), (0, 1))], fill=255)
        crest = min(y for _, y in skyline)
        end = min(0.999, crest + depth)
        fill = gradient(self.size, ((0.0, top), (crest, top), (end, foot), (1.0, foot)))
        texture = curve(clouds(self.size, self.seed * 53 + seed, 24, 5, 1.6), 0.0, 1.0)
        shade = Image.blend(Image.new("L", self.size, 128), texture, 0.25)
        self.paste(ImageChops.overlay(fill, shade.convert("RGB")), mask)

    def water(self, horizon: float, tint: Colour, ripple: float, seed: int = 0, depth: float = 0.35) -> None:
        """Mirror what stands above the horizon below it: broken by ripples that grow towards the eye."""
        width, height = self.size
        edge = round(horizon * height)
        mirrored = ImageOps.flip(self.image.crop((0, max(0, 2 * edge - height), width, edge)))
        mirrored = mirrored.resize((width, height - edge)).filter(ImageFilter.GaussianBlur(self.wide(0.0012)))
        rng = random.Random(self.seed * 61 + seed)
        moved = Image.new("RGB", mirrored.size)
        y, phase, shift = 0, 0.0, 0.0
        while y < mirrored.height:
            near = y / mirrored.height
            thick = 1 + round(near * height * 0.006)
            phase += rng.uniform(0.4, 1.2)
            shift = (
                shift * 0.5
                + math.sin(phase) * ripple * width * (0.15 + near)
                + rng.gauss(0, ripple * width * near * 0.5)
            )
            jump = round(rng.gauss(0, height * ripple * 0.6 * near))
            source = min(max(0, y + jump), mirrored.height - thick - 1) if mirrored.height > thick + 1 else 0
            strip = mirrored.crop((0, source, width, source + thick))
            moved.paste(strip, (0, y))
            moved.paste(strip, (round(shift), y))
            y += thick
        fall = gradient(moved.size, ((0.0, (40, 40, 40)), (1.0, (round(255 * depth),) * 3))).convert("L")
        self.image.paste(Image.composite(Image.new("RGB", moved.size, tint), moved, fall), (0, edge))
        swell = curve(clouds(moved.size, self.seed * 67 + seed, 14, 6, 7.0), 0.25, 0.75)
        sheet = Image.blend(Image.new("L", moved.size, 128), swell, 0.32).convert("RGB")
        below = self.image.crop((0, edge, width, height))
        self.image.paste(ImageChops.overlay(below, sheet), (0, edge))

    def glitter(self, x: float, top: float, bottom: float, spread: float, colour: Colour, count: int) -> None:
        """Strew short strokes of light on water below a light source."""
        layer = Image.new("RGB", self.size)
        brush = ImageDraw.Draw(layer)
        for _ in range(count):
            near = self.rng.random() ** 1.4
            y = top + (bottom - top) * near
            cx = x + self.rng.gauss(0, spread * (0.25 + near))
            half = self.rng.uniform(0.001, 0.004 + 0.010 * near)
            bright = self.rng.uniform(0.25, 1.0) * (1 - 0.55 * near)
            px, py = self.at(cx, y)
            thick = self.wide(0.0004 + 0.0011 * near)
            brush.ellipse(
                (px - self.wide(half), py - thick, px + self.wide(half), py + thick),
                fill=mix((0, 0, 0), colour, bright),
            )
        self.image = ImageChops.screen(self.image, layer.filter(ImageFilter.GaussianBlur(self.wide(0.0006))))

    def person(
        self, x: float, foot: float, height: float, fill: Colour, lean: float = 0.0, umbrella: bool = False
    ) -> None:
        """Draw somebody standing or walking, seen from behind or against the light; heights as shares of the width."""
        aspect = self.size[0] / self.size[1]
        h = height * aspect
        head = foot - h
        wide = height * 0.13
        stride = self.rng.uniform(0.04, 0.12) * height
        for side in (-1, 1):
            self.polygon(
                (
                    (x - wide * 0.7, foot - h * 0.48),
                    (x + wide * 0.7, foot - h * 0.48),
                    (x + side * stride + wide * 0.42, foot),
                    (x + side * stride - wide * 0.30, foot),
                ),
                fill,
            )
        body = [
            (-0.62, -0.84),
            (-0.98, -0.80),
            (-1.12, -0.60),
            (-0.92, -0.40),
            (0.92, -0.40),
            (1.12, -0.60),
            (0.98, -0.80),
            (0.62, -0.84),
            (0.30, -0.87),
            (-0.30, -0.87),
        ]
        self.polygon([(x + dx * wide + lean * height * -dy, foot + dy * h) for dx, dy in body], fill)
        self.disc(x + lean * height, head + h * 0.065, height * 0.062, fill, 1.18)
        if umbrella:
            top = head - h * 0.12
            self.line(((x, foot - h * 0.6), (x, top)), fill, 0.0014)
            px, py = self.at(x, top + h * 0.10)
            r = self.wide(height * 0.34)
            self.draw.pieslice((px - r, py - r * 0.62, px + r, py + r * 0.62), 180, 360, fill=fill)

    def blur(self, radius: float) -> None:
        self.image = self.image.filter(ImageFilter.GaussianBlur(self.wide(radius)))

    def bloom(self, threshold: float, radius: float, strength: float) -> None:
        """Let the brightest places shine over their edges, as a lens does."""
        bright = curve(self.image, threshold, 1.0).filter(ImageFilter.GaussianBlur(self.wide(radius)))
        self.image = ImageChops.screen(self.image, bright.point([round(v * strength) for v in range(256)] * 3))

    def vignette(self, strength: float) -> None:
        edge = Image.radial_gradient("L").resize(self.size, Image.Resampling.BICUBIC)
        shade = edge.point([255 - round(255 * strength * (v / 255) ** 2.2) for v in range(256)])
        self.image = ImageChops.multiply(self.image, shade.convert("RGB"))

    def finish(self, grain: float = 0.10, contrast: tuple[float, float, float] = (0.02, 0.96, 1.0)) -> Image.Image:
        """Return the picture at its size, with the tones spread and the grain of a fast film."""
        small = curve(self.image.resize(self.out, Image.Resampling.LANCZOS), *contrast)
        rng = random.Random(self.seed * 101)
        dust = Image.frombytes("L", self.out, rng.randbytes(self.out[0] * self.out[1]))
        dust = ImageOps.autocontrast(dust.filter(ImageFilter.GaussianBlur(0.9)))
        film = Image.blend(Image.new("L", self.out, 128), dust, grain).convert("RGB")
        return ImageChops.overlay(small, film)
