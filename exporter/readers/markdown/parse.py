"""Markdown → a tree of tokens: CommonMark with tables, strikethrough, footnotes and attributes."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode

from exporter.limits import Limits
from exporter.readers.reading import Source
from exporter.report import InputError

OPENINGS = "[<"
# In one paragraph. The time goes with the square: 100,000 of ``<!--`` took 247 s, 1,000 take a fortieth of a second.
MOST_OPENINGS = 1_000


class CrowdedError(Exception):
    """A paragraph has more openings than any text; the argument is its line."""


def parse_text(source: Source, lines: list[str], skip: int, limits: Limits) -> Any:
    """Return the tree of the lines below the first `skip`; its line maps count from 0 in the whole source.

    Raises InputError where lists and quotations stand deeper in each other than `limits.nesting`.
    """
    text = "\n" * skip + "\n".join(lines[skip:])
    levels = 2 * limits.nesting  # a list and its item are two levels of tokens
    try:
        tokens = _parser(levels + 8, text).parse(text)
        deepest = max((token.level for token in tokens), default=0)
        if deepest <= levels:
            return SyntaxTreeNode(tokens)
        line = next(token.map[0] + 1 if token.map else 0 for token in tokens if token.level == deepest)
    except CrowdedError as error:
        message = f"a paragraph with more than {MOST_OPENINGS:,} brackets"
        hint = "is this Markdown? --from clipping takes it as it is"
        raise InputError(message, source.place(error.args[0]), hint) from error
    except RecursionError:
        line = 0
    message = f"lists or quotations more than {limits.nesting} levels deep"
    raise InputError(message, source.place(line), "a story needs three")


def parse_line(text: str) -> list[Any]:
    """Return the inline nodes of one line of Markdown, such as a caption."""
    root = SyntaxTreeNode(_parser(100, text).parseInline(text))
    return [node for inline in root.children for node in inline.children]


def _parser(nesting: int, text: str) -> MarkdownIt:
    """Return the parser for the text; only with plugins whose signs it has, because they take 3 ms to be loaded."""
    return _made(nesting, "^" in text, "{" in text)


@cache
def _made(nesting: int, footnotes: bool, attributes: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": nesting})
    parser.enable(["table", "strikethrough"])
    if footnotes:
        from mdit_py_plugins.footnote import footnote_plugin

        parser.use(footnote_plugin)
    if attributes:
        from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin

        parser.use(attrs_plugin, spans=True).use(attrs_block_plugin)
    # All addresses come through, so that a refused one can be told; what becomes a link is decided in `inlines`.
    parser.core.ruler.after("block", "openings", _count_openings)
    parser.validateLink = _allow  # type: ignore[method-assign]
    return parser


def _count_openings(state: StateCore) -> None:
    """Raise CrowdedError before the inline rules look, from every bracket, for the end of what it opens."""
    for token in state.tokens:
        if token.type == "inline" and sum(map(token.content.count, OPENINGS)) > MOST_OPENINGS:
            raise CrowdedError(token.map[0] + 1 if token.map else 0)


def _allow(url: str) -> bool:
    return True
