"""Style → theme1.xml and fontTable.xml: the fonts and colours that a sub-editor changes in one place."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from exporter.backends.docx.elements import A_NS, A, Element, Value, add, plain, root, serialise
from exporter.style.model import Style

_SHAPES = {"serif": "roman", "sans-serif": "swiss", "monospace": "modern"}
_SUBSTITUTES = {"serif": "Times New Roman", "sans-serif": "Arial", "monospace": "Courier New"}
# By these Word finds a font of the same kind where ours is not installed: PANOSE class (of Times New Roman, Arial and
# Courier New) and Windows' pitch and family. LibreOffice 7.4 goes by the font's name alone.
_PANOSE = {"serif": "02020603050405020304", "sans-serif": "020B0604020202020204", "monospace": "02070309020205020404"}
_PITCH_FAMILY = {"serif": 18, "sans-serif": 34, "monospace": 49}
_FILL = '<a:solidFill xmlns:a="{ns}"><a:schemeClr val="phClr"/></a:solidFill>'


@lru_cache(maxsize=4)
def write_theme(style: Style) -> bytes:
    """Return theme1.xml: the headline's and the text's family, black, white, grey, the accent and the link colour."""
    theme = etree.Element(A + "theme", {"name": style.name}, nsmap={"a": A_NS})
    elements = plain(theme, A + "themeElements")
    _write_colors(plain(elements, A + "clrScheme", name=style.name), style)
    scheme = plain(elements, A + "fontScheme", name=style.name)
    for tag, role in (("majorFont", "headline"), ("minorFont", "body")):
        family = style.families[style.text[role].family]  # type: ignore[index]  # both are roles
        node = plain(scheme, A + tag)
        kind: dict[str, Value] = {
            "panose": _PANOSE[family.generic],
            "pitchFamily": _PITCH_FAMILY[family.generic],
            "charset": 0,
        }
        plain(node, A + "latin", typeface=family.name, **kind)
        plain(node, A + "ea", typeface="")
        plain(node, A + "cs", typeface=_SUBSTITUTES[family.generic])
    _write_formats(plain(elements, A + "fmtScheme", name=style.name))
    return serialise(theme)


def _write_colors(scheme: Element, style: Style) -> None:
    def pick(name: str, default: str) -> str:
        return style.colors[name].hex if name in style.colors else default

    accent, grey = pick("accent", "000000"), pick("grey", "595959")
    link, rule = pick("link", "0b3d91"), pick("rule", "8a8a8a")
    colors = {
        "dk1": pick("black", "000000"), "lt1": "ffffff", "dk2": grey, "lt2": "f2f2f2",
        "accent1": accent, "accent2": grey, "accent3": rule, "accent4": link, "accent5": grey, "accent6": rule,
        "hlink": link, "folHlink": link,
    }  # fmt: skip
    for tag, value in colors.items():
        plain(plain(scheme, A + tag), A + "srgbClr", val=value)


def _write_formats(formats: Element) -> None:
    """Append the three fills, lines and effects that a theme must have; nothing in our files uses them."""
    fill = etree.fromstring(_FILL.format(ns=A_NS))
    for tag in ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst"):
        parent = plain(formats, A + tag)
        for _ in range(3):
            if tag == "lnStyleLst":
                plain(parent, A + "ln", w=6350).append(etree.fromstring(etree.tostring(fill)))
            elif tag == "effectStyleLst":
                plain(plain(parent, A + "effectStyle"), A + "effectLst")
            else:
                parent.append(etree.fromstring(etree.tostring(fill)))


def start_font_table(style: Style) -> tuple[Element, dict[str, Element]]:
    """Return fontTable.xml as a node, and the entry of each family that a role uses, by the family's key."""
    table = root("fonts")
    entries: dict[str, Element] = {}
    used = dict.fromkeys(text.family for text in style.text.values()) | {style.headline.small_family: None}
    for key in sorted(used, key=lambda key: style.families[key].name):
        family = style.families[key]
        node = add(table, "font", name=family.name)
        add(node, "altName", val=_SUBSTITUTES[family.generic])
        add(node, "panose1", val=_PANOSE[family.generic])
        add(node, "charset", val="00")
        add(node, "family", val=_SHAPES[family.generic])
        add(node, "pitch", val="fixed" if family.generic == "monospace" else "variable")
        entries[key] = node
    return table, entries
