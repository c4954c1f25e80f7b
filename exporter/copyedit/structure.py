"""Runs merged, empty things out, crosshead levels without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import get_args

from msgspec.structs import replace

from exporter.model import (
    Article,
    Aside,
    Block,
    Cell,
    Code,
    Crosshead,
    Edition,
    Embed,
    Figure,
    List,
    Mark,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rich,
    Run,
    Table,
    text_of,
)  # fmt: skip
from exporter.model.walk import map_article, map_edition, walk

_ORDER = {mark: place for place, mark in enumerate(get_args(Mark))}


def straighten(edition: Edition) -> Edition:
    """Return the edition with tidy runs, without empty blocks, with crossheads that go down one level at a time."""
    return map_edition(edition, _straighten)


def _straighten(article: Article) -> Article:
    article = map_article(article, _without_empty_inside, merge_runs)
    notes = tuple(replace(note, blocks=_full(note.blocks)) for note in article.notes)
    article = replace(article, body=_full(article.body), notes=notes)
    groups = (article.body, *(note.blocks for note in notes))
    levels = iter([level for blocks in groups for level in level_crossheads(_levels(blocks))])
    return map_article(article, lambda block: _level(block, levels))


def merge_runs(runs: Rich) -> Rich:
    """Return the runs with marks in the model's order, empty ones out, and neighbours that look the same joined.

    A note that is called twice in the same place is called once.
    """
    tidy = (replace(run, marks=_sorted_marks(run)) for run in runs if run.text or run.note)
    merged: list[Run] = []
    for _, same in groupby(tidy, key=_look):
        first, *others = same
        if others and first.note:
            first = replace(first, text=next((run.text for run in (first, *others) if run.text), ""))
        elif others:
            first = replace(first, text=first.text + "".join(run.text for run in others))
        merged.append(first)
    return tuple(merged)


def level_crossheads(levels: list[int]) -> list[int]:
    """Return the levels with the gaps closed: 2 3 2 becomes 1 2 1, and 1 3 becomes 1 2."""
    above: list[int] = []
    straight: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        straight.append(len(above))
    return straight


def _levels(blocks: tuple[Block, ...]) -> list[int]:
    return [block.level for block in walk(blocks) if isinstance(block, Crosshead)]


def _sorted_marks(run: Run) -> tuple[Mark, ...]:
    return tuple(sorted(set(run.marks), key=_ORDER.__getitem__))


def _look(run: Run) -> object:
    """Return what two runs must share to be one; words with a reading are never joined."""
    if run.note:
        return run.note
    if run.ruby:
        return id(run)
    return (run.marks, run.href, run.language, run.direction)


def _level(block: Block, levels: Iterator[int]) -> Block:
    return replace(block, level=next(levels)) if isinstance(block, Crosshead) else block


def _without_empty_inside(block: Block) -> Block:
    match block:
        case Quote() | Aside():
            return replace(block, blocks=_full(block.blocks))
        case List():
            return replace(block, items=tuple(item for item in map(_full, block.items) if item))
        case QuestionAnswer():
            return replace(block, answer=_full(block.answer))
        case Table():
            return replace(block, rows=tuple(tuple(_full_cell(cell) for cell in row) for row in block.rows))
        case _:
            return block


def _full_cell(cell: Cell) -> Cell:
    return replace(cell, blocks=_full(cell.blocks))


def _full(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if not _is_empty(block))


def _is_empty(block: Block) -> bool:
    """Return True for a block that says nothing; a note call says something."""
    match block:
        case Paragraph() | Crosshead():
            return not text_of(block.text).strip() and not any(run.note for run in block.text)
        case Quote():
            return not block.blocks and not block.attribution
        case List():
            return not block.items
        case Table():
            return not any(block.rows) and not block.caption and not block.source
        case Figure():
            return not block.photos and not block.caption
        case Code():
            return not block.text.strip()
        case Embed():
            return not (block.url or block.title or block.provider or block.blocks)
        case Aside():
            return not block.blocks and not block.title
        case QuestionAnswer():
            return not block.question and not block.answer
        case _:
            return False
