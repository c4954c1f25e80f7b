"""The recipe: spans → atoms → rows of possible line ends → chosen line ends → lines."""

from __future__ import annotations

from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from exporter.style.model import Align, Limits
from exporter.typeset.breaking import Choice, Measure, break_by_count, break_lines
from exporter.typeset.items import Atom, Breaks, make_atoms, make_breaks
from exporter.typeset.lines import Line, make_line
from exporter.typeset.rivers import without_rivers
from exporter.typeset.words import Division, Measurer, Span, Word, divide


class Setting(Struct, frozen=True):
    """Into what a paragraph is set. `offsets` are the x of the first lines (beside a drop cap), others begin at 0."""

    measure: Measure
    align: Align
    limits: Limits
    indent: float = 0.0
    offsets: tuple[float, ...] = ()
    language: str = ""

    @property
    def widths(self) -> Measure:
        """Return the widths of the lines, the indent of the first one taken off."""
        measure = self.measure
        if not self.indent:
            return measure
        return Measure(measure.rest, (measure.width(0) - self.indent, *measure.first[1:]))

    @property
    def begins(self) -> tuple[float, ...]:
        """Return the x at which the first lines begin, the indent counted; others begin at 0."""
        return (self.indent + (self.offsets[0] if self.offsets else 0.0), *self.offsets[1:])


class Copy(Struct, frozen=True, eq=False):
    """Text made ready to be set at any width: its atoms and its possible line ends."""

    atoms: list[Atom]
    rows: Breaks
    rtl: bool = False

    @property
    def length(self) -> float:
        """Return the width of the text on one line."""
        return self.rows[-1].width

    @property
    def widest(self) -> float:
        """Return the width of its longest word."""
        whole = [end for end in self.rows if end.division < 0]
        return max(end.width - start.next_width for start, end in pairwise(whole))


def prepare(spans: tuple[Span, ...], measurer: Measurer, rtl: bool = False) -> Copy | None:
    """Return the text ready to be set, or None when the spans hold nothing to print; `rtl`: from right to left."""
    atoms = make_atoms(spans, measurer, rtl)
    return Copy(atoms, make_breaks(atoms, measurer), rtl) if atoms else None


def set_paragraph(copy: Copy, setting: Setting, measurer: Measurer) -> tuple[Line, ...]:
    """Return the paragraph's lines.

    A word wider than the measure is divided where a letter ends, without a sign, rather than left sticking out.
    """
    copy = _divide_too_wide(copy, setting, measurer)
    choice = break_lines(copy.rows, setting.widths, setting.limits, setting.align == "justify")
    if setting.align == "justify":
        return set_choice(copy, setting, measurer, choice)
    return _make_lines(copy, setting, measurer, choice.ends)


def choose_by_count(copy: Copy, setting: Setting) -> dict[int, Choice]:
    """Return the ways to set the paragraph, one for each number of lines that it can fill decently.

    Ragged text has no such choice: its lines would only end early.
    """
    if setting.align != "justify":
        return {}
    return break_by_count(copy.rows, setting.widths, setting.limits)


def set_choice(copy: Copy, setting: Setting, measurer: Measurer, choice: Choice) -> tuple[Line, ...]:
    """Return the paragraph's lines as chosen, or as many without a river where there was one."""
    ends = without_rivers(choice, copy.rows, setting.widths, setting.limits, setting.begins)
    return _make_lines(copy, setting, measurer, ends)


def _make_lines(copy: Copy, setting: Setting, measurer: Measurer, ends: tuple[int, ...]) -> tuple[Line, ...]:
    lines: list[Line] = []
    widths, begins = setting.widths, setting.begins
    start = 0
    for number, end in enumerate(ends):
        line = make_line(
            copy.atoms, copy.rows, start, end, widths.width(number), setting.align,
            begins[number] if number < len(begins) else 0.0, setting.limits, measurer, setting.language, copy.rtl,
        )  # fmt: skip
        lines.append(line)
        start = end
    return tuple(lines)


def _divide_too_wide(copy: Copy, setting: Setting, measurer: Measurer) -> Copy:
    narrowest = min((setting.measure.rest, *setting.widths.first))
    wide = [atom for atom in copy.atoms if atom.word.width * atom.span.font.size > 1000 * narrowest]
    if not wide:
        return copy
    atoms = [replace(atom, word=_shredded(atom, measurer)) if atom in wide else atom for atom in copy.atoms]
    return Copy(atoms, make_breaks(atoms, measurer), copy.rtl)


def _shredded(atom: Atom, measurer: Measurer) -> Word:
    """Return the word with a division after each letter; signs that the script joins stay together."""
    word, span = atom.word, atom.span
    divisions: list[Division] = list(word.divisions)
    starts = accumulate(len(text) for piece in word.pieces for text in piece.run.texts)
    for point in sorted({start for start in starts if 1 < start < len(word.text) - 1}):
        head, tail = divide(word.pieces, point)
        if atom.level % 2:  # shaped from right to left, where the first letters are the last glyphs
            head = measurer.pieces(word.text[:point], span.font, span.language)
            tail = measurer.pieces(word.text[point:], span.font, span.language)
        head_width, tail_width = sum(piece.width for piece in head), sum(piece.width for piece in tail)
        head_glyphs, tail_glyphs = (sum(len(piece.run.glyphs) for piece in part) for part in (head, tail))
        divisions.append(Division(head, tail, head_width, tail_width, head_glyphs, tail_glyphs, False))
    divisions.sort(key=lambda division: division.head_width)
    return replace(word, divisions=tuple(divisions))
