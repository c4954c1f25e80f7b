"""One news item: its metadata by a table, its text from what it holds inline, or the photo it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from exporter.model import Article, Block, Person, Photo, Rights, rich
from exporter.model.walk import plain_text
from exporter.readers.links import is_web_address
from exporter.readers.markup import Desk, Element, Slip, Walker, parse_fragment
from exporter.readers.markup.fields import read_leaves
from exporter.readers.markup.figures import photographers
from exporter.readers.markup.heads import drop_repeated_headline
from exporter.readers.markup.parse import name_of, words
from exporter.readers.ninjs.bodies import paragraphs
from exporter.readers.nitf import read_story
from exporter.readers.times import iso_time

# path below <newsItem> → field; of several paths for one field the first in this table wins
FIELDS = {
    "contentMeta/headline": "headline",
    "itemMeta/title": "headline",
    "contentMeta/by": "byline",
    "contentMeta/dateline": "dateline",
    "contentMeta/slugline": "slugline",
    "contentMeta/description": "deck",
    "contentMeta/keyword": "keywords",
    "contentMeta/infoSource/name": "sources",
    "contentMeta/infoSource@literal": "sources",
    "itemMeta/provider/name": "sources",
    "itemMeta/provider@literal": "sources",
    "contentMeta/creditline": "sources",
    "contentMeta/contentCreated": "dates.created",
    "itemMeta/firstCreated": "dates.created",
    "contentMeta/contentModified": "dates.updated",
    "itemMeta/versionCreated": "dates.updated",
    "itemMeta/embargoed": "dates.embargo",
    "rightsInfo/copyrightHolder/name": "rights.holder",
    "rightsInfo/copyrightHolder@literal": "rights.holder",
    "rightsInfo/copyrightNotice": "rights.notice",
    "rightsInfo/usageTerms": "rights.usage",
    "contentMeta/language@tag": "language",
    "@xml:lang": "language",
}
PHOTO_FIELDS = {
    "contentMeta/headline": "title",
    "itemMeta/title": "title",
    "contentMeta/description": "caption",
    "contentMeta/creator/name": "maker",
    "contentMeta/creator@literal": "maker",
    "contentMeta/by": "maker",
    "contentMeta/creditline": "credit",
    "contentMeta/infoSource/name": "source",
    "itemMeta/provider/name": "source",
    "contentMeta/located/name": "location",
    "contentMeta/contentCreated": "date",
    "rightsInfo/copyrightHolder/name": "rights.holder",
    "rightsInfo/copyrightHolder@literal": "rights.holder",
    "rightsInfo/copyrightNotice": "rights.notice",
    "rightsInfo/usageTerms": "rights.usage",
}


class NewsItem:
    """A text or a picture."""

    def __init__(self, element: Element, desk: Desk) -> None:
        self._element, self._desk = element, desk
        self.guid = element.get("guid", "")
        self.line = element.sourceline or 0
        self.links = {part.get("residref", "") for part in element.iter("*") if name_of(part) == "link"} - {""}
        remote = [part.get("contenttype", "") for part in element.iter("*") if name_of(part) == "remoteContent"]
        kind = next((part.get("qcode", "") for part in element.iter("*") if name_of(part) == "itemClass"), "")
        inline = any(name_of(part) in ("inlineXML", "inlineData") for part in element.iter("*"))
        shown = any(name.startswith("image/") for name in remote) and not inline
        self.is_picture = bool(re.search(r":(?:picture|graphic|animation)$", kind)) or shown

    def article(self, pictures: Sequence[NewsItem]) -> Article:
        """Return the story with its pictures, or for a picture that stands alone a story of it."""
        slip = Slip(self._desk, "g2")
        walker = Walker(slip)
        for picture in pictures:
            slip.add_photo(*picture.photo(walker))
        if self.is_picture:
            return slip.article(())
        content = [part for part in self._element if name_of(part) == "contentSet"]
        self._put_creators(slip)
        self._put_roles(slip, walker)
        blocks: tuple[Block, ...] = ()
        bodies = sorted((part for whole in content for part in whole if name_of(part)), key=_rank)
        nitf = next((part for body in bodies for part in body.iter("*") if name_of(part) == "nitf"), None)
        read_leaves(self._element, FIELDS, slip, walker, [*content, *self._read])
        for body in bodies:
            blocks = self._add(body, blocks, slip, walker, nitf)
        return slip.article(drop_repeated_headline(blocks, slip))

    def photo(self, walker: Walker) -> tuple[Photo, list[str]]:
        """Return the photo that the item is, and the addresses of its renditions, the largest first."""
        slip = Slip(self._desk, "g2")
        renditions = [part for part in self._element.iter("*") if name_of(part) == "remoteContent"]
        renditions.sort(key=lambda part: -_number(part, "width") * _number(part, "height"))
        addresses = [part.get("href", "") for part in renditions if part.get("href")]
        for part in self._element.iter("*"):
            if name_of(part) == "description" and "alt" in part.get("role", "").lower():
                slip.put("alt", words(part), "contentMeta/description", part.sourceline or 0)
        read_leaves(self._element, PHOTO_FIELDS, slip, walker)
        fields: dict[str, Any] = slip.fields
        photo = walker.sources.photo(addresses, self.line, fields.get("alt", ""))
        rights = Rights(**{name[7:]: value for name, value in fields.items() if name.startswith("rights.")})
        photo = replace(
            photo,
            headline=fields.get("title", ""),
            caption=rich(fields.get("caption", "")),
            byline=photographers(fields.get("maker", "")),
            credit=fields.get("credit", ""),
            source=fields.get("source", ""),
            location=fields.get("location", ""),
            date=iso_time(fields.get("date", "")),
            rights=rights,
            extra={**slip.extra, **photo.extra},
        )
        return photo, addresses

    def _put_creators(self, slip: Slip) -> None:
        """Put the persons who made the text; organisations among them are sources."""
        self._read: list[Element] = []
        for part in self._element.iter("*"):
            if name_of(part) not in ("creator", "contributor") or name_of(part.getparent()) != "contentMeta":
                continue
            names = [words(inner) for inner in part if name_of(inner) == "name"]
            name = names[0] if names else part.get("literal", "")
            rest = [inner for inner in part if name_of(inner) not in ("name", "")]
            role = part.get("role", "").rpartition(":")[2]
            if not name or rest or len(names) > 1 or "organi" in part.get("type", ""):
                continue  # kept as it stands
            role = role or ("author" if name_of(part) == "creator" else "contributor")
            slip.put_person(Person(name, role, uri=_web(part.get("uri", ""))), name_of(part), part.sourceline or 0)
            for key, value in part.attrib.items():
                if key not in ("role", "literal"):
                    slip.keep(f"contentMeta/{name_of(part)}@{key}", value)
            self._read.append(part)

    def _put_roles(self, slip: Slip, walker: Walker) -> None:
        """Put headlines and descriptions whose role says that they are not the main one."""
        for part in self._element.iter("*"):
            role = part.get("role", "").lower()
            if name_of(part) == "headline" and re.search(r"sub|second|over|kicker", role):
                field = "kicker" if re.search(r"over|kicker", role) else "subheads"
                slip.put(field, walker.rich(part), "contentMeta/headline", part.sourceline or 0)
                slip.keep("contentMeta/headline@role", role)
                self._read.append(part)

    def _add(
        self, body: Element, blocks: tuple[Block, ...], slip: Slip, walker: Walker, nitf: Element
    ) -> tuple[Block, ...]:
        """Return the blocks with those of one more content; the same text in another form is dropped on record."""
        line = body.sourceline or 0
        if name_of(body) == "remoteContent":
            self._add_remote(body, slip, walker)
            return blocks
        for key, value in body.attrib.items():
            slip.keep(f"contentSet/{name_of(body)}@{key}", value, line)
        if blocks:
            said = words(body)
            if _letters(said) in _letters(plain_text(blocks)):
                slip.drop(said, "the same text in another form", line)
            else:
                slip.keep(f"contentSet/{name_of(body)}", said, line)
            return blocks
        if name_of(body) == "inlineData":
            text = "".join(body.itertext("*"))
            if "html" in body.get("contenttype", "") or re.search(r"</(?:p|div|h\d)>", text):
                return Walker(slip, first_line=line or 1).blocks(parse_fragment(text, self._desk.name, line or 1))
            return paragraphs(text, line)
        if nitf is not None:
            return read_story(nitf, slip)
        page = Walker(slip, skip=lambda part: name_of(part) == "head")
        for head in (part for part in body.iter("*") if name_of(part) == "head"):
            read_leaves(head, {"title": "headline"}, slip, walker)
        return page.blocks(body)

    def _add_remote(self, body: Element, slip: Slip, walker: Walker) -> None:
        address = body.get("href", "")
        if body.get("contenttype", "").startswith("image/") and address:
            slip.add_photo(walker.sources.photo([address], body.sourceline or 0), [address])
        for key, value in body.attrib.items():
            slip.keep(f"contentSet/remoteContent@{key}", value, body.sourceline or 0)


def _rank(body: Element) -> int:
    """Return which form of a text is read before others: tags before text, text before what lies elsewhere."""
    return {"inlineXML": 0, "inlineData": 1}.get(name_of(body), 2)


def _number(element: Element, name: str) -> int:
    value = element.get(name, "1")
    return int(value) if re.fullmatch(r"\d{1,6}", value) else 1


def _web(address: str) -> str:
    return address if is_web_address(address) else ""


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)
