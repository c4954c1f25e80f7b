"""Headline, kicker, deck, byline and date as the page shows them, above or inside the part that holds the story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exporter.readers.byline import is_byline, is_name
from exporter.readers.clipping.folio import is_section, read_folio
from exporter.readers.clipping.lines import is_capitals
from exporter.readers.html.main_part import letters
from exporter.readers.markup import Element, Slip, Walker
from exporter.readers.markup.elements import classes_of
from exporter.readers.markup.page_words import is_of_page
from exporter.readers.markup.parse import name_of, spoken, words
from exporter.readers.phrases import form
from exporter.readers.written_date import find_date
from exporter.regex import regex

if TYPE_CHECKING:
    from exporter.readers.html.metadata import Metadata

_PARTS = frozenset("p div span h2 h3 h4 h5 a time address ul li header details summary".split())
LONGEST_HEADLINE, LONGEST_DECK, LONGEST_LABEL, LONGEST_KICKER, SHORTEST_TITLE, SHORTEST_TEXT = 250, 600, 120, 40, 8, 80
_DECK = regex(r"standfirst|deck|subtitle|sub-?head|dek\b|chapo|sommario|entradilla|vorspann|summary|excerpt")
_KICKER = regex(r"kicker|eyebrow|overline|dachzeile|rubric|roofline|cat-links|post-category|entry-category")
_BYLINE = regex(r"byline|author|writer|auteur|autor|(?:^|\s)credits(?:$|\s)")
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
    above_text = True
    for part in _opening(main, headline):
        if any(outer in read for outer in part.iterancestors()):
            continue
        if above_text and _is_of_page(part):
            slip.drop(spoken(part), "a button or a count of the page", part.sourceline or 0)
            read.append(part)
        elif field := _field(part, metadata) or _field_by_place(part, headline):
            _put(part, field, slip, walker)
            read.append(part)
        elif name_of(part) == "p" and len(words(part)) > SHORTEST_TEXT:
            above_text = False
    return read


def _is_of_page(part: Element) -> bool:
    """Return True for a button, and for a sign or number alone: how many liked it."""
    if name_of(part) not in ("p", "div", "span") or not (said := spoken(part)):
        return False
    return form(said) in ("", "#", "--") or is_of_page(part)


def _headline(root: Element, main: Element, titles: list[str]) -> Element | None:
    """Return the h1 in the story's part, else the one on the page that says what the page's titles say."""
    found = [part for part in root.iter("h1") if 0 < len(words(part)) <= LONGEST_HEADLINE]
    inside = [part for part in found if main in part.iterancestors()]
    if len(inside) == 1:
        return inside[0]
    told = "|".join(letters(title).casefold() for title in titles)
    named = [part for part in (*inside, *found) if letters(words(part)).casefold() in told]
    if not found:  # blogs set their headlines as h2 or h3
        smaller = [part for part in root.iter("h2", "h3") if len(words(part)) > SHORTEST_TITLE]
        named = [part for part in smaller if letters(words(part)).casefold() in told]
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
    name, classes, said = name_of(part), classes_of(part), spoken(part)
    if name not in _PARTS or not said:
        return ""
    if name == "header" or len(list(part.iter("p", "figure", "img"))) > 2:
        return ""
    folio = read_folio(said) if len(said) <= LONGEST_LABEL else None
    if folio and folio.date and not any(map(_names_author, part.iter("*"))):
        return "date"
    if name == "time" or (_DATE.search(classes) and re.search(r"\d", said) and len(said) <= LONGEST_LABEL):
        return "date"
    if len(said) <= LONGEST_LABEL and (_names_author(part) or is_byline(said)):
        return "byline"
    if len(said) <= LONGEST_LABEL and _KICKER.search(classes):
        return "kicker"
    around = [outer for _, outer in zip(range(2), part.iterancestors(), strict=False)] if name == "p" else []
    named = " ".join(map(classes_of, (part, *around)))
    is_described = bool(metadata.description) and letters(said) == letters(metadata.description)
    can_be_deck = len(said) <= LONGEST_DECK and name in ("p", "h2", "h3", "h4", "div") and part.find(".//ul") is None
    return "deck" if can_be_deck and (_DECK.search(named) or is_described) else ""


def _names_author(part: Element) -> bool:
    return bool(_BYLINE.search(classes_of(part))) or part.get("rel") == "author"


def _field_by_place(part: Element, headline: Element | None) -> str:
    """Return the field of what has no name that tells: right below the headline the deck, right above the kicker."""
    if headline is None or part.getparent() is None:
        return ""
    said, name = spoken(part), name_of(part)
    if headline.getnext() is part and name in ("h2", "h3", "h4", "p"):
        in_header = name != "p" or name_of(headline.getparent()) == "header"
        return "deck" if in_header and SHORTEST_TITLE < len(said) <= LONGEST_DECK and not is_name(said) else ""
    above = headline.getprevious()
    is_label = is_capitals(said) or is_section(said)
    return "kicker" if above is part and name in ("p", "div", "span", "a") and is_label and _is_short(said) else ""


def _is_short(said: str) -> bool:
    return len(said) <= LONGEST_KICKER


def _put(part: Element, field: str, slip: Slip, walker: Walker) -> None:
    line = part.sourceline or 0
    if field == "date":
        times = [inner for inner in part.iter("time") if inner.get("datetime")]
        published = times[0].get("datetime") if times else find_date(spoken(part))[0]
        if published and not slip.has("dates.published"):
            slip.put("dates.published", published, "time", line)
        slip.drop(spoken(part), "the date as the page shows it", line)
    elif field == "byline":
        said = spoken(part)
        day, shown = find_date(said)
        if day:
            slip.drop(shown, "the date as the page shows it", line)
            if not slip.has("dates.published"):
                slip.put("dates.published", day, "byline", line)
            said = said.replace(shown, " ").strip(" ·|,•-–—")
        slip.put("byline", " ".join(said.split()), "byline", line)
    else:
        if field == "kicker":
            _unlink(part, slip)
        slip.put(field, walker.rich(part), field, line)


def _unlink(part: Element, slip: Slip) -> None:
    """Take the links off a headline or kicker: they lead to the page itself or to its section, and are on record."""
    for link in part.iter("a"):
        if address := link.attrib.pop("href", ""):
            slip.drop(address, "the page's own link on its head", link.sourceline or 0)
