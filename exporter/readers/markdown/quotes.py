"""Block quotations: plain, pulled, and the callouts ``[!facts] Title`` that make boxes and embeds."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from exporter.model import Aside, Block, Embed, Paragraph, Quote, Rich, text_of
from exporter.readers.links import is_web_address
from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.inlines import read_runs, split_lines
from exporter.readers.runs import cut, head, trim
from exporter.regex import regex

_CALLOUT = regex(r"\[!([A-Za-z-]+)\][+-]?\s*")
_ATTRIBUTION = regex(r"(?:—|―|–|--)\s*(?=\S)")
AsideRole = Literal["box", "facts", "timeline"]
ASIDES: dict[str, AsideRole] = {
    "box": "box", "facts": "facts", "factbox": "facts", "timeline": "timeline", "note": "box", "tip": "box",
    "info": "box", "important": "box", "warning": "box", "caution": "box",
}  # fmt: skip


class Reader(Protocol):
    """What reads the blocks inside a quotation."""

    desk: Desk

    def inline(self, text: str) -> Rich:
        """Return one line of Markdown as runs."""
        ...

    def blocks(self, nodes: list[Any]) -> tuple[Block, ...]:
        """Return the blocks of the nodes."""
        ...


def read_quote(node: Any, reader: Reader, line: int) -> Block:
    """Return the quotation, pull quote, aside or embed that a block quote of Markdown stands for."""
    classes = str(node.attrs.get("class", "")).split()
    kind = next((name for name in classes if name in ASIDES or name == "pull"), "")
    title: Rich = reader.inline(str(node.attrs.get("title", "")))
    children = list(node.children)
    rest: list[Paragraph] = []
    if children and children[0].type == "paragraph":
        called, called_title, below = _callout(children[0], reader, line)
        if called:
            kind, title, rest, children = called, called_title, below, children[1:]
    _mark(node, reader, kind)
    if kind in ASIDES:
        return Aside(blocks=(*rest, *reader.blocks(children)), title=title, role=ASIDES[kind], line=line)
    if kind == "embed":
        return _embed(title, (*rest, *reader.blocks(children)), reader, line)
    attribution, blocks = _take_attribution(node.children[-1:], (*rest, *reader.blocks(children)), reader)
    if title and (attribution or not blocks):
        blocks = (Paragraph(text=title, line=line), *blocks)
    elif title:
        attribution = title  # as Obsidian has it: who said it above, what below
    return Quote(blocks=blocks, attribution=attribution, pull=kind == "pull", line=line)


def _callout(node: Any, reader: Reader, line: int) -> tuple[str, Rich, list[Paragraph]]:
    """Return the callout's name, its title and the text that follows in its paragraph; "" when it is none.

    What stands on the line of ``[!pull]`` is its first words, for a pull quote has no title.
    """
    after = [child for inline in node.children for child in inline.children]
    first, *others = split_lines(after)
    runs = read_runs(first, reader.desk, line)
    match = _CALLOUT.match(text_of(runs))
    name = match[1].lower() if match else ""
    if not match or (name not in ASIDES and name not in ("pull", "embed", "quote")):
        return "", (), []
    if name == "pull":
        said = trim(cut(read_runs(after, reader.desk, line), match.end()))
        return name, (), [Paragraph(text=said, line=line)] if said else []
    below = after[len(first) + 1 :] if others else []
    text = read_runs(below, reader.desk, line + 1)
    return name, trim(cut(runs, match.end())), [Paragraph(text=text, line=line + 1)] if text else []


def _embed(title: Rich, blocks: tuple[Block, ...], reader: Reader, line: int) -> Block:
    address, _, words = text_of(title).partition(" ")
    address = next((run.href for run in title if run.href), address)
    if is_web_address(address):
        return Embed(url=address, title=words.strip(), blocks=blocks, line=line)
    reader.desk.find("link-refused", "warning", "an embed names no web address", line, "write > [!embed] https://…")
    return Quote(blocks=(Paragraph(text=title, line=line), *blocks) if title else blocks, line=line)


def _take_attribution(last: list[Any], blocks: tuple[Block, ...], reader: Reader) -> tuple[Rich, tuple[Block, ...]]:
    """Return the last line where it begins with a dash, without the dash, and the blocks before it.

    `last` holds the node of the last block.
    """
    if not last or last[0].type != "paragraph":
        return (), blocks
    nodes = [child for inline in last[0].children for child in inline.children]
    return _split_last(blocks, read_runs(split_lines(nodes)[-1], reader.desk, 0))


def _split_last(blocks: tuple[Block, ...], last: Rich) -> tuple[Rich, tuple[Block, ...]]:
    if not blocks or not isinstance(blocks[-1], Paragraph):
        return (), blocks
    paragraph = blocks[-1]
    words = text_of(last)
    dash = _ATTRIBUTION.match(words)
    whole = text_of(paragraph.text)
    if not dash or not whole.endswith(words) or (len(blocks) == 1 and words == whole):
        return (), blocks
    name = cut(paragraph.text, len(whole) - len(words) + dash.end())
    spoken = head(paragraph.text, len(whole) - len(words))
    kept = (Paragraph(text=spoken, line=paragraph.line),) if spoken else ()
    return name, (*blocks[:-1], *kept)


def _mark(node: Any, reader: Reader, kind: str) -> None:
    if kind and node.map:
        role = "pull quote" if kind == "pull" else kind if kind in ("quote", "embed") else "aside"
        reader.desk.mark(node.map[0] + 1, node.map[1], role, f"marked {kind!r}")
