"""HTML blocks in Markdown: their text stays, their tags go on record, comments may ask for a new page or column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from exporter.model import Block, Break, Paragraph, rich
from exporter.readers.markdown.desk import Desk
from exporter.regex import regex

_UNSEEN = ("script", "style", "template", "noscript", "iframe", "object")
_PARTS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "td", "figcaption")
_BREAK = regex(r"<!--\s*(page|column)[ -]?break\s*-->", re.IGNORECASE)

MOST_TAGS = 1_000


def read_html(html: str, desk: Desk, line: int) -> Iterator[Block]:
    """Yield a break for ``<!-- page break -->``, else the text inside the tags, a paragraph for each part."""
    if wanted := _BREAK.fullmatch(html.strip()):
        yield Break(to="page" if wanted[1].lower() == "page" else "column", line=line)
        return
    desk.drop(html.strip(), "HTML that a page in print has no place for", line)
    paragraphs = _text_inside(html)
    if not _is_comment(html.strip()):
        message = "HTML is left out; the text inside it stays" if paragraphs else "HTML is left out"
        desk.find("html-dropped", "warning", message, line, "write it in Markdown")
    for text in paragraphs:
        yield Paragraph(text=rich(text), line=line)


def _text_inside(html: str) -> list[str]:
    """Return the paragraphs of text between the tags.

    Where tags are too many for the parser, whose time goes with the square of what is left open, they are cut plainly.
    """
    if html.count("<") > MOST_TAGS:
        return [text for part in re.split(r"<[^<>]*>?", html) if (text := " ".join(part.split()))]
    seen = _Text()
    seen.feed(html)
    seen.close()
    return seen.paragraphs()


def _is_comment(html: str) -> bool:
    return html.startswith("<!--") and html.find("-->") in (-1, len(html) - 3)


class _Text(HTMLParser):
    """The words between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = [""]
        self._hidden = 0

    def paragraphs(self) -> list[str]:
        return [text for part in self._parts if (text := " ".join(part.split()))]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _UNSEEN
        if tag in _PARTS:
            self._parts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _UNSEEN))
        if tag in _PARTS:
            self._parts.append("")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._parts[-1] += data
