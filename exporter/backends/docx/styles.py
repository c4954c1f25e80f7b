"""Style → styles.xml: the house template, made from the style and from nothing else."""

from __future__ import annotations

from functools import lru_cache

from exporter.backends.docx.elements import Element, add, root, serialise
from exporter.backends.docx.frames import frame_look, framed_text_style, plain_text_style, write_frame
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
from exporter.backends.docx.named import LINKED, open_style
from exporter.backends.docx.roles import CHARACTER_STYLES, PARAGRAPH_STYLES, ParagraphStyle
from exporter.backends.docx.tablestyles import write_table_styles
from exporter.style.model import Style, TextStyle


@lru_cache(maxsize=16)  # of 40 kB each; it takes half the time of the file of a short story
def write_styles(style: Style, language: str, headline_size: float) -> bytes:
    """Return styles.xml. `headline_size` in points is the size of Title and Heading 1."""
    styles = root("styles")
    _write_defaults(styles, style, language)
    # Built-in styles that we do not define stay out of the gallery and of the list of styles.
    add(
        styles,
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )
    normal = open_style(styles, "paragraph", "Normal", "Normal", priority=0, default=True)
    add(normal, "qFormat")
    open_style(styles, "character", "DefaultParagraphFont", "Default Paragraph Font", priority=1, default=True)
    texts = {row.id: framed_text_style(row, style, headline_size) for row in PARAGRAPH_STYLES}
    texts["Normal"] = plain_text_style(style)
    for priority, row in enumerate(PARAGRAPH_STYLES, start=1):
        _write_paragraph_style(styles, row, texts, style, tall=is_tall(language), priority=priority)
    _write_character_styles(styles, style)
    write_table_styles(styles, style)
    return serialise(styles)


def _write_defaults(styles: Element, style: Style, language: str) -> None:
    defaults = add(styles, "docDefaults")
    normal = plain_text_style(style)
    run = add(add(defaults, "rPrDefault"), "rPr")
    look = character_look(normal, style)
    sizes = {tag: look.pop(tag) for tag in ("sz", "szCs")}
    if normal.color.hex == "000000":  # no colour is black; said here, LibreOffice sets it over the links in tables
        look.pop("color")
    write_look(run, look | {"kern": {"val": 2}} | sizes)  # kern: pairs are kerned from 1 pt on
    if language:
        add(run, "lang", **language_attributes(language))
    paragraph = add(add(defaults, "pPrDefault"), "pPr")
    add(paragraph, "widowControl")
    look = paragraph_look(normal, tall=is_tall(language))
    write_look(paragraph, {tag: look[tag] for tag in ("suppressAutoHyphens", "spacing", "jc")})


def _write_paragraph_style(
    styles: Element, row: ParagraphStyle, texts: dict[str, TextStyle], style: Style, *, tall: bool, priority: int
) -> None:
    node = open_style(styles, "paragraph", row.id, row.name, priority=priority, based_on=row.based_on,
                      following=row.next, alias=row.alias)  # fmt: skip
    add(node, "qFormat")
    text, parent = texts[row.id], texts[row.based_on]
    look = difference(paragraph_look(text, tall=tall), paragraph_look(parent, tall=tall))
    look.setdefault("spacing", paragraph_look(text, tall=tall)["spacing"])
    frame_look(look, row)
    properties = add(node, "pPr")
    for tag in PARAGRAPH_ORDER:
        if tag == "numPr" and tag in look:
            add(add(properties, tag), "numId", **look[tag])
        elif tag in look:
            add(properties, tag, **look[tag])
        else:
            write_frame(properties, tag, row, style)
    characters = difference(character_look(text, style), character_look(parent, style))
    if characters:
        write_look(add(node, "rPr"), characters)


def _write_character_styles(styles: Element, style: Style) -> None:
    """Append the styles of words: those of roles, then those that stand for a mark."""
    priority = len(PARAGRAPH_STYLES) + 1
    for row in CHARACTER_STYLES:
        node = open_style(styles, "character", row.id, row.name, priority=priority)
        if row.id not in LINKED:
            add(node, "qFormat")
        look, beside = (character_look(style.text[role], style) for role in (row.role, row.beside))
        if changes := difference(look, beside):
            write_look(add(node, "rPr"), changes)
    for style_id, name, look in _mark_styles(style):
        node = open_style(styles, "character", style_id, name, priority=priority)
        if look:
            write_look(add(node, "rPr"), look)


def _mark_styles(style: Style) -> tuple[tuple[str, str, Properties], ...]:
    link = style.colors.get("link", style.text["body"].color).hex
    return (
        ("Hyperlink", "Hyperlink", {"color": {"val": link, "themeColor": "hyperlink"}, "u": {"val": "single"}}),
        ("FootnoteReference", "footnote reference", {"vertAlign": {"val": "superscript"}}),
        ("CaptionNumber", "Caption Number", {"b": {"val": 1}, "bCs": {"val": 1}}),
        ("CodeChar", "Code Char", {"rFonts": fonts(style.text["code"].family, style)}),
        ("EndMark", "End Mark", {"color": {"val": style.text["kicker"].color.hex}}),
    )
