"""Style → the book's two style sheets: one that all readers take, one for newer ones (layout.py says why).

Size, face and colour of running text stay the reader's own. Sizes are in em of the body text, accents are the only
colours, and greys are made with opacity, so that they follow the colours that the reader has chosen.
"""

from __future__ import annotations

from functools import lru_cache

from exporter.backends.epub.color import grey_opacity, is_grey, on_dark, on_light
from exporter.backends.epub.layout import LAYOUT, MODERN, VERTICAL
from exporter.style.model import Role, Style, TextStyle

# A phone's column holds half the letters of a printed one, so sizes above the body's are drawn together: 36 pt over
# 8.8 pt is 4.1 on paper and 2.2 here. Below three quarters of the body's size nobody reads with pleasure.
COMPRESSION = 0.55
SMALLEST = 0.75

# role → (selector, role of the element it stands in, whose size its em refers to)
SELECTORS: dict[Role, tuple[str, Role]] = {
    "kicker": (".kicker", "body"),
    "headline": (".headline", "body"),
    "subhead": (".subhead", "body"),
    "deck": (".deck", "body"),
    "byline": (".byline", "body"),
    "running-head": (".running, .date, .origin", "body"),
    "dateline": (".dateline", "body"),
    "lead": (".lead", "body"),
    "crosshead": (".crosshead", "body"),
    "crosshead-minor": (".crosshead.minor", "body"),
    "quote": ("blockquote", "body"),
    "pull-quote": (".pull-quote", "body"),
    "attribution": ("blockquote .attribution", "quote"),
    "table": ("table, .table-source", "body"),
    "table-head": ("thead th", "table"),
    "table-caption": (".table-caption", "body"),
    "aside": (".box", "body"),
    "aside-title": (".box-title", "aside"),
    "question": (".question", "body"),
    "code": ("pre", "body"),
    "embed": (".embed", "body"),
    "contribution": (".contribution", "body"),
    "endnote": (".endnote", "body"),
    "footnote": (".notes", "body"),
    "caption": (".caption", "body"),
    "catchline": (".catchline", "caption"),
    "credit": (".credit, .photo-rights", "caption"),
    "record": (".tail", "body"),
    "record-label": (".tail .label", "record"),
    "rights": (".usage", "record"),
    "section-head": (".section > span", "body"),
}

# Calibre knows no colour schemes and would set the dark ones for all; rules for a width it leaves out.
DARK = "(prefers-color-scheme: dark) and (min-width: 0)"
# Letters that have neither capitals nor italics: browsers would make them smaller, or lean them over.
PLAIN_LETTERS = ('[dir="rtl"]', ":lang(ja)", ":lang(ko)", ":lang(zh)")
PANE = "#f4f2ec"  # behind pictures at night: black lines on nothing, as in a drawing, would not be seen


@lru_cache(maxsize=4)
def write_css(style: Style) -> bytes:
    """Return the style sheet for all readers."""
    rules = [LAYOUT, _rule("body", _own_face(style)), VERTICAL if style.epub.writing_mode == "vertical" else ""]
    for role, (selector, outer) in SELECTORS.items():
        rules.append(_rule(selector, _declare(style, role, outer)))
    rules.append(_rule(".pull-quote .attribution", _declare(style, "attribution", "pull-quote")))
    rules.append(_rule(".first.drop:first-letter", _drop_cap(style)))
    rules.append(_rule(_in_plain_letters(".dateline"), {"font-variant-caps": "normal", "letter-spacing": "normal"}))
    leaning = [selector for role, (selector, _) in SELECTORS.items() if style.text[role].slot.endswith("italic")]
    rules.append(_rule(_in_plain_letters(*leaning), {"font-style": "normal"} if leaning else {}))
    return "".join(rules).encode()


@lru_cache(maxsize=4)
def write_modern_css(style: Style) -> bytes:
    """Return what the sheet for all readers must not have: newer selectors, and colours for the dark."""
    rules = [MODERN]
    dark = [_rule(selector, {"color": on_dark(style.text[role].color)}) for role, selector in _accents(style)]
    dark.append(_rule("figure img", {"background-color": PANE}))
    rules.append(f"@media {DARK} {{\n" + "".join(dark) + "}\n")
    return "".join(rules).encode()


def _own_face(style: Style) -> dict[str, str]:
    """Return the body's face where the book brings it along; else text is set in what the reader has chosen."""
    family = style.families[style.text["body"].family]
    return {"font-family": f"{_quote(family.name)}, {family.generic}"} if style.epub.embed_fonts else {}


def em(style: Style, role: Role) -> float:
    """Return the size of the role on a screen, in em of the body text."""
    ratio = style.text[role].size / style.text["body"].size
    return ratio**COMPRESSION if ratio > 1 else max(ratio, SMALLEST)


def _accents(style: Style) -> list[tuple[Role, str]]:
    return [(role, selector) for role, (selector, _) in SELECTORS.items() if not is_grey(style.text[role].color)]


def _declare(style: Style, role: Role, outer: Role) -> dict[str, str]:
    """Return the declarations of the role; what equals the body's is left to the reader."""
    text, body = style.text[role], style.text["body"]
    size = em(style, role) / em(style, outer)
    declared: dict[str, str] = {}
    if abs(size - 1) > 0.01:
        declared["font-size"] = f"{size:.3g}em"
    if text.family != body.family:
        family = style.families[text.family]
        declared["font-family"] = f"{_quote(family.name)}, {family.generic}"
    if text.size > body.size * 1.1:
        declared["line-height"] = f"{min(text.leading / text.size, 1.4):.3g}"
    return declared | _declare_face(text, style.text[outer]) | _declare_color(text)


def _declare_face(text: TextStyle, outer: TextStyle) -> dict[str, str]:
    declared = {}
    bold = text.slot.startswith("bold")
    if bold or outer.slot.startswith("bold"):
        declared["font-weight"] = "bold" if bold else "normal"
    if text.slot.endswith("italic") or outer.slot.endswith("italic"):
        declared["font-style"] = "italic" if text.slot.endswith("italic") else "normal"
    if text.tracking:
        declared["letter-spacing"] = f"{text.tracking / text.size:.2g}em"
    if text.case == "upper":
        declared["text-transform"] = "uppercase"
    elif text.case == "small-caps":
        # All of it, or words that are capitals in the copy already would stand out. Old readers leave it as it is.
        declared["font-variant-caps"] = "all-small-caps"
        declared["letter-spacing"] = "0.04em"
    return declared


def _declare_color(text: TextStyle) -> dict[str, str]:
    if not is_grey(text.color):
        return {"color": on_light(text.color)}
    return {"opacity": f"{grey_opacity(text.color):.2g}"} if max(text.color.rgb) > 0.1 else {}


def _in_plain_letters(*selectors: str) -> str:
    parts = [part for selector in selectors for part in selector.split(", ")]
    return ", ".join(f"{letters} {part}" for letters in PLAIN_LETTERS for part in parts)


def _drop_cap(style: Style) -> dict[str, str]:
    """Return the declarations of a drop cap; a reader that does not know `:first-letter` sets an ordinary letter."""
    lines = style.text["body-first"].drop_cap_lines
    if lines < 2:
        return {}
    return {
        "float": "left",
        "font-size": f"{lines * 1.3:.3g}em",
        "font-variant": "normal",
        "line-height": "0.8",
        "margin": "0.06em 0.08em 0 0",
    }


def _rule(selector: str, declarations: dict[str, str]) -> str:
    if not declarations:
        return ""
    return f"{selector} {{ {' '.join(f'{name}: {value};' for name, value in declarations.items())} }}\n"


def _quote(name: str) -> str:
    """Return the name as a CSS string (CSS Syntax, section 4.3.5); line ends cannot occur in a family's name."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
