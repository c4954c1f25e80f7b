"""Text → boxes, glue and the places where a line may end.

A paragraph is a row of *atoms*: unbroken pieces of text in one font, with glue between them. What total fit needs of
them is condensed into one row per possible line end (`Breaks`): the natural width up to there and from there on, the
word spaces and the glyphs in it. The sum differences of two rows describe any line in constant time.
"""

from __future__ import annotations

import re

from msgspec import Struct

from exporter.page import BLACK, RGB, GlyphRun
from exporter.style.fonts import Face, FontBook
from exporter.style.model import Case, Limits
from exporter.typeset.hyphenate import explicit_points, hyphenation_points
from exporter.typeset.shape import is_rtl, shape

HYPHEN = "-"
SPLIT = re.compile(r"([ \t\n\u00a0]+)")

# How far a sign hangs into the margin, as a fraction of its width: left side, right side. Punctuation that is mostly
# white hangs most (cf. the microtype manual, section 3; values set by eye on the bundled faces).
HANG: dict[str, tuple[float, float]] = {
    ".": (0, 0.7), ",": (0, 0.7), "-": (0, 0.6), "\u2010": (0, 0.6), "\u00ad": (0, 0.6), ":": (0, 0.5), ";": (0, 0.4),
    "\u2018": (0.6, 0), "\u2019": (0.5, 0.6), "\u201c": (0.5, 0), "\u201d": (0, 0.5), "'": (0.5, 0.5),
    '"': (0.5, 0.5), "\u201e": (0.5, 0.4), "\u201a": (0.5, 0.4), "\u00ab": (0.3, 0.2), "\u00bb": (0.2, 0.3),
    "!": (0, 0.2), "?": (0, 0.2), "\u2013": (0.2, 0.3), "\u2014": (0.1, 0.2), "\u2026": (0, 0.1),
    "(": (0.1, 0), ")": (0, 0.1), "\u3002": (0, 0.4), "\u3001": (0, 0.4),
}  # fmt: skip


class Font(Struct, frozen=True):
    """How a run is set: face and size in points, and what goes with them. Equal fonts are interchangeable."""

    family: tuple[str, ...]  # font files, the first that has the characters is taken
    size: float
    tracking: float = 0.0
    rise: float = 0.0  # baseline shift, up
    color: RGB = BLACK
    features: tuple[str, ...] = ()
    case: Case = "as-is"


class Span(Struct, frozen=True):
    """A run of text in one font, as makeup hands it over."""

    text: str
    font: Font
    language: str = ""
    hyphenate: bool = True
    href: str = ""
    target: str = ""  # block that the run leads to, such as a footnote
    marks: tuple[str, ...] = ()
    tag: str = ""  # block id that the run is tagged with where it is not the paragraph's own


class Piece(Struct, frozen=True, eq=False):
    """Glyphs from one font file."""

    face: Face
    run: GlyphRun


class Division(Struct, frozen=True, eq=False):
    """A way to divide a word: what stands at the line end (its sign included) and what begins the next line."""

    head: tuple[Piece, ...]
    tail: tuple[Piece, ...]
    head_width: float  # 1/1000 em, without what hangs
    tail_width: float
    head_glyphs: int
    tail_glyphs: int
    hyphen: bool  # a sign was added


class Word(Struct, frozen=True, eq=False):
    """An unbroken piece of text, measured; widths in 1/1000 em."""

    text: str
    pieces: tuple[Piece, ...]
    width: float
    glyphs: int
    hang_left: float
    hang_right: float
    divisions: tuple[Division, ...]
    missing: str = ""  # its characters that no font has


WORDS_KEPT = 60_000  # of one style in a process, about 60 MB; a newspaper edition uses 10,000 different words
_SHELVES: dict[tuple[FontBook, Limits], dict[tuple[object, ...], Word]] = {}


class Measurer:
    """Makes words of text, each once for each font file list, case and language; stories of one process share them."""

    def __init__(self, book: FontBook, limits: Limits) -> None:
        self._book, self._limits = book, limits
        self._words = _SHELVES.setdefault((book, limits), {})
        self._spaces: dict[tuple[str, ...], Word] = {}
        self.missing: dict[str, None] = {}  # characters no font has, in the order met

    def word(self, text: str, font: Font, language: str, hyphenate: bool) -> Word:
        """Return the measured word; `language` picks the hyphenation and the shapes of letters."""
        key = (text, font.family, font.features, font.case, language, hyphenate)
        word = self._words.get(key)
        if word is None:
            if len(self._words) >= WORDS_KEPT:
                self._words.clear()
            word = self._words[key] = self._measure(text, font, language, hyphenate)
        if word.missing:
            self.missing.update(dict.fromkeys(word.missing))
        return word

    def space(self, font: Font) -> Word:
        """Return the word space of the font."""
        word = self._spaces.get(font.family)
        if word is None:
            face = self._book.face(font.family[0])
            run = shape(" ", face, (), "as-is", "", False)
            word = self._spaces[font.family] = Word(" ", (Piece(face, run),), run.width, 1, 0.0, 0.0, ())
        return word

    def face(self, font: Font) -> Face:
        """Return the first face of the font."""
        return self._book.face(font.family[0])

    def pieces(self, text: str, font: Font, language: str) -> tuple[Piece, ...]:
        """Return the shaped text, split where a character comes from another font file; left to right."""
        rtl = is_rtl(text)
        pieces = [
            Piece(face, shape(part, face, font.features, font.case, language, rtl))
            for face, part in self._covered(text, font)
        ]
        return tuple(reversed(pieces)) if rtl else tuple(pieces)

    def _covered(self, text: str, font: Font) -> list[tuple[Face, str]]:
        first = self._book.face(font.family[0])
        if first.covers(text):
            return [(first, text)]
        parts: list[tuple[Face, str]] = []
        for character in text:
            face = next((f for key in font.family if (f := self._book.face(key)).covers(character)), None)
            if face is None:
                face = parts[-1][0] if parts else first
            if parts and parts[-1][0] is face:
                parts[-1] = (face, parts[-1][1] + character)
            else:
                parts.append((face, character))
        return parts

    def _measure(self, text: str, font: Font, language: str, hyphenate: bool) -> Word:
        pieces = self.pieces(text, font, language)
        divisions = [self._division(text, point, "", font, language) for point in explicit_points(text)]
        if hyphenate:
            points = hyphenation_points(text, language, self._limits)
            divisions += [self._division(text, point, HYPHEN, font, language) for point in points]
        strength = self._limits.protrusion
        return Word(
            text,
            pieces,
            sum(piece.run.width for piece in pieces),
            sum(len(piece.run.glyphs) for piece in pieces),
            HANG.get(text[0], (0, 0))[0] * strength * _end_advance(pieces[0], 0),
            HANG.get(text[-1], (0, 0))[1] * strength * _end_advance(pieces[-1], -1),
            tuple(divisions),
            "".join(character for piece in pieces for character in _unknown(piece)),
        )

    def _division(self, text: str, point: int, sign: str, font: Font, language: str) -> Division:
        head, tail = self.pieces(text[:point] + sign, font, language), self.pieces(text[point:], font, language)
        hang = HANG.get((sign or text[point - 1]), (0, 0))[1] * self._limits.protrusion * _end_advance(head[-1], -1)
        return Division(
            head,
            tail,
            sum(piece.run.width for piece in head) - hang,
            sum(piece.run.width for piece in tail),
            sum(len(piece.run.glyphs) for piece in head),
            sum(len(piece.run.glyphs) for piece in tail),
            bool(sign),
        )


def _unknown(piece: Piece) -> str:
    return "".join(text for glyph, text in zip(piece.run.glyphs, piece.run.texts, strict=True) if glyph == 0)


def _end_advance(piece: Piece, index: int) -> float:
    return piece.run.advances[index] if piece.run.advances else 0.0


# What stands after an atom.
NOTHING, SPACE, FIXED_SPACE, NEWLINE = range(4)


class Atom(Struct, frozen=True, eq=False):
    """A word in its font, and what stands after it."""

    word: Word
    span: Span
    after: int


class Breaks(Struct, frozen=True, eq=False):
    """The possible line ends of a paragraph, in order; all rows have one value per line end.

    Row 0 is the paragraph's start and the last row its end. Widths in points; `em` sums the sizes of the glyphs, the
    base of tracking. A line from row a to row b has the natural width ``end_width[b] - start_width[a]``.
    """

    end_width: list[float]
    end_space: list[float]
    end_em: list[float]
    start_width: list[float]
    start_space: list[float]
    start_em: list[float]
    penalty: list[float]
    hyphen: list[bool]  # a word is divided here, with or without a sign added
    forced: list[bool]
    atom: list[int]  # index of the atom after which (or inside which) the line ends
    division: list[int]  # index of the atom's division; -1 = after the atom


class Costs(Struct, frozen=True):
    """What a line end costs besides looseness, in demerits; a very loose line (space ×2) costs about 800."""

    hyphen: float = 40.0
    explicit: float = 20.0
    capital: float = 120.0  # dividing a capitalised word, where the language allows it at all


def make_atoms(spans: tuple[Span, ...], measurer: Measurer) -> list[Atom]:
    """Return the atoms of the spans: text cut at spaces and newlines; an empty word carries a leading space."""
    atoms: list[Atom] = []
    word = measurer.word
    for span in spans:
        font, language, hyphenate = span.font, span.language, span.hyphenate
        parts = SPLIT.split(span.text)
        for index in range(0, len(parts), 2):
            gap = parts[index + 1] if index + 1 < len(parts) else ""
            after = NOTHING
            if gap:
                after = NEWLINE if "\n" in gap else FIXED_SPACE if "\u00a0" in gap else SPACE
            text = parts[index]
            if text:
                atoms.append(Atom(word(text, font, language, hyphenate), span, after))
            elif (gap and atoms and atoms[-1].after == NOTHING) or (after == NEWLINE and atoms):
                atoms[-1] = Atom(atoms[-1].word, atoms[-1].span, after)
    return atoms


def make_breaks(atoms: list[Atom], measurer: Measurer, costs: Costs = Costs()) -> Breaks:
    """Return the line ends that the atoms allow."""
    width = space = em = 0.0
    first = atoms[0]
    size = first.span.font.size / 1000
    rows = Breaks([0.0], [0.0], [0.0], [first.word.hang_left * size], [0.0], [0.0], [0.0], [False], [False], [-1], [-1])
    last = len(atoms) - 1
    for index, atom in enumerate(atoms):
        word, font = atom.word, atom.span.font
        size = font.size / 1000
        tracking = font.tracking
        for number, division in enumerate(word.divisions):
            end = width + division.head_width * size + division.head_glyphs * tracking
            begin = width + (word.width - division.tail_width) * size + (word.glyphs - division.tail_glyphs) * tracking
            capital = division.hyphen and word.text.lstrip("\u201c\u2018\u201e(")[:1].isupper()
            rows.end_width.append(end)
            rows.end_space.append(space)
            rows.end_em.append(em + division.head_glyphs * font.size)
            rows.start_width.append(begin)
            rows.start_space.append(space)
            rows.start_em.append(em + (word.glyphs - division.tail_glyphs) * font.size)
            rows.penalty.append((costs.hyphen if division.hyphen else costs.explicit) + capital * costs.capital)
            rows.hyphen.append(True)
            rows.forced.append(False)
            rows.atom.append(index)
            rows.division.append(number)
        width += word.width * size + word.glyphs * tracking
        em += word.glyphs * font.size
        if atom.after == NOTHING and index < last:
            continue
        gap = measurer.space(font).width * size + tracking
        if atom.after == FIXED_SPACE and index < last:
            width += gap
            space += gap
            continue
        following = atoms[index + 1] if index < last else None
        rows.end_width.append(width - word.hang_right * size)
        rows.end_space.append(space)
        rows.end_em.append(em)
        hang = following.word.hang_left * following.span.font.size / 1000 if following else 0.0
        rows.start_width.append(width + gap + hang)
        rows.start_space.append(space + gap)
        rows.start_em.append(em)
        rows.penalty.append(0.0)
        rows.hyphen.append(False)
        rows.forced.append(atom.after == NEWLINE or index == last)
        rows.atom.append(index)
        rows.division.append(-1)
        width += gap
        space += gap
    return rows
