"""What the package says about the book, as plain values: it knows no ebooklib."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from exporter.backends.epub.head import rights_notice, usage_lines
from exporter.backends.epub.plan import Book
from exporter.model import Edition, Person, Publication, Rights, text_of
from exporter.model.article import Provenance
from exporter.model.links import safe_href
from exporter.model.walk import map_edition
from exporter.regex import regex

# Role as newsrooms write it → MARC relator code (https://id.loc.gov/vocabulary/relators.html).
RELATORS = {
    "": "aut", "author": "aut", "writer": "aut", "columnist": "aut", "journalist": "aut", "correspondent": "aut",
    "reporter": "rpt", "photographer": "pht", "photo": "pht", "illustrator": "ill", "artist": "art", "editor": "edt",
    "translator": "trl", "interviewer": "ivr", "interviewee": "ive", "compiler": "com", "researcher": "res",
    "contributor": "ctb", "cartographer": "ctg", "designer": "dsr",
}  # fmt: skip
CREATORS = frozenset({"aut", "rpt"})  # the others contribute

_PARTICLES = frozenset(
    [
        "af",
        "al",
        "d",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "lo",
        "ten",
        "ter",
        "van",
        "vom",
        "von",
        "zu",
        "zum",
    ]
)
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# Words that tell an office from a person: its name is not turned round.
_OFFICES = frozenset(
    [
        "agence",
        "agency",
        "agencies",
        "agentur",
        "desk",
        "editors",
        "news",
        "newsroom",
        "press",
        "reporters",
        "service",
        "staff",
        "team",
        "times",
        "wire",
    ]
)
_ALPHABETS = regex(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff.'’ -]+")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:exporter:edition")


class Agent(Struct, frozen=True):
    """Somebody named in the package: name, MARC relator code, name to sort by ("" = as it is)."""

    name: str
    relator: str
    file_as: str


class Series(Struct, frozen=True):
    """The publication that an edition belongs to, and which of its issues it is ("" = unknown)."""

    name: str
    issue: str


class Metadata(Struct, frozen=True):
    """The descriptive metadata of the package."""

    identifier: str
    title: str
    languages: tuple[str, ...]
    creators: tuple[Agent, ...]
    contributors: tuple[Agent, ...]
    publisher: str
    source: str
    rights: tuple[str, ...]
    subjects: tuple[str, ...]
    date: str
    description: str
    series: Series | None
    printed: str = ""  # the printed edition whose pages are marked


def describe_book(book: Book) -> Metadata:
    """Return the metadata; the publication stands as creator of an edition, the writers as its contributors."""
    edition, leader = book.edition, book.stories[0]
    publication = edition.publication if edition.publication.name or book.is_edition else leader.publication
    creators, contributors = _agents(book, publication)
    first = leader.article
    own_date = "" if book.is_edition else first.dates.published
    source = edition.publication.url if book.is_edition else first.url or publication.url
    rights = _rights(edition.rights) or (() if book.is_edition else _rights(first.rights))
    return Metadata(
        identifier=identify(edition),
        title=book.title,
        languages=_unique((book.language, *(story.language for story in book.stories))),
        creators=creators,
        contributors=contributors,
        publisher=publication.name,
        source=safe_href(source),
        rights=rights,
        subjects=_subjects(book),
        date=(own_date or edition.date or publication.date)[:10],
        description="" if book.is_edition else " ".join(text_of(first.deck).split()),
        series=_series(edition) if book.is_edition else None,
    )


def identify(edition: Edition) -> str:
    """Return the URN of the edition: the same words give the same, wherever they were read from."""
    words = map_edition(edition, lambda article: replace(article, provenance=Provenance()))
    canonical = msgspec.json.encode(words, order="deterministic")
    return uuid.uuid5(_NAMESPACE, canonical.decode()).urn


def file_as(name: str) -> str:
    """Return the name family name first, or "" where it is no personal name that can be turned round safely."""
    words = name.split()
    if not 2 <= len(words) <= 5 or not _ALPHABETS.fullmatch(name) or {word.lower() for word in words} & _OFFICES:
        return ""
    suffix = f" {words.pop()}" if words[-1].lower() in _SUFFIXES and len(words) > 2 else ""
    start = len(words) - 1
    if words[start].islower():  # "From our correspondent"
        return ""
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}{suffix}"


def _agents(book: Book, publication: Publication) -> tuple[tuple[Agent, ...], tuple[Agent, ...]]:
    persons: dict[Agent, None] = {}
    for story in book.stories:
        byline = story.article.byline
        named = byline.persons or ((Person(byline.raw),) if byline.raw else ())
        persons |= dict.fromkeys(_agent(person) for person in named)
        for photo in story.article.photos:
            persons |= dict.fromkeys(_agent(person, "pht") for person in photo.byline)
    if book.is_edition and publication.name:
        return (Agent(publication.name, "aut", ""),), tuple(persons)
    creators = tuple(agent for agent in persons if agent.relator in CREATORS)
    return creators, tuple(agent for agent in persons if agent.relator not in CREATORS)


def _agent(person: Person, relator: str = "") -> Agent:
    role = relator or RELATORS.get(person.role.strip().lower(), "ctb")
    return Agent(person.name, role, file_as(person.name))


def _rights(rights: Rights) -> tuple[str, ...]:
    notice = rights_notice(rights)
    return (*((notice,) if notice else ()), *usage_lines(rights))


def _subjects(book: Book) -> tuple[str, ...]:
    """Return the keywords of all stories, each section before them."""
    sections = [name for name, _ in book.sections] if book.is_edition else [book.stories[0].section]
    return _unique((*sections, *(word for story in book.stories for word in story.article.keywords)))


def _series(edition: Edition) -> Series | None:
    publication = edition.publication
    if not publication.name:
        return None
    digits = (edition.date or publication.date)[:10].replace("-", "")
    number = publication.number.strip()
    return Series(publication.name, number if re.fullmatch(r"\d+(\.\d+)*", number) else digits)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
