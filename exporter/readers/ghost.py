"""Ghost's export (JSON) → an edition of the posts that are published. https://ghost.org/docs/migration/custom/"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Person, edition_of, rich
from exporter.readers.jsontext import Lines, load_json
from exporter.readers.markup import Desk, Slip, Walker, parse_fragment
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report

# key of a post → field
FIELDS = {
    "title": "headline",
    "custom_excerpt": "deck",
    "published_at": "dates.published",
    "created_at": "dates.created",
    "updated_at": "dates.updated",
    "canonical_url": "url",
    "locale": "language",
}
SAME_TEXT = ("plaintext", "lexical", "mobiledoc")  # the text again, in forms for the editor and for searching


def read_ghost(source: Source, env: Env, report: Report) -> Draft:
    """Return the published posts in order; raises InputError where there are none."""
    desk = Desk(source, env, report)
    value = load_json(source.text, source.name, desk.cleaner)
    export = value["db"][0] if value["db"] and isinstance(value["db"][0], dict) else {}
    tables: dict[str, Any] = export["data"] if isinstance(export.get("data"), dict) else {}
    posts = _rows(tables, "posts")
    shown = [post for post in posts if post.get("status") == "published" and post.get("type", "post") == "post"]
    if not shown:
        raise InputError("no post in it is published", source.place(1), "export the site once more with its posts")
    lines = Lines(source.text)
    stories = [_article(post, tables, desk, lines) for post in shown]
    desk.tell()
    if len(shown) < len(posts):
        message = f"{len(posts) - len(shown)} of {len(posts)} posts are no published posts and are left out"
        desk.find("posts-skipped", "info", message, 1, "publish a draft to have it exported")
    left = {key: rows for key, rows in tables.items() if key != "posts" and rows}
    left["posts"] = [post for post in posts if post not in shown]
    extra = {f"ghost:{key}": rows for key, rows in left.items() if rows}
    extra |= {f"ghost:{key}": value for key, value in export.items() if key != "data"}
    return Draft(replace(edition_of(*stories), extra=extra), desk.trace(), desk.files)


def _article(post: dict[str, Any], tables: dict[str, Any], desk: Desk, lines: Lines) -> Article:
    slip = Slip(desk, "ghost")
    html = post.get("html") if isinstance(post.get("html"), str) else ""
    line = lines.line_of(html) or 1
    walker = Walker(slip, str(post.get("canonical_url") or ""), line, strict=False)
    for name in _linked(post, tables, "posts_authors", "author_id", "users"):
        slip.put_person(Person(name, "author"), "users", lines.line_of(name))
    for name in _linked(post, tables, "posts_tags", "tag_id", "tags"):
        slip.put("section" if not slip.has("section") else "keywords", name, "tags", lines.line_of(name))
    if isinstance(address := post.get("feature_image"), str) and address:
        photo = walker.sources.photo([address], lines.line_of(address), _meta(post, tables, "feature_image_alt"))
        caption = walker.rich(parse_fragment(_meta(post, tables, "feature_image_caption"), desk.name))
        slip.add_photo(replace(photo, caption=caption or rich("")), [address])
    body = walker.story(parse_fragment(html or "", desk.name, line))
    for key, value in post.items():
        if key in FIELDS and isinstance(value, str):
            slip.put(FIELDS[key], value, key, lines.line_of(value))
        elif key in SAME_TEXT and isinstance(value, str):
            slip.drop(value, f"{key} is the text again, for machines", lines.line_of(value))
        elif key not in ("html", "feature_image") and value not in ("", None):
            slip.keep(key, value)
    return slip.article(body)


def _rows(tables: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _linked(post: dict[str, Any], tables: dict[str, Any], links: str, key: str, table: str) -> list[str]:
    """Return the names that the table has for the post, in the order of the links."""
    names = {row.get("id"): row["name"] for row in _rows(tables, table) if isinstance(row.get("name"), str)}
    own = [row for row in _rows(tables, links) if row.get("post_id") == post.get("id")]
    own.sort(key=lambda row: row["sort_order"] if isinstance(row.get("sort_order"), int) else 0)
    return [names[row.get(key)] for row in own if row.get(key) in names]


def _meta(post: dict[str, Any], tables: dict[str, Any], key: str) -> str:
    rows = [post, *(row for row in _rows(tables, "posts_meta") if row.get("post_id") == post.get("id"))]
    return next((value for row in rows if isinstance(value := row.get(key), str) and value), "")
