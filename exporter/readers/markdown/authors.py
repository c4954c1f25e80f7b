"""Authors named by a slug: ``authors: [jane]`` is looked up in the site's data files, as Hugo and Jekyll do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Byline, Person
from exporter.readers.clean import Cleaner
from exporter.readers.links import is_web_address
from exporter.regex import regex
from exporter.report import InputError, Place, ResourceError

FOLDERS = ("data", "_data")
SUFFIXES = ("yml", "yaml", "json", "toml")
# key in a data file → field of the person; the first key that is there wins
KEYS = {
    "name": "name", "display_name": "name", "full_name": "name", "title": "name", "job": "title", "position": "title",
    "jobtitle": "title", "affiliation": "affiliation", "organization": "affiliation", "email": "email", "url": "uri",
    "website": "uri", "homepage": "uri", "bio": "bio", "description": "bio",
}  # fmt: skip
_SLUG = regex(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


def look_up_authors(byline: Byline, env: Env) -> Byline:
    """Return the byline with slugs replaced by the persons that the data files beside the story describe."""
    if not any(_SLUG.fullmatch(person.name) for person in byline.persons):
        return byline
    joined = ", ".join(person.name for person in byline.persons)
    persons = tuple(_look_up(person, env) if _SLUG.fullmatch(person.name) else person for person in byline.persons)
    raw = ", ".join(person.name for person in persons) if byline.raw == joined else byline.raw
    return Byline(raw, persons)


def _look_up(person: Person, env: Env) -> Person:
    for known in _entries(person.name, env):
        fields: dict[str, str] = {}
        for key, field in KEYS.items():
            value = known.get(key)
            if isinstance(value, str) and value.strip() and (field != "uri" or is_web_address(value)):
                fields.setdefault(field, value.strip())
        if "name" in fields:
            return replace(person, **fields)
    return person


def _entries(slug: str, env: Env) -> Iterator[dict[str, Any]]:
    """Yield what the data files say of the slug: one file for all authors, or one for each."""
    for folder in FOLDERS:
        for suffix in SUFFIXES:
            whole = _load(f"{folder}/authors.{suffix}", env)
            if isinstance(whole, dict) and isinstance(whole.get(slug), dict):
                yield whole[slug]
            own = _load(f"{folder}/authors/{slug}.{suffix}", env)
            if isinstance(own, dict):
                yield own


def _load(name: str, env: Env) -> Any:
    """Return the values of the file, None where there is none; raises InputError for one that is damaged."""
    try:
        text = env.files.read(name)[: env.limits.text_bytes].decode("utf-8-sig", "replace")
    except ResourceError:
        return None
    try:
        if name.endswith(".json"):
            import json

            value = json.loads(text)
        elif name.endswith(".toml"):
            import tomllib

            value = tomllib.loads(text)
        else:
            from exporter.model.yaml import load_yaml

            value = load_yaml(text, name, env.limits.levels).value
    except (ValueError, RecursionError) as error:
        raise InputError(f"the authors cannot be read: {error}", Place(name), "correct the data file") from error
    return Cleaner().value(value) if isinstance(value, dict) else None
