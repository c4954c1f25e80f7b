"""Elements → the model's blocks: one walk for HTML, XHTML and NITF. Begin at `Walker.blocks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Literal

from msgspec.structs import replace

from exporter.model import (
    Aside,
    Block,
    Break,
    Code,
    Crosshead,
    Embed,
    Figure,
    Footnote,
    List,
    Paragraph,
    Quote,
    Rich,
    Rule,
    Run,
    text_of,
)  # fmt: skip
from exporter.model.language import is_language
from exporter.readers.markup.elements import FILMS, PICTURES, UNSEEN, classes_of, has_class, is_inline
from exporter.readers.markup.figures import Sources
from exporter.readers.markup.inline import Inline, Look, tidy
from exporter.readers.markup.media import read_figure, read_film, read_media, read_picture
from exporter.readers.markup.notes import take_notes
from exporter.readers.markup.parse import Element, name_of, words
from exporter.readers.markup.slip import Slip
from exporter.readers.markup.tables import read_table
from exporter.regex import regex
from exporter.report import InputError

_PARAGRAPH_BREAK = regex(r"\n{2,}")
_POST = regex(r"https?://(?:www\.)?(?:twitter|x|instagram|facebook|tiktok|bsky)\.(?:com|app)/\S+")


class Walker:
    """Walks one story's text. `skip` names elements that say something else (heads, bylines) and are read elsewhere."""

    def __init__(
        self,
        slip: Slip,
        base_url: str = "",
        first_line: int = 1,
        strict: bool = True,
        skip: Callable[[Element], bool] = lambda element: False,
    ) -> None:
        self.slip, self._offset, self._skip = slip, first_line - 1, skip
        self._base_url = base_url
        self.sources = Sources(slip, base_url, strict)
        self._depth = 0

    def story(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks of a whole story; its notes are taken out of it and kept on the slip."""
        take_notes(root, self)
        return self.blocks(root)

    def blocks(self, parent: Element, look: Look = Look(), without: Collection[Element] = ()) -> tuple[Block, ...]:
        """Return the blocks inside an element; lines between them that stand in no paragraph become paragraphs.

        Elements in `without`, however deep, are read by the caller.
        """
        if without:
            skip, self._skip = self._skip, lambda part: part in without or skip(part)
            blocks_without = self.blocks(parent, look)
            self._skip = skip
            return blocks_without
        blocks: list[Block] = []
        loose: list[Run] = [look.run(parent.text)] if parent.text and name_of(parent) else []
        inline = self.inline()
        line = self.line(parent)
        for child in parent:
            if is_inline(child) and not any(map(self._skip, child.iter("*"))):
                loose += inline.element(child, look)
            else:
                blocks += self._paragraphs(loose, inline, line)
                loose, line = [], self.line(child)
                blocks += () if self._skip(child) else self._block(child, look)
            if child.tail:
                loose.append(look.run(child.tail))
        blocks += self._paragraphs(loose, inline, line)
        return tuple(blocks)

    def inline(self) -> Inline:
        """Return a reader of runs."""
        return Inline(self.slip, self._base_url)

    def rich(self, element: Element) -> Rich:
        """Return the element's words as one line of runs; pictures in it are let go."""
        return tidy(self.inline().runs(element))

    def line(self, element: Element) -> int:
        """Return the line of the file at which the element begins, 0 when unknown."""
        return (element.sourceline or 0) + self._offset if element.sourceline else 0

    def _block(self, element: Element, look: Look) -> Iterator[Block]:
        name, line = name_of(element), self.line(element)
        if element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang"):
            look = self._in_language(element, look)
        reader = _READERS.get(name)
        if name in UNSEEN:
            self._drop_unseen(element, name, line)
        elif name in PICTURES:
            yield from read_picture(self, element, line)
        elif name in FILMS:
            yield from read_film(self, element, line)
        elif reader is None and has_class(element, "pullquote", "pull-quote") and element.find(".//blockquote") is None:
            yield Quote(blocks=self.blocks(element, look), pull=True, line=line)
        elif reader is None:
            yield from self.blocks(element, look)
        else:
            self.slip.desk.mark(line, _TRACE.get(name, name), f"<{name}>")
            self._depth += 1
            if self._depth > self.slip.desk.env.limits.nesting:
                message = f"more than {self.slip.desk.env.limits.nesting} blocks inside each other"
                raise InputError(message, self.slip.desk.source.place(line), "a story needs three or four")
            yield from reader(self, element, line, look)
            self._depth -= 1

    def _in_language(self, element: Element, look: Look) -> Look:
        language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        return replace(look, language=language) if is_language(language) else look

    def _drop_unseen(self, element: Element, name: str, line: int) -> None:
        if name == "noscript" and any(name_of(inner) in PICTURES for inner in element.iter("*")):
            return  # the same picture again for old browsers
        self.slip.drop(words(element), f"the words of <{name}> are for machines, not for readers", line)

    def _paragraphs(self, runs: list[Run], inline: Inline, line: int) -> Iterator[Paragraph | Figure]:
        """Yield the runs as paragraphs, divided at empty lines, then the pictures that stood in them."""
        tidied = tidy(runs)
        for piece in _split(tidied):
            yield Paragraph(text=piece, line=line)
        pictures, inline.pictures = inline.pictures, []
        if tidied and pictures:
            message = "a picture stands inside text and is set below the paragraph"
            self.slip.desk.find("image-moved", "info", message, line)
        for picture in pictures:
            yield from read_picture(self, picture, line)

    def _paragraph(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        if not all(is_inline(child) for child in element):
            yield from self.blocks(element, look)
            return
        inline = self.inline()
        runs = inline.runs(element, inline.look_of(element, "p", look))
        yield from self._paragraphs(runs, inline, line)

    def _heading(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        inline = self.inline()
        runs = tidy(inline.runs(element, look))
        digit = name_of(element)[-1]
        level = 1 if name_of(element).startswith("hl") else min(4, max(1, int(digit) - 1))
        if runs:
            yield Crosshead(text=runs, level=level, line=line)
        for picture in inline.pictures:
            yield from read_picture(self, picture, line)

    def _quote(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        post = (
            _POST.search(" ".join(a.get("href", "") for a in element.iter("a")))
            if has_class(element, "tweet", "instagram-media", "tiktok-embed", "bluesky")
            else None
        )
        named = [
            part for part in element.iter("*") if name_of(part) in ("cite", "footer", "credit") and part is not element
        ]
        last = named[-1] if named and _ends(named[-1], element) else None
        attribution = self.rich(last) if last is not None else ()
        blocks = self.blocks(element, look, without=() if last is None else (last,))
        if post:
            yield Embed(url=post[0].split()[0], provider=post[0].split("/")[2], blocks=blocks, line=line)
            return
        dash = re.match(r"(?:—|–|―|--)\s*", text_of(attribution))
        if dash:
            from exporter.readers.runs import cut

            attribution = cut(attribution, dash.end())
        pull = has_class(element, "pull") or _parent_has_class(element, "pull")
        yield Quote(blocks=blocks, attribution=attribution, pull=pull, line=line)

    def _list(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        items: list[tuple[Block, ...]] = []
        for child in element:
            if name_of(child) and not self._skip(child):
                inner = self.blocks(child, look) if name_of(child) == "li" else tuple(self._block(child, look))
                items += [inner] if inner else []
            if child.tail and child.tail.strip():
                items.append((Paragraph(text=tidy([look.run(child.tail)]), line=line),))
        if element.text and element.text.strip():
            items.insert(0, (Paragraph(text=tidy([look.run(element.text)]), line=line),))
        start = element.get("start", "1")
        ordered = name_of(element) == "ol"
        if items:
            number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
            yield List(items=tuple(items), ordered=ordered, start=number, line=line)

    def _definitions(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        """Yield a list in which every term, set bold, opens the item of what it means."""
        items: list[tuple[Block, ...]] = []
        in_term = False
        for child in element.iter("dt", "dd", "{*}dt", "{*}dd"):
            term = name_of(child) == "dt"
            blocks = self.blocks(child, look.with_mark("bold") if term else look)
            if items and (not term or in_term):
                items[-1] = (*items[-1], *blocks)
            else:
                items.append(blocks)
            in_term = term
        if items:
            yield List(items=tuple(items), line=line)

    def _code(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        inner = next((part for part in element.iter("*") if name_of(part) == "code"), element)
        syntax = re.search(r"lang(?:uage)?-([\w+#-]+)", inner.get("class", ""))
        text = "".join(element.itertext("*")).strip("\n")
        if text.strip():
            yield Code(text=text, syntax=syntax[1] if syntax else "", line=line)

    def _aside(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        heads = [part for part in element if re.fullmatch(r"h[1-6]|hl[12]|summary", name_of(part))]
        title = heads[0] if heads and not (element.text or "").strip() and _is_first(heads[0], element) else None
        blocks = self.blocks(element, look, without=() if title is None else (title,))
        role: Literal["box", "facts", "timeline"] = (
            "facts" if has_class(element, "fact") else "timeline" if has_class(element, "timeline") else "box"
        )
        quote = blocks[0] if blocks else None
        named = len(blocks) == 2 and isinstance(blocks[1], Paragraph) and element.find(".//cite") is not None
        if title is None and isinstance(quote, Quote) and (len(blocks) == 1 or named):
            said_by = blocks[1].text if named and isinstance(blocks[1], Paragraph) else ()
            yield replace(quote, pull=True, attribution=quote.attribution or said_by)
        elif has_class(element, "pull"):
            yield Quote(blocks=blocks, pull=True, line=line)
        elif blocks or title is not None:
            yield Aside(blocks=blocks, title=self.rich(title) if title is not None else (), role=role, line=line)

    def _rule(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        yield Rule(line=line)

    def _break(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        yield Break(line=line)

    def _footnote(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        """Yield the call of a note where it stands, in a paragraph of its own, and keep the note."""
        number = len(self.slip.notes) + 1
        note = Footnote(id=f"n{number}", blocks=self.blocks(element, look), label=str(number), line=line)
        self.slip.notes.append(note)
        yield Paragraph(text=(Run(str(number), note=note.id),), line=line)


_Reader = Callable[[Walker, Element, int, Look], Iterator[Block]]
_READERS: dict[str, _Reader] = {
    "p": Walker._paragraph, "h1": Walker._heading, "h2": Walker._heading, "h3": Walker._heading,
    "h4": Walker._heading, "h5": Walker._heading, "h6": Walker._heading, "hl1": Walker._heading, "hl2": Walker._heading,
    "blockquote": Walker._quote, "bq": Walker._quote, "ul": Walker._list, "ol": Walker._list, "dir": Walker._list,
    "dl": Walker._definitions, "table": read_table, "pre": Walker._code,
    "aside": Walker._aside, "details": Walker._aside, "note": Walker._aside, "hr": Walker._rule,
    "figure": read_figure, "media": read_media, "fn": Walker._footnote, "nextpage": Walker._break,
}  # fmt: skip
_TRACE = {
    "p": "body", "hl1": "crosshead", "hl2": "crosshead", "blockquote": "quote", "bq": "quote", "ul": "list",
    "ol": "list", "dl": "list", "pre": "code", "hr": "rule", "media": "figure", "fn": "footnote", "details": "aside",
    "note": "aside", **{f"h{level}": "crosshead" for level in range(1, 7)},
}  # fmt: skip


def _split(runs: Rich) -> Iterator[Rich]:
    """Yield the runs divided at empty lines."""
    from exporter.readers.runs import cut, head

    text = text_of(runs)
    if "\n\n" not in text:
        if runs:
            yield runs
        return
    start = 0
    for match in _PARAGRAPH_BREAK.finditer(text):
        if piece := head(cut(runs, start), match.start() - start):
            yield piece
        start = match.end()
    if start:
        runs = cut(runs, start)
    if runs:
        yield runs


def _ends(part: Element, element: Element) -> bool:
    """Return True when no words of the element follow the part."""
    while part is not element:
        if (part.tail or "").strip() or any(words(after) for after in part.itersiblings("*")):
            return False
        part = part.getparent()
    return True


def _is_first(part: Element, element: Element) -> bool:
    return all(not words(before) for before in part.itersiblings("*", preceding=True))


def _parent_has_class(element: Element, part: str) -> bool:
    parent = element.getparent()
    return parent is not None and part in classes_of(parent)
