"""Text items → text operators. The loop that every word of a page goes through: 0.5 µs each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exporter.backends.pdf.color.inks import Colors
from exporter.backends.pdf.fonts import EmbeddedFont, FontStore
from exporter.backends.pdf.operators import decimal, hundredths, integer
from exporter.page import RGB, GlyphRun, Text


class TextSetter:
    """Sets the text of one page, naming font, size, colour, scale and tracking only where they change."""

    def __init__(self, height: float, fonts: FontStore, colors: Colors) -> None:
        self._height, self._fonts, self._colors = height, fonts, colors
        self._look: tuple[object, ...] = ()
        self._named: tuple[str, float] | None = None
        self._font: EmbeddedFont | None = None
        self._color: RGB | None = None  # boxes may have left any colour
        self._stretch, self._tracking = 1.0, 0.0
        self._x = self._y = 0  # of the line's start, in 1/100 point: whole numbers do not drift

    def set_text(self, item: Text, carried: tuple[tuple[str, ...], ...] | None) -> bytes:
        """Return the operators of the item; `carried` are other characters for its glyphs."""
        look = (item.font, item.size, item.color, item.stretch, item.tracking)
        state = b"" if look == self._look else self._state(item)
        self._look = look
        x, y = round(item.x * 100), round((self._height - item.y) * 100)
        right, up = x - self._x, y - self._y
        self._x, self._y = x, y
        return b"%s%s %s Td[%s]TJ" % (state, hundredths(right), hundredths(up), self._runs(item, carried))

    def _state(self, item: Text) -> bytes:
        parts = b""
        if self._named != (item.font, item.size):
            self._named, self._font = (item.font, item.size), self._fonts.font(item.font)
            parts += b"/%s %s Tf " % (self._font.name.encode(), decimal(item.size))
        if self._color != item.color:
            self._color = item.color
            parts += self._colors.fill(item.color) + b" "
        if abs(self._stretch - item.stretch) > 0.00005:
            self._stretch = round(item.stretch, 4)
            parts += b"%.5g Tz " % (self._stretch * 100)
        if abs(self._tracking - item.tracking) > 0.0005:
            self._tracking = round(item.tracking, 3)
            parts += b"%.3f Tc " % self._tracking
        return parts

    def _runs(self, item: Text, carried: tuple[tuple[str, ...], ...] | None) -> bytes:
        """Return the inside of the TJ array: each run, and before it what its place differs from the pen's."""
        font, size = self._font, item.size
        assert font is not None
        keyed: Iterable[tuple[float, Any]] = item.runs
        between, gap = b"", 0.0
        known = font.fragments.get
        scale = 1000 / (size * self._stretch)  # 1/1000 em to a point
        tracking = self._tracking * 1000 / size
        if carried:
            keyed = [(x, font.carrying(run, texts, size)) for (x, run), texts in zip(item.runs, carried, strict=True)]
        elif _is_spaced(item.runs):
            space = item.runs[1][1]
            between, gap, _ = known(space) or font.fragment(space, size)
            gap += tracking
            keyed = item.runs[::2]
        parts: list[bytes] = []
        add = parts.append
        pen = 0.0  # where the reader's pen is, from the item's x; what rounding leaves goes into the next gap
        for x, key in keyed:
            body, width, glyphs = known(key) or font.fragment(key, size)
            shift = round(pen - x * scale)
            if shift:
                add(integer(shift))
                pen -= shift
            add(body)
            add(between)
            pen += width + tracking * glyphs + gap
        if len(item.runs) % 2 and between:
            parts.pop()
        return b"".join(parts).replace(b")(", b"")


def _is_spaced(runs: tuple[tuple[float, GlyphRun], ...]) -> bool:
    """Return True for words with one and the same space between them, which stands where the word before ends."""
    spaces = [run for _, run in runs[1::2]]
    return len(spaces) > 1 and spaces.count(spaces[0]) == len(spaces) and spaces[0].texts == (" ",)
