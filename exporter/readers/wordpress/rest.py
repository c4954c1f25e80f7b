"""What a site's ``/wp-json/wp/v2/posts`` gives: one post or a list, best asked for with ``?_embed``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Person, Rich, edition_of
from exporter.readers.jsontext import Lines, load_json
from exporter.readers.markup import Desk, Slip, Walker, parse_fragment
from exporter.readers.reading import Draft, Source
from exporter.readers.wordpress.content import to_html
from exporter.report import InputError, Report

# key → field; of several keys for one field the first in this table wins
FIELDS = {
    "link": "url",
    "date_gmt": "dates.published",
    "date": "dates.published",
    "modified_gmt": "dates.updated",
    "modified": "dates.updated",
    "lang": "language",
}


def read_rest(source: Source, env: Env, report: Report) -> Draft:
    """Return the published posts as stories; raises InputError where there are none."""
    desk = Desk(source, env, report)
    value = load_json(source.text, source.name, desk.cleaner)
    lines = Lines(source.text)
    posts = [post for post in (value if isinstance(value, list) else [value]) if isinstance(post, dict)]
    shown = [post for post in posts if post.get("status", "publish") == "publish"]
    if not shown:
        raise InputError("no post in it is published", source.place(1), "ask for posts whose status is publish")
    stories = [_article(post, desk, lines) for post in shown]
    desk.tell()
    left = [post for post in posts if post not in shown]
    if left:
        message = f"{len(left)} of {len(posts)} posts are not published and are left out"
        desk.find("posts-skipped", "info", message, 1, "publish a draft to have it exported")
    extra = {"wordpress:skipped": left} if left else {}
    return Draft(replace(edition_of(*stories), extra=extra), desk.trace(), desk.files)


def _article(post: dict[str, Any], desk: Desk, lines: Lines) -> Article:
    slip = Slip(desk, "wordpress")
    content = _rendered(post.get("content"))
    line = lines.line_of(content) or 1
    walker = Walker(slip, str(post.get("link", "")), line, strict=False)
    left = {key: value for key, value in post.items() if value not in ("", None, [], {})}
    slip.put("headline", _rich(_rendered(left.pop("title", "")), walker, desk), "title", line)
    slip.put("deck", _rich(_rendered(left.pop("excerpt", "")), walker, desk), "excerpt", line)
    left.pop("content", "")
    _put_embedded(left.pop("_embedded", {}), slip, walker, lines)
    body = walker.story(parse_fragment(to_html(content, slip, line, {}), desk.name, line))
    for key in sorted(left, key=lambda key: list(FIELDS).index(key) if key in FIELDS else len(FIELDS)):
        value = left[key]
        if key in FIELDS and isinstance(value, str):
            moment = f"{value}Z" if key.endswith("_gmt") and not value.endswith("Z") else value
            slip.put(FIELDS[key], moment, key, lines.line_of(value))
        else:
            slip.keep(key, value)
    return slip.article(body)


def _put_embedded(embedded: Any, slip: Slip, walker: Walker, lines: Lines) -> None:
    """Put authors, the featured picture and the terms, where the site was asked to send them along."""
    values = embedded if isinstance(embedded, dict) else {}
    for key, found in values.items():
        for item in _items(found):
            name, line = item.get("name"), lines.line_of(item.get("name"))
            rest = {inner: value for inner, value in item.items() if inner != "name"}
            if key == "author" and isinstance(name, str):
                bio = rest.pop("description", "")
                slip.put_person(Person(name, "author", bio=bio if isinstance(bio, str) else ""), "author", line)
            elif key == "wp:term" and isinstance(name, str):
                is_section = item.get("taxonomy") == "category" and not slip.has("section")
                slip.put("section" if is_section else "keywords", name, "term", line)
            elif key == "wp:featuredmedia" and isinstance(item.get("source_url"), str):
                _add_featured(item, slip, walker, lines)
                continue
            else:
                rest = item
            slip.keep(f"_embedded/{key}", rest)


def _add_featured(item: dict[str, Any], slip: Slip, walker: Walker, lines: Lines) -> None:
    address, alt = item["source_url"], item.get("alt_text")
    photo = walker.sources.photo([address], lines.line_of(address), alt if isinstance(alt, str) else "")
    caption = _rich(_rendered(item.get("caption")), walker, slip.desk)
    known = ("source_url", "alt_text", "caption")
    rest = {f"wordpress:{key}": value for key, value in item.items() if key not in known and value not in ("", None)}
    slip.add_photo(replace(photo, caption=caption, extra={**rest, **photo.extra}), [address])


def _items(found: Any) -> Iterator[dict[str, Any]]:
    for item in found if isinstance(found, list) else [found]:
        if isinstance(item, dict):
            yield item
        elif isinstance(item, list):
            yield from _items(item)


def _rendered(value: Any) -> str:
    """Return the HTML of ``{"rendered": …}``, or of plain text."""
    found = value.get("rendered", "") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def _rich(html: str, walker: Walker, desk: Desk) -> Rich:
    return walker.rich(parse_fragment(html, desk.name))
