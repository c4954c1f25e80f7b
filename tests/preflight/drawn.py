"""Pages drawn by hand, letter by letter: every letter is half an em wide, a word space a quarter."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.page import Frame, GlyphRun, Item, Page, Text

SIZE, STEP, WIDTH = 10.0, 10.5, 120.0  # every letter is half an em wide, 5 pt; a space is 2.5 pt
FRAME = Frame(50, 100, WIDTH, 6 * STEP)
NEXT = Frame(190, 100, WIDTH, 6 * STEP)
SIX = ("abcd efgh ijkl mnop qrs",) * 6  # 23 signs: 107.5 pt of 120


def run(word: str) -> GlyphRun:
    width = 250.0 if word == " " else 500.0
    return GlyphRun((1,) * len(word), (width,) * len(word), (), tuple(word), width * len(word))


def line(words: str, y: float, block: str = "b1", gap: float = 1.0, x: float = 50.0, size: float = SIZE) -> Text:
    """Return the words on a baseline, each word space `gap` times as wide as the face's own."""
    runs: list[tuple[float, GlyphRun]] = []
    at = 0.0
    for number, word in enumerate(words.split()):
        if number:
            runs.append((at, run(" ")))
            at += 0.25 * size * gap
        runs.append((at, run(word)))
        at += 0.5 * size * len(word)
    return Text(x, y, "face", size, tuple(runs), block=block)


def column(words: Sequence[str], block: str = "b1", gap: float = 1.0, frame: Frame = FRAME) -> list[Item]:
    return [line(text, frame.y + (n + 1) * STEP - 2, block, gap, frame.x) for n, text in enumerate(words)]


def page(*items: Item, frames: tuple[Frame, ...] = (FRAME,)) -> Page:
    return Page(1, "1", 595, 842, items, frames=frames)


def two_columns(first: Sequence[str], second: Sequence[str], marks: Sequence[Item] = ()) -> Page:
    """Return a page of two columns; the names are those of the block of each line."""
    items: list[Item] = list(marks)
    for frame, blocks in ((FRAME, first), (NEXT, second)):
        items += [
            line("abcd efgh ijkl", frame.y + (n + 1) * STEP - 2, block, x=frame.x) for n, block in enumerate(blocks)
        ]
    return page(*items, frames=(FRAME, NEXT))
