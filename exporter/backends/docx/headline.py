"""The size of a headline: the largest of the style's ladder that keeps it within its lines."""

from __future__ import annotations

from exporter.model import Rich, text_of
from exporter.report import ResourceError
from exporter.style.fonts import Face, open_book
from exporter.style.model import Style

_LINES = 2
_UNKNOWN = 1000.0  # 1/1000 em: a letter that the face lacks is taken as wide as a Chinese one
_SAFETY = 1.02  # Word spaces a little wider than the font's bare advances


def fit_headline(style: Style, runs: Rich, measure: float, largest: float = 1000.0) -> float:
    """Return the size in points at which the headline fits the measure in the style's number of lines, at most two.

    More lines would leave a page that nobody fits by hand no room for photo and text. Lines are counted by the advances
    of the glyphs, greedily and without hyphens, as Word does. No size above `largest` is taken; where none fits, the
    smallest of the ladder is.
    """
    ladder = style.headline.sizes(style.page.measure, largest)
    words = text_of(runs).split()
    widths: dict[Face | None, list[float]] = {}  # a face is the same at most sizes
    for size in reversed(ladder):
        face = _face(style, size)
        if face not in widths:
            widths[face] = [_width(face, word) for word in (" ", *words)]
        if _count_lines(widths[face], measure / size * 1000 / _SAFETY) <= min(style.headline.max_lines, _LINES):
            return size
    return ladder[0]


def _face(style: Style, size: float) -> Face | None:
    text = style.text["headline"]
    family = style.headline.small_family if size < style.headline.small_below else text.family
    try:
        face = open_book(style.font_folders).face(style.families[family].file(text.slot))
        _ = face.data
    except ResourceError:  # the file still names the font; whoever opens it may have it
        return None
    return face


def _count_lines(widths: list[float], measure: float) -> int:
    """Return the number of lines in a measure of so many 1/1000 em; a word that is too long counts as ten.

    `widths` are those of the space and of each word.
    """
    space, *words = widths
    lines, used = 1, -space
    for width in words:
        if width > measure:
            return 10
        if used + space + width > measure:
            lines, used = lines + 1, -space
        used += space + width
    return lines


def _width(face: Face | None, text: str) -> float:
    if face is None:
        return 550.0 * len(text)
    return sum(face.advance(glyph) if (glyph := face.glyph(letter)) else _UNKNOWN for letter in text)
