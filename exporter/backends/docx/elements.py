"""XML nodes and units of a Word file. Text enters only as node text or attribute value, so nothing in it can be markup.

Nodes are plain lxml elements: python-docx's own classes look the style up again for every paragraph, which costs
1.7 ms a paragraph against 0.01 ms (measured with 1.2.0).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = Any  # lxml's element; its class is private to lxml

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC_NS = "http://schemas.openxmlformats.org/drawingml/2006/picture"
DECORATIVE_NS = "http://schemas.microsoft.com/office/drawing/2017/decorative"

W, R, WP, A, PIC = (f"{{{name}}}" for name in (W_NS, R_NS, WP_NS, A_NS, PIC_NS))
PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
NAMESPACES = {"w": W_NS, "r": R_NS, "wp": WP_NS, "a": A_NS, "pic": PIC_NS}

Value = str | int


def root(tag: str) -> Element:
    """Return a new root node ``w:tag`` that declares all namespaces."""
    return etree.Element(W + tag, nsmap=NAMESPACES)


def add(parent: Element, tag: str, /, **attributes: Value) -> Element:
    """Return a new child ``w:tag``; attributes are in the same namespace, a trailing ``_`` is dropped."""
    named = {W + name.rstrip("_"): str(value) for name, value in attributes.items()}
    return etree.SubElement(parent, W + tag, named)


def plain(parent: Element, qualified: str, /, **attributes: Value) -> Element:
    """Return a new child with the qualified name, its attributes in no namespace (DrawingML)."""
    return etree.SubElement(parent, qualified, {key: str(value) for key, value in attributes.items()})


def serialise(node: Element) -> bytes:
    """Return the node as a standalone XML file in UTF-8."""
    data: bytes = etree.tostring(node, encoding="UTF-8", standalone=True)
    return data


def twips(points: float) -> int:
    """Return the length in twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Return the size in half points, the unit of type sizes."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Return the width of a rule in eighths of a point, between the 1/4 pt and 6 pt that Word draws."""
    return max(2, min(48, round(points * 8)))


def emu(points: float) -> int:
    """Return the length in English Metric Units: 12,700 to the point."""
    return round(points * 12700)


def last_child(node: Element) -> Element:
    """Return the last child, or None. lxml counts all children for ``len()``, which takes long in a long document."""
    return next(node.iterchildren(reversed=True), None)


def children_after(node: Element, child: Element) -> list[Element]:
    """Return the children that follow `child`; for None, all of them."""
    return list(node.iterchildren() if child is None else child.itersiblings())
