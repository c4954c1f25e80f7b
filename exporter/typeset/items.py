"""Text → boxes, glue and the places where a line may end.

A paragraph is a row of *atoms*: unbroken pieces of text in one font, with glue between them. What total fit needs of
them is summed up for each possible line end (`End`): the natural width up to there and from there on, the word spaces
and the glyphs in it. The differences of the sums of two ends describe any line in constant time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate, groupby, repeat

from msgspec import Struct
from msgspec.structs import replace

from exporter.regex import regex
from exporter.typeset.direction import embedding_levels, needs_reordering
from exporter.typeset.unspaced import is_unspaced, lacks_dictionary, split_unspaced
from exporter.typeset.words import Measurer, Span, Word

SPLIT = regex(r"([ \t\n\u00a0]+)")
CJK_GIVE = 0.12  # em that the white between two ideographs counts as when a line is stretched

# What stands after an atom. A line may end at a BREAK, which gives when the line is stretched, and at a CUT.
NOTHING, SPACE, FIXED_SPACE, NEWLINE, BREAK, CUT = range(6)
UNSPACED = (BREAK, CUT)

# Longer text without a space is no word of any language: it is cut, because dividing a word of n letters wherever that
# can be done takes time and memory that grow with n² (one of 10,000 letters took a minute).
LONGEST_WORD = 100
CUT_LETTERS = 4  # lines are ragged by so much at most


class Atom(Struct, frozen=True, eq=False, gc=False):
    """A word in its font, and what stands after it; on a line perhaps a part of a divided word."""

    word: Word
    span: Span
    after: int
    level: int = 0  # embedding level of the word, and of the space after it (UAX 9)
    gap_level: int = 0
    replaces: str | None = None  # text that a reader gets instead of the glyphs: see `page.Text`


class End(Struct, frozen=True, eq=False, gc=False):
    """A possible line end; of all text before it, and before what begins the next line, the width in points, the word
    spaces in it, and the sizes of its glyphs summed up, the base of tracking.

    A line from one end to another has the natural width ``other.width - one.next_width``.
    """

    width: float
    space: float
    em: float
    next_width: float
    next_space: float
    next_em: float
    penalty: float
    forced: bool
    atom: int  # index of the atom after which (or inside which) the line ends
    division: int  # index of the atom's division; -1 = after the atom
    ending: Word | None  # the word that ends a line there, None where it is divided
    beginning: Word | None  # the word that begins the next line, likewise


Breaks = list[End]  # in order; the first is the paragraph's start, the last its end


def make_atoms(spans: tuple[Span, ...], measurer: Measurer, rtl: bool = False) -> tuple[list[Atom], bool]:
    """Return the atoms of the spans: text cut at spaces and newlines, between ideographs and where direction changes;
    and whether it was cut at spaces alone.

    `rtl` says that the paragraph as a whole runs from right to left.
    """
    text = "".join(span.text for span in spans)
    levels = embedding_levels(text, rtl) if rtl or needs_reordering(text) else ()
    atoms: list[Atom] = []
    plain, begin = True, 0
    for span in spans:
        parts = SPLIT.split(span.text)
        texts, gaps = parts[::2], [*(SPACE if gap == " " else _kind(gap) for gap in parts[1::2]), NOTHING]
        first = gaps[0] if not texts[0] else NOTHING  # what the text begins with
        if first and atoms and (atoms[-1].after in (NOTHING, *UNSPACED) or first == NEWLINE):
            atoms[-1] = replace(atoms[-1], after=first)
        if levels or is_unspaced(span.text) or len(max(texts, key=len)) > LONGEST_WORD:
            plain = False
            measurer.words_unknown |= lacks_dictionary(span.text)
            starts = [*accumulate(map(len, parts), initial=begin)]
            for text, start, end, gap in zip(texts, starts[::2], starts[1::2], gaps, strict=True):
                gap_level = levels[end] if gap and levels else int(rtl)
                atoms += _word_atoms(text, span, gap, levels[start:end], gap_level, measurer) if text else ()
        else:
            words = measurer.words(filter(None, texts), span)
            atoms += map(Atom, words, repeat(span), gaps if texts[0] else gaps[1:])
        begin += len(span.text)
    return atoms, plain


def _kind(gap: str) -> int:
    return NEWLINE if "\n" in gap else FIXED_SPACE if "\u00a0" in gap else SPACE


def _word_atoms(
    text: str, span: Span, after: int, levels: tuple[int, ...], gap_level: int, measurer: Measurer
) -> Iterator[Atom]:
    """Yield the atoms of a text without spaces: a piece for each direction, and for each ideograph or word."""
    runs: list[tuple[str, int]] = [(text, 0)]
    if levels:
        signs = groupby(zip(text, levels, strict=True), key=lambda pair: pair[1])
        runs = [("".join(sign for sign, _ in group), level) for level, group in signs]
    for number, (run, level) in enumerate(runs, 1):
        pieces = _unbroken(run)
        words = measurer.words([piece for piece, _ in pieces], span, rtl=bool(level % 2))
        for count, (word, (_, inside)) in enumerate(zip(words, pieces, strict=True), 1):
            last = number == len(runs) and count == len(pieces)
            yield Atom(word, span, after if last else inside, level, gap_level)


def _unbroken(run: str) -> list[tuple[str, int]]:
    """Return the pieces that may not be broken, each with what stands after it."""
    pieces: list[tuple[str, int]] = []
    for piece in split_unspaced(run) if is_unspaced(run) else [run]:
        parts = [piece] if len(piece) <= LONGEST_WORD else _cut(piece)
        pieces += [(part, CUT) for part in parts[:-1]] + [(parts[-1], BREAK)]
    pieces[-1] = (pieces[-1][0], NOTHING)
    return pieces


def _cut(text: str) -> list[str]:
    """Return the text in pieces of CUT_LETTERS, none of which begins with a mark that belongs to the letter before."""
    pieces: list[str] = []
    for sign in text:
        full = not pieces or len(pieces[-1]) >= CUT_LETTERS
        joined = unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf") and pieces and len(pieces[-1]) < LONGEST_WORD
        if full and not joined:
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return pieces


def make_breaks(atoms: list[Atom], measurer: Measurer) -> Breaks:
    """Return the line ends that the atoms allow."""
    first, last = atoms[0], len(atoms) - 1
    hang = first.word.hang_left * first.span.font.size / 1000
    ends = [End(0.0, 0.0, 0.0, hang, 0.0, 0.0, 0.0, False, -1, -1, None, first.word)]
    width = space = em = natural = 0.0
    font = None
    for index, (atom, following) in enumerate(zip(atoms, [*atoms[1:], atoms[-1]], strict=True)):
        word, after = atom.word, atom.after
        if atom.span.font is not font:
            font = atom.span.font
            points, size, tracking = font.size, font.size / 1000, font.tracking
            natural = measurer.space(font).width * size + tracking
        for number, division in enumerate(word.divisions):
            head, skipped = division.head_glyphs, division.skipped_glyphs
            end = width + division.head_width * size + head * tracking
            begin = width + division.skipped_width * size + skipped * tracking
            ends.append(
                End(
                    end, space, em + head * points, begin, space, em + skipped * points,
                    division.cost, False, index, number, None, None,
                )
            )  # fmt: skip
        width += word.width * size + word.glyphs * tracking
        em += word.glyphs * points
        if after == NOTHING and index < last:
            continue
        gap = give = natural
        if after in UNSPACED and index < last:
            gap, give = 0.0, CJK_GIVE * points * (after == BREAK)
        if after != FIXED_SPACE or index == last:
            opener = following.word
            begin = width + gap + opener.hang_left * following.span.font.size / 1000
            forced = after == NEWLINE or index == last
            ends.append(
                End(
                    width - word.hang_right * size, space, em, begin, space + give, em,
                    opener.cost, forced, index, -1, word, opener,
                )
            )  # fmt: skip
        width += gap
        space += give
    return ends
