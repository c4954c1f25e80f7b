"""The colours of a page as content operators: for screens, or as inks of a press.

Pages carry RGB only. A colour of the style is printed in the inks that the style gives it; any other in those that the
common grey in black leaves. Solid black overprints, so that no white shows beside type when a plate is out of register.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, Protocol

from exporter.backends.pdf.operators import decimal
from exporter.page import RGB
from exporter.style.model import Color, Style

CMYK = tuple[float, float, float, float]
SOLID_BLACK: CMYK = (0.0, 0.0, 0.0, 1.0)
# Graphics states of a page in inks: overprinting on, where inks of 0 leave what is below (mode 1), and off.
OVER, KNOCK_OUT = b"Ov", b"Ko"
STATES = {OVER: b"<</OP true/op true/OPM 1>>", KNOCK_OUT: b"<</OP false/op false/OPM 0>>"}


class Colors(Protocol):
    """How a document sets colours; `states` and `spaces` are the graphics states and colour spaces that it names."""

    states: dict[bytes, bytes]
    spaces: dict[bytes, bytes]

    def fill(self, color: RGB) -> bytes:
        """Return the operator that sets the colour of areas and type."""
        ...

    def stroke(self, color: RGB) -> bytes:
        """Return the operator that sets the colour of lines."""
        ...


class ScreenColors:
    """RGB; greys in the grey space, so that black stays black ink."""

    states: dict[bytes, bytes]
    spaces: dict[bytes, bytes]

    def __init__(self) -> None:
        self.states, self.spaces = {}, {}

    def fill(self, color: RGB) -> bytes:
        """Return the operator that sets the colour of areas and type."""
        return _screen(color, b"g", b"rg")

    def stroke(self, color: RGB) -> bytes:
        """Return the operator that sets the colour of lines."""
        return _screen(color, b"G", b"RG")


class PressColors:
    """Inks: four and those that the style names, or black alone, whose space a profile of one ink asks for."""

    states: dict[bytes, bytes]
    spaces: dict[bytes, bytes]

    def __init__(self, style: Style, inks: Literal[1, 4]) -> None:
        self.states = STATES if inks == 4 else {}
        self._inks = inks
        self._known = style_colors(style)
        spots = dict.fromkeys(color.spot for color in self._known.values() if color.spot) if inks == 4 else {}
        self._spots = {spot: b"S%d" % count for count, spot in enumerate(spots, start=1)}
        self.spaces = {
            self._spots[color.spot]: _separation(color) for color in self._known.values() if color.spot in self._spots
        }

    def fill(self, color: RGB) -> bytes:
        """Return the operator that sets the colour of areas and type."""
        return self._operators(color, b"g", b"k", b"/%s cs 1 scn")

    def stroke(self, color: RGB) -> bytes:
        """Return the operator that sets the colour of lines."""
        return self._operators(color, b"G", b"K", b"/%s CS 1 SCN")

    def _operators(self, color: RGB, grey: bytes, inks: bytes, spot: bytes) -> bytes:
        known = self._known.get(_key(color))
        mixed = known.cmyk if known else mix(color)
        if known and known.spot in self._spots:
            return b"/%s gs " % KNOCK_OUT + spot % self._spots[known.spot]
        if self._inks == 1:
            return b"%s %s" % (decimal(_grey(mixed), 3), grey)
        state = OVER if mixed == SOLID_BLACK else KNOCK_OUT
        return b"/%s gs %s %s" % (state, b" ".join(decimal(ink, 3) for ink in mixed), inks)


def style_colors(style: Style) -> dict[tuple[int, int, int], Color]:
    """Return the style's colours by the RGB that stands for them on pages."""
    known: dict[tuple[int, int, int], Color] = {}
    for color in (*style.colors.values(), *(role.color for role in style.text.values())):
        known.setdefault(_key(color.rgb), color)
    return known


def mix(color: RGB) -> CMYK:
    """Return the inks of a colour that the style does not name: all common grey goes into black."""
    light = max(color)
    if light == 0:
        return SOLID_BLACK
    cyan, magenta, yellow = (round(1 - part / light, 4) for part in color)
    return cyan, magenta, yellow, round(1 - light, 4)


def _separation(color: Color) -> bytes:
    """Return the colour space of an ink of its own, and the four inks that stand for it where there is none."""
    plain = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._"
    name = b"".join(b"%c" % sign if sign in plain else b"#%02X" % sign for sign in color.spot.encode())
    solid = b" ".join(decimal(ink, 3) for ink in color.cmyk)
    return b"[/Separation/%s/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[%s]/N 1>>]" % (name, solid)


def _key(color: RGB) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in color)
    return red, green, blue


def _grey(inks: CMYK) -> float:
    """Return the light of the inks, 0 to 1, as black alone prints them."""
    cyan, magenta, yellow, black = inks
    return round((1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow)) * (1 - black), 3)


@lru_cache(maxsize=4096)
def _screen(color: RGB, grey: bytes, rgb: bytes) -> bytes:
    if color[0] == color[1] == color[2]:
        return b"%s %s" % (decimal(color[0], 3), grey)
    return b"%s %s" % (b" ".join(decimal(part, 3) for part in color), rgb)
