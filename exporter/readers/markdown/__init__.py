"""Markdown with front matter → an edition of one story.

Front matter stands between ``---`` (YAML), ``+++`` (TOML) or as a JSON object: ``title``, ``subtitle``, ``kicker``,
``deck``, ``byline``, ``author(s)``, ``dateline``, ``date``, ``lang``, ``publication``, ``section``, ``photos`` …
(``FIELDS`` in fields.py names all). Without a title, the leading ``# `` line is the headline.

In the text, besides CommonMark, tables and ``[^1]`` footnotes:

- ``## `` crosshead, ``---`` pause, ``<!-- page break -->`` and ``<!-- column break -->``;
- an image alone in its paragraph is a figure; the lines below it say the rest:

      ![What is to be seen](harbour.jpg){catchline="AT ANCHOR" focal="0.5 0.3"}
      *The caption, with **marks** where needed*
      Credit: J. Doe / Agency

  ``"caption"`` behind the file name, ``credit="…"`` among the attributes and a ``**CATCHLINE**`` line do the same;
  several images in one paragraph make a gallery;
- ``> `` quotation, its last line ``> — Name`` the attribution; ``> [!pull]`` or ``{.pull}`` above it a pull quote;
- ``> [!facts] Title``, ``> [!box] Title``, ``> [!timeline] Title`` matter beside the story;
- ``> [!embed] https://… Title`` a post or film that print can only name;
- ``Q: …`` and ``A: …`` paragraphs an interview; ``Table: …`` above and ``Source: …`` below a table;
- ``{.lead}``, ``{.contribution}``, ``{.endnote}``, ``{lang=fr}`` above a paragraph; ``[mot]{lang=fr}``,
  ``[NATO]{.small-caps}``, ``[漢字]{ruby=かんじ}`` inside one; the HTML tags sub, sup, u, br, q and their like.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Block, Byline, Crosshead, Dateline, Paragraph, Rich, edition_of, text_of
from exporter.readers.byline import is_byline, parse_byline
from exporter.readers.dateline import find_dateline
from exporter.readers.markdown.authors import look_up_authors
from exporter.readers.markdown.blocks import BlockReader
from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.fields import read_fields
from exporter.readers.markdown.front import Front, split_front
from exporter.readers.markdown.notebooks import find_properties, plain_lines
from exporter.readers.markdown.parse import parse_text
from exporter.readers.reading import Draft, Source
from exporter.readers.runs import cut
from exporter.report import Report


def read_markdown(source: Source, env: Env, report: Report) -> Draft:
    """Return the story with every source line traced."""
    desk = Desk(source, report)
    front = split_front(source, env.limits)
    front = front if front.last else find_properties(source.lines)
    _mark_front(front, desk)
    root = parse_text(source, plain_lines(source.lines, desk), front.last, env.limits)
    reader = BlockReader(desk)
    heads = read_fields(front, desk, reader.inline)
    headline, nodes, base = _find_headline(root, heads, reader)
    reader = BlockReader(desk, base)
    body = reader.blocks(nodes)
    notes = reader.notes(root)
    byline, body = _find_byline(heads, body, desk)
    byline = look_up_authors(byline, env)
    dateline, body = _find_dateline(heads, body, desk)
    article = replace(
        heads, headline=headline, byline=byline, dateline=dateline, body=body, notes=notes, photos=tuple(desk.photos)
    )
    article = replace(article, provenance=replace(article.provenance, dropped=tuple(desk.dropped)))
    return Draft(edition_of(article), desk.trace(), desk.files)


def _mark_front(front: Front, desk: Desk) -> None:
    """Give every line of the front matter its role; lines below a key belong to it."""
    desk.mark(1, front.last, "front matter", "")
    keys = {line: key for key, line in front.lines.items()}
    current = ""
    for line in range(1, front.last):  # the last line closes it
        current = keys.get(line, current)
        if current:
            desk.mark(line, line, "front matter", f"belongs to {current}")


def _find_headline(root: Any, heads: Article, reader: BlockReader) -> tuple[Rich, list[Any], int]:
    """Return the headline, the nodes below it, and the heading level that the headline has."""
    nodes = list(root.children)
    titles = [node for node in nodes if node.type == "heading" and node.tag == "h1"]
    leading = bool(titles) and nodes[0] is titles[0]
    if not leading:
        return heads.headline, nodes, 0 if titles else 1
    runs, line = reader.heading(titles[0]), titles[0].map[0] + 1
    if heads.headline and text_of(runs) != text_of(heads.headline):
        return heads.headline, nodes, 0
    why = "repeats the title of the front matter" if heads.headline else "the leading heading"
    reader.desk.mark(line, titles[0].map[1], "headline", why)
    return heads.headline or runs, nodes[1:], 0 if len(titles) > 1 else 1


def _find_byline(heads: Article, body: tuple[Block, ...], desk: Desk) -> tuple[Byline, tuple[Block, ...]]:
    """Return the byline, and the body without the paragraph that said it where the front matter did not."""
    first = body[0] if body else None
    if heads.byline.raw or not isinstance(first, Paragraph) or not is_byline(text_of(first.text)):
        return heads.byline, body
    desk.mark(first.line, first.line, "byline", "short paragraph below the head that opens like a byline")
    return parse_byline(text_of(first.text)), body[1:]


def _find_dateline(heads: Article, body: tuple[Block, ...], desk: Desk) -> tuple[Dateline, tuple[Block, ...]]:
    """Return the dateline, and the body without it where it opens the first paragraph."""
    index = next((index for index, block in enumerate(body) if not isinstance(block, Crosshead)), -1)
    first = body[index] if index >= 0 else None
    found = find_dateline(text_of(first.text)) if isinstance(first, Paragraph) else None
    if not found or not isinstance(first, Paragraph):
        return heads.dateline, body
    given = heads.dateline
    if given != Dateline() and given.place.casefold() != found.place.casefold():
        message = f"the text opens with the dateline {found.place}, the front matter says {given.place or given.raw}"
        desk.find("dateline-twice", "warning", message, first.line, "keep one of the two")
        return given, body
    desk.mark(first.line, first.line, "body", f"opens with the dateline {found.place}")
    shorter = replace(first, text=cut(first.text, len(found.raw)))
    return found, (*body[:index], shorter, *body[index + 1 :])
