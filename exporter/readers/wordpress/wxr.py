"""WordPress eXtended RSS: the export file of a site, with its posts, pictures and authors."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Person, Photo, edition_of
from exporter.readers.markup import Desk, Element, Slip, Walker, parse_fragment, parse_xml
from exporter.readers.markup.fields import plain_value, read_leaves
from exporter.readers.markup.parse import name_of, words
from exporter.readers.reading import Draft, Source
from exporter.readers.wordpress.content import gallery_numbers, image_numbers, to_html
from exporter.report import InputError, Report

# path below <item> → field; of several paths for one field the first in this table wins
FIELDS = {
    "title": "headline",
    "link": "url",
    "guid": "url",
    "wp:post_date_gmt": "dates.published",
    "pubDate": "dates.published",
    "wp:post_date": "dates.published",
    "wp:post_modified_gmt": "dates.updated",
    "wp:post_modified": "dates.updated",
}
CHANNEL = {"title": "publication.name", "link": "publication.url", "language": "language"}
NO_STORY = frozenset(("attachment", "nav_menu_item", "page", "revision", "custom_css", "customize_changeset"))


def read_wxr(source: Source, env: Env, report: Report) -> Draft:
    """Return the published posts; drafts, pages and menus are kept in the edition's `extra` and told.

    Raises InputError where no post is published.
    """
    desk = Desk(source, env, report)
    root = parse_xml(source.text, source.name)
    items = [part for part in root.iter("*") if name_of(part) == "item"]
    site = _Site(root, items, desk)
    stories = [site.article(item) for item in items if not why_skipped(item)]
    if not stories:
        raise InputError("no post in it is published", source.place(root.sourceline or 1), "export posts, not pages")
    extra = {**site.channel.extra, **_skipped(items, site, desk)}
    title = site.channel.fields.get("publication.name", "")
    return Draft(replace(edition_of(*stories), title=title, extra=extra), desk.trace(), desk.files)


def why_skipped(item: Element) -> str:
    """Return what the item is when it is no published story, "" for one that is."""
    said = {name_of(part): words(part) for part in item if name_of(part)}
    kind, status = said.get("wp:post_type", "post"), said.get("wp:status", "publish")
    if kind in NO_STORY or kind.startswith("wp_"):
        return kind
    if said.get("wp:post_password"):
        return "post with a password"
    return "" if status in ("publish", "inherit") else status


def _skipped(items: list[Element], site: _Site, desk: Desk) -> dict[str, Any]:
    left = [(item, why) for item in items if (why := why_skipped(item)) and item not in site.used]
    told = Counter(why for _, why in left if why != "attachment")
    if told:
        kinds = ", ".join(f"{number} {why}" for why, number in sorted(told.items()))
        message = f"{sum(told.values())} of {len(items)} items are no published posts and are left out: {kinds}"
        desk.find("posts-skipped", "info", message, left[0][0].sourceline or 0, "publish a draft to have it exported")
    return {"wxr:skipped": [plain_value(item) for item, _ in left]} if left else {}


class _Site:
    """What the posts of one export share: the site's name, its authors, its pictures."""

    def __init__(self, root: Element, items: list[Element], desk: Desk) -> None:
        self._desk = desk
        self.used: set[Element] = set()
        channel = next((part for part in root if name_of(part) == "channel"), root)
        self.channel = Slip(desk, "wxr")
        read_leaves(channel, CHANNEL, self.channel, Walker(self.channel), items)
        authors = [_parts(part) for part in channel if name_of(part) == "wp:author"]
        self._names = {
            author.get("wp:author_login", ""): author.get("wp:author_display_name", "") for author in authors
        }
        pictures = [item for item in items if _parts(item).get("wp:post_type") == "attachment"]
        self._pictures = {_parts(item).get("wp:post_id", ""): item for item in pictures}

    def article(self, item: Element) -> Article:
        """Return one post as a story."""
        slip = Slip(self._desk, "wxr")
        parts = {name: part for part in item if (name := name_of(part))}
        content = parts.get("content:encoded")
        text = "" if content is None else "".join(content.itertext())
        line = 1 if content is None else content.sourceline or 1
        read = [] if content is None else [content]
        url = words(parts["link"]) if "link" in parts else ""
        walker = Walker(slip, url, line, strict=False)
        read += self._put_people(item, slip) + self._put_categories(item, slip)
        self._add_pictures(item, text, slip, walker)
        library = {number: _address_and_alt(picture) for number, picture in self._pictures.items()}
        body = walker.story(parse_fragment(to_html(text, slip, line, library), self._desk.name, line))
        for name in ("excerpt:encoded", "description"):
            if name in parts and words(parts[name]):
                runs = walker.rich(parse_fragment("".join(parts[name].itertext()), self._desk.name))
                slip.put("deck", runs, name, parts[name].sourceline or 0)
                read.append(parts[name])
        read_leaves(item, FIELDS, slip, walker, read)
        return self._with_site(slip.article(body))

    def _put_people(self, item: Element, slip: Slip) -> list[Element]:
        """Put the author by the name that is shown; the login is kept."""
        read = [part for part in item if name_of(part) == "dc:creator" and words(part)]
        for part in read:
            login = words(part)
            slip.put_person(Person(self._names.get(login) or login, "author"), "dc:creator", part.sourceline or 0)
            slip.keep("dc:creator", login)
        return read

    def _put_categories(self, item: Element, slip: Slip) -> list[Element]:
        """Put the first category as the section, other categories and the tags as keywords."""
        read = [part for part in item if name_of(part) == "category" and words(part)]
        for part in read:
            is_section = part.get("domain", "category") == "category" and not slip.has("section")
            slip.put("section" if is_section else "keywords", words(part), "category", part.sourceline or 0)
            for key, value in part.attrib.items():
                slip.keep(f"category@{key}", value)
        return read

    def _add_pictures(self, item: Element, text: str, slip: Slip, walker: Walker) -> None:
        """Add the pictures that the post shows, with what the library says about them; the featured one leads."""
        shown = image_numbers(text)
        featured = [
            meta["wp:meta_value"]
            for part in item
            if (meta := _parts(part)).get("wp:meta_key") == "_thumbnail_id" and meta.get("wp:meta_value")
        ]
        for number in dict.fromkeys((*featured, *shown, *gallery_numbers(text))):
            picture = self._pictures.get(number)
            if picture is None:
                continue
            self.used.add(picture)
            address, alt = _address_and_alt(picture)
            addresses = [address, shown.get(number, "")]
            photo = walker.sources.photo(addresses, picture.sourceline or 0, alt)
            slip.add_photo(_described(photo, picture, walker, self._desk.name), [name for name in addresses if name])

    def _with_site(self, article: Article) -> Article:
        fields = self.channel.fields
        publication = replace(
            article.publication, name=fields.get("publication.name", ""), url=fields.get("publication.url", "")
        )
        return replace(article, publication=publication, language=fields.get("language", ""))


def _parts(element: Element) -> dict[str, str]:
    return {name_of(part): words(part) for part in element if name_of(part)}


def _address_and_alt(picture: Element) -> tuple[str, str]:
    parts = _parts(picture)
    metas = [_parts(part) for part in picture if name_of(part) == "wp:postmeta"]
    alt = next((meta.get("wp:meta_value", "") for meta in metas if "image_alt" in meta.get("wp:meta_key", "")), "")
    return parts.get("wp:attachment_url", "") or parts.get("guid", ""), alt


def _described(photo: Photo, picture: Element, walker: Walker, source: str) -> Photo:
    """Return the photo with the library's caption and title; all that the library says is kept."""
    caption = next((part for part in picture if name_of(part) == "excerpt:encoded"), None)
    runs = () if caption is None else walker.rich(parse_fragment("".join(caption.itertext()), source))
    title = _parts(picture).get("title", "")
    named_like_file = bool(re.fullmatch(r"[\w.-]*\d[\w.-]*|[\w.-]+\.\w{3,4}", title))
    extra = {"wxr:attachment": plain_value(picture), **photo.extra}
    return replace(photo, caption=runs, headline="" if named_like_file else title, extra=extra)
