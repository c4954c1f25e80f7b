"""The byline: ``By Jane Doe and Tom Roe in Paris`` → the words as printed, and the persons named in them."""

from __future__ import annotations

import re

from exporter.model import Byline, Person
from exporter.regex import regex

LONGEST = 80
_OPENING = regex(
    r"(?:(?:[Pp]osted |[Ww]ritten )?[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI|[Dd]oor|DOOR|"
    r"[Aa][vf]|A[VF]|Ni|NI|Nina|NINA|От|Автор|"
    r"מאת|بقلم|كتب|كتبت):?"
    r"\s+(?=[^\W\d_])"
)
_BETWEEN = regex(r"\s*,\s*(?:and|und|et|y|e|en|och|и)\s+|\s*,\s*|\s+(?:and|und|et|y|e|en|och|og|и|&)\s+|\s{2,}", re.I)
_PLACE = regex(r"\s+(?:in|à|en|a|i|в)\s+[^\W\d_].*$")
_BRACKETS = regex(r"\s*\([^()]*\)")
_NAME = regex(r"[^\W\d_][^\W\d_.'’-]*(?:[\s.'’-]+[^\W\d_]+\.?){0,5}")
_PARTICLES = frozenset(
    ("de", "la", "le", "van", "von", "der", "den", "da", "dos", "di", "del", "el", "al", "bin", "ben", "zu", "ter", "y")
)


def is_byline(text: str) -> bool:
    """Return True for a short line that opens like a byline, goes on with a capital and has no full stop at the end."""
    opening = _OPENING.match(text)
    if not opening or len(text) > LONGEST or text.endswith((".", "!", "?", ":", ";", "…")):
        return False
    if text[:1].islower() and not parse_byline(text).persons:
        return False  # "von Karl Ostermann", not "by Monday night"
    first = text[opening.end()]
    return first.isupper() or first.lower() == first.upper()  # Arabic has no capitals


def parse_byline(text: str) -> Byline:
    """Return the byline with the persons in it; words that are no names stay in `raw` alone."""
    opening = _OPENING.match(text)
    persons: list[Person] = []
    placed = False  # behind "in New York and ..." another name has a place of its own, else it is a place itself
    said = _BRACKETS.sub("", text[opening.end() :] if opening else text)
    for part in _BETWEEN.split(said):
        name = _PLACE.sub("", part)
        if _is_name(name) and (not placed or name != part):
            persons.append(Person(name=name, role="author"))
        placed = placed or name != part
    return Byline(raw=text, persons=tuple(persons))


def is_placed(text: str) -> bool:
    """Return True for names with the place they write from: ``Ada Finch in Ripon Falls and Tom Roe in London``."""
    if len(text) > LONGEST or text.endswith((".", "!", "?", ":", ";", "…")):
        return False
    name, _, place = re.sub(r"\s(?:in|à|en|i|в)\s", "\n", _BETWEEN.split(text)[0], count=1).partition("\n")
    return is_name(name) and place[:1].isupper()  # not "Ada Finch in a yellow jacket"


def _is_name(part: str) -> bool:
    words = re.split(r"[\s]+", part)
    proper = all(not word[0].islower() or word.lower() in _PARTICLES for word in words if word)
    return bool(_NAME.fullmatch(part)) and len(words) >= 2 and proper and not is_office(part)


def are_names(text: str) -> bool:
    """Return True for two names or more and nothing else."""
    names = _BETWEEN.split(text)
    return len(text) <= LONGEST and len(names) > 1 and all(is_name(name) for name in names)


def is_name(text: str) -> bool:
    """Return True for two to four words that can be somebody's name and nothing else: ``LUCÍA BARRENA``."""
    words = text.split()
    return len(text) <= 40 and len(words) <= 4 and _is_name(text)


def is_office(part: str) -> bool:
    """Return True for ``Staff Writer`` and the like, which follow a name behind a comma or stand below it."""
    offices = (
        "writer reporter correspondent editor press desk staff bureau service agency news columnist redakteur "
        "redakteurin korrespondent korrespondentin redaktion correspondant correspondante journaliste corresponsal "
        "redacción enviado enviada"
    )
    return len(part) <= 60 and any(word in offices.split() for word in re.findall(r"[^\W\d_]+", part.lower()))
