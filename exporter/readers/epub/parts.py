"""The XML parts of a book: parsed without entities, DTD or network; what elements say about themselves."""

from __future__ import annotations

import posixpath
import re
from html.entities import html5
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element

from exporter.readers.clean import Cleaner
from exporter.readers.zipped import Zipped
from exporter.regex import regex

TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMED = regex(rb"&([A-Za-z][A-Za-z0-9]{1,30};)")
_XML_OWN = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def read_part(book: Zipped, name: str) -> tuple[_Element | None, bool]:
    """Return the root of the part and True, or what can be saved of it (None = nothing) and False where it is broken.

    The names that HTML gives to characters are spelled out first: they are declared in a DTD that is never fetched.
    """
    data = _NAMED.sub(_spell, book.read_text(name))
    for broken in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True, recover=broken,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        return root, not broken
    return None, False


def local(element: _Element) -> str:
    """Return the element's name without its namespace, "" for what is no element."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def kinds(element: _Element) -> frozenset[str]:
    """Return what `epub:type` and the DPUB-ARIA role say that the element is, without ``doc-``."""
    said = f"{element.get(TYPE, '')} {element.get('role', '')}".lower().split()
    return frozenset(word.removeprefix("doc-") for word in said)


def classes(element: _Element) -> frozenset[str]:
    """Return the classes of the element."""
    return frozenset(element.get("class", "").lower().split())


def language_of(element: _Element) -> str:
    """Return the language that the element states, "" where it states none."""
    return str(element.get(LANG) or element.get("lang", ""))


def words_in(element: _Element, cleaner: Cleaner) -> str:
    """Return the words in the element in one line."""
    return " ".join(cleaner.text("".join(map(str, element.itertext()))).split())


def resolve(base: str, href: str) -> tuple[str, str]:
    """Return the file that a link in the file `base` leads to, and the id in it; ("", "") for a link out of the book.

    A name cannot lead above the root of the book: what is left of it then is in no zip.
    """
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return "", ""
    if parts.scheme or parts.netloc:
        return "", ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path))) if parts.path else base
    return path, unquote(parts.fragment)


def take_out(element: _Element) -> None:
    """Remove the element from its parent; the words behind it stay."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _spell(match: re.Match[bytes]) -> bytes:
    name = match[1].decode("ascii")
    if name in _XML_OWN or name not in html5:
        return match[0]
    return "".join(f"&#{ord(char)};" for char in html5[name]).encode("ascii")
