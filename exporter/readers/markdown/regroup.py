"""Neighbouring blocks that belong together: a table with its caption and source, a question with its answer."""

from __future__ import annotations

import re

from msgspec.structs import replace

from exporter.model import Block, Figure, Paragraph, QuestionAnswer, Rich, Table, text_of
from exporter.readers.markdown.desk import Desk
from exporter.readers.runs import cut, head, trim, upright
from exporter.readers.tablesource import is_table_source
from exporter.regex import regex

_CAPTION = regex(r"(?:Table:|:)\s+")
_QUESTION, _ANSWER = regex(r"Q:\s*"), regex(r"A:\s*")
_ANSWER_INSIDE = regex(r"\s+(?=A:\s)")


def regroup(blocks: list[Block], desk: Desk) -> tuple[Block, ...]:
    """Return the blocks with captions and sources in their tables and questions with their answers."""
    grouped: list[Block] = []
    for block in blocks:
        if not any(joins(grouped, block, desk) for joins in (_joins_table, _joins_question, _joins_figure)):
            grouped.append(_opened(grouped, block, desk))
    return tuple(grouped)


def _joins_table(grouped: list[Block], block: Block, desk: Desk) -> bool:
    """Put a caption or source line into the table above it."""
    table = grouped[-1] if grouped else None
    if not isinstance(table, Table):
        return False
    for name, words in (("caption", _after(_CAPTION, block)), ("source", _source(block))):
        if words and not getattr(table, name):
            grouped[-1] = replace(table, **{name: words})
            desk.mark(block.line, block.line, f"table {name}", "belongs to the table above")
            return True
    return False


def _joins_question(grouped: list[Block], block: Block, desk: Desk) -> bool:
    """Put an answer under the question above it."""
    asked = grouped[-1] if grouped else None
    if not isinstance(asked, QuestionAnswer) or not isinstance(block, Paragraph) or asked.answer:
        return False
    words = _after(_ANSWER, block)
    if words:
        grouped[-1] = replace(asked, answer=(replace(block, text=words),))
        desk.mark(block.line, block.line, "answer", "begins with A:")
    return bool(words)


def _joins_figure(grouped: list[Block], block: Block, desk: Desk) -> bool:
    """Make a paragraph in italics below a picture without a caption its caption."""
    figure = grouped[-1] if grouped else None
    if not isinstance(figure, Figure) or not isinstance(block, Paragraph) or block.role != "body" or figure.caption:
        return False
    words = [run for run in block.text if run.text.strip()]
    if not all("italic" in run.marks for run in words) or not desk.caption(figure.photos[-1], upright(block.text)):
        return False
    desk.mark(block.line, block.line, "caption", "a paragraph in italics below the image")
    return True


def _opened(grouped: list[Block], block: Block, desk: Desk) -> Block:
    """Return the block, as a question or with the caption above it taken in."""
    if isinstance(block, Table) and grouped and (words := _after(_CAPTION, grouped[-1])):
        desk.mark(grouped[-1].line, grouped[-1].line, "table caption", "belongs to the table below")
        grouped.pop()
        return replace(block, caption=words)
    question = _after(_QUESTION, block)
    if not question:
        return block
    desk.mark(block.line, block.line, "question", "begins with Q:")
    inside = _ANSWER_INSIDE.search(text_of(question))
    if not inside:
        return QuestionAnswer(question=question, answer=(), line=block.line)
    answer = Paragraph(text=_cut_label(_ANSWER, cut(question, inside.end())), line=block.line)
    return QuestionAnswer(question=head(question, inside.start()), answer=(answer,), line=block.line)


def _after(pattern: re.Pattern[str], block: Block) -> Rich:
    """Return the runs behind the label that opens a paragraph, or no run where it has no such label."""
    if not isinstance(block, Paragraph) or not pattern.match(text_of(block.text)):
        return ()
    return _cut_label(pattern, block.text)


def _source(block: Block) -> Rich:
    return block.text if isinstance(block, Paragraph) and is_table_source(text_of(block.text)) else ()


def _cut_label(pattern: re.Pattern[str], runs: Rich) -> Rich:
    match = pattern.match(text_of(runs))
    return trim(cut(runs, match.end())) if match else runs
