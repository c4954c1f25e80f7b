"""The frame of one style in styles.xml: its kind, id and names."""

from __future__ import annotations

from exporter.backends.docx.elements import Element, Value, add

LINKED = {"Credit": "CreditChar", "CreditChar": "Credit"}  # one style to the reader, for paragraphs and for words


def open_style(
    styles: Element, kind: str, style_id: str, name: str, *, priority: int, based_on: str = "", following: str = "",
    alias: str = "", default: bool = False,

) -> Element:  # fmt: skip
    """Return a new style with its names, its children in the order of CT_Style."""
    attributes: dict[str, Value] = {"type": kind, "default": 1} if default else {"type": kind}
    node = add(styles, "style", **attributes, styleId=style_id)
    add(node, "name", val=name)
    if alias:
        add(node, "aliases", val=alias)
    if based_on:
        add(node, "basedOn", val=based_on)
    if following:
        add(node, "next", val=following)
    if style_id in LINKED:
        add(node, "link", val=LINKED[style_id])
    add(node, "uiPriority", val=priority)
    return node
