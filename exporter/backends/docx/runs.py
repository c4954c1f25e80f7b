"""Rich → the runs of a paragraph: marks, languages, directions, links, footnote calls, readings above the text."""

from __future__ import annotations

from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from exporter.backends.docx.draft import Draft, Flow
from exporter.backends.docx.elements import PRESERVE, Element, R, W, add, half_points
from exporter.backends.docx.languages import language_attributes, split_directions, well_formed
from exporter.backends.docx.looks import fonts
from exporter.backends.docx.paragraphs import let_grow
from exporter.model import Rich, Run
from exporter.model.links import safe_href
from exporter.regex import regex

_SPECIAL = regex("([\n\t\u00ad])")
_SPECIAL_NODES = {"\n": "br", "\t": "tab", "\u00ad": "softHyphen"}


def write_runs(
    draft: Draft, flow: Flow, parent: Element, runs: Rich, style: str, *, character_style: str = "", size: float = 0.0
) -> None:
    """Append the runs to the paragraph `parent`, whose style is `style`.

    `character_style` is the style id of all of them, `size` a type size in points where it is not the style's.
    """
    for href, linked in groupby(runs, key=lambda run: run.href):
        target = _link(draft, flow, parent, href) if href else parent
        for run in linked:
            look = _Look(draft, flow, style, "Hyperlink" if target is not parent else character_style, size)
            if run.note:
                _write_call(look, target, run)
            elif run.ruby:
                _write_ruby(look, target, run)
                let_grow(draft, parent, style)
            else:
                look.write(target, run)


def write_text(draft: Draft, flow: Flow, parent: Element, text: str, style: str, *, character_style: str = "") -> None:
    """Append the plain text as one run."""
    write_runs(draft, flow, parent, (Run(text),) if text else (), style, character_style=character_style)


def set_text(node: Element, text: str) -> None:
    """Append the text to the run `node`; line breaks, tabs and soft hyphens are nodes of their own in Word."""
    for piece in _SPECIAL.split(text):
        if special := _SPECIAL_NODES.get(piece):
            etree.SubElement(node, W + special)
        elif piece:
            etree.SubElement(node, W + "t", PRESERVE).text = piece


def _link(draft: Draft, flow: Flow, parent: Element, href: str) -> Element:
    address = safe_href(href, ascii_only=True)
    if not address:
        draft.report.add(
            "docx-link-refused", "warning", f"the link {href[:80]!r} is kept as text only",
            hint="links may begin with http:, https:, mailto: or tel:",
        )  # fmt: skip
        return parent
    relation = draft.parts.relate(flow.part, address, RT.HYPERLINK)
    return etree.SubElement(parent, W + "hyperlink", {R + "id": relation, W + "history": "1"})


class _Look:
    """How the runs of one paragraph look, apart from their own marks."""

    def __init__(self, draft: Draft, flow: Flow, style: str, character_style: str, size: float) -> None:
        self.draft, self.flow, self.style = draft, flow, style
        self.character_style, self.size = character_style, size

    def write(self, parent: Element, run: Run) -> None:
        """Append the run, cut where its direction changes."""
        for text, rtl in split_directions(run.text, self.flow.side, run.direction):
            node = etree.SubElement(parent, W + "r")
            self.set_properties(node, run, rtl)
            set_text(node, text)

    def set_properties(self, node: Element, run: Run, rtl: bool, *, vertical: str = "", style: str = "") -> None:
        """Append ``w:rPr`` to the run, its children in the order of CT_RPr; no node where nothing differs."""
        properties = etree.Element(W + "rPr")
        marks = run.marks
        named = style or self.character_style
        inline = "CodeChar" if "code" in marks else ""
        if named or inline:
            add(properties, "rStyle", val=named or inline)
        if named and "code" in marks:
            add(properties, "rFonts", **fonts(self.draft.style.text["code"].family, self.draft.style))
        if "bold" in marks:
            _toggle(properties, ("b", "bCs"), True)
        if "italic" in marks:  # in italic type, emphasis is upright
            _toggle(properties, ("i", "iCs"), self.style not in self.draft.italic_styles)
        if "small-caps" in marks:
            add(properties, "smallCaps")
        if "strike" in marks:
            add(properties, "strike")
        if self.size:
            add(properties, "sz", val=half_points(self.size))
            add(properties, "szCs", val=half_points(self.size))
        if "underline" in marks:
            add(properties, "u", val="single")
        if vertical or "superscript" in marks or "subscript" in marks:
            add(properties, "vertAlign", val=vertical or ("superscript" if "superscript" in marks else "subscript"))
        if rtl:
            add(properties, "rtl")
        language = well_formed(run.language) or self.flow.language
        if language and language != self.draft.language:
            add(properties, "lang", **language_attributes(language))
        if len(properties):
            node.append(properties)


def _toggle(properties: Element, tags: tuple[str, ...], on: bool) -> None:
    for tag in tags:
        if on:
            add(properties, tag)
        else:
            add(properties, tag, val=0)


def _write_call(look: _Look, parent: Element, run: Run) -> None:
    """Append the call of a footnote; a second call of the same note can only be its sign, set as one."""
    draft = look.draft
    node = etree.SubElement(parent, W + "r")
    look.set_properties(node, run, False, style="FootnoteReference")
    if look.flow.in_note or run.note not in draft.notes or run.note in draft.called:
        set_text(node, run.text)
        return
    label = run.text or draft.notes[run.note].label
    automatic = not label or label == str(draft.note_number + 1)
    number = draft.count("footnote")
    draft.called[run.note] = (number, "" if automatic else label)
    if automatic:
        draft.note_number += 1
        add(node, "footnoteReference", id=number)
    else:
        add(node, "footnoteReference", customMarkFollows=1, id=number)
        set_text(node, label)


def _write_ruby(look: _Look, parent: Element, run: Run) -> None:
    """Append the run with its reading above it, in half the size (ECMA-376 part 1, 17.3.3.25)."""
    size = look.size or look.draft.style.text["body"].size
    outer = etree.SubElement(parent, W + "r")
    ruby = add(outer, "ruby")
    properties = add(ruby, "rubyPr")
    add(properties, "rubyAlign", val="distributeSpace")
    add(properties, "hps", val=half_points(size / 2))
    add(properties, "hpsRaise", val=half_points(size * 0.9))
    add(properties, "hpsBaseText", val=half_points(size))
    add(properties, "lid", val=well_formed(run.language) or look.flow.language or "ja-JP")
    reading = add(add(ruby, "rt"), "r")
    small = add(reading, "rPr")
    add(small, "sz", val=half_points(size / 2))
    set_text(reading, run.ruby)
    base = add(add(ruby, "rubyBase"), "r")
    look.set_properties(base, run, False)
    set_text(base, run.text)
