"""Pieces of a paragraph → runs, those that were kept where Word shows the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from exporter.model import Mark, Rich, Run
from exporter.model.links import safe_href
from exporter.readers.docx.items import Piece


class _Letter(NamedTuple):
    """One letter as Word shows it, or the call of a note."""

    text: str
    marks: frozenset[Mark]
    href: str
    ruby: str
    note: str


def runs_of(pieces: Iterable[Piece], stored: Rich = (), language: str = "", *, bold: bool = False) -> Rich:
    """Return the runs: `stored` where they look the same in Word, else what stands there now.

    A language is taken from Word only where it is another one than `language`, that of the whole: Word marks every run
    with the language of the keyboard. `bold` says that all the paragraph is, so that the mark adds nothing.
    """
    pieces = tuple(pieces)
    if stored and _same(tuple(_letters_shown(pieces)), tuple(_letters(stored))):
        return stored
    labels = {run.text: run.note for run in stored if run.note}
    return _merge(_run(piece, language, labels, bold) for piece in pieces if piece.run.text or piece.run.note)


def _run(piece: Piece, language: str, labels: dict[str, str], bold: bool) -> Run:
    run = piece.run
    own = run.language if run.language.split("-")[0].lower() != language.split("-")[0].lower() else ""
    marks = tuple(mark for mark in run.marks if not (bold and mark == "bold"))
    if piece.role == "call" and not run.note:
        note = labels.get(run.text, "")
        return Run(run.text, () if note else ("superscript",), note=note)
    return replace(run, marks=marks, language=own if language else "", href=safe_href(run.href, ascii_only=True))


def _merge(runs: Iterable[Run]) -> Rich:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and not (last.note or run.note or last.ruby or run.ruby) and replace(last, text=run.text) == run:
            merged[-1] = replace(run, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _letters_shown(pieces: tuple[Piece, ...]) -> Iterator[_Letter]:
    for piece in pieces:
        if piece.role == "call" and not piece.run.note:
            yield _Letter(piece.run.text, frozenset(), "", "", "?")
        else:
            yield from _letters((piece.run,))


def _letters(runs: Rich) -> Iterator[_Letter]:
    for run in runs:
        marks = frozenset(run.marks)
        if "superscript" in marks:
            marks -= {"subscript"}
        href = safe_href(run.href, ascii_only=True)
        if run.note:
            yield _Letter(run.text, frozenset(), "", "", run.note)
        elif run.ruby:
            yield _Letter(run.text, marks, href, run.ruby, "")
        else:
            for letter in run.text:
                yield _Letter(letter, marks - {"underline"} if href else marks, href, "", "")


def _same(shown: tuple[_Letter, ...], stored: tuple[_Letter, ...]) -> bool:
    if len(shown) != len(stored):
        return False
    return all(one == other or _same_call(one, other) for one, other in zip(shown, stored, strict=True))


def _same_call(shown: _Letter, stored: _Letter) -> bool:
    """Return True when both call the same note: Word knows it by its id, or has only the sign of a second call."""
    if not (shown.note and stored.note):
        return False
    return shown.note == stored.note or (shown.note == "?" and shown.text == stored.text)
