"""Fonts of squares, for tests of what becomes of a letter that the bundled faces lack."""

from __future__ import annotations

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def square(width: int, heights: dict[str, int] | None = None, weight: int = 400) -> TTFont:
    """Return a font whose letters (A, 700 high, where nothing else is said) are squares as wide as their advance."""
    heights = heights or {"A": 700}
    names = {letter: f"uni{ord(letter):04X}" for letter in heights}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    glyphs = {}
    for name, height in ((".notdef", 700), *((names[letter], height) for letter, height in heights.items())):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, height), (width, height), (width, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (width, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Square", "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    return builder.font
