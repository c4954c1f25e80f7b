"""NITF 3.x (IPTC) → an edition of one story. https://www.iptc.org/std/NITF/3.6/"""

from __future__ import annotations

import re
from typing import Literal

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Block, Paragraph, Person, edition_of
from exporter.readers.markup import Desk, Element, Slip, Walker, parse_xml
from exporter.readers.markup.fields import read_leaves
from exporter.readers.markup.parse import attributes_of, name_of, words
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report

# path below <nitf> → field; of several paths for one field the first in this table wins
FIELDS = {
    "body/body.head/hedline/hl1": "headline",
    "head/title": "headline",
    "body/body.head/hedline/hl2": "subheads",
    "body/body.head/abstract": "deck",
    "body/body.head/distributor": "sources",
    "body/body.head/rights": "rights.notice",
    "body/body.head/series@series.name": "series",
    "body/body.head/dateline/story.date@norm": "dates.created",
    "head/docdata/date.issue@norm": "dates.published",
    "head/docdata/date.release@norm": "dates.embargo",
    "head/docdata/date.expire@norm": "dates.expires",
    "head/docdata/doc.copyright@holder": "rights.holder",
    "head/docdata/doc.copyright@year": "rights.year",
    "head/docdata/doc.rights@owner": "rights.holder",
    "head/docdata/key-list/keyword@key": "keywords",
    "head/docdata/du-key@key": "slugline",
    "head/docdata/series@series.name": "series",
    "head/pubdata@name": "publication.name",
    "head/pubdata@edition.name": "publication.edition",
    "head/pubdata@date.publication": "publication.date",
    "head/pubdata@volume": "publication.volume",
    "head/pubdata@number": "publication.number",
    "head/pubdata@position.section": "section",
    "head/pubdata@position.sequence": "page",
    "@xml:lang": "language",
    "@baselang": "language",
}


def read_nitf(source: Source, env: Env, report: Report) -> Draft:
    """Return the story; raises InputError with the line for what is no whole XML, and where there is no story in it."""
    desk = Desk(source, env, report)
    root = parse_xml(source.text, source.name)
    slip = Slip(desk, "nitf")
    body = read_story(root, slip)
    if not body and not slip.has("headline"):
        hint = "an NITF story has its text in body/body.content"
        raise InputError("there is neither a headline nor a text in it", source.place(root.sourceline or 1), hint)
    return Draft(edition_of(slip.article(body)), desk.trace(), desk.files)


def read_story(root: Element, slip: Slip, strict: bool = True) -> tuple[Block, ...]:
    """Return the text of an ``nitf`` element, its head on the slip; NewsML calls this for what it holds inline."""
    walker = Walker(slip, strict=strict)
    parts = {name_of(part): part for body in root if name_of(body) == "body" for part in body}
    head, content, end = (parts.get(name) for name in ("body.head", "body.content", "body.end"))
    skip = [part for part in (content, end) if part is not None]
    for part in [] if head is None else list(head):
        if name_of(part) == "byline":
            _put_byline(part, slip)
            skip.append(part)
        elif name_of(part) == "dateline":
            skip += _put_dateline(part, slip)
    for meta in root.iter("meta", "{*}meta"):
        attributes = attributes_of(meta)
        slip.keep(f"meta/{attributes.get('name', '')}", attributes.get("content", ""), meta.sourceline or 0)
        skip.append(meta)
    read_leaves(root, FIELDS, slip, walker, skip)
    body = () if content is None else walker.blocks(content)
    return (*body, *_read_end(end, walker))


def _put_byline(element: Element, slip: Slip) -> None:
    """Put ``By <person>Jane Doe</person><byttl>Sea correspondent</byttl>``, of which the parts may touch."""
    line = element.sourceline or 0
    persons = [words(part) for part in element.iter("*") if name_of(part) == "person"]
    titles = [words(part) for part in element.iter("*") if name_of(part) == "byttl"]
    raw = _spaced(element)
    if slip.has("byline"):
        slip.keep("body/body.head/byline", raw, line)
    slip.put("byline", raw, "body.head/byline", line)
    for number, name in enumerate(persons):
        title = titles[number] if number < len(titles) else ""
        slip.put_person(Person(name, "author", title), "body.head/byline/person", line)


def _spaced(element: Element) -> str:
    """Return the words of the element with its parts set apart: a title and a place behind a comma."""
    raw = element.text or ""
    for part in element:
        said = words(part) if name_of(part) else ""
        if raw.strip() and said and name_of(part) in ("byttl", "story.date", "location"):
            raw = f"{raw.rstrip().rstrip(',')}, {said}"
        else:
            raw += f" {said}" if raw and raw[-1:].isalnum() and said[:1].isalnum() else said
        raw += part.tail or ""
    return re.sub(r"\s+([,;.])", r"\1", " ".join(raw.split()))


def _put_dateline(element: Element, slip: Slip) -> list[Element]:
    """Put the dateline as printed; return the element's parts whose words are read with that."""
    slip.put("dateline", _spaced(element), "body.head/dateline", element.sourceline or 0)
    for part in element.iter("*"):
        for key, value in attributes_of(part).items():
            path = f"body/body.head/dateline/{name_of(part)}@{key}"
            field = FIELDS.get(path, "")
            if field:
                slip.put(field, value, path, part.sourceline or 0)
            elif value.strip():
                slip.keep(path, value, part.sourceline or 0)
    return [element]


def _read_end(end: Element, walker: Walker) -> tuple[Block, ...]:
    """Return the tagline and bibliography below the text."""
    blocks: list[Block] = []
    for part in [] if end is None else list(end):
        if not name_of(part):
            continue
        role: Literal["contribution", "endnote"] = "contribution" if name_of(part) == "tagline" else "endnote"
        for block in walker.blocks(part):
            blocks.append(replace(block, role=role) if isinstance(block, Paragraph) else block)
    return tuple(blocks)
