"""Text → a tree of elements, without network, entities of the file's own, or trees too deep to walk."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5
from typing import Any

from lxml import etree

from exporter.readers.clean import without_unwanted
from exporter.regex import regex
from exporter.report import InputError, Place

Element = Any  # lxml has no types of its own
DEEPEST = 120  # elements inside each other; pages of the web have up to 60

# Names that formats mix with their own get a prefix; every other namespace is what the root says it is.
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.georss.org/georss": "georss",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}
_FAMILIES = (("http://wordpress.org/export/", "/excerpt/", "excerpt"), ("http://wordpress.org/export/", "", "wp"))
_DECLARATION = regex(r"^\s*<\?xml\b[^>]*\?>")
_DOCTYPE = regex(r"<!DOCTYPE\b[^\[>]*\[", re.IGNORECASE)
_REFERENCE = regex(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z][A-Za-z0-9]*));")
_XML_ENTITIES = frozenset(("lt", "gt", "amp", "quot", "apos"))
_APART = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 td th tr dt dd button summary details figcaption blockquote section "
    "article header footer aside address time".split()
)
_MAKES_MARKUP = frozenset("<>&\"'")
_HINT = "the file may be cut short or damaged: fetch it again; --from clipping reads it as plain text"


def parse_xml(text: str, source: str, first_line: int = 1) -> Element:
    """Return the root element. Named entities of HTML are read although XML does not know them.

    Raises InputError with the line for what is no well-formed XML, what declares entities, and what is too deep.
    """
    doctype = _DOCTYPE.search(text[:20_000])
    if doctype and "<!ENTITY" in text:
        line = text.count("\n", 0, text.index("<!ENTITY")) + first_line
        raise InputError("the XML declares entities of its own", Place(source, line), "write out what they stand for")
    declaration = _DECLARATION.match(text)
    if declaration:  # its encoding was followed when the bytes were decoded
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    try:
        root = etree.fromstring(_settle_references(text).encode(), _xml_parser())
    except etree.XMLSyntaxError as error:
        line = (error.lineno or 1) + first_line - 1
        raise InputError(f"this is no whole XML: {_plain(error)}", Place(source, line), _HINT) from error
    _check_depth(root, source)
    return root


def parse_html(text: str, source: str, first_line: int = 1) -> Element:
    """Return the root element ``html`` of a page, mended as browsers do; raises InputError for what is too deep."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(_settle_references(_DECLARATION.sub("", text)).encode() or b"<html/>", parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"this is no HTML: {_plain(error)}", Place(source, first_line), _HINT) from error
    for entry in parser.error_log:
        if "depth" in entry.message:
            _refuse_depth(source, entry.line + first_line - 1)
    if root is None:
        raise InputError("the page has no element", Place(source, first_line), "is it the right file?")
    _check_depth(root, source)
    return root


def parse_fragment(text: str, source: str, first_line: int = 1) -> Element:
    """Return an element around the HTML or XHTML of a story's text; XHTML keeps its ``<p/>`` empty."""
    settled = _settle_references(text)
    if "<" not in settled:
        holder = etree.Element("div")
        holder.text = _unescape(settled)
        return holder
    try:
        root = etree.fromstring(f"<div>{settled}</div>".encode(), _xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        page = parse_html(f"<div>{settled}</div>", source, first_line)
        body = page.find("body")
        return page if body is None else body
    _check_depth(root, source)
    return root


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    namespace, _, name = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace, "")
    for start, inside, family in _FAMILIES:
        if not prefix and namespace.startswith(start) and inside in namespace:
            prefix = family
    return f"{prefix}:{name}" if prefix else name


def name_of(element: Element) -> str:
    """Return the element's name with the short prefix of its namespace; "" for comments and instructions."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attributes_of(element: Element) -> dict[str, str]:
    """Return the attributes by name, with the short prefix of their namespace."""
    return {_short(key): value for key, value in element.attrib.items()}


def words(element: Element) -> str:
    """Return all text inside the element, white space run together; comments are no text."""
    return " ".join("".join(element.itertext("*")).split())


def spoken(element: Element) -> str:
    """Return all text inside the element, with a space where a block, a line or a button begins or ends."""
    parts: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end", "comment")):
        apart = " " if name_of(part) in _APART else ""
        if event == "start":
            parts += (apart, part.text or "")
        else:
            parts += (apart, "" if part is element else part.tail or "")
    return " ".join("".join(parts).split())


def _xml_parser() -> Any:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )


def _settle_references(text: str) -> str:
    """Return the text with references to characters resolved where they make no markup, and unwanted ones left out.

    Otherwise ``&#x202e;`` would slip past the cleaning of the text, and ``&nbsp;`` would be an unknown entity in XML.
    """
    return _REFERENCE.sub(_settle_reference, text) if "&" in text else text


def _settle_reference(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        letters = html5.get(f"{name};", "")
        return match[0] if not letters or name in _XML_ENTITIES or letters in _MAKES_MARKUP else letters
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if 0x80 <= code <= 0x9F:  # written by programs that thought in Windows-1252
        return bytes([code]).decode("cp1252", "ignore")
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    letter = chr(code)
    return match[0] if letter in _MAKES_MARKUP else without_unwanted(letter)


def _unescape(text: str) -> str:
    from html import unescape

    return unescape(text)


def _check_depth(root: Element, source: str) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            _refuse_depth(source, element.sourceline or 0)


def _refuse_depth(source: str, line: int) -> None:
    message = f"more than {DEEPEST} elements inside each other"
    raise InputError(message, Place(source, line), "a story needs twenty; the file is damaged or made to do harm")


def _plain(error: Exception) -> str:
    """Return the parser's words without its own line numbers and file names."""
    return re.sub(r",? *\(?line \d+.*$|, *<string>.*$", "", str(error)).strip()[:160]
