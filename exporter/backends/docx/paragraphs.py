"""One paragraph and its direct properties: what a style alone cannot say."""

from __future__ import annotations

from msgspec import Struct

from exporter.backends.docx.draft import Draft, Flow
from exporter.backends.docx.elements import Element, W, add, last_child, twips
from exporter.backends.docx.looks import ALIGN
from exporter.backends.docx.roles import PARAGRAPH_STYLES
from exporter.model import Rich, Run

_ROLES = {row.id: row.role for row in PARAGRAPH_STYLES}
_RUNNING = ("BodyText", "BodyFirst", "Answer", "ListBullet", "ListNumber", "ListContinue", "FactBox")
_BEFORE_HYPHENS = tuple(W + tag for tag in ("pStyle", "keepNext", "framePr", "numPr"))  # of what is written here


class Direct(Struct, frozen=True):
    """What one paragraph has besides its style. Lengths in points; 0 = as the style says."""

    numbering: int = 0  # of numbering.xml
    level: int = 0  # in the numbering
    left: float = 0.0
    right: float = 0.0
    align: str = ""
    after: float = 0.0
    keep_next: bool = False
    drop_cap_lines: int = 0  # this paragraph is the initial, this many lines high
    line: float = 0.0  # the exact height of its lines


PLAIN = Direct()


def open_paragraph(draft: Draft, flow: Flow, style: str, direct: Direct = PLAIN) -> Element:
    """Return a new paragraph at the end of the flow; its properties are in the order of CT_PPr."""
    paragraph = add(flow.container, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", val=style)
    if direct.keep_next:
        add(properties, "keepNext")
    if direct.drop_cap_lines:
        add(properties, "framePr", dropCap="drop", lines=direct.drop_cap_lines, wrap="around", vAnchor="text",
            hAnchor="text")  # fmt: skip
    if direct.numbering:
        numbering = add(properties, "numPr")
        add(numbering, "ilvl", val=direct.level)
        add(numbering, "numId", val=direct.numbering)
    if flow.side == "rtl":
        add(properties, "bidi")
    if direct.line:
        add(properties, "spacing", line=twips(direct.line), lineRule="exact")
    elif direct.after:
        add(properties, "spacing", after=twips(direct.after))
    _write_indent(draft, flow, style, direct, properties)
    if direct.align:
        add(properties, "jc", val=ALIGN[direct.align])
    if direct.drop_cap_lines:
        add(properties, "textAlignment", val="baseline")
    return paragraph


def _write_indent(draft: Draft, flow: Flow, style: str, direct: Direct, properties: Element) -> None:
    if direct.numbering:
        return
    left = flow.left + direct.left
    if left:
        add(properties, "ind", left=twips(left + draft.style.text[_ROLES[style]].left), firstLine=0)
    elif direct.right:
        add(properties, "ind", right=twips(direct.right))
    elif direct.drop_cap_lines:
        add(properties, "ind", firstLine=0)


def widen_after(paragraph: Element, points: float) -> None:
    """Set the space after a paragraph that is written already."""
    _spacing(paragraph).set(W + "after", str(twips(points)))


def let_grow(draft: Draft, paragraph: Element, style: str) -> None:
    """Let the lines of a paragraph that is written already become higher, where readings stand above its words."""
    _spacing(paragraph).set(W + "line", str(twips(draft.style.text[_ROLES[style]].leading)))
    _spacing(paragraph).set(W + "lineRule", "atLeast")


def _spacing(paragraph: Element) -> Element:
    """Return the node of a paragraph's spacing, new where it has none: its place in CT_PPr is before ``w:ind``."""
    properties = paragraph.find(W + "pPr")
    spacing = properties.find(W + "spacing")
    if spacing is None:
        spacing = add(properties, "spacing")
        later = [node for node in properties if node.tag in (W + "ind", W + "jc", W + "textAlignment", W + "sectPr")]
        if later:
            later[0].addprevious(spacing)
    return spacing


def let_hyphenate(paragraph: Element) -> None:
    """Let words be divided in a paragraph that is written already; the node's place in CT_PPr is before ``w:bidi``."""
    properties = paragraph.find(W + "pPr")
    first = [node for node in properties if node.tag in _BEFORE_HYPHENS][-1]
    first.addnext(properties.makeelement(W + "suppressAutoHyphens", {W + "val": "0"}))


def keep_next(paragraph: Element) -> None:
    """Keep a paragraph that is written already with the next; the node's place in CT_PPr is behind the style."""
    properties = paragraph.find(W + "pPr")
    if properties.find(W + "keepNext") is None:
        properties[0].addnext(properties.makeelement(W + "keepNext"))


def is_paragraph(node: Element) -> bool:
    """Return True when there is a node and it is a paragraph."""
    return node is not None and bool(node.tag == W + "p")


def style_of(paragraph: Element) -> str:
    """Return the style id of a paragraph of ours, whose properties begin with it."""
    return str(paragraph[0][0].get(W + "val"))


def open_air(draft: Draft, flow: Flow) -> None:
    """Part the last paragraph of running text from a frame that follows; others have space of their own below them."""
    last = last_child(flow.container)
    if is_paragraph(last) and style_of(last) in _RUNNING:
        widen_after(last, draft.style.grid / 2)


def finish_tables(draft: Draft, flow: Flow) -> None:
    """Append an empty line where the flow ends in a table: Word joins neighbouring tables and needs one in a cell."""
    last = last_child(flow.container)
    if last is not None and last.tag == W + "tbl":
        open_paragraph(draft, flow, "Spacer")


def cut_initial(runs: Rich) -> tuple[str, Rich]:
    """Return the letter that a drop cap enlarges, with an opening quotation mark before it, and the runs without it.

    Only scripts with capitals have drop caps; for others, and where a link or a note opens the story, it is "".
    """
    if not runs or runs[0].note or runs[0].href or runs[0].ruby:
        return "", runs
    first = runs[0]
    length = 1 if first.text[:1] in "“‘«‹„\"'" else 0
    letter = first.text[length : length + 1]
    if not letter or letter.lower() == letter.upper():
        return "", runs
    length += 1
    while length < len(first.text) and "\u0300" <= first.text[length] <= "\u036f":
        length += 1
    rest = Run(first.text[length:], first.marks, "", first.language, first.direction)
    return first.text[:length], ((rest, *runs[1:]) if rest.text else runs[1:])
