"""Block tokens → the model's blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from msgspec.structs import replace

from exporter.model import (
    Block,
    Cell,
    Code,
    Crosshead,
    Figure,
    Footnote,
    List,
    Paragraph,
    Rich,
    Rule,
    Table,
    rich,
)  # fmt: skip
from exporter.model.language import is_language
from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.inlines import read_runs
from exporter.readers.markdown.parse import parse_line
from exporter.readers.markdown.photos import is_figure, read_figure, read_image
from exporter.readers.markdown.quotes import read_quote
from exporter.readers.markdown.regroup import regroup
from exporter.readers.markdown.shortcodes import is_shortcode, read_shortcode
from exporter.regex import regex

ParagraphRole = Literal["body", "lead", "contribution", "endnote"]
_ROLES: dict[str, ParagraphRole] = {"lead": "lead", "contribution": "contribution", "endnote": "endnote"}
_ALIGN: dict[str, Literal["left", "centre", "right"]] = {"left": "left", "center": "centre", "right": "right"}
TITLE_LEVEL = 1
_MARKED = regex(r"[\\`*_~&<\[\]{}\x00-\x1f]")  # signs that mean something in Markdown; other text is as it stands


class BlockReader:
    """Reads block nodes. `base` is the heading level of a crosshead of level 0: 1 where ``#`` is the headline."""

    def __init__(self, desk: Desk, base: int = TITLE_LEVEL) -> None:
        self.desk, self._base = desk, base

    def inline(self, text: str) -> Rich:
        """Return one line of Markdown as runs."""
        if not _MARKED.search(text):
            return rich(text.strip())
        return read_runs(parse_line(text), self.desk, 0)

    def runs(self, node: Any) -> Rich:
        """Return the runs of a paragraph, heading or table cell."""
        return read_runs(content(node), self.desk, line_of(node))

    def heading(self, node: Any) -> Rich:
        """Return the runs of a heading, which is bold by itself: where all of it is marked so, none is."""
        runs = self.runs(node)
        if not all("bold" in run.marks for run in runs if run.text.strip()):
            return runs
        return tuple(replace(run, marks=tuple(mark for mark in run.marks if mark != "bold")) for run in runs)

    def blocks(self, nodes: list[Any]) -> tuple[Block, ...]:
        """Return the blocks of the nodes, those that belong together put together."""
        return regroup([block for node in nodes for block in self._in_language(node)], self.desk)

    def notes(self, root: Any) -> tuple[Footnote, ...]:
        """Return the footnotes in the order of their numbers."""
        nodes = [note for node in root.children if node.type == "footnote_block" for note in node.children]
        return tuple(self._note(note) for note in nodes)

    def _note(self, node: Any) -> Footnote:
        number = node.meta["id"] + 1
        blocks = self.blocks([child for child in node.children if child.type != "footnote_anchor"])
        for child in node.children:
            if child.type == "paragraph" and child.map:
                self.desk.mark(child.map[0] + 1, child.map[1], "footnote", f"note {number}")
        return Footnote(id=f"n{number}", blocks=blocks, label=str(number), line=line_of(node.children[0]))

    def _in_language(self, node: Any) -> Iterator[Block]:
        language = str(node.attrs.get("lang", "")) if node.type != "footnote_block" else ""
        for block in self._block(node):
            yield replace(block, language=language) if is_language(language) else block

    def _block(self, node: Any) -> Iterator[Block]:
        line = line_of(node)
        self._mark(node)
        match node.type:
            case "paragraph":
                yield from self._paragraph(node, line)
            case "heading":
                level = min(4, max(1, int(node.tag[1:]) - self._base))
                yield Crosshead(text=self.heading(node), level=level, line=line)
            case "bullet_list" | "ordered_list":
                items = tuple(self.blocks(item.children) for item in node.children)
                start = int(node.attrs.get("start", 1))
                yield List(items=items, ordered=node.type == "ordered_list", start=start, line=line)
            case "blockquote":
                yield read_quote(node, self, line)
            case "table":
                yield self._table(node, line)
            case "fence" | "code_block":
                syntax = (node.info or "").split(" ")[0]
                yield Code(text=node.content.rstrip("\n"), syntax=syntax, line=line)
            case "hr":
                yield Rule(line=line)
            case "html_block":
                from exporter.readers.markdown.html import read_html

                yield from read_html(node.content, self.desk, line)

    def _paragraph(self, node: Any, line: int) -> Iterator[Block]:
        nodes = content(node)
        source = node.children[0].content
        if is_shortcode(source):
            yield from read_shortcode(source, self.desk, line, self.inline)
        elif is_figure(nodes):
            self._mark(node, "figure", "an image alone in its paragraph")
            yield read_figure(nodes, self.desk, line, self.inline)
        else:
            classes = str(node.attrs.get("class", "")).split()
            role: ParagraphRole = next((_ROLES[name] for name in classes if name in _ROLES), "body")
            if runs := self.runs(node):
                yield Paragraph(text=runs, role=role, line=line)
            yield from self._moved_images(nodes, line)

    def _moved_images(self, nodes: list[Any], line: int) -> Iterator[Figure]:
        """Yield a figure for each image inside running text, which then stands below its paragraph."""
        for node in nodes:
            if node.type == "image":
                photo = read_image(node, self.desk, line, self.inline)
                message = f"the image {photo.src!r} stands inside text and is set below the paragraph"
                self.desk.find("image-moved", "info", message, line, "give it a paragraph of its own")
                yield Figure(photos=(self.desk.add_photo(photo),), line=line)
            elif node.children:
                yield from self._moved_images(node.children, line)

    def _table(self, node: Any, line: int) -> Table:
        head = [row for part in node.children if part.type == "thead" for row in part.children]
        body = [row for part in node.children if part.type == "tbody" for row in part.children]
        head_rows = tuple(tuple(self._cell(cell, header=True) for cell in row.children) for row in head)
        if not any(cell.blocks for row in head_rows for cell in row):
            head_rows = ()
        rows = tuple(tuple(self._cell(cell, header=False) for cell in row.children) for row in body)
        return Table(rows=(*head_rows, *rows), head_rows=len(head_rows), line=line)

    def _cell(self, node: Any, header: bool) -> Cell:
        runs = self.runs(node)
        side = re.search(r"text-align:\s*(\w+)", str(node.attrs.get("style", "")))
        blocks = (Paragraph(text=runs, line=line_of(node)),) if runs else ()
        return Cell(blocks=blocks, align=_ALIGN.get(side[1], "") if side else "", header=header)

    def _mark(self, node: Any, role: str = "", why: str = "") -> None:
        if node.type != "footnote_block" and node.map:
            known = _TRACE.get(node.type, (node.type, ""))
            first, last = node.map[0] + 1, node.map[1]
            if role or node.type != "paragraph" or not self.desk.role_at(first):  # a list item's text stays list
                self.desk.mark(first, last, role or known[0], why or known[1])


_TRACE = {
    "paragraph": ("body", "running text"),
    "heading": ("crosshead", "a heading below the headline"),
    "bullet_list": ("list", ""),
    "ordered_list": ("list", "numbered"),
    "blockquote": ("quote", ""),
    "fence": ("code", ""),
    "code_block": ("code", "indented by four spaces"),
    "hr": ("rule", "a pause"),
    "html_block": ("html", "HTML in Markdown"),
}


def content(node: Any) -> list[Any]:
    """Return the inline nodes of a block node."""
    return [child for inline in node.children if inline.type == "inline" for child in inline.children]


def line_of(node: Any) -> int:
    """Return the source line (from 1) at which the node begins, 0 where the parser does not say."""
    return node.map[0] + 1 if node.map else 0
