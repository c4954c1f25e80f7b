"""Elements → the model's blocks: one walk for HTML, XHTML and NITF. Begin at `Walker.blocks`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
    Table,
    text_of,
)  # fmt: skip
from exporter.model.language import is_language
from exporter.readers.links import is_web_address
from exporter.readers.markup.elements import FILMS, PICTURES, UNSEEN, classes_of, has_class, is_inline
from exporter.readers.markup.figures import (
    Sources,
    alt_of,
    candidates_of,
    caption_of,
    credited,
    is_credit,
    is_furniture,
    photographers,
)  # fmt: skip
from exporter.readers.markup.inline import Inline, Look, tidy
from exporter.readers.markup.parse import Element, name_of, words
from exporter.readers.markup.slip import Slip
from exporter.readers.markup.tables import read_table
from exporter.report import InputError

_PARAGRAPH_BREAK = re.compile(r"\n{2,}")
_POST = re.compile(r"https?://(?:www\.)?(?:twitter|x|instagram|facebook|tiktok|bsky)\.(?:com|app)/\S+")


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
        self._slip, self._offset, self._skip = slip, first_line - 1, skip
        self._base_url = base_url
        self.sources = Sources(slip, base_url, strict)
        self._depth = 0

    def blocks(self, parent: Element, look: Look = Look()) -> tuple[Block, ...]:
        """Return the blocks inside an element; lines between them that stand in no paragraph become paragraphs."""
        blocks: list[Block] = []
        loose: list[Run] = [look.run(parent.text)] if parent.text and name_of(parent) else []
        inline = Inline(self._slip, self._base_url)
        line = self.line(parent)
        for child in parent:
            if is_inline(child) and not self._skip(child):
                loose += inline.element(child, look)
            else:
                blocks += self._paragraphs(loose, inline, line)
                loose, line = [], self.line(child)
                blocks += () if self._skip(child) else self._block(child, look)
            if child.tail:
                loose.append(look.run(child.tail))
        blocks += self._paragraphs(loose, inline, line)
        return tuple(blocks)

    def rich(self, element: Element) -> Rich:
        """Return the element's words as one line of runs; pictures in it are let go."""
        return tidy(Inline(self._slip, self._base_url).runs(element))

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
            yield from self._picture(element, line)
        elif name in FILMS:
            yield from self._film(element, line)
        elif reader is None:
            yield from self.blocks(element, look)
        else:
            self._slip.desk.mark(line, _TRACE.get(name, name), f"<{name}>")
            self._depth += 1
            if self._depth > self._slip.desk.env.limits.nesting:
                where = self._slip.desk.source.place(line)
                raise InputError(f"more than {self._slip.desk.env.limits.nesting} blocks inside each other", where)
            yield from reader(self, element, line, look)
            self._depth -= 1

    def _in_language(self, element: Element, look: Look) -> Look:
        language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        return replace(look, language=language) if is_language(language) else look

    def _drop_unseen(self, element: Element, name: str, line: int) -> None:
        if name == "noscript" and any(name_of(inner) in PICTURES for inner in element.iter("*")):
            return  # the same picture again for old browsers
        self._slip.drop(words(element), f"the words of <{name}> are for machines, not for readers", line)

    def _paragraphs(self, runs: list[Run], inline: Inline, line: int) -> Iterator[Paragraph | Figure]:
        """Yield the runs as paragraphs, divided at empty lines, then the pictures that stood in them."""
        tidied = tidy(runs)
        for piece in _split(tidied):
            yield Paragraph(text=piece, line=line)
        pictures, inline.pictures = inline.pictures, []
        if tidied and pictures:
            message = "a picture stands inside text and is set below the paragraph"
            self._slip.desk.find("image-moved", "info", message, line)
        for picture in pictures:
            yield from self._picture(picture, line)

    def _paragraph(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        if not all(is_inline(child) for child in element):
            yield from self.blocks(element, look)
            return
        inline = Inline(self._slip, self._base_url)
        runs = inline.runs(element, inline._look(element, "p", look))
        yield from self._paragraphs(runs, inline, line)

    def _heading(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        inline = Inline(self._slip, self._base_url)
        runs = tidy(inline.runs(element, look))
        digit = name_of(element)[-1]
        level = 1 if name_of(element).startswith("hl") else min(4, max(1, int(digit) - 1))
        if runs:
            yield Crosshead(text=runs, level=level, line=line)
        for picture in inline.pictures:
            yield from self._picture(picture, line)

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
        skip, self._skip = self._skip, lambda part: part is last or skip(part)
        blocks = self.blocks(element, look)
        self._skip = skip
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
        skip, self._skip = self._skip, lambda part: part is title or skip(part)
        blocks = self.blocks(element, look)
        self._skip = skip
        role: Literal["box", "facts", "timeline"] = (
            "facts" if has_class(element, "fact") else "timeline" if has_class(element, "timeline") else "box"
        )
        if has_class(element, "pull"):
            yield Quote(blocks=blocks, pull=True, line=line)
        elif blocks or title is not None:
            yield Aside(blocks=blocks, title=self.rich(title) if title is not None else (), role=role, line=line)

    def _rule(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        yield Rule(line=line)

    def _break(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        yield Break(line=line)

    def _table(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        yield from read_table(self, element, line, look)

    def _footnote(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        """Yield the call of a note where it stands, in a paragraph of its own, and keep the note."""
        number = len(self._slip.notes) + 1
        note = Footnote(id=f"n{number}", blocks=self.blocks(element, look), label=str(number), line=line)
        self._slip.notes.append(note)
        yield Paragraph(text=(Run(str(number), note=note.id),), line=line)

    def _picture(self, element: Element, line: int) -> Iterator[Figure]:
        if is_furniture(element):
            self._slip.drop(alt_of(element), "what a picture without news value shows", line)
            return
        addresses = candidates_of(element)
        photo = self.sources.photo(addresses, line, alt_of(element))
        title = next((part.get("title", "") for part in element.iter("*") if part.get("title")), "")
        if title and title != photo.alt:
            photo = replace(photo, extra={**photo.extra, "title": title})
        if photo.src or photo.alt or photo.extra or self._slip.knows(addresses):
            yield Figure(photos=(self._slip.add_photo(photo, addresses),), line=line)

    def _film(self, element: Element, line: int) -> Iterator[Block]:
        addresses = [part.get("src") or part.get("data-src") or "" for part in element.iter("*")]
        address = next((part for part in addresses if part), "")
        address = f"https:{address}" if address.startswith("//") else address
        said = words(element)
        if is_web_address(address):
            host = address.split("/")[2]
            blocks = (Paragraph(text=caption_of(said), line=line),) if said else ()
            yield Embed(url=address, title=element.get("title", ""), provider=host, blocks=blocks, line=line)
        else:
            self._slip.drop(f"{address} {element.get('title', '')} {said}", "a film without an address", line)

    def _figure(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        """Yield a figure of one photo or a gallery; what else stands in a ``figure`` keeps its caption as its own."""
        captions = [part for part in element if name_of(part) == "figcaption"]
        inner = [part for part in element.iterdescendants("*") if name_of(part) == "figure"]
        pictures = [
            part
            for part in element.iterdescendants("*")
            if name_of(part) in PICTURES and not _inside(part, ("picture", "noscript", "figcaption"), element)
        ]
        if pictures and not any(name_of(part) in ("table", "blockquote") for part in element.iterdescendants("*")):
            yield from self._photos(element, pictures, inner, captions, line)
            return
        skip, self._skip = self._skip, lambda part: part in captions or skip(part)
        blocks = self.blocks(element, look)
        self._skip = skip
        yield from self._captioned(blocks, captions, line)

    def _captioned(self, blocks: tuple[Block, ...], captions: list[Element], line: int) -> Iterator[Block]:
        caption = tuple(run for part in captions for run in self.rich(part))
        first = blocks[0] if blocks else None
        if not caption:
            yield from blocks
        elif isinstance(first, Table | Figure) and not first.caption:
            yield replace(first, caption=caption)
            yield from blocks[1:]
        elif isinstance(first, Embed):
            yield replace(first, blocks=(*first.blocks, Paragraph(text=caption, line=line)))
            yield from blocks[1:]
        else:
            yield from (*blocks, Paragraph(text=caption, line=line))

    def _photos(
        self, element: Element, pictures: list[Element], inner: list[Element], captions: list[Element], line: int
    ) -> Iterator[Block]:
        ids: list[str] = []
        own = {id(picture) for part in inner for picture in part.iter("*")}
        for part in inner:
            ids += [photo for block in self._figure(part, self.line(part), Look()) if isinstance(block, Figure)
                    for photo in block.photos]  # fmt: skip
        caption, credit = self._caption(captions)
        alone = [picture for picture in pictures if id(picture) not in own]
        for picture in alone:
            for figure in self._picture(picture, self.line(picture)):
                ids += figure.photos
        if len(ids) == 1 and alone:
            before = self._slip.photo(ids[0])
            photo = credited(before, caption, credit)
            extra = {**photo.extra, "figcaption credit": credit} if credit not in ("", photo.credit) else photo.extra
            self._slip.change_photo(photo.id, caption=photo.caption, credit=photo.credit, extra=extra)
            caption = caption if before.caption and text_of(caption) != text_of(before.caption) else ()
        elif credit:
            caption = (*caption, *caption_of(f" {credit}" if caption else credit))
        for part in (*pictures, *inner, *captions):
            _detach(part)
        rest = self.blocks(element)
        if ids:
            yield Figure(photos=tuple(dict.fromkeys(ids)), caption=caption, line=line)
        elif caption:
            yield Paragraph(text=caption, line=line)
        yield from rest

    def _caption(self, captions: list[Element]) -> tuple[Rich, str]:
        """Return the caption's runs, and the words of the part of it that names the maker."""
        makers = [part for caption in captions for part in caption.iterdescendants("*") if is_credit(part)]
        credit = " ".join(dict.fromkeys(words(part) for part in makers if not _inside_any(part, makers)))
        runs: list[Run] = []
        for caption in captions:
            for part in [part for part in makers if part in caption.iterdescendants("*")]:
                _detach(part)
            inline = Inline(self._slip, self._base_url)
            runs += [*([Run(" ")] if runs else []), *inline.runs(caption)]
        return tidy(runs), credit

    def _media(self, element: Element, line: int, look: Look) -> Iterator[Block]:
        """Yield the figure of NITF's ``media``; films without an address leave their caption."""
        parts = {name: [part for part in element.iter("*") if name_of(part) == name] for name in _MEDIA_PARTS}
        references = parts["media-reference"]
        caption = tuple(
            run for number, part in enumerate(parts["media-caption"])
            for run in (*([Run(" ")] if number else []), *self.rich(part))
        )  # fmt: skip
        producer = " ".join(words(part) for part in parts["media-producer"])
        for part in parts["media-metadata"]:
            self._slip.keep(f"media-metadata/{part.get('name', '')}", part.get("value", "") or words(part), line)
        for part in parts["media-object"]:
            self._slip.drop(words(part), "a media file written as text", line)
        kind = element.get("media-type", "image").lower()
        if kind not in ("image", "photo", "graphic", "picture", "data", "other", "text", ""):
            yield from self._nitf_film(references, caption, producer, line)
            return
        alt = next((part.get("alternate-text", "") for part in references), "")
        photo = self.sources.photo([part.get("source", "") for part in references], line, alt)
        if photo.extra.get("address") is None and (name := next((part.get("name", "") for part in references), "")):
            photo = replace(photo, extra={**photo.extra, "name": name})
        photo = replace(photo, role="graphic" if kind == "graphic" else "photo", byline=photographers(producer))
        yield Figure(photos=(self._slip.add_photo(credited(photo, caption, producer)),), line=line)

    def _nitf_film(self, references: list[Element], caption: Rich, producer: str, line: int) -> Iterator[Block]:
        address = next((part.get("source", "") for part in references), "")
        said = (*caption, *caption_of(f" {producer}" if caption and producer else producer))
        blocks = (Paragraph(text=tidy(list(said)), line=line),) if said else ()
        if is_web_address(address):
            yield Embed(url=address, provider=address.split("/")[2], blocks=blocks, line=line)
        elif blocks:
            yield Aside(blocks=blocks, line=line)


_Reader = Callable[[Walker, Element, int, Look], Iterator[Block]]
_READERS: dict[str, _Reader] = {
    "p": Walker._paragraph, "h1": Walker._heading, "h2": Walker._heading, "h3": Walker._heading,
    "h4": Walker._heading, "h5": Walker._heading, "h6": Walker._heading, "hl1": Walker._heading, "hl2": Walker._heading,
    "blockquote": Walker._quote, "bq": Walker._quote, "ul": Walker._list, "ol": Walker._list, "dir": Walker._list,
    "dl": Walker._definitions, "table": Walker._table, "pre": Walker._code,
    "aside": Walker._aside, "details": Walker._aside, "note": Walker._aside, "hr": Walker._rule,
    "figure": Walker._figure, "media": Walker._media, "fn": Walker._footnote, "nextpage": Walker._break,
}  # fmt: skip
_MEDIA_PARTS = ("media-reference", "media-caption", "media-producer", "media-metadata", "media-object")
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


def _inside(part: Element, names: tuple[str, ...], top: Element) -> bool:
    parent = part.getparent()
    while parent is not None and parent is not top:
        if name_of(parent) in names:
            return True
        parent = parent.getparent()
    return False


def _inside_any(part: Element, others: list[Element]) -> bool:
    return any(ancestor in others for ancestor in part.iterancestors())


def _detach(part: Element) -> None:
    """Take an element whose words were read elsewhere out of the tree; what follows it stays."""
    parent, before = part.getparent(), part.getprevious()
    if parent is None:
        return
    if part.tail and before is not None:
        before.tail = (before.tail or "") + part.tail
    elif part.tail:
        parent.text = (parent.text or "") + part.tail
    parent.remove(part)
