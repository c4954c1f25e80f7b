"""Inline tokens → runs of text with marks, links, languages, notes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from exporter.model import Direction, Mark, Rich, Run
from exporter.model.language import is_language
from exporter.readers.links import is_link
from exporter.readers.markdown.desk import Desk
from exporter.readers.runs import trim
from exporter.regex import regex

SOFT = "\x1f"  # a line end of the source; no cleaned text holds this sign
_MARKS: dict[str, Mark] = {"em": "italic", "strong": "bold", "s": "strike"}
_TAGS: dict[str, Mark | None] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "u": "underline",
    "ins": "underline", "s": "strike", "del": "strike", "strike": "strike", "sub": "subscript", "sup": "superscript",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "q": "quote",
    "small": None, "span": None, "abbr": None, "time": None, "bdi": None,
}  # fmt: skip
_CLASSES: dict[str, Mark] = {"small-caps": "small-caps", "sc": "small-caps", "underline": "underline", "quote": "quote"}
_TAG = regex(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>[^>]*?)/?>", re.DOTALL)
_ATTRIBUTE = regex(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")


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

    def run(self, text: str, *marks: Mark) -> Run:
        """Return the text in this look."""
        look = self
        for mark in marks:
            look = look.with_mark(mark)
        return Run(text, look.marks, look.href, look.language, look.direction, "", look.ruby)


def read_runs(nodes: list[Any], desk: Desk, line: int) -> Rich:
    """Return the runs of the inline nodes, neighbours of one look joined, without spaces at either end."""
    return trim(_join(_Reader(desk, line).read(nodes, Look())))


def split_lines(nodes: list[Any]) -> list[list[Any]]:
    """Return the inline nodes line by line as they stand in the source."""
    lines: list[list[Any]] = [[]]
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            lines.append([])
        else:
            lines[-1].append(node)
    return lines


class _Reader:
    """Walks inline nodes; HTML tags, which are flat in the tokens, open and close on a stack."""

    def __init__(self, desk: Desk, line: int) -> None:
        self._desk, self._line = desk, line
        self._open: list[tuple[str, Look]] = []

    def read(self, nodes: list[Any], look: Look) -> list[Run]:
        runs: list[Run] = []
        after_image = False  # of the two spaces around it one goes with it
        depth = len(self._open)
        for node in nodes:
            if node.type == "html_inline":
                look = self._tag(node.content, look, runs)
            elif node.type == "image":  # the blocks have taken it out; what it shows is said by its photo
                after_image = True
            else:
                found = self._node(node, look)
                if after_image and found and runs and runs[-1].text.endswith((" ", SOFT)):
                    found[0] = replace(found[0], text=found[0].text.lstrip(f" {SOFT}"))
                runs += [run for run in found if run.text]
                after_image = after_image and not any(run.text for run in found)
        del self._open[depth:]  # a tag left open ends with what it stands in
        return runs

    def _node(self, node: Any, look: Look) -> list[Run]:
        match node.type:
            case "text":
                return [look.run(node.content)]
            case "softbreak":
                return [look.run(SOFT)]
            case "hardbreak":
                return [look.run("\n")]
            case "code_inline":
                return [look.run(node.content, "code")]
            case "em" | "strong" | "s":
                return self.read(node.children, look.with_mark(_MARKS[node.type]))
            case "link":
                return self.read(node.children, replace(look, href=self._address(str(node.attrs.get("href", "")))))
            case "span":
                return self.read(node.children, self._span(node.attrs, look))
            case "footnote_ref":
                number = node.meta["id"] + 1
                return [Run(text=str(number), note=f"n{number}", language=look.language)]
            case "footnote_anchor":
                return []
        return [look.run(node.content)] if node.content else self.read(node.children, look)

    def _address(self, address: str) -> str:
        if not address or is_link(address):
            return address
        self._desk.refuse_link(address, self._line)
        return ""

    def _span(self, attributes: dict[str, Any], look: Look) -> Look:
        for name in str(attributes.get("class", "")).split():
            look = look.with_mark(_CLASSES.get(name))
        language = str(attributes.get("lang", ""))
        direction = str(attributes.get("dir", ""))
        return replace(
            look,
            language=language if is_language(language) else look.language,
            direction="rtl" if direction == "rtl" else "ltr" if direction == "ltr" else look.direction,
            ruby=str(attributes.get("ruby", look.ruby)),
        )

    def _tag(self, html: str, look: Look, runs: list[Run]) -> Look:
        """Return the look after the tag; what is not understood is dropped and told."""
        match = _TAG.fullmatch(html)
        name = match["name"].lower() if match else ""
        if match and name in ("br", "wbr"):
            runs += [look.run("\n")] if name == "br" else []
        elif match and name in _TAGS and match["close"]:
            return self._close(name, look)
        elif match and name in _TAGS:
            self._open.append((name, look))
            attributes = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(match["attributes"])}
            return self._span(attributes, look.with_mark(_TAGS[name]))
        else:
            self._desk.drop(html, "HTML that a page in print has no place for", self._line)
            if not html.startswith("<!--"):
                message = f"the HTML tag {html[:40]!r} is left out; its text stays"
                self._desk.find("html-dropped", "warning", message, self._line, "write it in Markdown")
        return look

    def _close(self, name: str, look: Look) -> Look:
        for index in reversed(range(len(self._open))):
            if self._open[index][0] == name:
                before = self._open[index][1]
                del self._open[index:]
                return before
        return look


def _join(runs: list[Run]) -> Rich:
    """Return the runs with line ends of the source as spaces, or as nothing between letters that take no space."""
    text = "".join(run.text for run in runs if not run.note)
    spaces = iter(_space_at(text, match.start()) for match in re.finditer(SOFT, text))
    joined: list[Run] = []
    for run in runs:
        if not run.note and SOFT in run.text:
            run = replace(run, text=re.sub(SOFT, lambda _: next(spaces), run.text))
        before = joined[-1] if joined else None
        if (
            before
            and not before.note
            and not run.note
            and replace(before, text="") == replace(run, text="")
            and not run.ruby
        ):
            joined[-1] = replace(before, text=before.text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _space_at(text: str, position: int) -> str:
    around = (text[position - 1 : position], text[position + 1 : position + 2])
    hangul = any("\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7a3" for letter in around)
    wide = all(letter and unicodedata.east_asian_width(letter) in "WF" for letter in around)
    return "" if wide and not hangul else " "
