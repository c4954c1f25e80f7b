"""ninjs 1, 2 and 3 (IPTC) and Superdesk's dialect → an edition.

https://www.iptc.org/std/ninjs/. Keys of the three versions differ in capitals and underscores only, or in being lists,
so that one table serves: version 1 writes ``description_text`` and ``associations`` as an object, 2 has lists with
roles, 3 writes ``pubStatus`` in camel case.
"""

from __future__ import annotations

from typing import Any

from exporter.env import Env
from exporter.model import Article, Block, Edition, edition_of
from exporter.model.walk import plain_text
from exporter.readers.jsontext import Lines, load_json
from exporter.readers.markup import Desk, Slip, Walker, parse_fragment
from exporter.readers.ninjs.bodies import choose_body, paragraphs
from exporter.readers.ninjs.fields import put_fields
from exporter.readers.ninjs.pictures import associations_of, is_picture, read_picture
from exporter.readers.reading import Draft, Source
from exporter.report import InputError, Report

WRAPPINGS = ("item", "items", "_items", "data", "results")


def read_ninjs(source: Source, env: Env, report: Report) -> Draft:
    """Return the stories of an item, of a list of items, or of a package whose parts are texts."""
    desk = Desk(source, env, report)
    value = load_json(source.text, source.name, desk.cleaner)
    lines = Lines(source.text)
    items, around = _unwrap(value)
    read = [article for item in items for article in _Item(desk, lines, item).articles()]
    stories = [article for article in read if article.headline or article.body or article.photos]
    around |= {key: value for article in read if article not in stories for key, value in article.extra.items()}
    if not stories:
        raise InputError("no item of it is a story", source.place(1), "a story has a headline or a body")
    desk.tell()
    edition = edition_of(*stories)
    return Draft(_with_extra(edition, around), desk.trace(), desk.files)


def _unwrap(value: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the items and what stands around them."""
    around: dict[str, Any] = {}
    while isinstance(value, dict) and "headline" not in value and "uri" not in value:
        key = next((key for key in WRAPPINGS if isinstance(value.get(key), dict | list)), "")
        if not key:
            break
        around |= {f"ninjs:{name}": inner for name, inner in value.items() if name != key and inner not in ("", None)}
        value = value[key]
    found = value if isinstance(value, list) else [value]
    others = [item for item in found if not isinstance(item, dict)]
    if others:
        around["ninjs:others"] = others
    items = [item["item"] if isinstance(item.get("item"), dict) else item for item in found if isinstance(item, dict)]
    return items, around


def _with_extra(edition: Edition, extra: dict[str, Any]) -> Edition:
    from msgspec.structs import replace

    return replace(edition, extra=extra) if extra else edition


class _Item:
    """One item: a text with its pictures, a package of texts, or a picture alone."""

    def __init__(self, desk: Desk, lines: Lines, item: dict[str, Any]) -> None:
        self._desk, self._lines, self._item = desk, lines, item
        self._slip = Slip(desk, "ninjs")
        self._walker = Walker(self._slip)

    def articles(self) -> list[Article]:
        """Return the story; for a package without a text of its own, the stories in it."""
        parts, body = associations_of(self._item), choose_body(self._item)
        texts = [part for part in parts.values() if not is_picture(part) and choose_body(part).text]
        if body.text or not texts:
            return [self._article(parts)]
        rest = {key: value for key, value in self._item.items() if key != "associations"}
        stories = [article for part in texts for article in _Item(self._desk, self._lines, part).articles()]
        pictures = {name: part for name, part in parts.items() if part not in texts}
        self._item = rest
        cover = self._article(pictures)
        return [_merge_package(stories[0], cover), *stories[1:]]

    def _article(self, parts: dict[str, dict[str, Any]]) -> Article:
        named: dict[str, str] = {}
        if is_picture(self._item):
            self._slip.add_photo(*read_picture(self._item, self._slip, self._walker, self._lines))
            return self._slip.article(())
        others: dict[str, Any] = {}
        for name, part in parts.items():
            if is_picture(part):
                named[name] = self._slip.add_photo(*read_picture(part, self._slip, self._walker, self._lines))
            else:
                others[name] = part
        body = choose_body(self._item)
        blocks = self._blocks(body.text, body.is_markup)
        put_fields(self._item, self._slip, self._walker, self._lines, skip=frozenset((*body.paths, "associations")))
        for name, part in others.items():
            self._slip.keep(f"associations/{name}", part)
        for path, text in body.others:
            if _letters(text, markup=True) in _letters(plain_text(blocks)):
                self._slip.drop(text, f"{path} is the text of {body.paths[0]} again", self._lines.line_of(text))
            else:
                self._slip.keep(path, text, self._lines.line_of(text))
        return self._slip.article(blocks)

    def _blocks(self, text: str, is_markup: bool) -> tuple[Block, ...]:
        line = self._lines.line_of(text)
        if not is_markup:
            return paragraphs(text, line)
        walker = Walker(self._slip, first_line=line or 1)
        return walker.blocks(parse_fragment(text, self._desk.name, line or 1))


def _merge_package(first: Article, cover: Article) -> Article:
    """Return the first story with what the package says besides in its `extra`, and the package's photos."""
    from msgspec.structs import replace

    extra = {f"ninjs:package/{key.removeprefix('ninjs:')}": value for key, value in cover.extra.items()}
    heads = {"headline": cover.headline, "deck": cover.deck}
    for name, runs in heads.items():
        if runs:
            extra[f"ninjs:package/{name}"] = "".join(run.text for run in runs)
    taken = {photo.id for photo in first.photos}
    photos = tuple(
        replace(photo, id=f"package-{photo.id}" if photo.id in taken else photo.id) for photo in cover.photos
    )
    dropped = (*first.provenance.dropped, *cover.provenance.dropped)
    return replace(
        first,
        extra={**first.extra, **extra},
        photos=(*first.photos, *photos),
        dates=first.dates if first.dates.published or first.dates.updated else cover.dates,
        provenance=replace(first.provenance, dropped=dropped),
    )


def _letters(text: str, markup: bool = False) -> str:
    import re

    return re.sub(r"\W", "", re.sub(r"<[^<>]*>", "", text) if markup else text)
