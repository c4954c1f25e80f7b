"""What a paragraph style has besides its role: air around it, rules, numbering, its place in the outline."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.backends.docx.elements import Element, add, eighths, twips
from exporter.backends.docx.looks import Properties
from exporter.backends.docx.roles import HEADS, ParagraphStyle
from exporter.style.model import Color, Style, TextStyle

Borders = dict[str, tuple[float, float]]  # side → width of the rule, distance from the text, both in points

BULLETS, NUMBERS = 1, 2  # the numberings of List Bullet and List Number in numbering.xml
_TOGETHER = ("Photo", "Caption", "Credit", "PullQuote")  # never broken over two columns
_CLOSE = ("Caption", "Quote", "Code")  # no air between neighbours of the same style: a gallery, a quotation
_TO_THE_MARGIN = ("head", "folio", "nameplate-line", "contents")  # a tab leads to the right margin


def plain_text_style(style: Style) -> TextStyle:
    """Return the look of Normal: the body's type, ragged, without indent, on which all other styles are built."""
    return replace(
        style.text["body"],
        align="left",
        indent=0.0,
        left=0.0,
        right=0.0,
        before=0.0,
        after=0.0,
        keep_with_next=False,
        case="as-is",
        tracking=0.0,
    )


def framed_text_style(row: ParagraphStyle, style: Style, headline_size: float) -> TextStyle:
    """Return the look of the role with the style's own air and, for headlines, the size that fits."""
    text = style.text[row.role]
    before, after = (style.grid * lines for lines in row.air)
    text = replace(text, before=max(text.before, before), after=max(text.after, after))
    if row.id in HEADS:
        family = style.headline.small_family if headline_size < style.headline.small_below else text.family
        return replace(text, size=headline_size, leading=headline_size * style.headline.leading, family=family)
    match row.frame:
        case "list" | "contents":  # the numbering gives the indents, level by level
            return replace(text, left=0.0, indent=0.0)
        case "pull-quote":  # neighbours share one frame only where their indents agree
            pull = style.text["pull-quote"]
            return replace(text, left=pull.left, right=pull.right, after=pull.after)
        case "nameplate-line" | "story-rule":
            return replace(text, leading=style.grid, indent=0.0)
        case "spacer":
            return replace(text, leading=style.grid / 2, indent=0.0)
        case "rule":
            side = style.page.column_width / 3
            return replace(text, leading=style.grid / 2, indent=0.0, left=side, right=side)
    return text


def frame_look(look: Properties, row: ParagraphStyle) -> None:
    """Add to the look what no TextStyle can say."""
    if row.frame == "photo":  # a fixed line height would cut the picture
        look["spacing"] = look["spacing"] | {"line": 240, "lineRule": "auto"}
    if row.frame == "list":
        look["numPr"] = {"val": BULLETS if row.id == "ListBullet" else NUMBERS}
        look.pop("ind", None)
    if row.outline >= 0:
        look["outlineLvl"] = {"val": row.outline}
    if row.outline >= 0 or row.frame == "photo":
        look["keepNext"] = {"val": 1}
    if row.outline >= 0 or row.id in _TOGETHER:
        look["keepLines"] = {"val": 1}
    if row.id in _CLOSE:
        look["contextualSpacing"] = {}


def write_frame(node: Element, tag: str, row: ParagraphStyle, style: Style) -> None:
    """Append the nested property `tag`, rules or tabs, where the style has it."""
    if tag == "pBdr":
        write_borders(node, tag, _borders(row, style), _rule_color(row, style).hex)
    elif tag == "tabs" and row.frame in _TO_THE_MARGIN:
        add(add(node, tag), "tab", val="right", pos=twips(style.page.measure))


def _borders(row: ParagraphStyle, style: Style) -> Borders:
    page = style.page
    match row.frame:
        case "pull-quote":
            return {"top": (1.0, 5.0), "bottom": (1.0, 5.0)}
        case "rule":
            return {"bottom": (0.5, 0.0)}
        case "nameplate" if page.nameplate_rule > 0:
            return {"bottom": (page.nameplate_rule, 5.0)}
        case "section" | "nameplate-line":
            return {"bottom": (0.5, 2.0)}
        case "story-rule":
            return {"bottom": (1.0, 0.0)}
        case "folio" if page.folio_rule > 0:
            return {"top": (page.folio_rule, 4.0)}
    return {}


def _rule_color(row: ParagraphStyle, style: Style) -> Color:
    if row.frame in ("pull-quote", "nameplate"):
        return style.text["pull-quote" if row.frame == "pull-quote" else "masthead"].color
    return rule_color(style)


def rule_color(style: Style) -> Color:
    """Return the colour of thin rules."""
    return style.colors.get("rule", style.text["body"].color)


def write_borders(node: Element, tag: str, borders: Borders, color: str) -> None:
    """Append ``w:pBdr``, ``w:tblBorders`` or ``w:tcBorders`` with rules on the sides given, if there are any."""
    if not borders:
        return
    box = add(node, tag)
    for side, (width, space) in borders.items():
        add(box, side, val="single", sz=eighths(width), space=round(space), color=color)
