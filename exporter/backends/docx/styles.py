"""Style → styles.xml: the house template, made from the style and from nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.backends.docx.elements import Element, Value, add, eighths, root, serialise, twips
from exporter.backends.docx.languages import is_tall, language_attributes
from exporter.backends.docx.looks import (
    PARAGRAPH_ORDER,
    Properties,
    character_look,
    difference,
    fonts,
    paragraph_look,
    write_look,
)
from exporter.backends.docx.roles import CHARACTER_STYLES, PARAGRAPH_STYLES, ParagraphStyle
from exporter.style.model import Style, TextStyle

Borders = dict[str, tuple[float, float]]  # side → width of the rule, distance from the text, both in points

HEADS = ("Title", "Heading1")
BULLETS, NUMBERS = 1, 2  # the numberings of List Bullet and List Number in numbering.xml
TABLE_STYLES = (("NewsTable", "News Table"), ("FactBoxTable", "Fact Box Table"), ("TimelineTable", "Timeline Table"),
                ("BoxTable", "Box Table"), ("RecordTable", "Record Table"))  # fmt: skip


def write_styles(style: Style, language: str, headline_size: float) -> bytes:
    """Return styles.xml. `headline_size` in points is the size that fits the headline of a single story."""
    styles = root("styles")
    _write_defaults(styles, style, language)
    # Built-in styles that we do not define stay out of the gallery and of the list of styles.
    add(styles, "latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1,
        defQFormat=0, count=376)  # fmt: skip
    normal = _named(styles, "paragraph", "Normal", "Normal", priority=0, default=True)
    add(normal, "qFormat")
    _named(styles, "character", "DefaultParagraphFont", "Default Paragraph Font", priority=1, default=True)
    texts = {row.id: _text_style(row, style, headline_size) for row in PARAGRAPH_STYLES}
    texts["Normal"] = plain_text_style(style)
    for priority, row in enumerate(PARAGRAPH_STYLES, start=1):
        _write_paragraph_style(styles, row, texts, style, tall=is_tall(language), priority=priority)
    _write_character_styles(styles, style)
    _write_table_styles(styles, style)
    return serialise(styles)


def plain_text_style(style: Style) -> TextStyle:
    """Return the look of Normal: the body's type, ragged, without indent, on which all other styles are built."""
    return replace(style.text["body"], align="left", indent=0.0, left=0.0, right=0.0, before=0.0, after=0.0,
                   keep_with_next=False, case="as-is", tracking=0.0)  # fmt: skip


def _text_style(row: ParagraphStyle, style: Style, headline_size: float) -> TextStyle:
    text = style.text[row.role]
    if row.id in HEADS:
        family = style.headline.small_family if headline_size < style.headline.small_below else text.family
        return replace(text, size=headline_size, leading=headline_size * style.headline.leading, family=family)
    if row.frame == "list":  # the numbering gives the indents, level by level
        return replace(text, left=0.0, indent=0.0)
    if row.id == "PullQuoteAttribution":  # paragraphs share one frame only where their indents agree
        pull = style.text["pull-quote"]
        return replace(text, left=pull.left, right=pull.right, before=0.0, after=pull.after)
    return text


def _write_defaults(styles: Element, style: Style, language: str) -> None:
    defaults = add(styles, "docDefaults")
    normal = plain_text_style(style)
    run = add(add(defaults, "rPrDefault"), "rPr")
    look = character_look(normal, style)
    sizes = {tag: look.pop(tag) for tag in ("sz", "szCs")}
    write_look(run, look | {"kern": {"val": 2}} | sizes)  # kern: pairs are kerned from 1 pt on
    if language:
        add(run, "lang", **language_attributes(language))
    paragraph = add(add(defaults, "pPrDefault"), "pPr")
    add(paragraph, "widowControl")
    look = paragraph_look(normal, tall=is_tall(language))
    write_look(paragraph, {tag: look[tag] for tag in ("suppressAutoHyphens", "spacing", "jc")})


def _named(
    styles: Element, kind: str, style_id: str, name: str, *, priority: int, based_on: str = "", following: str = "",
    alias: str = "", default: bool = False, link: str = "",
) -> Element:  # fmt: skip
    attributes: dict[str, Value] = {"type": kind, "default": 1} if default else {"type": kind}
    node = add(styles, "style", **attributes, styleId=style_id)
    add(node, "name", val=name)
    if alias:
        add(node, "aliases", val=alias)
    if based_on:
        add(node, "basedOn", val=based_on)
    if following:
        add(node, "next", val=following)
    if link:
        add(node, "link", val=link)
    add(node, "uiPriority", val=priority)
    return node


def _write_paragraph_style(
    styles: Element, row: ParagraphStyle, texts: dict[str, TextStyle], style: Style, *, tall: bool, priority: int
) -> None:
    link = "CreditChar" if row.id == "Credit" else ""
    node = _named(styles, "paragraph", row.id, row.name, priority=priority, based_on=row.based_on,
                  following=row.next, alias=row.alias, link=link)  # fmt: skip
    add(node, "qFormat")
    text, parent = texts[row.id], texts[row.based_on]
    look = difference(paragraph_look(text, tall=tall), paragraph_look(parent, tall=tall))
    _write_paragraph_properties(add(node, "pPr"), row, _framed(look, row, style), style)
    characters = difference(character_look(text, style), character_look(parent, style))
    if characters:
        write_look(add(node, "rPr"), characters)


def _framed(look: Properties, row: ParagraphStyle, style: Style) -> Properties:
    """Return the look with what the frame of the style adds to it."""
    gap = style.photo.gap
    match row.frame:
        case "photo":  # a fixed line height would cut the picture
            look["spacing"] = {"before": twips(gap), "after": twips(gap), "line": 240, "lineRule": "auto"}
            look["keepNext"] = {"val": 1}
        case "spacer":
            look["spacing"] = {"before": 0, "after": 0, "line": twips(style.grid / 2), "lineRule": "exact"}
        case "nameplate":
            look["spacing"] = {"before": 0, "after": twips(style.grid / 2), "line": twips(style.text["masthead"].leading),
                               "lineRule": "exact"}  # fmt: skip
        case "nameplate-line" | "story-rule":
            look["spacing"] = {"before": 0, "after": twips(style.grid), "line": twips(style.grid),
                               "lineRule": "exact"}  # fmt: skip
        case "rule":
            side = twips(style.page.column_width / 3)
            look["spacing"] = {"before": 0, "after": twips(style.grid / 2), "line": twips(style.grid / 2),
                               "lineRule": "exact"}  # fmt: skip
            look["ind"] = {"left": side, "right": side}
        case "list":
            look["numPr"] = {"val": BULLETS if row.id == "ListBullet" else NUMBERS}
            look.pop("ind", None)
        case _:
            pass
    if row.outline >= 0:
        look["keepNext"] = {"val": 1}
        look["outlineLvl"] = {"val": row.outline}
    if row.outline >= 0 or row.id in ("Photo", "Caption", "Credit", "PullQuote"):
        look["keepLines"] = {"val": 1}
    if row.id == "Caption":
        look["spacing"] = {"before": 0, "after": twips(style.grid), "line": twips(style.text["caption"].leading),
                           "lineRule": "exact"}  # fmt: skip
        look["contextualSpacing"] = {}  # captions of one photo or gallery stand close
    return look


def _borders(row: ParagraphStyle, style: Style) -> Borders:
    page = style.page
    match row.frame:
        case "pull-quote":
            return {"top": (1.0, 5.0), "bottom": (1.0, 5.0)}
        case "rule":
            return {"bottom": (0.5, 0.0)}
        case "nameplate" if page.nameplate_rule > 0:
            return {"bottom": (page.nameplate_rule, 3.0)}
        case "nameplate-line":
            return {"bottom": (0.5, 2.0)}
        case "story-rule":
            return {"bottom": (1.0, 0.0)}
        case "folio" if page.folio_rule > 0:
            return {"top": (page.folio_rule, 4.0)}
    return {}


def _write_paragraph_properties(node: Element, row: ParagraphStyle, look: Properties, style: Style) -> None:
    """Append the properties in the order of PARAGRAPH_ORDER, which Word insists on."""
    rule_color = style.colors.get("rule", style.text["body"].color)
    line_color = style.text["pull-quote"].color if row.frame == "pull-quote" else rule_color
    if row.frame == "nameplate":
        line_color = style.text["masthead"].color
    for tag in PARAGRAPH_ORDER:
        if tag == "pBdr":
            write_borders(node, "pBdr", _borders(row, style), line_color.hex)
        elif tag == "tabs" and (row.frame in ("head", "folio", "nameplate-line") or row.id == "TOC1"):
            add(add(node, "tabs"), "tab", val="right", pos=twips(style.page.measure))
        elif tag == "numPr" and tag in look:
            add(add(node, "numPr"), "numId", **look[tag])
        elif tag in look:
            add(node, tag, **look[tag])


def write_borders(node: Element, tag: str, borders: Borders, color: str) -> None:
    """Append ``w:pBdr``, ``w:tblBorders`` or ``w:tcBorders`` with rules on the sides given, if there are any."""
    if not borders:
        return
    box = add(node, tag)
    for side, (width, space) in borders.items():
        add(box, side, val="single", sz=eighths(width), space=round(space), color=color)


def _write_character_styles(styles: Element, style: Style) -> None:
    priority = len(PARAGRAPH_STYLES) + 1
    for row in CHARACTER_STYLES:
        link = "Credit" if row.id == "CreditChar" else ""
        node = _named(styles, "character", row.id, row.name, priority=priority, link=link)
        if not link:
            add(node, "qFormat")
        text, beside = style.text[row.role], style.text[row.beside]
        look = difference(character_look(text, style), character_look(beside, style))
        if look:
            write_look(add(node, "rPr"), look)
    link_color = style.colors.get("link", style.text["body"].color)
    for style_id, name, look in (
        ("Hyperlink", "Hyperlink", {"color": {"val": link_color.hex, "themeColor": "hyperlink"}, "u": {"val": "single"}}),
        ("FootnoteReference", "footnote reference", {"vertAlign": {"val": "superscript"}}),
        ("CodeChar", "Code Char", {"rFonts": fonts(style.text["code"].family, style)}),
        ("InlineQuote", "Inline Quote", {}),
        ("EndMark", "End Mark", {"color": {"val": style.text["kicker"].color.hex}}),
    ):  # fmt: skip
        node = _named(styles, "character", style_id, name, priority=priority)
        if look:
            write_look(add(node, "rPr"), look)  # type: ignore[arg-type]  # a literal table


def _write_table_styles(styles: Element, style: Style) -> None:
    normal = _named(styles, "table", "TableNormal", "Normal Table", priority=99, default=True)
    add(normal, "semiHidden")
    add(normal, "unhideWhenUsed")
    _write_cell_margins(add(normal, "tblPr"), 0.0, 0.0)
    add(_named(styles, "numbering", "NoList", "No List", priority=99, default=True), "semiHidden")
    rule = style.colors.get("rule", style.text["body"].color).hex
    for style_id, name in TABLE_STYLES:
        node = _named(styles, "table", style_id, name, priority=80, based_on="TableNormal")
        properties = add(node, "tblPr")
        if style_id == "NewsTable":
            write_borders(properties, "tblBorders", {"top": (1.0, 0), "bottom": (1.0, 0), "insideH": (0.25, 0)}, rule)
            _write_cell_margins(properties, 2.0, 3.0)
            head = add(node, "tblStylePr", type="firstRow")
            write_borders(add(head, "tcPr"), "tcBorders", {"bottom": (0.75, 0)}, rule)
        elif style_id == "RecordTable":
            write_borders(properties, "tblBorders", {"top": (0.5, 0), "bottom": (0.5, 0), "insideH": (0.25, 0)}, rule)
            _write_cell_margins(properties, 1.5, 4.0)
        else:
            write_borders(properties, "tblBorders", {"top": (1.5, 0), "bottom": (0.5, 0)}, rule)
            _write_cell_margins(properties, 4.0, 6.0)
            add(add(node, "tcPr"), "shd", val="clear", color="auto", fill="f2f2f2")


def _write_cell_margins(properties: Element, upright: float, across: float) -> None:
    margins = add(properties, "tblCellMar")
    for side, points in (("top", upright), ("left", across), ("bottom", upright), ("right", across)):
        add(margins, side, w=twips(points), type="dxa")


