"""Keys of an item → fields of the story: one table for the three versions, keys without ``_`` and capitals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exporter.model import Person, Source
from exporter.readers.jsontext import Lines
from exporter.readers.markup import Slip, Walker, parse_fragment

# key → field; of several keys for one field the first in this table wins
FIELDS = {
    "headline": "headline", "headlinemain": "headline", "headlines": "headline", "title": "headline",
    "byline": "byline", "by": "byline", "slugline": "slugline", "language": "language", "dateline": "dateline",
    "descriptiontext": "deck", "descriptions": "deck", "description": "deck",
    "firstcreated": "dates.created", "contentcreated": "dates.created", "versioncreated": "dates.updated",
    "firstpublished": "dates.published", "publishedat": "dates.published",
    "embargoed": "dates.embargo", "embargoeduntil": "dates.embargo", "expires": "dates.expires",
    "copyrightholder": "rights.holder", "copyrightnotice": "rights.notice", "usageterms": "rights.usage",
    "source": "sources", "creditline": "sources", "uri": "url", "url": "url", "canonicalurl": "url",
    "series": "series",
}  # fmt: skip
MARKED = ("descriptionxhtml", "descriptionhtml", "headlinehtml", "headlinexhtml")
MAIN_ROLES = ("", "main", "summary", "abstract")


def plain_key(key: str) -> str:
    """Return the key as the tables have it."""
    return key.replace("_", "").lower()


def put_fields(
    item: dict[str, Any], slip: Slip, walker: Walker, lines: Lines, skip: frozenset[str] = frozenset()
) -> None:
    """Put all that the item says about itself on the slip; `skip` names paths that were read before."""
    rank = {key: number for number, key in enumerate(FIELDS)}
    for key in sorted(item, key=lambda key: rank.get(plain_key(key), len(rank))):
        if key not in skip:
            _put(key, item[key], slip, walker, lines, skip)


def _put(key: str, value: Any, slip: Slip, walker: Walker, lines: Lines, skip: frozenset[str]) -> None:
    plain = plain_key(key)
    field = FIELDS.get(plain, "")
    if field and isinstance(value, str):
        slip.put(field, value, key, lines.line_of(value))
    elif plain in MARKED and isinstance(value, str):
        runs = walker.rich(parse_fragment(value, slip.desk.name))
        slip.put("deck" if plain.startswith("d") else "headline", runs, key, lines.line_of(value))
    elif plain == "keywords" and isinstance(value, list) and all(isinstance(word, str) for word in value):
        for word in value:
            slip.put("keywords", word, key, lines.line_of(word))
    elif plain in ("headlines", "descriptions") and isinstance(value, list):
        _put_roles(key, field, value, slip, lines)
    elif plain == "bodies" and isinstance(value, list):
        _keep_rest_of_bodies(key, value, slip, skip)
    elif plain in ("authors", "infosources") and isinstance(value, list):
        _put_named(key, value, slip, lines)
    elif value not in ("", None, [], {}):
        slip.keep(key, value, next((lines.line_of(text) for text in strings_in(value)), 0))


def _put_roles(key: str, field: str, values: list[Any], slip: Slip, lines: Lines) -> None:
    """Put the main one of ``[{role, value}]`` into the field; other headlines are subheads, other texts extra."""
    named = [value for value in values if isinstance(value, dict) and isinstance(value.get("value"), str)]
    main = next((value for value in named if str(value.get("role") or "").lower() in MAIN_ROLES), None)
    for value in values:
        text = value.get("value") if isinstance(value, dict) else None
        if not isinstance(text, str):
            slip.keep(key, value)
            continue
        first = value is (main or named[0])
        goal = field if first else "subheads" if field == "headline" else ""
        rest = {name: inner for name, inner in value.items() if name != "value" and inner not in ("", None)}
        if goal:
            slip.put(goal, text, key, lines.line_of(text))
            if rest and rest != {"role": "main"}:
                slip.keep(f"{key}/{goal}", rest)
        else:
            slip.keep(key, value, lines.line_of(text))


def _keep_rest_of_bodies(key: str, values: list[Any], slip: Slip, skip: frozenset[str]) -> None:
    for number, value in enumerate(values):
        taken = isinstance(value, dict) and f"{key}/{number}" in skip
        rest = {name: inner for name, inner in value.items() if name != "value"} if taken else value
        if rest:
            slip.keep(f"{key}/{number}", rest)


def _put_named(key: str, values: list[Any], slip: Slip, lines: Lines) -> None:
    """Put authors into the byline and agencies among the sources; what else is known of them is kept."""
    for value in values:
        if not isinstance(value, dict) or not isinstance(value.get("name"), str):
            slip.keep(key, value)
            continue
        rest = {name: inner for name, inner in value.items() if inner not in ("", None, [], {})}
        name, line = rest.pop("name"), lines.line_of(value["name"])
        role = rest.pop("role") if isinstance(rest.get("role"), str) else ""
        if key == "authors":
            title, rest = _job_title(rest)
            bio = next((rest.pop(part) for part in ("biography", "bio") if isinstance(rest.get(part), str)), "")
            slip.put_person(Person(name, role or "author", title, bio=bio), key, line)
        else:
            slip.put_source(Source(name, role), key, line)
        if rest:
            slip.keep(f"{key}/{name}", rest)


def _job_title(author: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the author's title, and what else is said of him or her."""
    job = author.get("jobtitle", "")
    rest = {name: value for name, value in author.items() if name != "jobtitle"}
    if isinstance(job, dict) and isinstance(job.get("name"), str):
        others = {name: value for name, value in job.items() if name != "name"}
        return job["name"], {**rest, "jobtitle": others} if others else rest
    return (job, rest) if isinstance(job, str) else ("", author)


def strings_in(value: Any) -> Iterator[str]:
    """Yield every string inside the value that is not blank, keys left out."""
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)
