"""What stands inside or around a story and is not of it: menus, sharing, related stories, newsletters."""

from __future__ import annotations

import re
from collections.abc import Collection

from exporter.readers.html.main_part import letters
from exporter.readers.markup import Element, Slip
from exporter.readers.markup.elements import FILMS, PICTURES, UNSEEN, classes_of
from exporter.readers.markup.page_words import is_of_page
from exporter.readers.markup.parse import name_of, words
from exporter.regex import regex

_NAMES = regex(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|cookie\w*|disqus|donat\w*|follow|footer|most-?read|"
    r"nav\w*|newsletter\w*|outbrain|pagination|paywall|popular|print-?only|promo\w*|recirc\w*|recommend\w*|related\w*|"
    r"share\w*|sharing|sidebar|social\w*|sponsor\w*|subscri\w*|taboola|tags?|teasers?|toolbar|topics?|widget\w*|"
    r"screen-reader-text|visually-hidden|sr-only)(?:$|[\s_-])"
)
_UNSEEN_CLASS = regex(r"(?:^|[\s_-])(?:screen-reader-text|visually-hidden|sr-only)(?:$|[\s_-])")
_HIDDEN = regex(r"display:\s*none|visibility:\s*hidden")
_RELATED = regex(r"(?:read more|read also|also read|see also|more on this|related|lesen sie auch|lire aussi)\b", re.I)


_AROUND = frozenset("div section aside header article footer main".split())
_PARTS = frozenset("div section aside ul ol p header h2 h3 h4 h5 article details".split())


def _is_of_quote(footer: Element) -> bool:
    """Return True for the footer of a quotation or figure, inside it or right below it."""
    around, before = footer.getparent(), footer.getprevious()
    beside = before is not None and name_of(before) == "blockquote" and footer.find(".//cite") is not None
    return name_of(around) in ("blockquote", "figure") or beside


class Furniture:
    """Decides what is out. `told` are the letters that belong to the story, "" where nothing told them."""

    def __init__(self, main: Element, told: str, read: Collection[Element]) -> None:
        self._main, self._told, self._read = main, told, frozenset(read)
        self._out: list[Element] = []

    def is_out(self, element: Element) -> bool:
        """Return True for what is no part of the story, or was read as part of its head."""
        if element in self._read:
            return True
        out = element is not self._main and self._is_furniture(element)
        if out and element not in self._out:
            self._out.append(element)
        return out

    def record(self, root: Element, main: Element, slip: Slip) -> None:
        """Keep the words that are out on record: those inside the story's part one by one, those around it too."""
        for element in self._out:
            slip.drop(words(element), "stands inside the story and is not of it", element.sourceline or 0)
        around = [*main.iterancestors()]
        for outer in around:
            slip.drop(outer.text or "", "stands around the story", outer.sourceline or 0)
            for part in outer:
                if self._is_around(part, around, main):
                    slip.drop(words(part), "stands around the story", part.sourceline or 0)
                if outer is not root:
                    slip.drop(part.tail or "", "stands around the story", part.sourceline or 0)

    def _is_around(self, part: Element, around: list[Element], main: Element) -> bool:
        machines = name_of(part) in ("", "head", "script", "style")
        return not machines and part not in around and part is not main and part not in self._read

    def _is_furniture(self, element: Element) -> bool:
        name = name_of(element)
        if name == "a":
            return name_of(element.getparent()) in _AROUND and is_of_page(element)
        if name in ("figure", "aside") and element.find(".//form") is not None:
            return True
        if name == "span" and _UNSEEN_CLASS.search(classes_of(element)):
            return True
        if name in ("", "figure", "picture", "table") or name in PICTURES or name in FILMS or name in UNSEEN:
            return False
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
            return True
        if name in ("nav", "footer") or element.get("role") in ("navigation", "complementary", "search"):
            return name != "footer" or not _is_of_quote(element)
        if name not in _PARTS:
            return False
        said = letters(words(element))
        if said and is_of_page(element):
            return True
        belongs = bool(self._told) and said[:60] in self._told
        if belongs or not said:
            return False
        return bool(_NAMES.search(classes_of(element))) or (self._is_links(element, said))

    def _is_links(self, element: Element, said: str) -> bool:
        """Return True for lists and lines that are nothing but links."""
        linked = sum(len(letters(words(link))) for link in element.iter("a"))
        pictures = any(name_of(part) in ("figure", *PICTURES) for part in element.iter("*"))
        label = bool(_RELATED.match(words(element)))
        return linked > 0 and linked >= (0.5 if label else 0.9) * len(said) and not (pictures and not label)
