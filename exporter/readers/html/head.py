"""Headline, kicker, deck, byline and date as the page shows them, above or inside the part that holds the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exporter.readers.byline import is_byline
from exporter.readers.html.main_part import letters
from exporter.readers.markup import Element, Slip, Walker
from exporter.readers.markup.elements import classes_of
from exporter.readers.markup.parse import name_of, words
from exporter.regex import regex

if TYPE_CHECKING:
    from exporter.readers.html.metadata import Metadata

LONGEST_HEADLINE, LONGEST_DECK, LONGEST_LABEL = 250, 600, 120
_DECK = regex(r"standfirst|deck|subtitle|sub-?head|dek\b|chapo|sommario|entradilla|vorspann|summary|excerpt")
_KICKER = regex(r"kicker|eyebrow|overline|dachzeile|rubric|roofline")
_BYLINE = regex(r"byline|author|writer|auteur|autor")
_DATE = regex(r"(?:^|[\s_-])(?:date|time|timestamp|published|updated|dateline-date)")


def read_head(root: Element, main: Element, address: str, slip: Slip, metadata: Metadata) -> list[Element]:
    """Put the head's parts; return the elements read, which are no part of the text."""
    walker = Walker(slip, address, strict=False)
    read: list[Element] = []
    headline = _headline(root, main, metadata.titles)
    if headline is not None:
        _unlink(headline, slip)
        slip.put("headline", walker.rich(headline), "h1", headline.sourceline or 0)
        read.append(headline)
    for part in _opening(main, headline):
        if any(outer in read for outer in part.iterancestors()):
            continue
        if field := _field(part, metadata):
            _put(part, field, slip, walker)
            read.append(part)
    return read


def _headline(root: Element, main: Element, titles: list[str]) -> Element | None:
    """Return the h1 in the story's part, else the one on the page that says what the page's titles say."""
    found = [part for part in root.iter("h1") if 0 < len(words(part)) <= LONGEST_HEADLINE]
    inside = [part for part in found if main in part.iterancestors()]
    if len(inside) == 1:
        return inside[0]
    told = "|".join(letters(title).casefold() for title in titles)
    named = [part for part in (*inside, *found) if letters(words(part)).casefold() in told]
    return (named or (found if len(found) == 1 else []) or [None])[0]


def _opening(main: Element, headline: Element | None) -> list[Element]:
    """Return the elements from the headline, or the beginning of the story's part, to its first long paragraph."""
    scope = main
    if headline is not None and main not in headline.iterancestors():
        scope = next((outer for outer in main.iterancestors() if outer in headline.iterancestors()), main)
    found: list[Element] = []
    started = headline is None or main in headline.iterancestors()  # a kicker stands above the headline
    for part in scope.iter("*"):
        started = started or part is headline or (headline is not None and part is headline.getparent())
        if name_of(part) == "p" and len(words(part)) > 200 and not _DECK.search(classes_of(part)) and main in (
            part, *part.iterancestors()
        ):  # fmt: skip
            break
        if started and part is not headline and part is not main and part not in main.iterancestors():
            found.append(part)
    return found


def _field(part: Element, metadata: Metadata) -> str:
    """Return the field that the element says, "" for none."""
    name, classes, said = name_of(part), classes_of(part), words(part)
    if name not in ("p", "div", "span", "h2", "h3", "h4", "a", "time", "address", "ul", "li", "header") or not said:
        return ""
    if name == "header" or len(list(part.iter("p", "figure", "img"))) > 2:
        return ""
    if name == "time" or (_DATE.search(classes) and re.search(r"\d", said) and len(said) <= LONGEST_LABEL):
        return "date"
    if len(said) <= LONGEST_LABEL and (_BYLINE.search(classes) or part.get("rel") == "author" or is_byline(said)):
        return "byline"
    if len(said) <= LONGEST_LABEL and _KICKER.search(classes):
        return "kicker"
    is_described = bool(metadata.description) and letters(said) == letters(metadata.description)
    if len(said) <= LONGEST_DECK and name in ("p", "h2", "div") and (_DECK.search(classes) or is_described):
        return "deck"
    return ""


def _put(part: Element, field: str, slip: Slip, walker: Walker) -> None:
    line = part.sourceline or 0
    if field == "date":
        times = [inner for inner in part.iter("time") if inner.get("datetime")]
        if times and not slip.has("dates.published"):
            slip.put("dates.published", times[0].get("datetime"), "time", line)
        slip.drop(words(part), "the date as the page shows it", line)
    elif field == "byline":
        slip.put("byline", words(part), "byline", line)
    else:
        if field == "kicker":
            _unlink(part, slip)
        slip.put(field, walker.rich(part), field, line)


def _unlink(part: Element, slip: Slip) -> None:
    """Take the links off a headline or kicker: they lead to the page itself or to its section, and are on record."""
    for link in part.iter("a"):
        if address := link.attrib.pop("href", ""):
            slip.drop(address, "the page's own link on its head", link.sourceline or 0)
