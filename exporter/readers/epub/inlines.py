"""Phrases of a page → runs: marks, links to the web, footnote calls, ruby, languages, forced line breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import get_args

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from exporter.model import Mark, Rich, Run
from exporter.readers.clean import Cleaner
from exporter.readers.epub.parts import classes, kinds, language_of, local
from exporter.readers.links import is_link
from exporter.regex import regex

MARKS: dict[str, Mark] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "u": "underline", "ins": "underline", "s": "strike", "del": "strike", "strike": "strike", "sup": "superscript",
    "sub": "subscript", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "q": "quote",
}  # fmt: skip
SMALL_CAPS = frozenset({"small-caps", "smallcaps", "sc", "smcap"})
APART = frozenset("p div li dt dd td th h1 h2 h3 h4 h5 h6".split())  # blocks where phrases are asked for
_ORDER: dict[str, int] = {mark: number for number, mark in enumerate(get_args(Mark))}
_SPACES = regex(r"[ \t\n\r]+")
_BREAK = "\ue000"  # stands for a forced line break until spaces are settled; private, so no text has it on its own


class Phrase(Struct, frozen=True):
    """What holds for the words inside an element."""

    marks: tuple[Mark, ...] = ()
    href: str = ""
    language: str = ""


def _marked(phrase: Phrase, mark: Mark) -> Phrase:
    again = mark in phrase.marks and mark != "quote"  # a quotation may stand in another
    return phrase if again else replace(phrase, marks=(*phrase.marks, mark))


class Phrases:
    """Reads the phrases of one page: `note_of` says which footnote a link calls ("" = none)."""

    def __init__(self, cleaner: Cleaner, note_of: Callable[[str], str]) -> None:
        self.cleaner, self.note_of = cleaner, note_of
        self.inner_links = 0  # that led elsewhere in the book

    def rich(self, nodes: Iterable[str | _Element]) -> Rich:
        """Return the runs of the nodes, white space drawn together as a browser does, none at either end."""
        runs: list[Run] = []
        for node in nodes:
            if isinstance(node, str):
                self._words(node, Phrase(), runs)
            else:
                self._element(node, Phrase(), runs)
        return _settle(runs)

    def _words(self, text: str | None, phrase: Phrase, runs: list[Run]) -> None:
        if text:
            words = self.cleaner.text(_SPACES.sub(" ", text.replace(_BREAK, "")))
            marks = tuple(sorted(phrase.marks, key=_ORDER.__getitem__))
            runs.append(Run(words, marks, phrase.href, phrase.language))

    def _inside(self, element: _Element, phrase: Phrase, runs: list[Run]) -> None:
        self._words(element.text, phrase, runs)
        for child in element:
            apart = " " if local(child) in APART else ""
            self._words(apart, phrase, runs)
            self._element(child, phrase, runs)
            self._words(apart + (child.tail or ""), phrase, runs)

    def _element(self, element: _Element, phrase: Phrase, runs: list[Run]) -> None:
        tag = local(element)
        if not tag or element.get("aria-hidden") == "true" or tag in ("script", "style", "template"):
            return
        if tag == "br":
            runs.append(Run(_BREAK))
        elif tag == "ruby":
            self._ruby(element, phrase, runs)
        elif note := self._note(element):
            label = "".join(map(str, element.itertext())).strip()
            runs.append(Run(self.cleaner.text(label), note=note))
        else:
            self._inside(element, self._phrase(element, tag, phrase), runs)

    def _phrase(self, element: _Element, tag: str, phrase: Phrase) -> Phrase:
        if mark := MARKS.get(tag):
            phrase = _marked(phrase, mark)
        if classes(element) & SMALL_CAPS:
            phrase = _marked(phrase, "small-caps")
        if language := language_of(element):
            phrase = replace(phrase, language=language)
        if tag == "a" and (href := element.get("href", "").strip()):
            self.inner_links += not is_link(href) and "backlink" not in kinds(element)
            return replace(phrase, href=href if is_link(href) else "")
        return phrase

    def _note(self, element: _Element) -> str:
        return self.note_of(element.get("href", "")) if "noteref" in kinds(element) else ""

    def _ruby(self, element: _Element, phrase: Phrase, runs: list[Run]) -> None:
        base, reading = [element.text or ""], [""]
        for child in element:
            if local(child) != "rp":
                (reading if local(child) == "rt" else base).append("".join(map(str, child.itertext())))
            base.append(child.tail or "")
        words, above = ("".join("".join(part).split()) for part in (base, reading))
        if words:
            runs.append(Run(self.cleaner.text(words), language=phrase.language, ruby=self.cleaner.text(above)))


def _settle(runs: list[Run]) -> Rich:
    """Return the runs with one space where several met, neighbours of the same kind joined, and nothing empty."""
    settled: list[Run] = []
    space = True  # whether what stands before ends in white space
    for run in runs:
        text = run.text.removeprefix(" ") if space else run.text
        if text == _BREAK:
            settled = _stripped(settled)
        if not text or (text == _BREAK and not settled):
            continue
        space = text.endswith((" ", _BREAK))
        text = text.replace(_BREAK, "\n")
        if settled and replace(settled[-1], text="") == replace(run, text="") and not (run.note or run.ruby):
            settled[-1] = replace(run, text=settled[-1].text + text)
        else:
            settled.append(replace(run, text=text))
    return tuple(_stripped(settled, " \n"))


def _stripped(runs: list[Run], signs: str = " ") -> list[Run]:
    """Return the runs without the signs at their end."""
    runs = list(runs)
    while runs and not runs[-1].note:
        text = runs[-1].text.rstrip(signs)
        if text == runs[-1].text:
            break
        runs[-1:] = [replace(runs[-1], text=text)] if text else []
        if text:
            break
    return runs
