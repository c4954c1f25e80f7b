"""Footnotes of a book, which may stand on the page that calls them or on one at the end."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element

from exporter.model import Article, Rich
from exporter.model.walk import map_article
from exporter.readers.epub.parts import classes, kinds, local, resolve, take_out

KINDS = frozenset({"footnote", "endnote", "rearnote"})
LONGEST_SIGN = 6  # letters of the number that leads back to the call


class Notes:
    """The marked notes of all pages, taken out of them; a note's key is its page and id."""

    def __init__(self, pages: Iterable[tuple[str, _Element]]) -> None:
        self._notes: dict[str, _Element] = {}
        for page, body in pages:
            for element in [inner for inner in body.iterdescendants() if kinds(inner) & KINDS and inner.get("id")]:
                take_out(element)
                element.tail = None
                self._notes[f"{page}#{element.get('id')}"] = element
                for sign in [inner for inner in element.iterdescendants() if _leads_back(inner, page)]:
                    take_out(sign)

    def key_of(self, page: str, name: str) -> str:
        """Return the key of the note that a link leads to, "" where it leads to none."""
        key = f"{page}#{name}"
        return key if key in self._notes else ""

    def element(self, key: str) -> _Element:
        """Return what the note says."""
        return self._notes[key]

    def on(self, page: str) -> tuple[str, ...]:
        """Return the keys of the notes that stood on the page."""
        return tuple(key for key in self._notes if key.startswith(f"{page}#"))

    def of_story(self, article: Article, page: str) -> tuple[str, ...]:
        """Return the keys of the notes that the story calls, in that order, then those of others on its page."""
        return tuple(dict.fromkeys((*_called(article), *self.on(page))))


def _called(article: Article) -> list[str]:
    calls: list[str] = []

    def note(runs: Rich) -> Rich:
        calls.extend(run.note for run in runs if run.note)
        return runs

    map_article(article, change_rich=note)
    return calls


def _leads_back(element: _Element, page: str) -> bool:
    if "backlink" in kinds(element) or "sign" in classes(element):
        return True
    words = "".join(map(str, element.itertext())).strip()
    return local(element) == "a" and len(words) <= LONGEST_SIGN and bool(resolve(page, element.get("href", ""))[1])
