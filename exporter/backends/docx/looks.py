"""TextStyle → the properties of a Word style, as name and attributes, in the order that the standard demands."""

from __future__ import annotations

from exporter.backends.docx.elements import Element, Value, add, half_points, twips
from exporter.style.model import Color, Style, TextStyle

Properties = dict[str, dict[str, Value]]

# ECMA-376 part 1, CT_PPrBase and CT_RPr: the order of the children, as far as we write them.
PARAGRAPH_ORDER = (
    "keepNext", "keepLines", "widowControl", "numPr", "pBdr", "shd", "tabs", "suppressAutoHyphens", "spacing", "ind",
    "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip
ALIGN = {"left": "left", "centre": "center", "right": "right", "justify": "both"}


def paragraph_look(text: TextStyle, *, tall: bool) -> Properties:
    """Return all paragraph properties of the role; `tall` letters may make a line higher than the leading."""
    indent = twips(text.indent)
    indents: dict[str, Value] = {"left": twips(text.left), "right": twips(text.right), "firstLine": max(indent, 0)}
    if indent < 0:
        indents = {"left": twips(text.left), "right": twips(text.right), "hanging": -indent}
    return {
        "keepNext": {"val": int(text.keep_with_next)},
        "suppressAutoHyphens": {"val": int(not text.hyphenate)},
        "spacing": {
            "before": twips(text.before),
            "after": twips(text.after),
            "line": twips(text.leading),
            "lineRule": "atLeast" if tall else "exact",
        },
        "ind": indents,
        "jc": {"val": ALIGN[text.align]},
    }


def character_look(text: TextStyle, style: Style) -> Properties:
    """Return all character properties of the role."""
    bold, italic = int(text.slot in ("bold", "bold-italic")), int(text.slot in ("italic", "bold-italic"))
    size = half_points(text.size)
    return {
        "rFonts": fonts(text.family, style),
        "b": {"val": bold},
        "bCs": {"val": bold},
        "i": {"val": italic},
        "iCs": {"val": italic},
        "caps": {"val": int(text.case == "upper")},
        "smallCaps": {"val": int(text.case == "small-caps")},
        "color": color(text.color, style),
        "spacing": {"val": twips(text.tracking)},
        "sz": {"val": size},
        "szCs": {"val": size},
    }


def fonts(family: str, style: Style) -> dict[str, Value]:
    """Return the font attributes: of the theme where the family is the text's or the headline's."""
    for role, theme in (("body", "minor"), ("headline", "major")):
        if family == style.text[role].family:  # type: ignore[index]  # both are roles
            return {
                "asciiTheme": f"{theme}HAnsi",
                "hAnsiTheme": f"{theme}HAnsi",
                "eastAsiaTheme": f"{theme}EastAsia",
                "cstheme": f"{theme}Bidi",
            }
    name = style.families[family].name
    return {"ascii": name, "hAnsi": name, "cs": complex_font(family, style)}


def complex_font(family: str, style: Style) -> str:
    """Return the font for Arabic and Hebrew letters, which the house families lack; these come with Word."""
    return "Times New Roman" if style.families[family].generic == "serif" else "Arial"


def color(value: Color, style: Style) -> dict[str, Value]:
    """Return the colour, tied to the theme where it is the style's accent, so that a new theme recolours it."""
    accent = style.colors.get("accent")
    black = style.colors.get("black")
    if accent is not None and value == accent and value != black:
        return {"val": value.hex, "themeColor": "accent1"}
    return {"val": value.hex}


def difference(look: Properties, parent: Properties) -> Properties:
    """Return the properties that the parent style does not already give."""
    return {tag: attributes for tag, attributes in look.items() if parent.get(tag) != attributes}


def write_look(node: Element, look: Properties) -> None:
    """Append the properties to ``w:rPr`` or ``w:pPr`` in their order."""
    for tag, attributes in look.items():
        add(node, tag, **attributes)
