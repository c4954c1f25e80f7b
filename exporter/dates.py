"""Dates and numbers as people write them, in the language of the story.

How each language writes them stands in dates.json, which tests/dates_of_babel.py made of the Unicode CLDR.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct, json

from exporter.limits import LANGUAGE_TAG

TABLE = Path(__file__).parent / "dates.json"


class Written(Struct, frozen=True):
    """How the languages with the tags write a day, a month, and the thousands of a number."""

    tags: str
    day: str
    month: str
    weekdays: str = "||||||"  # from Monday on; empty where days are written without
    months: str = "|||||||||||"  # empty where months are numbers
    months_alone: str = ""  # what they are called where no day stands beside them, if otherwise
    group: str = ","  # between thousands
    size: int = 3  # of digits between the thousands and the next sign: 2 in India, which counts in lakhs


@lru_cache(maxsize=4096)
def format_date(iso: str, language: str) -> str:
    """Return an ISO 8601 date in words, as exactly as it is known: ``Thursday, June 20, 2024``, ``June 2024``.

    The time of day is left out; a language that is not known is written in English. A day that no calendar has is
    returned as it is.
    """
    from datetime import date

    if not iso:
        return ""
    parts = [int(part) for part in iso[:10].split("-")]
    try:
        if len(parts) == 1:
            return str(parts[0])
        whole = len(parts) == 3
        day = date(*(*parts, 1)[:3])
    except ValueError:
        return iso
    written = _written(language)
    names = written.months if whole else written.months_alone or written.months
    return (written.day if whole else written.month).format(
        weekday=written.weekdays.split("|")[day.weekday()],
        day=day.day,
        month=names.split("|")[day.month - 1],
        number=day.month,
        year=day.year,
    )


def format_number(number: int, language: str) -> str:
    """Return a whole number from 0 on with its thousands parted: ``1,234``, in German ``1.234``."""
    written = _written(language)
    rest, text = str(number)[:-3], str(number)[-3:]
    while rest:
        rest, text = rest[: -written.size], f"{rest[-written.size :]}{written.group}{text}"
    return text


def _written(language: str) -> Written:
    """Return how the language writes dates, or what it is a kind of: en-GB-oxendict, en-GB, en."""
    known, tag = _table(), language[:LANGUAGE_TAG].lower()
    while tag and tag not in known:
        tag = tag.rpartition("-")[0]
    return known[tag or "en"]


@cache
def _table() -> dict[str, Written]:
    rows = json.decode(TABLE.read_bytes(), type=list[Written])
    return {tag: row for row in rows for tag in row.tags.split()}


def month_named(word: str) -> int:
    """Return the number of a month whose whole name the word is in some language; 0 for none, or where they differ."""
    return _months().get(word.lower(), 0)


def is_weekday(word: str) -> bool:
    """Return True for the whole name of a day of the week in some language."""
    return word.lower() in _weekdays()


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for written in _table().values():
        for names in (written.months, written.months_alone):
            for number, name in enumerate(names.lower().split("|") if names else (), start=1):
                if len(name) > 2:  # shorter ones are words of other languages
                    found[name] = number if found.get(name, number) == number else 0
    return found


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for written in _table().values() for name in written.weekdays.lower().split("|") if name)
