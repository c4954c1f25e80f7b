"""What opens a story's page: kicker, headline, deck, byline, date. Told by class, epub:type, or place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element
from msgspec import Struct

from exporter.model import Byline, Dateline, Rich
from exporter.readers.byline import is_byline, parse_byline
from exporter.readers.clean import Cleaner
from exporter.readers.dateline import parse_dateline
from exporter.readers.epub.parts import classes, kinds, local, take_out, words_in

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAMED = ("p", "div", "span", "address", "time", *HEADINGS)  # elements that are looked at for a name
# What class and epub:type say → the part of the head, the more telling names first.
PARTS: dict[str, frozenset[str]] = {
    "kicker": frozenset({"kicker", "eyebrow", "overline", "rubric"}),
    "subhead": frozenset({"subhead"}),
    "deck": frozenset({"deck", "dek", "standfirst", "subtitle", "summary", "excerpt", "abstract"}),
    "byline": frozenset({"byline", "by-line", "author", "authors"}),
    "date": frozenset({"date", "pubdate", "published"}),
    "running": frozenset({"running"}),
}
TELLING = 60  # letters of a paragraph without a name, after which the story itself has begun


class Head(Struct, frozen=True):
    """The parts of the head that were found; all of them have been taken out of the page."""

    headline: Rich = ()
    kicker: Rich = ()
    subheads: tuple[Rich, ...] = ()
    deck: Rich = ()
    byline: Byline = Byline()
    dateline: Dateline = Dateline()
    published: str = ""
    publication: str = ""
    section: str = ""


def take_head(body: _Element, rich: Callable[[_Element], Rich], cleaner: Cleaner) -> Head:
    """Return the head of the story and take its parts out of the page."""
    headline = _headline(body)
    found: dict[str, list[_Element]] = {}
    for part, element in _parts(body, headline):
        found.setdefault(part, []).append(element)
    heading = rich(headline) if headline is not None else ()
    decks = [rich(element) for element in found.get("deck", [])]
    head = Head(
        headline=heading,
        kicker=rich(found["kicker"][0]) if "kicker" in found else (),
        subheads=tuple(rich(element) for element in found.get("subhead", ())),
        deck=decks[0] if decks else (),
        byline=_byline(found.get("byline", []), cleaner),
        dateline=_dateline(body),
        published=_published(found.get("date", [])),
        **_running(found.get("running", []), cleaner),
    )
    for element in [headline] if headline is not None else []:
        take_out(element)
    for part, elements in found.items():
        for element in elements[1:] if part in ("kicker", "deck") else []:
            element.attrib.pop("class", None)  # a second one is text
        for element in elements[:1] if part in ("kicker", "deck") else elements:
            if part != "date" or head.published:
                take_out(element)
    return head


def _headline(body: _Element) -> _Element | None:
    """Return the first heading of the highest rank on the page that says something."""
    headings = [element for element in body.iter() if local(element) in HEADINGS and _words(element)]
    return min(headings, key=lambda element: local(element), default=None)


def _parts(body: _Element, headline: _Element | None) -> Iterator[tuple[str, _Element]]:
    """Yield part and element of what stands before the story's first telling paragraph."""
    opened = headline is None
    for element in body.iter(*(f"{{*}}{tag}" for tag in NAMED)):
        opened = opened or element is headline
        if element is headline or any(local(above) in ("figure", "aside") for above in element.iterancestors()):
            continue
        words = _words(element)
        names = classes(element) | kinds(element)
        part = next((part for part, known in PARTS.items() if names & known), "")
        if part and words and not any(_is_part(above) for above in element.iterancestors()):
            yield part, element
        elif local(element) == "p" and opened and is_byline(words):
            yield "byline", element
        elif local(element) == "p" and len(words) > TELLING and not part:
            return


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _is_part(element: _Element) -> bool:
    return any((classes(element) | kinds(element)) & known for known in PARTS.values())


def _byline(elements: list[_Element], cleaner: Cleaner) -> Byline:
    words = ", ".join(filter(None, (words_in(element, cleaner) for element in elements)))
    return parse_byline(words) if words else Byline()


def _dateline(body: _Element) -> Dateline:
    """Return the dateline that is marked in the page, and take it out: the first paragraph goes on after it."""
    for element in body.iter("{*}span"):
        if "dateline" in classes(element) and (words := "".join(map(str, element.itertext()))).strip():
            take_out(element)
            parsed = parse_dateline(words.strip())
            return Dateline(words, parsed.place, parsed.region, parsed.date, parsed.agency, parsed.separator)
    return Dateline()


def _published(elements: list[_Element]) -> str:
    for element in elements:
        for time in [element, *element.iterdescendants()]:
            if (moment := str(time.get("datetime", "")))[:10].count("-") == 2:
                return moment[:10]
    return ""


def _running(elements: list[_Element], cleaner: Cleaner) -> dict[str, str]:
    """Return what a running line says of the publication."""
    said = {"publication": "", "section": ""}
    for element in elements:
        for part in element.iter("{*}span"):
            for name in said.keys() & classes(part):
                said[name] = words_in(part, cleaner)
    return said
