"""The slip: what one story of a file says about itself, field by field. What has no field is kept in `extra`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, get_args

from msgspec.structs import replace

from exporter.model import (
    Article,
    Block,
    Byline,
    Crosshead,
    Dateline,
    Dropped,
    Footnote,
    Genre,
    Paragraph,
    Person,
    Photo,
    Provenance,
    Rich,
    Source,
    rich,
    text_of,
)  # fmt: skip
from exporter.model.language import is_language
from exporter.readers.byline import parse_byline
from exporter.readers.dateline import find_dateline, parse_dateline
from exporter.readers.links import is_web_address
from exporter.readers.markup.desk import Desk
from exporter.readers.runs import cut, trim
from exporter.readers.times import iso_time

_RICH = ("kicker", "headline", "deck")
_LISTS = ("keywords", "subheads", "persons", "sources")
_GENRES: frozenset[str] = frozenset(get_args(Genre))


class Slip:
    """Fields are set once: what comes later for a field that is set goes to `extra`, unless it says the same."""

    def __init__(self, desk: Desk, prefix: str) -> None:
        self.desk, self.prefix = desk, prefix
        self.photos: list[Photo] = []
        self.dropped: list[Dropped] = []
        self.notes: list[Footnote] = []
        self.extra: dict[str, Any] = {}
        self._fields: dict[str, Any] = {}
        self._addresses: dict[str, str] = {}  # of every picture → id of its photo

    def has(self, field: str) -> bool:
        """Return True when the field is set."""
        return bool(self._fields.get(field))

    @property
    def fields(self) -> dict[str, Any]:
        """Return the fields set so far, by name."""
        return dict(self._fields)

    def put(self, field: str, value: str | Rich, key: str, line: int = 0) -> None:
        """Set the field, such as ``headline`` or ``dates.published``; what does not fit it goes to `extra`."""
        text = " ".join(value.split()) if isinstance(value, str) else text_of(value).strip()
        if not text:
            return
        fitting = self._fit(field, value, text)
        if field in _LISTS and fitting:
            known = self._fields.setdefault(field, ())
            self._fields[field] = known if fitting in known else (*known, fitting)
        elif not fitting or (self.has(field) and self._fields[field] != fitting):
            self.keep(key, text, line)
            return
        else:
            self._fields[field] = fitting
        self.desk.mark(line, field, f"{key} → {field}")

    def put_person(self, person: Person, key: str, line: int = 0) -> None:
        """Add a person to the byline, or fill in what is known of one named before."""
        known: tuple[Person, ...] = self._fields.get("persons", ())
        same = next((index for index, other in enumerate(known) if other.name == person.name), -1)
        if same < 0:
            self._fields["persons"] = (*known, person)
        else:
            gained: dict[str, Any] = {
                name: value for name in person.__struct_fields__ if (value := getattr(person, name))
            }
            self._fields["persons"] = (*known[:same], replace(known[same], **gained), *known[same + 1 :])
        self.desk.mark(line, "byline", f"{key} → byline")

    def put_source(self, source: Source, key: str, line: int = 0) -> None:
        """Add an agency or publication that the story comes from."""
        known = self._fields.get("sources", ())
        self._fields["sources"] = known if source in known else (*known, source)
        self.desk.mark(line, "source", f"{key} → sources")

    def keep(self, key: str, value: Any, line: int = 0) -> None:
        """Keep what has no field under ``format:key``; several values of one key become a list."""
        name = f"{self.prefix}:{key}"
        if name not in self.extra:
            self.extra[name] = value
        elif isinstance(self.extra[name], list):
            self.extra[name] += [] if value in self.extra[name] else [value]
        elif self.extra[name] != value:
            self.extra[name] = [self.extra[name], value]
        self.desk.mark(line, "extra", f"{key} → extra")

    def drop(self, text: str, reason: str, line: int = 0) -> None:
        """Record words of the source that go into no output."""
        if shown := " ".join(text.split()):
            self.dropped.append(Dropped(shown, reason, line))
            self.desk.mark(line, "dropped", reason)

    def add_photo(self, photo: Photo, addresses: Iterable[str] = ()) -> str:
        """Keep the photo and return its id; a photo known by its file or by an address only gains what it lacked."""
        names = [name for name in (photo.src, photo.extra.get("address", ""), *addresses) if name]
        known = next((self._addresses[name] for name in names if name in self._addresses), "")
        if known:
            index = next(index for index, other in enumerate(self.photos) if other.id == known)
            self.photos[index] = _fill_blanks(self.photos[index], photo)
        else:
            known = f"p{len(self.photos) + 1}"
            self.photos.append(replace(photo, id=known))
        self._addresses.update(dict.fromkeys(names, known))
        self.desk.mark(photo.line, "photo", photo.src or "a photo without a file")
        return known

    def knows(self, addresses: Iterable[str]) -> bool:
        """Return True when a photo on the slip has one of the addresses."""
        return any(address in self._addresses for address in addresses)

    def change_photo(self, id: str, **fields: Any) -> None:
        """Set fields of a photo that is on the slip."""
        self.photos = [replace(photo, **fields) if photo.id == id else photo for photo in self.photos]

    def photo(self, id: str) -> Photo:
        """Return the photo on the slip that has the id."""
        return next(photo for photo in self.photos if photo.id == id)

    def article(self, body: tuple[Block, ...]) -> Article:
        """Return the article of all that was noted, with the dateline taken out of the body's first paragraph."""
        plain = {
            name: value
            for name, value in self._fields.items()
            if "." not in name and name not in ("persons", "byline", "dateline")
        }
        dateline, body = self._dateline(body)
        article = Article(
            body=body, photos=tuple(self.photos), notes=tuple(self.notes), dateline=dateline, byline=self._byline(),
            extra=self.extra, provenance=Provenance(dropped=tuple(self.dropped)), **plain,
        )  # fmt: skip
        for group in ("publication", "dates", "rights"):
            parts = {
                name.partition(".")[2]: value for name, value in self._fields.items() if name.startswith(f"{group}.")
            }
            if parts:
                article = replace(article, **{group: replace(getattr(article, group), **parts)})
        return article

    def _fit(self, field: str, value: str | Rich, text: str) -> Any:
        """Return the value as the field wants it, or something empty."""
        if field in _RICH or field == "subheads":
            return rich(text) if isinstance(value, str) else trim(value)
        if field.startswith("dates.") or field == "publication.date":
            return iso_time(text)
        if field in ("url", "publication.url"):
            return text if is_web_address(text) else ""
        if field == "language":
            tag = text.replace("_", "-").partition(".")[0]
            return tag if is_language(tag) else ""
        if field == "genre":
            return text.lower() if text.lower() in _GENRES else ""
        if field == "sources":
            return Source(text)
        if field == "persons":
            return Person(text, "author")
        return text

    def _byline(self) -> Byline:
        """Return the byline with its words from the names, or the names from its words, where one is missing."""
        raw: str = self._fields.get("byline", "")
        persons: tuple[Person, ...] = self._fields.get("persons", ())
        if raw and not persons:
            return parse_byline(raw)
        return Byline(raw or ", ".join(person.name for person in persons), persons)

    def _dateline(self, body: tuple[Block, ...]) -> tuple[Dateline, tuple[Block, ...]]:
        given: str = self._fields.get("dateline", "")
        index = next((index for index, block in enumerate(body) if not isinstance(block, Crosshead)), -1)
        first = body[index] if index >= 0 else None
        if not isinstance(first, Paragraph):
            return (parse_dateline(given) if given else Dateline()), body
        found, length = _opening(text_of(first.text), given)
        if not found or not length:
            return found or Dateline(), body
        shorter = replace(first, text=cut(first.text, length))
        return found, (*body[:index], shorter, *body[index + 1 :])


def _opening(text: str, given: str) -> tuple[Dateline | None, int]:
    """Return the dateline that opens the text, or the given one, and how many letters of the text say it."""
    found = find_dateline(text)
    if not given or (found and _letters(found.raw).startswith(_letters(given.split(",")[0]))):
        return found, len(found.raw) if found else 0
    stated = parse_dateline(given)
    if text.startswith(given):
        after = re.match(r"\s*(?:—|–|―|--|-|:)?\s*", text[len(given) :])
        length = len(given) + (after.end() if after else 0)
        return replace(parse_dateline(text[:length].rstrip()), raw=text[:length]), length
    return stated, 0


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _fill_blanks(known: Photo, other: Photo) -> Photo:
    """Return the known photo with its blanks filled from the other one; where both say something, both are kept."""
    gained: dict[str, Any] = {
        name: getattr(other, name) for name in known.__struct_fields__ if not getattr(known, name)
    }
    extra = {**other.extra, **known.extra}
    for name in ("alt", "credit", "headline", "catchline", "source", "location", "caption"):
        one, two = getattr(known, name), getattr(other, name)
        if one and two and one != two:
            extra[f"other {name}"] = text_of(two) if isinstance(two, tuple) else two
    return replace(known, **{**gained, "extra": extra})
