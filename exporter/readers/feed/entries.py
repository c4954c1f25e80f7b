"""One entry of a feed → a story."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from exporter.model import Article, Block, Person, text_of
from exporter.model.walk import plain_text
from exporter.readers.links import is_web_address
from exporter.readers.markup import Desk, Element, Slip, Walker, parse_fragment
from exporter.readers.markup.fields import read_leaves
from exporter.readers.markup.figures import caption_of
from exporter.readers.markup.heads import drop_repeated_headline
from exporter.readers.markup.page_words import is_of_page
from exporter.readers.markup.parse import name_of, spoken, words
from exporter.readers.times import iso_time
from exporter.regex import regex

# path below <item> or <entry> → field; of several paths for one field the first in this table wins
FIELDS = {
    "link": "url",
    "id": "url",
    "guid": "url",
    "published": "dates.published",
    "pubDate": "dates.published",
    "dc:date": "dates.published",
    "dcterms:created": "dates.created",
    "updated": "dates.updated",
    "dcterms:modified": "dates.updated",
    "category": "keywords",
    "category@term": "keywords",
    "dc:subject": "keywords",
    "media:keywords": "keywords",
    "source": "sources",
    "source/title": "sources",
    "dc:publisher": "sources",
    "rights": "rights.notice",
    "dc:rights": "rights.notice",
    "media:copyright": "rights.notice",
    "@xml:lang": "language",
    "dc:language": "language",
}
BODIES = ("content:encoded", "content", "body", "fullstory", "description", "summary")
TEASER_LETTERS = 800  # a shorter text with no other is a teaser
_CUT = regex(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\]|Read more\W*|Continue reading\W*.*)$", re.IGNORECASE)
_MAIL = regex(r"(\S+@\S+)\s+\((.+)\)")


def read_entry(entry: Element, desk: Desk, channel: Slip) -> tuple[Article, bool]:
    """Return the story, and True when the feed gives only a teaser of it."""
    slip = Slip(desk, "feed")
    parts = {name: part for part in reversed(entry) if (name := name_of(part))}
    url = _url(entry, slip)
    titles = [part for part in entry if name_of(part) == "title"]
    for title in titles:
        slip.put("headline", Walker(slip).rich(_fragment(title, desk)), "title", title.sourceline or 0)
    read: list[Element] = [*titles, *_read_people(entry, slip), *_read_pictures(entry, slip)]
    bodies = [parts[name] for name in BODIES if name in parts and words(parts[name])]
    blocks: tuple[Block, ...] = ()
    if bodies:
        fragment = _fragment(bodies[0], desk)
        blocks = drop_repeated_headline(_walker(bodies[0], slip, url).story(fragment), slip)
    for other in bodies[1:]:
        _put_summary(other, blocks, slip)
    walker = Walker(slip, url)
    read_leaves(entry, FIELDS, slip, walker, [*read, *bodies])
    return _with_channel(slip.article(blocks), channel), _is_teaser(bodies, blocks)


def _fragment(element: Element, desk: Desk) -> Element:
    """Return the tree of an element's words: XHTML as it stands, escaped HTML parsed."""
    if element.get("type") == "xhtml" or any(name_of(child) for child in element):
        return element
    text = element.text or "".join(element.itertext())
    if element.get("type") in ("text", "text/plain"):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    return parse_fragment(text, desk.name, element.sourceline or 1)


def _walker(element: Element, slip: Slip, url: str) -> Walker:
    inside = element.get("type") == "xhtml" or any(name_of(child) for child in element)
    line = 1 if inside else element.sourceline or 1
    return Walker(slip, url, first_line=line, strict=False, skip=dropping_page_words(slip))


def dropping_page_words(slip: Slip) -> Callable[[Element], bool]:
    """Return what tells the walk to leave out what a feed's own program wrote into the text, and puts it on record."""

    def skip(element: Element) -> bool:
        if name_of(element) not in ("p", "div") or not is_of_page(element):
            return False
        slip.drop(spoken(element), "of the feed's page, not of the story", element.sourceline or 0)
        return True

    return skip


def _put_summary(element: Element, blocks: tuple[Block, ...], slip: Slip) -> None:
    """Put the summary as the deck; one that opens the text is that text again."""
    runs = Walker(slip).rich(_fragment(element, slip.desk))
    said = re.sub(r"\W", "", _CUT.sub("", text_of(runs).strip()))
    line = element.sourceline or 0
    if said and re.sub(r"\W", "", plain_text(blocks)).startswith(said):
        slip.drop(text_of(runs), "the text's own beginning again", line)
    else:
        slip.put("deck", runs, name_of(element), line)


def _is_teaser(bodies: list[Element], blocks: tuple[Block, ...]) -> bool:
    if not bodies:
        return True
    text = plain_text(blocks)
    full = name_of(bodies[0]) not in ("description", "summary")
    return not full and (len(text) < TEASER_LETTERS or bool(_CUT.search(text.strip())))


def _url(entry: Element, slip: Slip) -> str:
    """Return the address of the story's page, on the slip too."""
    for part in entry:
        if name_of(part) == "link" and part.get("href") and part.get("rel", "alternate") == "alternate":
            slip.put("url", part.get("href"), "link@href", part.sourceline or 0)
    plain = next(
        (words(part) for part in entry if name_of(part) in ("link", "guid") and is_web_address(words(part))), ""
    )
    return slip.fields.get("url", "") or plain


def _read_people(entry: Element, slip: Slip) -> list[Element]:
    """Put the authors; return the elements read. RSS writes ``mail (name)``, Atom has parts."""
    read = []
    for part in entry:
        name, line = name_of(part), part.sourceline or 0
        if name not in ("author", "dc:creator", "contributor", "itunes:author") or not words(part):
            continue
        inner = {name_of(child): words(child) for child in part if name_of(child)}
        mail = _MAIL.fullmatch(words(part))
        role = "contributor" if name == "contributor" else "author"
        if inner:
            uri = inner.get("uri", "") if is_web_address(inner.get("uri", "")) else ""
            person = Person(inner.get("name", words(part)), role, email=inner.get("email", ""), uri=uri)
            for key, value in inner.items():
                if key not in ("name", "email") and value != uri:
                    slip.keep(f"{name}/{key}", value, line)
        else:
            person = Person(mail[2], role, email=mail[1]) if mail else Person(words(part), role)
        slip.put_person(person, name, line)
        read.append(part)
    return read


def _read_pictures(entry: Element, slip: Slip) -> list[Element]:
    """Add the pictures that the entry names beside its text, with what is said about them; return what was read."""
    read: list[Element] = []
    sources = Walker(slip, strict=False).sources
    for part in entry.iter("*"):
        kind = f"{part.get('medium', '')} {part.get('type', '')}"
        named = name_of(part) == "media:content" or name_of(part) == "enclosure"
        if not named or "image" not in kind or not part.get("url"):
            continue
        said = _said_of(part)
        photo = sources.photo([part.get("url")], part.sourceline or 0, said.get("media:title", ""))
        extra = {f"feed:{key}": value for key, value in part.attrib.items() if key not in ("url",)}
        photo = replace(
            photo, caption=caption_of(said.get("media:description", "") or said.get("media:text", "")),
            credit=said.get("media:credit", ""), date=iso_time(said.get("dc:date", "")), extra={**extra, **photo.extra},
        )  # fmt: skip
        slip.add_photo(photo, [part.get("url")])
        known = ("media:title", "media:description", "media:text", "media:credit")
        for child in part:
            if name_of(child) and (name_of(child) not in known or child.attrib):
                slip.keep(f"{name_of(part)}/{name_of(child)}", {**child.attrib, "text": words(child)})
        read.append(part)
    return read


def _said_of(part: Element) -> dict[str, str]:
    """Return what stands inside a picture's element by name; HTML in it is only its words."""
    return {name_of(child): words(parse_fragment(child.text or "", "")) for child in part if name_of(child)}


def _with_channel(article: Article, channel: Slip) -> Article:
    """Return the article with what the feed says about all of its stories."""
    fields = channel.fields
    publication = replace(
        article.publication, name=fields.get("publication.name", ""), url=fields.get("publication.url", "")
    )
    rights = (
        article.rights if article.rights.notice else replace(article.rights, notice=fields.get("rights.notice", ""))
    )
    language = article.language or fields.get("language", "")
    return replace(article, publication=publication, rights=rights, language=language)
