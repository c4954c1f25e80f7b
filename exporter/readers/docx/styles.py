"""Which role a Word style stands for: by its name, whatever its id, language or the style it is based on."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from exporter.readers.docx.package import Element, W, WordFile, is_on, value
from exporter.regex import regex

Role = Literal[
    "", "body", "headline", "deck", "kicker", "subhead", "byline", "crosshead", "lead", "quote", "pull-quote",
    "attribution", "list", "table", "table-caption", "table-source", "box-title", "box", "question", "answer", "code",
    "embed", "contribution", "endnote", "note", "photo", "caption", "credit", "rights", "rule", "spacer", "section",
    "masthead", "furniture",
]  # fmt: skip

# Names as Word stores them, in lower case: ours first, then Word's own that people use for the same thing.
_ROLES: dict[str, Role] = {
    "normal": "body", "body text": "body", "body first": "body", "default": "body", "standard": "body",
    "text body": "body", "no spacing": "body", "body text first indent": "body", "first paragraph": "body",
    "compact": "body", "title": "headline", "headline": "headline", "subtitle": "deck", "deck": "deck",
    "kicker": "kicker", "subhead": "subhead", "byline": "byline", "author": "byline", "lead": "lead",
    "abstract": "lead", "quote": "quote", "block text": "quote", "quotations": "quote", "pull quote": "pull-quote",
    "intense quote": "pull-quote", "attribution": "attribution", "pull quote attribution": "attribution",
    "list bullet": "list", "list number": "list", "list continue": "list", "list paragraph": "body", "table": "table",
    "table head": "table", "table contents": "table", "table heading": "table", "table caption": "table-caption",
    "table source": "table-source", "fact box title": "box-title", "fact box": "box", "question": "question",
    "answer": "answer", "code": "code", "html preformatted": "code", "plain text": "body", "source code": "code",
    "preformatted text": "code", "embed": "embed", "contribution": "contribution", "endnote": "endnote",
    "editorial note": "endnote",
    "footnote text": "note", "endnote text": "note", "footnote": "note", "photo": "photo", "caption": "caption",
    "credit": "credit", "rights": "rights", "rule": "rule", "horizontal line": "rule", "spacer": "spacer",
    "section head": "section", "masthead": "masthead", "nameplate line": "furniture", "record": "furniture",
    "record label": "furniture", "story rule": "furniture", "toc heading": "furniture", "header": "furniture",
    "footer": "furniture",
}  # fmt: skip
_HEADING = regex(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|заголовок"
    r"|επικεφαλίδα|başlık|judul|見出し|标题|標題|제목) ?(\d)"
)
_OTHER_NAMES: dict[str, Role] = {  # of programs that store the name as it is shown
    "titel": "headline", "titre": "headline", "título": "headline", "titolo": "headline", "untertitel": "deck",
    "sous-titre": "deck", "subtítulo": "deck", "sottotitolo": "deck", "zitat": "quote", "citation": "quote",
    "cita": "quote", "citazione": "quote", "beschriftung": "caption", "légende": "caption", "epígrafe": "caption",
    "didascalia": "caption", "textkörper": "body", "corps de texte": "body", "texto independiente": "body",
}  # fmt: skip
# The ids that Word gives its own styles, for files whose styles are missing.
_CHARACTERS = {
    "dateline": "dateline", "catchline": "catchline", "credit char": "credit", "caption number": "number",
    "code char": "code", "verbatim char": "code", "html code": "code", "source text": "code",
    "end mark": "end", "footnote reference": "call", "endnote reference": "call", "footnote characters": "call",
    "footnote anchor": "call",
}  # fmt: skip


class Look(Struct, frozen=True):
    """What a style means: its role, the level of a heading from 1, its own type, its numbering."""

    name: str = ""
    role: Role = ""
    level: int = 0
    bold: bool = False
    italic: bool = False
    font: str = ""
    numbering: tuple[str, int] | None = None  # number and level


class Styles:
    """The styles of one file by their ids."""

    def __init__(self, file: WordFile) -> None:
        name = file.part("styles")
        root = file.xml(name) if name else None
        nodes = [] if root is None else root.findall(W + "style")
        self._nodes: dict[str, Element] = {node.get(W + "styleId", ""): node for node in nodes}
        self._looks: dict[str, Look] = {}
        self.default = next(
            (
                node.get(W + "styleId", "")
                for node in nodes
                if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true")
            ),
            "Normal",
        )

    def look(self, style_id: str) -> Look:
        """Return what the style means; a style without a role of its own has that of the one it is based on."""
        if style_id not in self._looks:
            self._looks[style_id] = Look()  # holds off a style that is based on itself
            self._looks[style_id] = self._resolve(style_id)
        return self._looks[style_id]

    def character(self, style_id: str) -> str:
        """Return what the character style means: "dateline", "catchline", "credit", "code", "call" ... or ""."""
        for _ in range(10):
            node = self._nodes.get(style_id)
            if node is None:
                return ""
            if found := _CHARACTERS.get(value(node, "name").lower(), ""):
                return found
            style_id = value(node, "basedOn")
        return ""

    def _resolve(self, style_id: str) -> Look:
        node = self._nodes.get(style_id)
        if node is None:
            name = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", style_id)
            role, level = _role_of(name)
            return Look(name, role, level)
        name = value(node, "name")
        parent = self.look(value(node, "basedOn"))
        role, level = _role_of(name)
        if not role and parent.role and parent.name.lower() not in ("normal", "standard", "default"):
            role, level = parent.role, parent.level
        run, paragraph = node.find(W + "rPr"), node.find(W + "pPr")
        bold, italic = is_on(run, "b"), is_on(run, "i")
        return Look(
            name,
            role,
            level,
            parent.bold if bold is None else bold,
            parent.italic if italic is None else italic,
            font_of(run) or parent.font,
            numbering_of(paragraph) or parent.numbering,
        )


def _role_of(name: str) -> tuple[Role, int]:
    name = name.lower().strip()
    if heading := _HEADING.fullmatch(name):
        return "crosshead", int(heading[1])
    if name.startswith(("toc ", "index ")):
        return "furniture", 0
    base = re.sub(r"^(list (?:bullet|number|continue)|body text) ?\d$", r"\1", name)
    return _ROLES.get(base, _OTHER_NAMES.get(base, "")), 0


def font_of(properties: Element) -> str:
    """Return the font that the run properties name, or the theme's that they mean; "" = none."""
    fonts = properties.find(W + "rFonts") if properties is not None else None
    if fonts is None:
        return ""
    return str(fonts.get(W + "asciiTheme") or fonts.get(W + "ascii") or "")


def numbering_of(properties: Element) -> tuple[str, int] | None:
    """Return number and level of the list that the paragraph properties name; None = they say nothing."""
    node = properties.find(W + "numPr") if properties is not None else None
    if node is None:
        return None
    level = value(node, "ilvl", default="0")
    return value(node, "numId", default="0"), int(level) if level.isdecimal() else 0


class Numberings:
    """The lists of one file: which of them count."""

    def __init__(self, file: WordFile) -> None:
        name = file.part("numbering")
        root = file.xml(name) if name else None
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        for node in () if root is None else root:
            if node.tag == W + "abstractNum":
                self._abstract[node.get(W + "abstractNumId", "")] = node
            elif node.tag == W + "num":
                self._numbers[node.get(W + "numId", "")] = node

    def counts(self, number: str, level: int) -> tuple[bool, int]:
        """Return whether the list counts at this level, and the number that it begins with."""
        node = self._numbers.get(number)
        if node is None:
            return False, 1
        levels = self._levels(self._abstract.get(value(node, "abstractNumId")))
        override = next((over for over in node.findall(W + "lvlOverride") if over.get(W + "ilvl") == str(level)), None)
        own = override.find(W + "lvl") if override is not None else None
        found = own if own is not None else levels.get(str(level))
        kind = value(found, "numFmt", default="decimal") if found is not None else "bullet"
        start = value(override, "startOverride") or value(found, "start", default="1")
        return kind not in ("bullet", "none"), int(start) if start.isdecimal() else 1

    @staticmethod
    def _levels(node: Element) -> dict[str, Element]:
        return {} if node is None else {level.get(W + "ilvl", "0"): level for level in node.findall(W + "lvl")}
