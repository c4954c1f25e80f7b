"""Words drawn on the cover: the face that has the letters, the size that fits, lines of like length."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from io import BytesIO

from msgspec import Struct
from PIL import ImageFont

from exporter.regex import is_western, regex
from exporter.style.fonts import Face, FontBook
from exporter.style.model import Role, Style

# Letters that change shape or order beside their neighbours need HarfBuzz; without it they would be wrong, not plain.
_SHAPED = regex(r"[\u0590-\u08ff\u0900-\u0dff\u0e80-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")

_MARKS = ("Mn", "Mc", "Me", "Cf")  # Unicode categories of what stands on or joins the letter before it
LONGEST = 6_000  # letters: more than forty lines of a cover hold
_REFERENCE = 100  # px, the size at which words are measured


class Lines(Struct, frozen=True):
    """Text broken for the cover; `size` and `leading`, the distance of the baselines, are in pixels.

    `is_cut`: words are missing.
    """

    lines: tuple[str, ...]
    face: Face
    size: int
    leading: float
    is_cut: bool

    @property
    def height(self) -> float:
        """Return the height of all lines in pixels."""
        return self.leading * len(self.lines)


def find_face(text: str, role: Role, style: Style, fonts: FontBook) -> Face | None:
    """Return the first face that has all letters of the text: the role's, a fallback, one of this machine; else None.

    A line is drawn in one face: where two scripts meet that no font has both of, there is none.
    """
    if _needs_shaping(text) and not _can_shape():
        return None
    text = text.replace("\n", " ")
    own = style.text[role]
    bold = style.families["text"].file("bold") if "text" in style.families else ""
    first = fonts.face(style.families[own.family].file(own.slot))
    if first.covers(text):
        return first
    others = (fonts.face(key) for key in (bold, *style.fallback) if key)
    if found := next((face for face in others if face.covers(text)), None):
        return found
    missing = [letter for letter in dict.fromkeys(text) if not first.covers(letter)]
    borrowed = (fonts.covering(letter) for letter in missing)
    return next((face for face in borrowed if face is not None and face.covers(text)), None)


def fit_lines(
    text: str, face: Face, measure: float, height: float, sizes: tuple[int, ...], leading: float, most: int
) -> Lines:
    """Return the text in the largest of the sizes (px, descending) at which it needs at most `most` lines that fit.

    Where none fits, the smallest size is taken and the lines that do not fit give way to an ellipsis.
    """
    words = _measure_words(text[:LONGEST], face)
    for size in sizes:
        room = measure / size  # in em, as the words are measured
        lines = _break_evenly(words, room)
        fits = len(text) <= LONGEST and len(lines) <= most and len(lines) * leading * size <= height
        if fits and max(words.width(line) for line in lines) <= room:
            return Lines(tuple(map(words.join, lines)), face, size, leading * size, False)
    kept = lines[: max(1, min(most, int(height / (leading * size))))]
    cut = [_shorten(words.join(line), face, room, len(kept) < len(lines) and line is kept[-1]) for line in kept]
    return Lines(tuple(cut), face, size, leading * size, True)


class _Words(Struct, frozen=True):
    """Text cut where a line may end; widths are in em. Text without spaces (Chinese) is cut at each letter."""

    words: tuple[str, ...]
    widths: tuple[float, ...]
    space: str
    space_width: float

    def width(self, line: range) -> float:
        """Return the width of the words in the line, spaces between them included."""
        return sum(self.widths[line.start : line.stop]) + self.space_width * (len(line) - 1)

    def join(self, line: range) -> str:
        """Return the words in the line."""
        return self.space.join(self.words[line.start : line.stop])


def _measure_words(text: str, face: Face) -> _Words:
    """Return the words with their widths, measured once: widths grow with the size."""
    space = " " if " " in text else ""
    words = tuple(text.split() if space else text)
    widths = {word: line_width(word, face) for word in dict.fromkeys(words)}
    return _Words(words, tuple(widths[word] for word in words), space, advance(" ", " ", face) if space else 0.0)


def _break_evenly(words: _Words, room: float) -> list[range]:
    """Return the fewest lines that the room (em) allows, at the narrowest width that still gives as few."""
    lines = _break(words, room)
    narrow, wide = room / 2, room
    for _ in range(6 if len(lines) > 1 else 0):  # halving six times leaves under 1% of the measure
        middle = (narrow + wide) / 2
        tried = _break(words, middle)
        if len(tried) == len(lines) and max(map(words.width, tried)) <= middle:
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _break(words: _Words, room: float) -> list[range]:
    """Return the lines, each as full as it goes."""
    lines: list[range] = []
    start, width = 0, 0.0
    for index, own in enumerate(words.widths):
        if index > start and width + words.space_width + own > room:
            lines.append(range(start, index))
            start, width = index, own
        else:
            width += own + (words.space_width if index > start else 0.0)
    return [*lines, range(start, len(words.words))]


def _shorten(line: str, face: Face, room: float, goes_on: bool) -> str:
    """Return the line, with an ellipsis where it is too long for the room (em) or where the text goes on."""
    end = "…" if goes_on else ""
    while line and line_width(line + end, face) > room:
        end, line = "…", line[: -max(1, len(line) // 20)].rstrip()
    return line + end


def line_width(line: str, face: Face) -> float:
    """Return the width in em; of letters that stand by themselves it is their advances, which are kept."""
    if is_joined(line):
        return open_font(face, _REFERENCE, joined=True).getlength(line) / _REFERENCE
    return sum(advance(letter, following, face) for letter, following in pairs(line))


@lru_cache(maxsize=10_000)
def advance(letter: str, following: str, face: Face) -> float:
    """Return how far the pen goes on (em), the kerning of the two letters included, which are no ligature.

    HarfBuzz tells in a fortieth of the time that FreeType takes, because it hints no letters to measure them.
    """
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(letter + following)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.hb_font, buffer, {"liga": False, "clig": False, "calt": False})
    return float(buffer.glyph_positions[0].x_advance) / 1000


def pairs(line: str) -> Iterator[tuple[str, str]]:
    """Return each letter with the one after it, a space after the last."""
    return zip(line, f"{line[1:]} ", strict=True)


def is_joined(line: str) -> bool:
    """Return True where letters take other shapes or places beside their neighbours."""
    if line.isascii():
        return False
    return _needs_shaping(line) or any(unicodedata.category(letter) in _MARKS for letter in line)


@lru_cache(maxsize=32)
def open_font(face: Face, size: int, joined: bool = False) -> ImageFont.FreeTypeFont:
    """Return the face as FreeType draws it at the size (px); `joined` letters are put together by Raqm, if it is there.

    Raqm loads a letter five times over, which takes longer than to draw it.
    """
    engine = ImageFont.Layout.RAQM if joined else ImageFont.Layout.BASIC
    font = ImageFont.truetype(BytesIO(face.data), size, index=face.index, layout_engine=engine)
    if face.axes:
        with suppress(OSError):  # what FreeType does not take for an axis, HarfBuzz may
            axes = face.hb_face.axis_infos
            font.set_variation_by_axes([face.axes.get(axis.tag, axis.default_value) for axis in axes])
    return font


def _needs_shaping(text: str) -> bool:
    return not is_western(text) and _SHAPED.search(text) is not None


def _can_shape() -> bool:
    from PIL import features

    return features.check("raqm") is True
