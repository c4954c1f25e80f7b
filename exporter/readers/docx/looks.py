"""A manuscript typed without styles: what its paragraphs are, told by how they look and where they stand.

A headline is the large or bold line on top, a crosshead a short bold line, a caption the words below a picture that end
in a credit or are set small or in italics. What a style says is never overruled.
"""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from exporter.readers.byline import is_byline
from exporter.readers.clipping.folio import is_section
from exporter.readers.clipping.lines import breadth, ends_sentence, is_capitals
from exporter.readers.clipping.tails import END_MARK
from exporter.readers.credits import is_credit, split_caption
from exporter.readers.dateline import find_dateline
from exporter.readers.docx.items import Box, Grid, Item, Line, Noticed, Piece
from exporter.readers.docx.styles import Role
from exporter.readers.tablesource import is_table_source

LONGEST_HEADLINE, LONGEST_DECK, LONGEST_CAPTION, LONGEST_CROSSHEAD, LONGEST_KICKER = 160, 300, 400, 80, 30
DEEPEST = 5  # lines above the headline and below it that may belong to the head
LARGER = 2.0  # points by which a line is larger than the text


def read_looks(items: tuple[Item, ...], noticed: Noticed) -> tuple[Item, ...]:
    """Return the items, those told by their looks with the role; `noticed` counts them."""
    found = [_with_head_row(item) if isinstance(item, Grid) else item for item in items]
    roles = {item.look.role for item in found if isinstance(item, Line) and not item.blank}
    _mark_captions(found)
    if not roles & {"headline", "crosshead"}:
        _mark_head(found)
    if "crosshead" not in roles:
        _mark_crossheads(found)
    _mark_sources(found)
    _mark_end(found)
    for item, before in zip(found, items, strict=True):
        if isinstance(item, Line) and isinstance(before, Line) and item.look.role != before.look.role:
            noticed.looks["end mark" if item.look.role == "furniture" else item.look.role] += 1
    return tuple(found)


def _mark_head(items: list[Item]) -> None:
    """Mark the headline, and kicker, deck and byline around it."""
    lines = [index for index, item in enumerate(items) if isinstance(item, Line) and _is_plain(item)][: 2 * DEEPEST]
    size = _text_size(items)
    top = next((index for index in lines[:DEEPEST] if _can_be_headline(items[index], size)), -1)
    if top < 0:
        return
    largest = max(
        (index for index in lines[:DEEPEST] if _can_be_headline(items[index], size)),
        key=lambda index: (_line(items, index).size or size, -index),
    )
    for index in [index for index in lines if index < largest]:
        text = _line(items, index).text.strip()
        if len(text) <= LONGEST_KICKER and (is_capitals(text) or is_section(text)):
            _mark(items, index, "kicker", "a short line in capitals above the headline")
    _mark(items, largest, "headline", "the large or bold line on top")
    below = [index for index in lines if index > largest][:DEEPEST]
    for place, index in enumerate(below):
        line = _line(items, index)
        text = line.text.strip()
        following = _line(items, below[place + 1]).text.strip() if place + 1 < len(below) else ""
        if is_byline(text):
            _mark(items, index, "byline", "it opens like a byline")
        elif breadth(text) > LONGEST_DECK or find_dateline(text):
            return
        elif place < 2 and (_is_all(line, "italic") or _is_all(line, "bold") or is_byline(following)):
            _mark(items, index, "deck", "a line in other type, or above the byline, below the headline")
        else:
            return


def _mark_crossheads(items: list[Item]) -> None:
    for index, item in enumerate(items):
        if not isinstance(item, Line) or not _is_plain(item) or not _is_all(item, "bold"):
            continue
        text = item.text.strip()
        follows = next((other for other in items[index + 1 :] if not isinstance(other, Line) or not other.blank), None)
        if breadth(text) <= LONGEST_CROSSHEAD and not text.endswith((".", ":", ",")) and follows is not None:
            _mark(items, index, "crosshead", "a short line in bold", level=2)


def _mark_captions(items: list[Item]) -> None:
    """Mark what stands right below a picture as its caption, and the credit in it or below it."""
    size = _text_size(items)
    for index, item in enumerate(items[1:], start=1):
        above = items[index - 1]
        if not isinstance(item, Line) or not isinstance(above, Line) or item.pictures or item.blank:
            continue
        text = item.text.strip()
        if item.look.role == "caption" and not any(piece.role for piece in item.pieces):
            items[index] = _with_credit(item)
        elif above.pictures and not above.text.strip() and _is_plain(item) and breadth(text) <= LONGEST_CAPTION:
            small = bool(item.size) and item.size < size
            if is_credit(text):
                _mark(items, index, "credit", "a credit below a picture")
            elif split_caption(text)[1] or small or _is_all(item, "italic") or _credit_below(items, index):
                _mark(items, index, "caption", "below a picture, with a credit or in other type")
                items[index] = _with_credit(_line(items, index))
        elif above.look.role == "caption" and item.look.role in ("", "body") and is_credit(text):
            _mark(items, index, "credit", "a credit below a caption")


def _credit_below(items: list[Item], index: int) -> bool:
    below = items[index + 1] if index + 1 < len(items) else None
    return isinstance(below, Line) and is_credit(below.text.strip())


def _mark_sources(items: list[Item]) -> None:
    for index, item in enumerate(items[1:], start=1):
        if not isinstance(item, Line) or not isinstance(items[index - 1], Grid):
            continue
        if _is_plain(item) and is_table_source(item.text.strip()):
            _mark(items, index, "table-source", "below a table, and it opens with Source")


def _mark_end(items: list[Item]) -> None:
    """Mark ``-30-`` or ``### `` below the text, which tells the desk that no more follows."""
    last = next((index for index in reversed(range(len(items))) if not _is_blank(items[index])), -1)
    item = items[last] if items else None
    if isinstance(item, Line) and _is_plain(item) and END_MARK.fullmatch(item.text.strip()):
        _mark(items, last, "furniture", "an end mark, which is not printed")


def _is_blank(item: Item) -> bool:
    return isinstance(item, Line) and item.blank


def _with_head_row(grid: Grid) -> Grid:
    """Return the table with its first row as the head, where that row alone is all in bold."""
    if grid.head_rows or len(grid.rows) < 2:
        return grid
    is_head = [_is_bold_row(row) for row in grid.rows[:2]]
    return replace(grid, head_rows=1) if is_head == [True, False] else grid


def _is_bold_row(row: tuple[Box, ...]) -> bool:
    lines = [item for box in row for item in box.items if isinstance(item, Line) and not item.blank]
    return bool(lines) and all(_is_all(line, "bold") for line in lines)


def _with_credit(line: Line) -> Line:
    """Return the caption with the credit that ends it as a piece of its own."""
    text = line.text
    said, credit = split_caption(text.rstrip())
    if not credit:
        return line
    at = len(text.rstrip()) - text.rstrip()[::-1].index(credit[::-1]) - len(credit)
    pieces: list[Piece] = []
    start = 0
    for piece in line.pieces:
        end = start + (0 if piece.run.note else len(piece.run.text))
        kept = piece.run.text[: max(0, min(len(said), end) - start)]
        if piece.run.note and start <= len(said):
            pieces.append(piece)
        elif kept and start < len(said):
            pieces.append(replace(piece, run=replace(piece.run, text=kept)))
        start = end
    first = line.pieces[0].run
    return replace(line, pieces=(*pieces, Piece(replace(first, text=text[at : at + len(credit)], note=""), "credit")))


def _mark(items: list[Item], index: int, role: Role, why: str, level: int = 0) -> None:
    """Give the line the role; type that all of it is set in says no more than the role now."""
    line = _line(items, index)
    look = replace(line.look, role=role, level=level)
    whole = frozenset(mark for mark in ("bold", "italic", "underline") if _is_all(line, mark))
    pieces = tuple(
        replace(piece, run=replace(piece.run, marks=tuple(mark for mark in piece.run.marks if mark not in whole)))
        for piece in line.pieces
    )
    items[index] = replace(line, look=look, pieces=pieces, why=why)


def _line(items: list[Item], index: int) -> Line:
    item = items[index]
    assert isinstance(item, Line)
    return item


def _is_plain(line: Line) -> bool:
    """Return True for a paragraph of words whose style says nothing."""
    return line.look.role in ("", "body") and not (line.blank or line.pictures or line.list)


def _is_all(line: Line, mark: str) -> bool:
    """Return True where all words of the line are set so."""
    runs = [piece.run for piece in line.pieces if piece.run.text.strip() and not piece.run.note]
    return bool(runs) and all(mark in run.marks for run in runs)


def _can_be_headline(item: Item, size: float) -> bool:
    assert isinstance(item, Line)
    text = item.text.strip()
    emphasised = _is_all(item, "bold") or (item.size and item.size >= size + LARGER)
    sentence = ends_sentence(text) and text.endswith(".") and breadth(text) > LONGEST_CROSSHEAD
    return bool(emphasised) and breadth(text) <= LONGEST_HEADLINE and not sentence and not is_byline(text)


def _text_size(items: list[Item]) -> float:
    """Return the size that most letters are set in; 11 where the paragraphs leave it to the style."""
    letters: Counter[float] = Counter()
    for item in items:
        if isinstance(item, Line):
            letters[item.size or 11.0] += len(item.text)
    return letters.most_common(1)[0][0] if letters else 11.0
