"""Pictures and films → figures and embeds: ``figure``, ``img``, ``video`` of HTML, ``media`` of NITF."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from exporter.model import Aside, Block, Embed, Figure, Paragraph, Rich, Run, Table, text_of
from exporter.readers.byline import is_name
from exporter.readers.credits import is_dotted
from exporter.readers.links import is_web_address
from exporter.readers.markup.elements import PICTURES
from exporter.readers.markup.figures import (
    alt_of,
    candidates_of,
    caption_of,
    credited,
    is_credit,
    is_furniture,
    photographers,
)  # fmt: skip
from exporter.readers.markup.inline import Look, tidy
from exporter.readers.markup.parse import Element, name_of, words
from exporter.readers.markup.walk import Walk

_MEDIA_PARTS = ("media-reference", "media-caption", "media-producer", "media-metadata", "media-object")


def read_picture(walk: Walk, element: Element, line: int) -> Iterator[Figure]:
    """Yield the figure of one picture; one without news value is dropped with what it says."""
    if is_furniture(element):
        walk.slip.drop(alt_of(element), "what a picture without news value shows", line)
        return
    addresses = candidates_of(element)
    photo = walk.sources.photo(addresses, line, alt_of(element))
    title = next((part.get("title", "") for part in element.iter("*") if part.get("title")), "")
    if title and title != photo.alt:
        photo = replace(photo, extra={**photo.extra, "title": title})
    if photo.src or photo.alt or photo.extra or walk.slip.knows(addresses):
        yield Figure(photos=(walk.slip.add_photo(photo, addresses),), line=line)


def read_film(walk: Walk, element: Element, line: int) -> Iterator[Block]:
    """Yield the embed of a film, sound or frame; one without an address is dropped with what it says."""
    addresses = [part.get("src") or part.get("data-src") or "" for part in element.iter("*")]
    address = next((part for part in addresses if part), "")
    address = f"https:{address}" if address.startswith("//") else address
    said = words(element)
    if is_web_address(address):
        host = address.split("/")[2]
        blocks = (Paragraph(text=caption_of(said), line=line),) if said else ()
        yield Embed(url=address, title=element.get("title", ""), provider=host, blocks=blocks, line=line)
    else:
        walk.slip.drop(f"{address} {element.get('title', '')} {said}", "a film without an address", line)


def read_figure(walk: Walk, element: Element, line: int, look: Look) -> Iterator[Block]:
    """Yield a figure of one photo or a gallery; what else stands in a ``figure`` keeps its caption as its own."""
    captions = [part for part in element if name_of(part) == "figcaption"]
    inner = [part for part in element.iterdescendants("*") if name_of(part) == "figure"]
    pictures = [
        part
        for part in element.iterdescendants("*")
        if name_of(part) in PICTURES and not _inside(part, ("picture", "noscript", "figcaption"), element)
    ]
    if pictures and not any(name_of(part) in ("table", "blockquote") for part in element.iterdescendants("*")):
        yield from _photos(walk, element, pictures, inner, captions, line)
        return
    blocks = walk.blocks(element, look, without=captions)
    yield from _captioned(walk, blocks, captions, line)


def _captioned(walk: Walk, blocks: tuple[Block, ...], captions: list[Element], line: int) -> Iterator[Block]:
    caption = tuple(run for part in captions for run in walk.rich(part))
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
    walk: Walk, element: Element, pictures: list[Element], inner: list[Element], captions: list[Element], line: int
) -> Iterator[Block]:
    ids: list[str] = []
    own = {id(picture) for part in inner for picture in part.iter("*")}
    others: list[Run] = []  # what a gallery says of photos that the story has said otherwise before
    for part in inner:
        for block in read_figure(walk, part, walk.line(part), Look()):
            if isinstance(block, Figure):
                ids += block.photos
                others += [Run(" "), *block.caption] if block.caption else []
    caption, credit = _caption(walk, captions)
    caption = tidy([*caption, *others]) if others else caption
    alone = [picture for picture in pictures if id(picture) not in own]
    for picture in alone:
        for figure in read_picture(walk, picture, walk.line(picture)):
            ids += figure.photos
    if len(ids) == 1 and alone:
        before = walk.slip.photo(ids[0])
        photo = credited(before, caption, credit)
        if not credit and photo.credit and is_dotted(text_of(caption)):
            walk.slip.drop("Credit...", "the word before the maker's name", line)
        extra = {**photo.extra, "figcaption credit": credit} if credit not in ("", photo.credit) else photo.extra
        walk.slip.change_photo(photo.id, caption=photo.caption, credit=photo.credit, extra=extra)
        caption = caption if before.caption and text_of(caption) != text_of(before.caption) else ()
    elif credit:
        caption = (*caption, *caption_of(f" {credit}" if caption else credit))
    for part in (*pictures, *inner, *captions):
        _detach(part)
    rest = walk.blocks(element)
    if ids:
        yield Figure(photos=tuple(dict.fromkeys(ids)), caption=caption, line=line)
    elif caption:
        yield Paragraph(text=caption, line=line)
    yield from rest


def _caption(walk: Walk, captions: list[Element]) -> tuple[Rich, str]:
    """Return the caption's runs, and the words of the part of it that names the maker."""
    makers = [part for caption in captions for part in caption.iterdescendants("*") if is_credit(part)]
    makers = makers or [part for caption in captions if (part := _name_at_end(caption)) is not None]
    credit = " ".join(dict.fromkeys(words(part) for part in makers if not _inside_any(part, makers)))
    runs: list[Run] = []
    for caption in captions:
        for part in [part for part in makers if part in caption.iterdescendants("*")]:
            _detach(part)
        inline = walk.inline()
        runs += [*([Run(" ")] if runs else []), *inline.runs(caption)]
    return tidy(runs), credit


def _name_at_end(caption: Element) -> Element | None:
    """Return the element that ends a caption and holds nothing but a name: pages set the maker so."""
    last = caption[-1] if len(caption) else None
    if last is None or (last.tail or "").strip() or name_of(last) not in ("span", "cite", "small", "em"):
        return None
    before = words(caption)[: -len(words(last))] if words(last) else ""
    ends = bool(before) and not before[-1].isspace() and before[-1] in ".!?…”»"
    return last if ends and is_name(words(last)) else None


def read_media(walk: Walk, element: Element, line: int, look: Look) -> Iterator[Block]:
    """Yield the figure of NITF's ``media``; films without an address leave their caption."""
    parts = {name: [part for part in element.iter("*") if name_of(part) == name] for name in _MEDIA_PARTS}
    references = parts["media-reference"]
    caption = tuple(
        run for number, part in enumerate(parts["media-caption"])
        for run in (*([Run(" ")] if number else []), *walk.rich(part))
    )  # fmt: skip
    producer = " ".join(words(part) for part in parts["media-producer"])
    for part in parts["media-metadata"]:
        walk.slip.keep(f"media-metadata/{part.get('name', '')}", part.get("value", "") or words(part), line)
    for part in parts["media-object"]:
        walk.slip.drop(words(part), "a media file written as text", line)
    kind = element.get("media-type", "image").lower()
    if kind not in ("image", "photo", "graphic", "picture", "data", "other", "text", ""):
        yield from _nitf_film(walk, references, caption, producer, line)
        return
    alt = next((part.get("alternate-text", "") for part in references), "")
    photo = walk.sources.photo([part.get("source", "") for part in references], line, alt)
    if photo.extra.get("address") is None and (name := next((part.get("name", "") for part in references), "")):
        photo = replace(photo, extra={**photo.extra, "name": name})
    photo = replace(photo, role="graphic" if kind == "graphic" else "photo", byline=photographers(producer))
    yield Figure(photos=(walk.slip.add_photo(credited(photo, caption, producer)),), line=line)


def _nitf_film(walk: Walk, references: list[Element], caption: Rich, producer: str, line: int) -> Iterator[Block]:
    address = next((part.get("source", "") for part in references), "")
    said = (*caption, *caption_of(f" {producer}" if caption and producer else producer))
    blocks = (Paragraph(text=tidy(list(said)), line=line),) if said else ()
    if is_web_address(address):
        yield Embed(url=address, provider=address.split("/")[2], blocks=blocks, line=line)
    elif blocks:
        yield Aside(blocks=blocks, line=line)


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
