"""What stands inside a line → runs of text with marks, links, languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct
from msgspec.structs import replace

from exporter.model import Direction, Mark, Rich, Run
from exporter.model.language import is_language
from exporter.readers.links import is_link
from exporter.readers.markup.elements import CALL, FILMS, INLINE, PICTURES, UNSEEN, has_class
from exporter.readers.markup.parse import Element, attributes_of, name_of, words
from exporter.readers.markup.slip import Slip
from exporter.readers.runs import trim
from exporter.readers.safety import refuse_link
from exporter.regex import regex

LINE_END = "\x1e"  # a forced line break, told from white space until that is run together; no cleaned text holds it
_SPACE = regex("[ \t\n\r\f]+")
_ODD_SPACE = regex(f"[\t\n\r\f{LINE_END}]|  ")
_AROUND_BREAK = regex(f"[ \t\n\r\f]*{LINE_END}[ \t\n\r\f]*")


class Look(Struct, frozen=True):
    """How the text is marked where the reader stands."""

    marks: tuple[Mark, ...] = ()
    href: str = ""
    language: str = ""
    direction: Direction = ""
    ruby: str = ""

    def with_mark(self, mark: Mark | None) -> Look:
        """Return the look with one more mark."""
        again = mark in self.marks and mark != "quote"  # a quotation may stand in another
        return self if mark is None or again else replace(self, marks=(*self.marks, mark))

    def run(self, text: str) -> Run:
        """Return the text in this look."""
        return Run(text, self.marks, self.href, self.language, self.direction, "", self.ruby)


class Inline:
    """Reads inline elements. Pictures met on the way are set aside in `pictures`, because they stand in no line."""

    def __init__(self, slip: Slip, base_url: str = "") -> None:
        self._slip, self._base_url = slip, base_url
        self.pictures: list[Element] = []

    def runs(self, element: Element, look: Look = Look()) -> list[Run]:
        """Return the runs of all that is inside the element, white space as in the source."""
        found = [look.run(element.text)] if element.text and name_of(element) else []
        for child in element:
            found += self.element(child, look)
            if child.tail:
                found.append(look.run(child.tail))
        return found

    def element(self, element: Element, look: Look) -> list[Run]:
        """Return the runs of one inline element."""
        name = name_of(element)
        if not name or name == "wbr" or name == "rp":
            return []
        if name == CALL:
            return [Run(element.text or "", note=element.get("ref", ""))]
        if name == "br":
            return [look.run(LINE_END)]
        if name in PICTURES:
            return self._picture(element, look)
        if name in UNSEEN or name in FILMS:
            self._slip.drop(words(element), f"the words of <{name}> are for machines", element.sourceline or 0)
            return []
        if name == "ruby":
            return self._ruby(element, look)
        if name == "frac-sep" or (name == "frac-num" and element.getnext() is not None):
            return [*self.runs(element, look), *([look.run("/")] if name == "frac-num" else [])]
        return self.runs(element, self.look_of(element, name, look))

    def _picture(self, element: Element, look: Look) -> list[Run]:
        if has_class(element, "emoji", "wp-smiley") and element.get("alt"):
            return [look.run(element.get("alt"))]
        self.pictures.append(element)
        return []

    def _ruby(self, element: Element, look: Look) -> list[Run]:
        """Return runs with their readings: ``<ruby>漢字<rt>かんじ</rt></ruby>``."""
        runs, text = [], element.text or ""
        for child in element:
            if name_of(child) == "rt":
                runs.append(replace(look, ruby=words(child)).run(text.strip()))
                text = ""
            elif name_of(child) not in ("", "rp"):
                text += words(child)
            text += child.tail or ""
        return [*runs, look.run(text)] if text.strip() else runs

    def look_of(self, element: Element, name: str, look: Look) -> Look:
        """Return the look of the words inside the element, `look` being that around it."""
        attributes = attributes_of(element)
        look = look.with_mark(INLINE.get(name))
        if style := attributes.get("style"):
            look = _styled(style.replace(" ", "").lower(), look)
        if name == "a" and (href := attributes.get("href", "").strip()):
            look = replace(look, href=self._address(href, element))
        language = attributes.get("lang", "") or attributes.get("iso-cc", "") if name == "lang" else ""
        language = attributes.get("xml:lang", "") or attributes.get("lang", "") or language
        direction: Any = attributes.get("dir", "").lower()
        return replace(
            look,
            language=language if is_language(language) else look.language,
            direction=direction if direction in ("ltr", "rtl") else look.direction,
        )

    def _address(self, href: str, element: Element) -> str:
        if href.startswith("#") or href.lower().startswith("javascript:void"):
            return ""  # a place on the page itself
        address = _SPACE.sub("%20", _join(self._base_url, href) if self._base_url else href)
        if is_link(address):
            return address
        refuse_link(href, self._slip.desk.source.place(element.sourceline or 0), self._slip.desk.report)
        self._slip.drop(href, "an address that may not be a link", element.sourceline or 0)
        return ""


def tidy(runs: list[Run]) -> Rich:
    """Return the runs with white space run together as browsers do, neighbours of one look joined, none at the ends."""
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and not (before.ruby or run.ruby or before.note or run.note) and _same_look(before, run):
            joined[-1] = replace(before, text=before.text + run.text)
        elif run.text or run.note:
            joined.append(run)
    ends_in_space, tidied = True, []
    for index, run in enumerate(joined):
        after = next((other.text[0] for other in joined[index + 1 :] if other.text), "")
        text = _run_together(run.text, after)
        if ends_in_space and not run.note:
            text = text.lstrip(" ")
        if text:
            tidied.append(replace(run, text=text))
            ends_in_space = text[-1] in " \n"
    return trim(tuple(tidied))


def _same_look(one: Run, other: Run) -> bool:
    return (one.marks, one.href, one.language, one.direction) == (
        other.marks,
        other.href,
        other.language,
        other.direction,
    )


def _run_together(text: str, after: str) -> str:
    if not _ODD_SPACE.search(text):  # most runs; saves half the time of reading
        return text
    text = _AROUND_BREAK.sub("\n", text) if LINE_END in text else _SPACE.sub(lambda m: _space(text, m, after), text)
    return _SPACE.sub(lambda match: "\n" * match[0].count("\n") or " ", text)


def _space(text: str, match: re.Match[str], after: str) -> str:
    """Return a space, or nothing for a line end between two letters of Chinese or Japanese."""
    if "\n" not in match[0]:
        return " "
    around = (text[match.start() - 1 : match.start()] if match.start() else "", text[match.end() : match.end() + 1])
    right = around[1] or after
    return "" if _is_wide(around[0]) and _is_wide(right) else " "


def _is_wide(letter: str) -> bool:
    hangul = "\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7a3"
    return letter != "" and unicodedata.east_asian_width(letter) in "WF" and not hangul


def _styled(style: str, look: Look) -> Look:
    """Return the look with what an inline style says about weight and slope."""
    if re.search(r"font-weight:(?:bold|[6-9]00)", style):
        look = look.with_mark("bold")
    if "font-style:italic" in style:
        look = look.with_mark("italic")
    if "font-variant:small-caps" in style:
        look = look.with_mark("small-caps")
    return look


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:  # [ without ] in a host name
        return address
