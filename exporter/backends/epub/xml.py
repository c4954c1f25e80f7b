"""XHTML elements, built one by one: text goes in as text, so nothing in it can become markup."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.etree import SubElement, _Element

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML}}}lang"
TYPE = f"{{{OPS}}}type"
_H = f"{{{XHTML}}}"
_NAMESPACES: Any = {None: XHTML, "epub": OPS}  # lxml's stubs know no default namespace


def add(parent: _Element, tag: str, css: str = "", text: str = "") -> _Element:
    """Return a new last child of the parent, with its class and its text."""
    element = SubElement(parent, _H + tag)
    if css:
        element.set("class", css)
    if text:
        element.text = text
    return element


def add_text(parent: _Element, text: str) -> None:
    """Append text to the parent, after what is in it."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def add_first(parent: _Element, tag: str, css: str, text: str) -> _Element:
    """Return a new element in front of everything in the parent, the parent's own first words included."""
    element = add(parent, tag, css, text)
    element.tail, parent.text = parent.text, None
    parent.insert(0, element)
    return element


def set_type(element: _Element, kind: str, role: str = "") -> None:
    """Say what the element is: ``epub:type`` for reading systems, the DPUB-ARIA role for assistive technology."""
    element.set(TYPE, kind)
    if role:
        element.set("role", role)


def set_language(element: _Element, language: str) -> None:
    """Set ``lang`` for HTML and ``xml:lang`` for XML, which EPUB wants to agree."""
    element.set("lang", language)
    element.set(LANG, language)


def start_page(title: str, language: str, direction: str, css: str) -> tuple[_Element, _Element]:
    """Return (html, body) of a new page with its head; `css` is the class of the body."""
    html = etree.Element(_H + "html", nsmap=_NAMESPACES)
    set_language(html, language)
    html.set("dir", direction)
    head = add(html, "head")
    add(head, "meta").set("charset", "utf-8")
    add(head, "title", text=title)
    for sheet in ("style.css", "modern.css"):
        add(head, "link").attrib.update({"rel": "stylesheet", "type": "text/css", "href": sheet})
    return html, add(html, "body", css)


def page_bytes(html: _Element) -> bytes:
    """Return the finished page."""
    page: bytes = etree.tostring(html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return page
