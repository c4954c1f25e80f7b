"""Walk over blocks and runs, and change them: the one place that knows which block holds which others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from msgspec.structs import replace

from exporter.model.article import Article
from exporter.model.blocks import (
    Aside,
    Block,
    Break,
    Code,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rule,
    Table,
)  # fmt: skip
from exporter.model.edition import Edition
from exporter.model.inlines import Rich, text_of


def children(block: Block) -> tuple[tuple[Block, ...], ...]:
    """Return the sequences of blocks inside the block, in reading order."""
    match block:
        case Paragraph() | Crosshead() | Figure() | Code() | Rule() | Break():  # first, because nearly all are these
            return ()
        case Quote() | Aside() | Embed():
            return (block.blocks,)
        case QuestionAnswer():
            return (block.answer,)
        case List():
            return block.items
        case Table():
            return tuple(cell.blocks for row in block.rows for cell in row)
    assert_never(block)


def riches(block: Block) -> tuple[Rich, ...]:
    """Return the block's own runs (not those of blocks inside it), in reading order."""
    match block:
        case Paragraph() | Crosshead():
            return (block.text,)
        case Quote():
            return (block.attribution,)
        case Table():
            return (block.caption, block.source)
        case Figure():
            return (block.caption,)
        case Aside():
            return (block.title,)
        case QuestionAnswer():
            return (block.question,)
        case List() | Code() | Embed() | Rule() | Break():
            return ()
    assert_never(block)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, each before the blocks inside it."""
    for block in blocks:
        yield block
        for inner in children(block):
            yield from walk(inner)


def opening_block(article: Article) -> Paragraph | None:
    """Return the paragraph that begins the running text: the dateline opens it, its first letter may be a drop cap.

    Without running text a lead may begin the story, but no dateline stands in front of it.
    """
    paragraphs = [block for block in article.body if isinstance(block, Paragraph)]
    roles = ("body",) if article.dateline.raw else ("body", "lead")
    return next((block for role in roles for block in paragraphs if block.role == role), None)


def closing_block(body: tuple[Block, ...]) -> Paragraph | QuestionAnswer | None:
    """Return the paragraph that ends the running text, or the question whose answer does.

    Pictures, boxes and remarks about the text may follow it. None where the text ends in a list or in something else
    that is no paragraph.
    """
    for block in reversed(body):
        match block:
            case Paragraph(role="body" | "lead"):
                return block
            case QuestionAnswer():
                return block if block.answer and isinstance(block.answer[-1], Paragraph) else None
            case Quote(pull=False) | List() | Code() | Crosshead():
                return None
            case _:
                pass
    return None


def map_block(block: Block, change: Callable[[Block], Block], change_rich: Callable[[Rich], Rich]) -> Block:
    """Return the block with `change_rich` applied to all runs in it and `change` to every block, inner ones first."""

    def inside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map_block(inner, change, change_rich) for inner in blocks)

    match block:
        case Paragraph() | Crosshead():
            block = replace(block, text=change_rich(block.text))
        case Quote():
            block = replace(block, blocks=inside(block.blocks), attribution=change_rich(block.attribution))
        case Aside():
            block = replace(block, title=change_rich(block.title), blocks=inside(block.blocks))
        case Embed():
            block = replace(block, blocks=inside(block.blocks))
        case QuestionAnswer():
            block = replace(block, question=change_rich(block.question), answer=inside(block.answer))
        case List():
            block = replace(block, items=tuple(inside(item) for item in block.items))
        case Table():
            rows = tuple(tuple(replace(cell, blocks=inside(cell.blocks)) for cell in row) for row in block.rows)
            block = replace(block, rows=rows, caption=change_rich(block.caption), source=change_rich(block.source))
        case Figure():
            block = replace(block, caption=change_rich(block.caption))
        case Code() | Rule() | Break():
            pass
        case _:
            assert_never(block)
    return change(block)


def map_article(
    article: Article,
    change: Callable[[Block], Block] = lambda block: block,
    change_rich: Callable[[Rich], Rich] = lambda runs: runs,
) -> Article:
    """Return the article with `change_rich` applied to all its runs (heads, captions, notes) and `change` to blocks."""

    def inside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map_block(block, change, change_rich) for block in blocks)

    return replace(
        article,
        kicker=change_rich(article.kicker),
        headline=change_rich(article.headline),
        subheads=tuple(change_rich(subhead) for subhead in article.subheads),
        deck=change_rich(article.deck),
        body=inside(article.body),
        notes=tuple(replace(note, blocks=inside(note.blocks)) for note in article.notes),
        photos=tuple(replace(photo, caption=change_rich(photo.caption)) for photo in article.photos),
    )


def map_edition(edition: Edition, change: Callable[[Article], Article]) -> Edition:
    """Return the edition with `change` applied to every article."""
    sections = tuple(
        replace(section, entries=tuple(replace(entry, article=change(entry.article)) for entry in section.entries))
        for section in edition.sections
    )
    return replace(edition, sections=sections)


def lead_photo_ids(article: Article) -> tuple[str, ...]:
    """Return the ids of the photos that no figure in the story names: the style decides where they stand."""
    placed = {photo for block in walk(article.body) if isinstance(block, Figure) for photo in block.photos}
    return tuple(photo.id for photo in article.photos if photo.id not in placed)


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Return the words of the blocks, one paragraph a line, marks and footnote labels left out."""
    lines: list[str] = []
    for block in walk(blocks):
        if isinstance(block, Code):
            lines.append(block.text)
        elif isinstance(block, Embed):
            lines += [block.title, block.url]
        lines += [text_of(runs) for runs in riches(block)]
    return "\n".join(line for line in lines if line)
