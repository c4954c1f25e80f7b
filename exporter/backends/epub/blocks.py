"""Blocks of a story → XHTML, one function for each kind."""

from __future__ import annotations

from typing import assert_never

from lxml.etree import _Element

from exporter.backends.epub.figures import add_figure
from exporter.backends.epub.headings import heading_scope, next_heading
from exporter.backends.epub.inlines import add_link, add_runs
from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.tables import add_table
from exporter.backends.epub.xml import add, add_text, set_language, set_type
from exporter.model import (
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
from exporter.model.language import direction_of
from exporter.regex import regex

ROLE_CLASSES = {"body": "", "lead": "lead", "contribution": "contribution", "endnote": "endnote"}
_SYNTAX = regex(r"[A-Za-z0-9+#-]{1,20}")


def add_blocks(parent: _Element, blocks: tuple[Block, ...], sheet: Sheet) -> None:
    """Append the blocks in order; nothing of a block's text is left out."""
    for block in blocks:
        if not block.language:
            _add_block(parent, block, sheet)
            continue
        if not sheet.knows_language(block.language, sheet.place(block.line, block.id)):
            _add_block(parent, block, sheet)
            continue
        before, outer = len(parent), sheet.direction
        sheet.direction = direction_of(block.language)
        _add_block(parent, block, sheet)
        _mark_language(parent, before, block.language, outer)
        sheet.direction = outer


def add_item(parent: _Element, blocks: tuple[Block, ...], sheet: Sheet) -> None:
    """Append the blocks of a list item or cell; a single plain paragraph needs no element of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].language:
        if blocks[0].id:
            parent.set("id", sheet.new_id(blocks[0].id))
        add_runs(parent, blocks[0].text, sheet)
    else:
        add_blocks(parent, blocks, sheet)


def _mark_language(parent: _Element, before: int, language: str, outer: str) -> None:
    """Set language and direction on the elements that the block became."""
    direction = direction_of(language)
    for element in list(parent)[before:]:
        set_language(element, language)
        if direction != outer:
            element.set("dir", direction)


def _add_block(parent: _Element, block: Block, sheet: Sheet) -> None:
    match block:
        case Paragraph():
            add_runs(_start(parent, "p", ROLE_CLASSES[block.role], block, sheet), block.text, sheet)
        case Crosshead():
            _add_crosshead(parent, block, sheet)
        case Quote():
            _add_quote(parent, block, sheet)
        case List():
            _add_list(parent, block, sheet)
        case Table():
            add_table(parent, block, sheet, add_item)
        case Figure():
            add_figure(parent, block, sheet)
        case Aside():
            _add_aside(parent, block, sheet)
        case QuestionAnswer():
            exchange = _start(parent, "div", "exchange", block, sheet)
            add_runs(add(exchange, "p", "question"), block.question, sheet)
            add_blocks(exchange, block.answer, sheet)
        case Code():
            code = add(_start(parent, "pre", "", block, sheet), "code", text=block.text)
            if _SYNTAX.fullmatch(block.syntax):
                code.set("class", f"language-{block.syntax}")
        case Embed():
            _add_embed(parent, block, sheet)
        case Rule():
            _start(parent, "hr", "", block, sheet)
        case Break():
            if block.to == "page":  # a reader that reflows has no columns to break
                _start(parent, "div", "new-page", block, sheet)
        case _:
            assert_never(block)


def _start(parent: _Element, tag: str, css: str, block: Block, sheet: Sheet) -> _Element:
    """Return the new element of the block, which carries the block's id."""
    element = add(parent, tag, css)
    if block.id:
        element.set("id", sheet.new_id(block.id))
    return element


def _add_crosshead(parent: _Element, block: Crosshead, sheet: Sheet) -> None:
    level = next_heading(sheet, sheet.levels[block.level])
    css = "crosshead" if block.level == 1 else "crosshead minor"
    add_runs(_start(parent, f"h{level}", css, block, sheet), block.text, sheet)


def _add_quote(parent: _Element, block: Quote, sheet: Sheet) -> None:
    if block.pull:
        quote = _start(parent, "aside", "pull-quote", block, sheet)
        set_type(quote, "pullquote", "doc-pullquote")
    else:
        quote = _start(parent, "blockquote", "", block, sheet)
    add_blocks(quote, block.blocks, sheet)
    if block.attribution:
        # Not a footer: browsers announce one here as the footer of the whole page.
        add_runs(add(add(quote, "p", "attribution"), "cite"), block.attribution, sheet)


def _add_list(parent: _Element, block: List, sheet: Sheet) -> None:
    element = _start(parent, "ol" if block.ordered else "ul", "", block, sheet)
    if block.ordered and block.start != 1:
        element.set("start", str(block.start))
    for item in block.items:
        add_item(add(element, "li"), item, sheet)
    if not block.items:
        parent.remove(element)


def _add_aside(parent: _Element, block: Aside, sheet: Sheet) -> None:
    """Append the box; its title names the landmark, and a box without a title is no landmark but a note."""
    aside = _start(parent, "aside", f"box {block.role}", block, sheet)
    heading = sheet.heading
    if block.title:
        title = add(aside, f"h{next_heading(sheet, heading + 1)}", "box-title")
        title.set("id", sheet.new_id(f"{block.id or 'box'}-title"))
        aside.set("aria-labelledby", title.get("id", ""))
        add_runs(title, block.title, sheet)
    else:
        aside.set("role", "note")
    with heading_scope(sheet, block.blocks):
        add_blocks(aside, block.blocks, sheet)
    sheet.heading = heading


def _add_embed(parent: _Element, block: Embed, sheet: Sheet) -> None:
    """Append a box that says what the thing is, what it says, and where it is to be found."""
    box = _start(parent, "div", "embed", block, sheet)
    if block.title or block.provider:
        head = add(box, "p", "embed-title")
        if block.title:
            add(head, "strong", text=block.title)
        if block.provider:
            add_text(head, " " if block.title else "")
            add(head, "span", "provider", block.provider)
    add_blocks(box, block.blocks, sheet)
    if block.url:
        add_text(add_link(add(box, "p", "address"), block.url, sheet), block.url)
