"""JSON Feed 1.0 and 1.1 → an edition: an item with its whole text is a story. https://www.jsonfeed.org/version/1.1/"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Person, Publication, edition_of
from exporter.readers.feed.entries import dropping_page_words
from exporter.readers.jsontext import Lines, load_json
from exporter.readers.links import is_web_address
from exporter.readers.markup import Desk, Slip, Walker, parse_fragment
from exporter.readers.markup.heads import drop_repeated_headline
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report

# key of an item → field
FIELDS = {
    "title": "headline",
    "summary": "deck",
    "url": "url",
    "date_published": "dates.published",
    "date_modified": "dates.updated",
    "language": "language",
}
READ = ("content_html", "content_text", "image", "banner_image", "author", "authors", "tags", *FIELDS)


def read_jsonfeed(source: Source, env: Env, report: Report) -> Draft:
    """Return the items as stories in the order of the feed; raises InputError for a feed without items."""
    desk = Desk(source, env, report)
    feed = load_json(source.text, source.name, desk.cleaner)
    items = [item for item in _list(feed.get("items")) if isinstance(item, dict)]
    if not items:
        raise InputError("the feed has no items", source.place(1), "is it the right address?")
    lines = Lines(source.text)
    stories = [_article(item, feed, desk, lines) for item in items]
    desk.tell()
    if teasers := sum(not story.body for story in stories):
        hint = "the full text is on the web pages: save them, and read those"
        desk.find("feed-teaser", "warning", f"items without their text: {teasers} of {len(items)}", 1, hint)
    extra = {f"jsonfeed:{key}": value for key, value in feed.items() if key not in ("items", "title", "version")}
    return Draft(replace(edition_of(*stories), title=_text(feed, "title"), extra=extra), desk.trace(), desk.files)


def _article(item: dict[str, Any], feed: dict[str, Any], desk: Desk, lines: Lines) -> Article:
    slip = Slip(desk, "jsonfeed")
    html, plain = _text(item, "content_html"), _text(item, "content_text")
    line = lines.line_of(html or plain) or 1
    walker = Walker(slip, _text(item, "url"), line, strict=False, skip=dropping_page_words(slip))
    for key, field in FIELDS.items():
        if value := _text(item, key):
            slip.put(field, value, key, lines.line_of(value))
    slip.put("language", _text(feed, "language"), "language")
    for author in _authors(item) or _authors(feed):
        uri = _text(author, "url")
        person = Person(_text(author, "name"), "author", uri=uri if is_web_address(uri) else "")
        slip.put_person(person, "authors", lines.line_of(person.name))
    for tag in _list(item.get("tags")):
        slip.put("keywords", str(tag), "tags", lines.line_of(tag))
    for address in filter(None, (_text(item, "image"), _text(item, "banner_image"))):
        slip.add_photo(walker.sources.photo([address], lines.line_of(address)), [address])
    paragraphs = "".join(f"<p>{_escaped(part)}</p>" for part in plain.split("\n\n") if part.strip())
    body = drop_repeated_headline(walker.story(parse_fragment(html or paragraphs, desk.name, line)), slip)
    if html and plain:
        slip.drop(plain, "the text again, without its form", lines.line_of(plain))
    for key, value in item.items():
        if key not in READ and value not in ("", None):
            slip.keep(key, value)
    article = slip.article(body)
    home = _text(feed, "home_page_url")
    name = Publication(name=_text(feed, "title"), url=home if is_web_address(home) else "")
    return replace(article, publication=name)


def _authors(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return those with a name; version 1.0 knows one author only."""
    found = [*_list(value.get("authors")), value.get("author")]
    return [author for author in found if isinstance(author, dict) and _text(author, "name")]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
