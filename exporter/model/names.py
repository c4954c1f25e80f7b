"""Who, when and by what right: persons, dates, rights, sources."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

# A year, a month, a day that the calendar has (leap years are not counted), a time of day with its zone.
_YEAR = r"(000[1-9]|00[1-9]\d|0[1-9]\d\d|[1-9]\d{3})"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(02-(0[1-9]|[12]\d)|(0[13-9]|1[0-2])-(0[1-9]|[12]\d|30)|(0[13578]|1[02])-31)"
_TIME = r"[T ]([01]\d|2[0-4]):[0-5]\d(:[0-6]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?"
IsoDate = Annotated[
    str,
    Meta(
        pattern=f"^($|{_YEAR}(-({_MONTH}|{_DAY}({_TIME})?))?$)",
        description="ISO 8601: a year, a month, a day or a point in time; empty = unknown",
    ),
]


class Person(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody named in a byline or credit."""

    name: str
    role: str = ""  # "author", "photographer", "translator" ...
    title: str = ""
    affiliation: str = ""
    email: str = ""
    uri: str = ""
    bio: str = ""


class Byline(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The byline as printed (`raw`, always kept) and the persons found in it."""

    raw: str = ""
    persons: tuple[Person, ...] = ()


class Dateline(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The words that open the first paragraph: ``SEOUL, June 19 (AP) — ``.

    `raw` is all of it as written, separator and spaces included; the first body paragraph goes on right after it.
    """

    raw: str = ""
    place: str = ""
    region: str = ""
    date: str = ""
    agency: str = ""
    separator: str = ""


class Dates(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """When the story was made, published, changed, may be published, must be taken down."""

    created: IsoDate = ""
    published: IsoDate = ""
    updated: IsoDate = ""
    embargo: IsoDate = ""
    expires: IsoDate = ""


class Publication(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The newspaper or magazine; `name` is what the masthead says."""

    name: str = ""
    place: str = ""
    country: str = ""
    edition: str = ""
    date: IsoDate = ""
    volume: str = ""
    number: str = ""
    url: str = ""


class Rights(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who holds the rights, the notice to print, what use is allowed."""

    holder: str = ""
    year: str = ""
    notice: str = ""
    usage: str = ""
    licence: str = ""
    instructions: str = ""


class Source(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An agency or publication that the story comes from."""

    name: str
    role: str = ""
    uri: str = ""
