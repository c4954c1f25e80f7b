"""The recipe: spans → atoms → rows of possible line ends → chosen line ends → lines."""

from __future__ import annotations

from itertools import accumulate

from msgspec.structs import replace

from exporter.typeset.breaking import Choice, break_by_count, break_lines
from exporter.typeset.items import Atom, make_atoms, make_breaks
from exporter.typeset.lines import Line, make_line
from exporter.typeset.rivers import without_rivers
from exporter.typeset.setting import Copy, Setting
from exporter.typeset.words import Division, Measurer, Span, Word, divide, make_division


def prepare(spans: tuple[Span, ...], measurer: Measurer, rtl: bool = False) -> Copy | None:
    """Return the text ready to be set, or None when the spans hold nothing to print; `rtl`: from right to left."""
    atoms, plain = make_atoms(spans, measurer, rtl)
    leads = any(span.href or span.target for span in spans)
    return Copy(atoms, make_breaks(atoms, measurer), plain, rtl, leads) if atoms else None


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
        indent = begins[number] if number < len(begins) else 0.0
        line = make_line(copy, start, end, indent, widths.width(number), setting, measurer)
        lines.append(line)
        start = end
    return tuple(lines)


def _divide_too_wide(copy: Copy, setting: Setting, measurer: Measurer) -> Copy:
    narrowest = min((setting.measure.rest, *setting.widths.first))
    wide = [atom for atom in copy.atoms if atom.word.width * atom.span.font.size > 1000 * narrowest]
    if not wide:
        return copy
    atoms = [replace(atom, word=_shredded(atom, measurer)) if atom in wide else atom for atom in copy.atoms]
    return replace(copy, atoms=atoms, rows=make_breaks(atoms, measurer))


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
        divisions.append(make_division((word.width, word.glyphs), head, tail))
    divisions.sort(key=lambda division: division.head_width)
    return replace(word, divisions=tuple(divisions))
