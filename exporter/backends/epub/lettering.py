"""Words drawn on the cover: the face that has the letters, the size that fits, lines of like length."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from msgspec import Struct
from PIL import ImageFont

from exporter.style.fonts import Face, FontBook
from exporter.style.model import Role, Style

# Letters that change shape or order beside their neighbours need HarfBuzz; without it they would be wrong, not plain.
_SHAPED = ((0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E80, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC))


class Lines(Struct, frozen=True):
    """Text broken for the cover. `leading` is the distance of the baselines in pixels; `is_cut`: words are missing."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: float
    is_cut: bool

    @property
    def height(self) -> float:
        """Return the height of all lines in pixels."""
        return self.leading * len(self.lines)


def find_face(text: str, role: Role, style: Style) -> Face | None:
    """Return the role's face, or the first fallback that has all letters of the text; None where no face has them."""
    if _needs_shaping(text) and not _can_shape():
        return None
    book = FontBook(style.font_folders)
    own = style.text[role]
    bold = style.families["text"].file("bold") if "text" in style.families else ""
    keys = (style.families[own.family].file(own.slot), bold, *style.fallback)
    faces = (book.face(key) for key in keys if key)
    return next((face for face in faces if face.covers(text.replace("\n", " "))), None)


def fit_lines(
    text: str, face: Face, measure: float, height: float, sizes: tuple[int, ...], leading: float, most: int
) -> Lines:
    """Return the text in the largest of the sizes (px, descending) at which it needs at most `most` lines that fit.

    Where none fits, the smallest size is taken and the lines that do not fit give way to an ellipsis.
    """
    for size in sizes:
        font = _font(face, size)
        lines = _break_evenly(text, font, measure)
        fits = len(lines) <= most and len(lines) * leading * size <= height
        if fits and max(font.getlength(line) for line in lines) <= measure:
            return Lines(lines, font, leading * size, False)
    room = max(1, min(most, int(height / (leading * sizes[-1]))))
    return Lines(_cut(lines, room, font, measure), font, leading * sizes[-1], True)


def _break_evenly(text: str, font: ImageFont.FreeTypeFont, measure: float) -> tuple[str, ...]:
    """Return the fewest lines that the measure allows, at the narrowest width that still gives as few."""
    lines = _break(text, font, measure)
    narrow, wide = measure / 2, measure
    for _ in range(6 if len(lines) > 1 else 0):  # halving six times leaves under 1% of the measure
        middle = (narrow + wide) / 2
        tried = _break(text, font, middle)
        if len(tried) == len(lines) and max(font.getlength(line) for line in tried) <= middle:
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _break(text: str, font: ImageFont.FreeTypeFont, measure: float) -> tuple[str, ...]:
    """Return the lines, each as full as it goes; text without spaces (Chinese, Japanese) breaks after any letter."""
    spaced = " " in text or font.getlength(text) <= measure
    words, glue = (text.split(), " ") if spaced else (list(text), "")
    lines, line = [], ""
    for word in words:
        longer = f"{line}{glue}{word}" if line else word
        if line and font.getlength(longer) > measure:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def _cut(lines: tuple[str, ...], room: int, font: ImageFont.FreeTypeFont, measure: float) -> tuple[str, ...]:
    kept = [_shorten(line, font, measure) for line in lines[:room]]
    if len(lines) > room:
        kept[-1] = _shorten(f"{kept[-1].rstrip('…')} …", font, measure)
    return tuple(kept)


def _shorten(line: str, font: ImageFont.FreeTypeFont, measure: float) -> str:
    if font.getlength(line) <= measure:
        return line
    line = line.rstrip(" …")
    while line and font.getlength(f"{line}…") > measure:
        line = line[: -max(1, len(line) // 10)]
    return f"{line}…"


@lru_cache(maxsize=32)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(face.data), size)


def _needs_shaping(text: str) -> bool:
    return any(first <= ord(letter) <= last for letter in text for first, last in _SHAPED)


def _can_shape() -> bool:
    from PIL import features

    return features.check("raqm") is True
