"""Which newsroom format is it? Told by the root element of XML, the keys of JSON, the control bytes of the wire."""

from __future__ import annotations

import re
from typing import Any

from exporter.regex import regex
from exporter.report import InputError, Place

ROOTS = {
    "nitf": "nitf", "newsItem": "newsml-g2", "packageItem": "newsml-g2", "newsMessage": "newsml-g2",
    "NewsML": "newsml", "rss": "feed", "feed": "feed", "RDF": "feed", "html": "html", "HTML": "html",
}  # fmt: skip
FORMATS = "NITF, NewsML-G2, NewsML 1.2, RSS, Atom, WordPress WXR and HTML"
_BEFORE_ROOT = regex(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ROOT = regex(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>])")
_PAGE = regex(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PARTS = frozenset("p div h1 h2 h3 h4 b span article section main figure ul ol table blockquote meta header".split())
_CLOSED = regex(r"</(?:p|div|h[1-6]|li|figure|blockquote)\s*>", re.IGNORECASE)
_DECLARED_XML = regex(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_DECLARED_HTML = regex(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_NINJS_KEYS = frozenset(
    "uri type headline headlines byline body_xhtml body_html body_text bodies versioncreated versionCreated pubstatus "
    "pubStatus associations renditions usageterms usageTerms description_text descriptions copyrightholder "
    "copyrightHolder".split()
)


def detect_tagged(text: str, name: str) -> str:
    """Return the format of XML or a web page, "" for text that is neither; raises InputError for unknown XML."""
    if not text.lstrip().startswith("<"):
        return ""
    start = 0
    while (match := _BEFORE_ROOT.match(text, start)) and match.end() > start:
        start = match.end()
    if _PAGE.match(text, start) or "<!doctype html" in text[:start].lower():
        return "html"
    root = _ROOT.match(text, start)
    is_xml = text.lstrip().startswith("<?xml")
    known = ROOTS.get(root[1], "") if root else ""
    if known == "feed" and "http://wordpress.org/export/" in text[start : start + 5000]:
        return "wxr"
    if is_xml and not known:
        what = f"the root element is <{root[1]}>" if root else "it has no root element"
        line = text.count("\n", 0, start) + 1
        raise InputError(f"this XML is of no format of news: {what}", Place(name, line), f"read are {FORMATS}")
    if not is_xml and not known and root and _is_part_of_page(root[1], text, name):
        return "html"
    return known if is_xml or known != "html" else "html"


def _is_part_of_page(root: str, text: str, name: str) -> bool:
    """Return True for what a program copied out of a page, or a newsroom keeps as the body of a story."""
    is_part = root.lower() in _PARTS and not name.lower().endswith((".md", ".markdown", ".mdown", ".mkd"))
    return is_part and bool(_CLOSED.search(text))


def detect_keys(value: Any) -> str:
    """Return the format of JSON by its keys, such as "ninjs" or "wordpress"; "" for none that it knows."""
    if isinstance(value, dict) and "jsonfeed.org/version/" in str(value.get("version")):
        return "jsonfeed"
    item = _first_item(value)
    if not isinstance(item, dict):
        return ""
    keys = item.keys()
    if isinstance(item.get("content_elements"), list):
        return "ans"
    if isinstance(item.get("title"), dict) and "rendered" in item["title"] and isinstance(item.get("content"), dict):
        return "wordpress"
    if isinstance(item.get("db"), list):
        return "ghost"
    is_native = isinstance(item.get("headline"), list) or {"schema", "sections", "body", "$schema"} & keys
    found = _NINJS_KEYS & keys
    decisive = found - {"uri", "type", "headline", "byline"}
    if "$schema" in keys and "ninjs" in str(item["$schema"]):
        return "ninjs"
    return "ninjs" if not is_native and (decisive or {"uri", "headline"} <= keys) else ""


def _first_item(value: Any) -> Any:
    """Return the item in the wrappings that servers put around one or many."""
    for _ in range(3):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, dict):
            wrapped = next((value[key] for key in ("item", "items", "_items", "posts") if key in value), None)
            if not isinstance(wrapped, list | dict) or "headline" in value or "uri" in value:
                return value
            value = wrapped
    return value


def is_wire(data: bytes) -> bool:
    """Return True for IPTC 7901 and its kin: text between the control bytes SOH, STX and ETX."""
    head = data[:600].lstrip(b"\x00\x16\x7f\r\n ")
    return head[:1] == b"\x01" or (b"\x02" in head and b"\x03" in data[-200:])


def declared_encoding(data: bytes, format: str) -> str:
    """Return the encoding that XML or a page says it has, "" where it says nothing."""
    match = _DECLARED_XML.search(data[:300]) or (_DECLARED_HTML.search(data[:4096]) if format == "html" else None)
    return match[1].decode("ascii") if match else ""
