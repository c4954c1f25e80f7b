"""Runs cut and trimmed by letters; footnote calls count as none."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.model import Rich, Run, text_of


def cut(runs: Rich, length: int) -> Rich:
    """Return the runs without their first `length` characters."""
    left: list[Run] = []
    for run in runs:
        taken = 0 if run.note else min(length, len(run.text))
        length -= taken
        if run.note or taken < len(run.text):
            left.append(replace(run, text=run.text[taken:]))
    return tuple(left)


def head(runs: Rich, length: int) -> Rich:
    """Return the first `length` characters of the runs."""
    left: list[Run] = []
    for run in runs:
        if length <= 0:
            break
        left.append(run if run.note else replace(run, text=run.text[:length]))
        length -= 0 if run.note else len(run.text)
    return trim(tuple(left))


def upright(runs: Rich) -> Rich:
    """Return the runs without the mark of italics."""
    return tuple(replace(run, marks=tuple(mark for mark in run.marks if mark != "italic")) for run in runs)


def trim(runs: Rich) -> Rich:
    """Return the runs without white space at the beginning and the end."""
    text = text_of(runs)
    runs = cut(runs, len(text) - len(text.lstrip()))
    while runs and not runs[-1].note and runs[-1].text != runs[-1].text.rstrip():
        shorter = replace(runs[-1], text=runs[-1].text.rstrip())
        runs = (*runs[:-1], shorter) if shorter.text else runs[:-1]
    return runs
