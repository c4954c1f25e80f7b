"""Front matter keys → fields of the article. Keys without a field are kept in `extra`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

import msgspec
from msgspec.structs import replace

from exporter.model import (
    Article,
    Byline,
    Dateline,
    Genre,
    IsoDate,
    Person,
    Publication,
    Rich,
    Rights,
    Source,
)  # fmt: skip
from exporter.model.language import is_language
from exporter.readers.byline import parse_byline
from exporter.readers.dateline import find_dateline, parse_dateline
from exporter.readers.links import is_web_address
from exporter.readers.markdown.desk import Desk
from exporter.readers.markdown.front import Front
from exporter.readers.markdown.photos import read_photo
from exporter.readers.written_date import find_date
from exporter.wording import nearest_name

# key, without - and _ and capitals → field. Of keys for one field the first in this table wins.
FIELDS = {
    "headline": "headline", "title": "headline",
    "subheads": "subheads", "subhead": "subheads", "subtitle": "subheads",
    "kicker": "kicker", "eyebrow": "kicker",
    "deck": "deck", "standfirst": "deck", "description": "deck", "excerpt": "deck", "summary": "deck",
    "customexcerpt": "deck",
    "byline": "byline.raw", "authors": "byline.persons", "author": "byline.persons", "by": "byline.persons",
    "dateline": "dateline", "location": "dateline",
    "date": "dates.published", "published": "dates.published", "publishdate": "dates.published",
    "publishedat": "dates.published", "updated": "dates.updated", "lastmod": "dates.updated",
    "updatedat": "dates.updated", "created": "dates.created", "embargo": "dates.embargo", "expires": "dates.expires",
    "expirydate": "dates.expires",
    "lang": "language", "language": "language", "locale": "language", "dir": "direction", "direction": "direction",
    "publication": "publication", "edition": "publication.edition", "volume": "publication.volume",
    "issue": "publication.number", "section": "section", "page": "page",
    "keywords": "keywords", "tags": "keywords", "categories": "section.list", "category": "section",
    "image": "photos", "cover": "photos", "featureimage": "photos", "photo": "photos", "photos": "photos",
    "images": "photos", "featureimagealt": "photo.alt", "featureimagecaption": "photo.caption",
    "sources": "sources", "source": "sources", "agency": "sources",
    "rights": "rights", "copyright": "rights.notice", "license": "rights.licence", "licence": "rights.licence",
    "usage": "rights.usage",
    "url": "url", "canonicalurl": "url", "permalink": "url", "genre": "genre", "type": "genre",
    "series": "series", "slugline": "slugline", "id": "id", "extra": "extra",
}  # fmt: skip
_GROUPS = ("publication", "dates", "rights", "byline")


class UnfitError(Exception):
    """The value does not suit the field; the message says what does."""


def read_fields(front: Front, desk: Desk, inline: Callable[[str], Rich]) -> Article:
    """Return an article with the heads that the front matter gives, and its photos on the desk."""
    reader = _FieldReader(front, desk, inline)
    for key in sorted(front.values, key=_rank):
        reader.take(key, front.values[key])
    return reader.article()


def _rank(key: str) -> int:
    names = list(FIELDS)
    return names.index(_plain(key)) if _plain(key) in FIELDS else len(names)


def _plain(key: str) -> str:
    return re.sub(r"[-_]", "", key).lower()


class _FieldReader:
    """Takes keys one by one, the more exact names first."""

    def __init__(self, front: Front, desk: Desk, inline: Callable[[str], Rich]) -> None:
        self._front, self._desk, self._inline = front, desk, inline
        self._fields: dict[str, Any] = {}
        self._extra: dict[str, Any] = {}

    def take(self, key: str, value: Any) -> None:
        """Read one key, or keep it in `extra`."""
        line = self._front.lines.get(key, 1)
        field = FIELDS.get(_plain(key), "")
        if field == "extra" and isinstance(value, dict):
            self._extra.update(value)
        elif not field:
            self._keep(key, value, line)
        elif field in self._fields and field != "photos":
            self._extra[key] = value
            self._note(line, f"{key} → extra: {field} is given by another key")
        else:
            self._set(key, field, value, line)

    def article(self) -> Article:
        """Return the article of all that was taken."""
        plain = {name: value for name, value in self._fields.items() if "." not in name and name != "photos"}
        article = replace(Article(extra=self._extra), **plain)
        for group in _GROUPS:
            parts = {
                name.partition(".")[2]: value for name, value in self._fields.items() if name.startswith(f"{group}.")
            }
            if parts:
                article = replace(article, **{group: replace(getattr(article, group), **parts)})
        return replace(article, byline=_complete(article.byline))

    def _set(self, key: str, field: str, value: Any, line: int) -> None:
        try:
            self._read(field, value, line)
        except UnfitError as unfit:
            self._extra[key] = value
            message = f"{key}: {str(value)[:40]!r} cannot be read and is kept as extra"
            self._desk.find("front-matter-unfit", "warning", message, line, str(unfit))
            self._note(line, f"{key} → extra")
        else:
            self._note(line, f"{key} → {field}")

    def _keep(self, key: str, value: Any, line: int) -> None:
        self._extra[key] = value
        self._note(line, f"{key} → extra")
        near = nearest_name(_plain(key), FIELDS, 0.8)
        if near:
            message = f"the key {key!r} has no field and is kept as extra"
            self._desk.find("front-matter-unknown", "info", message, line, f"did you mean {near!r}?")

    def _note(self, line: int, why: str) -> None:
        self._desk.mark(line, line, "front matter", why)

    def _read(self, field: str, value: Any, line: int) -> None:
        match field:
            case "headline" | "kicker" | "deck":
                self._fields[field] = self._inline(_text(value))
            case "subheads":
                self._fields[field] = tuple(self._inline(_text(item)) for item in _list(value))
            case "section.list":
                first, *others = [_text(item) for item in _list(value)] or [""]
                self._fields.setdefault("section", first)
                self._fields["keywords"] = (*self._fields.get("keywords", ()), *others)
            case "keywords":
                items = value.split(",") if isinstance(value, str) else _list(value)
                self._fields[field] = tuple(text for item in items if (text := _text(item).strip()))
            case "photos" | "photo.alt" | "photo.caption":
                self._photos(field, value, line)
            case _:
                convert: Callable[[Any], Any] = _CONVERT.get(field, _text)
                self._fields[field] = convert(value)

    def _photos(self, field: str, value: Any, line: int) -> None:
        if field != "photos":
            if not self._desk.photos:
                raise UnfitError("name the image it belongs to")
            photo = self._desk.photos[0]
            name = field.partition(".")[2]
            fitting: Any = self._inline(_text(value)) if name == "caption" else _text(value)
            self._desk.photos[0] = replace(photo, **{name: getattr(photo, name) or fitting})
            return
        for item in _list(value):
            keys = {"src": item} if isinstance(item, str) else item
            if not isinstance(keys, dict):
                raise UnfitError("a photo is a file name, or keys such as src, caption, credit, alt")
            self._desk.add_photo(read_photo(keys, self._desk, line, self._inline))
        self._fields[field] = True


def _complete(byline: Byline) -> Byline:
    """Return the byline with its words from the names, or the names from its words, where one is missing."""
    if byline.raw and not byline.persons:
        return parse_byline(byline.raw)
    return byline if byline.raw else replace(byline, raw=", ".join(person.name for person in byline.persons))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        raise UnfitError("write it as text")
    return str(value).strip()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _date(value: Any) -> str:
    text = re.sub(r"\s+(?=(?:[+-]\d{2}:?\d{2}|Z)$)", "", _text(value))
    try:
        return str(msgspec.convert(text, IsoDate))
    except msgspec.ValidationError as error:
        day, words = find_date(text)
        if (
            day and text.strip().endswith(words) and len(text.split()) <= len(words.split()) + 1
        ):  # or a weekday before it
            return day
        raise UnfitError("write it as 2026-05-03 or 2026-05-03T14:00Z") from error


def _language(value: Any) -> str:
    text = _text(value).replace("_", "-").partition(".")[0]
    if not is_language(text):
        raise UnfitError("write a code such as en, fil or pt-BR")
    return text


def _choice(*allowed: str) -> Callable[[Any], str]:
    def choose(value: Any) -> str:
        if (text := _text(value).lower()) not in allowed:
            raise UnfitError(f"one of {', '.join(allowed)}")
        return text

    return choose


def _address(value: Any) -> str:
    if not is_web_address(text := _text(value)):
        raise UnfitError("a whole address: https://…")
    return text


def _named(kind: type[Any], field: str) -> Callable[[Any], Any]:
    """Return a reader of keys of `kind`, or of text that is its one `field`."""

    def read(value: Any) -> Any:
        keys = {field: value} if not isinstance(value, dict) else value
        try:
            return msgspec.convert({key: _text(inner) for key, inner in keys.items()}, kind)
        except msgspec.ValidationError as error:
            raise UnfitError(f"text, or keys of {', '.join(kind.__struct_fields__)}") from error

    return read


def _sources(value: Any) -> tuple[Source, ...]:
    return tuple(_named(Source, "name")(item) for item in _list(value))


def _persons(value: Any) -> tuple[Person, ...]:
    found: list[Person] = []
    for item in _list(value):
        named: Person = _named(Person, "name")(item)
        found += parse_byline(named.name).persons if isinstance(item, str) else ()
        if not isinstance(item, str) or not parse_byline(item).persons:
            found.append(replace(named, role=named.role or "author"))
    return tuple(found)


def _dateline(value: Any) -> Dateline:
    if isinstance(value, dict):
        dateline: Dateline = _named(Dateline, "place")(value)
        return dateline
    text = _text(value)
    return find_dateline(f"{text} ") or parse_dateline(text)


_CONVERT: dict[str, Callable[[Any], Any]] = {
    "byline.raw": _text,
    "byline.persons": _persons,
    "dateline": _dateline,
    "dates.published": _date,
    "dates.updated": _date,
    "dates.created": _date,
    "dates.embargo": _date,
    "dates.expires": _date,
    "language": _language,
    "direction": _choice("ltr", "rtl"),
    "publication": _named(Publication, "name"),
    "rights": _named(Rights, "notice"),
    "genre": _choice(*get_args(Genre)),
    "sources": _sources,
    "url": _address,
}
