"""Words, measured: text in a font → glyphs, widths and the ways to divide it. Each is made once for all its places."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from exporter.page import BLACK, RGB, GlyphRun
from exporter.style.fonts import Face, FontBook
from exporter.style.likeness import size_beside
from exporter.style.model import Case, Limits
from exporter.typeset.direction import needs_reordering
from exporter.typeset.hyphenate import explicit_points, hyphenation_points
from exporter.typeset.shape import shape

HYPHEN = "-"
DASHES = ("\u2013", "\u2014", "\u2015")  # between spaces they end a line rather than begin one
# What a line end costs besides looseness, in demerits; a very loose line (space ×2) costs about 800.
HYPHEN_COST = 40.0
EXPLICIT_COST = 20.0  # where a hyphen, a dash or a slash stands
CAPITAL_COST = 120.0  # more, to divide a capitalised word, where the language allows it at all
DASH_COST = 600.0  # a line that begins with a dash

# How far a sign hangs into the margin, as a fraction of its width: left side, right side. Punctuation that is mostly
# white hangs most (cf. the microtype manual, section 3; values set by eye on the bundled faces).
HANG: dict[str, tuple[float, float]] = {
    ".": (0, 0.7), ",": (0, 0.7), "-": (0, 0.6), "\u2010": (0, 0.6), "\u00ad": (0, 0.6), ":": (0, 0.5), ";": (0, 0.4),
    "\u2018": (0.6, 0), "\u2019": (0.5, 0.6), "\u201c": (0.5, 0), "\u201d": (0, 0.5), "'": (0.5, 0.5),
    '"': (0.5, 0.5), "\u201e": (0.5, 0.4), "\u201a": (0.5, 0.4), "\u00ab": (0.3, 0.2), "\u00bb": (0.2, 0.3),
    "!": (0, 0.2), "?": (0, 0.2), "\u2013": (0.2, 0.3), "\u2014": (0.1, 0.2), "\u2026": (0, 0.1),
    "(": (0.1, 0), ")": (0, 0.1), "\u3002": (0, 0.4), "\u3001": (0, 0.4),
}  # fmt: skip


class Font(Struct, frozen=True, gc=False):
    """How a run is set: face and size in points, and what goes with them. Equal fonts are interchangeable."""

    family: tuple[str, ...]  # font files, the first that has the characters is taken
    size: float
    tracking: float = 0.0
    rise: float = 0.0  # baseline shift, up
    color: RGB = BLACK
    features: tuple[str, ...] = ()
    case: Case = "as-is"


class Span(Struct, frozen=True, gc=False):
    """A run of text in one font, as makeup hands it over."""

    text: str
    font: Font
    language: str = ""
    hyphenate: bool = True
    href: str = ""
    target: str = ""  # block that the run leads to, such as a footnote
    marks: tuple[str, ...] = ()
    tag: str = ""  # block id that the run is tagged with where it is not the paragraph's own


class Piece(Struct, frozen=True, eq=False, gc=False):
    """Glyphs from one font file, set `scale` times as large as the font says."""

    face: Face
    run: GlyphRun
    width: float  # 1/1000 em of the font's size
    scale: float = 1.0


class Division(Struct, frozen=True, eq=False, gc=False):
    """A way to divide a word: what stands at the line end (its sign included) and what begins the next line."""

    head: tuple[Piece, ...]
    tail: tuple[Piece, ...]
    head_width: float  # 1/1000 em, without what hangs
    head_glyphs: int
    skipped_width: float  # of the word, without what begins the next line
    skipped_glyphs: int
    hyphen: bool  # a sign was added
    cost: float  # of a line that ends with it, in demerits


class Word(Struct, frozen=True, eq=False, gc=False):
    """An unbroken piece of text, measured; widths in 1/1000 em."""

    text: str
    pieces: tuple[Piece, ...]
    width: float
    glyphs: int
    hang_left: float
    hang_right: float
    divisions: tuple[Division, ...]
    missing: str = ""  # its characters that no font has
    borrowed: tuple[str, ...] = ()  # font files it is set in that are none of the style's
    cost: float = 0.0  # of a line that begins with it, in demerits


WORDS_KEPT = 15_000  # of one font in a process, about 20 MB; a newspaper edition uses 10,000 different words
Shelf = dict[str, Word]  # the words of one font, language and way to divide
_SHELVES: dict[tuple[FontBook, Limits], dict[tuple[object, ...], Shelf]] = {}


class Measurer:
    """Makes words of text, each once for each font file list, case and language; stories of one process share them."""

    def __init__(self, book: FontBook, limits: Limits) -> None:
        self._book, self._limits = book, limits
        self._shelves = _SHELVES.setdefault((book, limits), {})
        self._spaces: dict[str, Word] = {}
        self._scales: dict[tuple[Face, Face, str], float] = {}
        self.missing: dict[str, None] = {}  # characters no font has, in the order met
        self.borrowed: dict[str, None] = {}  # font files in use that are none of the style's
        self.words_unknown = False  # there is text without word spaces, and nothing to tell its words

    def shelf(self, span: Span, rtl: bool = False) -> Shelf:
        """Return the words known in the span's font and language; `words` fills it."""
        font = span.font
        key = (font.family, font.features, font.case, span.language, span.hyphenate, rtl)
        return self._shelves.setdefault(key, {})

    def words(self, texts: Iterable[str], span: Span, rtl: bool = False) -> list[Word]:
        """Return the measured words; the span's language picks the hyphenation and the shapes of letters."""
        shelf = self.shelf(span, rtl)
        words = [shelf.get(text) or self._put(text, span, shelf, rtl) for text in texts]
        for word in words:
            if word.missing or word.borrowed:
                self.missing.update(dict.fromkeys(word.missing))
                self.borrowed.update(dict.fromkeys(word.borrowed))
        return words

    def _put(self, text: str, span: Span, shelf: Shelf, rtl: bool) -> Word:
        """Return the word, measured and put on its shelf."""
        if len(shelf) >= WORDS_KEPT:
            shelf.clear()
        word = shelf[text] = self._measure(text, span.font, span.language, span.hyphenate, rtl)
        return word

    def space(self, font: Font) -> Word:
        """Return the word space of the font."""
        word = self._spaces.get(font.family[0])
        if word is None:
            face = self._book.face(font.family[0])
            run = shape(" ", face, (), "as-is", "", False)
            word = self._spaces[font.family[0]] = Word(" ", (Piece(face, run, run.width),), run.width, 1, 0.0, 0.0, ())
        return word

    def face(self, font: Font) -> Face:
        """Return the first face of the font."""
        return self._book.face(font.family[0])

    def face_of(self, key: str) -> Face:
        """Return the face of a font file."""
        return self._book.face(key)

    def pieces(self, text: str, font: Font, language: str, rtl: bool = False) -> tuple[Piece, ...]:
        """Return the shaped text, split where a character comes from another font file; left to right.

        Signs that only stand between letters from right to left are split too: alone, none shows which way it runs.
        """
        own = self._book.face(font.family[0])
        covered = self._covered(text, font)
        if rtl:
            covered = [(face, sign) for face, part in covered for sign in ([part] if needs_reordering(part) else part)]
        pieces: list[Piece] = []
        for face, part in covered:
            run, scale = shape(part, face, font.features, font.case, language, rtl), self._scale(own, face, part)
            pieces.append(Piece(face, run, run.width * scale, scale))
        return tuple(reversed(pieces)) if rtl else tuple(pieces)

    def _scale(self, own: Face, face: Face, text: str) -> float:
        """Return by what factor the face is larger than the font's own, to look as large."""
        if face is own:
            return 1.0
        key = (own, face, unicodedata.name(text[0], "").partition(" ")[0])
        if key not in self._scales:
            self._scales[key] = size_beside(own, face, text[0])
        return self._scales[key]

    def _covered(self, text: str, font: Font) -> list[tuple[Face, str]]:
        first = self._book.face(font.family[0])
        if first.covers(text):
            return [(first, text)]
        parts: list[tuple[Face, str]] = []
        for character in text:
            if parts and unicodedata.category(character) == "Cf":  # joiners and marks of direction show nothing
                parts[-1] = (parts[-1][0], parts[-1][1] + character)
                continue
            known = (face for key in font.family if (face := self._book.face(key)).covers(character))
            face = (
                next(known, None) or self._book.covering(character, first.is_bold) or (parts[-1][0] if parts else first)
            )
            if parts and parts[-1][0] is face:
                parts[-1] = (face, parts[-1][1] + character)
            else:
                parts.append((face, character))
        return parts

    def _measure(self, text: str, font: Font, language: str, hyphenate: bool, rtl: bool) -> Word:
        pieces = self.pieces(text, font, language, rtl)
        size = _width(pieces), _glyphs(pieces)
        strength = 0.0 if rtl else self._limits.protrusion
        divisions: list[Division] = []
        if not rtl:
            for point in explicit_points(text):
                divisions.append(self._division(text, size, point, "", EXPLICIT_COST, font, language))
        if hyphenate and not rtl and (points := hyphenation_points(text, language, self._limits)):
            named = text.lstrip("\u201c\u2018\u201e(")[:1].isupper()
            cost = HYPHEN_COST + CAPITAL_COST if named else HYPHEN_COST
            divisions += [self._division(text, size, point, HYPHEN, cost, font, language) for point in points]
        return Word(
            text,
            pieces,
            *size,
            HANG.get(text[0], (0, 0))[0] * strength * _end_advance(pieces[0], 0),
            HANG.get(text[-1], (0, 0))[1] * strength * _end_advance(pieces[-1], -1),
            tuple(divisions),
            "".join([_unknown(piece) for piece in pieces if 0 in piece.run.glyphs]),
            tuple([piece.face.key for piece in pieces if not self._book.is_own(piece.face)]),
            DASH_COST if text in DASHES else 0.0,
        )

    def _division(
        self, text: str, size: tuple[float, int], point: int, sign: str, cost: float, font: Font, language: str
    ) -> Division:
        head, tail = self.pieces(text[:point] + sign, font, language), self.pieces(text[point:], font, language)
        hang = HANG.get((sign or text[point - 1]), (0, 0))[1] * self._limits.protrusion * _end_advance(head[-1], -1)
        return make_division(size, head, tail, cost, hang, bool(sign))


def make_division(
    size: tuple[float, int],
    head: tuple[Piece, ...],
    tail: tuple[Piece, ...],
    cost: float = EXPLICIT_COST,
    hang: float = 0.0,
    hyphen: bool = False,
) -> Division:
    """Return the division of a word, the width and number of glyphs of which are given; `hang` is that of the head."""
    width, glyphs = size
    return Division(
        head, tail, _width(head) - hang, _glyphs(head), width - _width(tail), glyphs - _glyphs(tail), hyphen, cost
    )


def _width(pieces: tuple[Piece, ...]) -> float:
    return sum([piece.width for piece in pieces])


def _glyphs(pieces: tuple[Piece, ...]) -> int:
    return sum([len(piece.run.glyphs) for piece in pieces])


def divide(pieces: tuple[Piece, ...], count: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the pieces up to the letter where `count` characters are told, and those from there on.

    Letters that were shaped together stay together.
    """
    head: list[Piece] = []
    tail: list[Piece] = []
    for piece in pieces:
        stop = 0
        while count > 0 and stop < len(piece.run.texts):
            count -= len(piece.run.texts[stop])
            stop += 1
        while 0 < stop < len(piece.run.texts) and not piece.run.texts[stop]:
            stop += 1  # further glyphs of the same letter
        head += [cut(piece, 0, stop)] if stop else []
        tail += [cut(piece, stop, None)] if stop < len(piece.run.texts) else []
    return tuple(head), tuple(tail)


def cut(piece: Piece, start: int, stop: int | None) -> Piece:
    """Return the glyphs of the piece from `start` to before `stop`."""
    run, part = piece.run, slice(start, stop)
    advances = run.advances[part]
    parted = GlyphRun(run.glyphs[part], advances, run.offsets[part], run.texts[part], sum(advances))
    return Piece(piece.face, parted, parted.width * piece.scale, piece.scale)


def _unknown(piece: Piece) -> str:
    return "".join(text for glyph, text in zip(piece.run.glyphs, piece.run.texts, strict=True) if glyph == 0)


def _end_advance(piece: Piece, index: int) -> float:
    return piece.run.advances[index] * piece.scale if piece.run.advances else 0.0
