"""What a book shows: the pages of its spine in order, each paragraph, cell and caption, and its contents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element

from exporter.preflight.compare.parts import UNREADABLE, Parts
from exporter.preflight.compare.shown import CALL, Reading, Shown, Zone, address, is_sign
from exporter.preflight.epub import CONTAINER, TYPE
from exporter.report import InputError

_XHTML = "{http://www.w3.org/1999/xhtml}"
_BLOCKS = frozenset(
    f"{_XHTML}{tag}"
    for tag in "address article aside blockquote body caption dd details div dl dt figcaption figure footer h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_UNREAD = frozenset(f"{_XHTML}{tag}" for tag in ("head", "script", "style", "template"))
_BR, _A, _IMG, _RP, _RT = (f"{_XHTML}{tag}" for tag in ("br", "a", "img", "rp", "rt"))
_MARKS = {
    f"{_XHTML}{tag}": mark
    for mark, tags in {"bold": "strong b", "italic": "em i", "superscript": "sup", "subscript": "sub"}.items()
    for tag in tags.split()
}
_REPEATED = frozenset({"running", "contents", "opening"})  # classes
_FURNITURE = frozenset({"cover", "toc", "landmarks", "page-list", "titlepage"})


def read_epub(data: bytes) -> Reading:
    """Return what the book shows; raises InputError for one that cannot be opened."""
    try:
        pages = list(_spine(Parts(data)))
    except UNREADABLE as error:
        raise InputError(f"this EPUB cannot be read: {error}", hint="exporter check FILE says more") from error
    shown: list[Shown] = []
    alts: list[str] = []
    for name, root in pages:
        walker = _Walker(name)
        walker.walk(root)
        walker.end()
        shown += walker.shown
        alts += walker.alts
    return Reading(tuple(shown), tuple(alts))


def _spine(parts: Parts) -> Iterator[tuple[str, _Element]]:
    """Yield name and body of each page that is turned to, in order."""
    container = parts.parse(CONTAINER)
    package = next(path for element in container.iter("{*}rootfile") if (path := element.get("full-path")))
    root = parts.parse(package)
    items = {item.get("id"): item for item in root.iterfind("{*}manifest/{*}item")}
    for reference in root.iterfind("{*}spine/{*}itemref"):
        item = items[reference.get("idref")]
        if item.get("media-type") == "application/xhtml+xml":
            name = _resolved(package, item.get("href", "")).partition("#")[0]
            body = parts.parse(name).find(f"{_XHTML}body")
            if body is not None:
                yield name, body


def _resolved(page: str, href: str) -> str:
    """Return the file and the place in it that the page leads to."""
    address = urlsplit(href)
    path = posixpath.join(posixpath.dirname(page), unquote(address.path)) if address.path else page
    return f"{posixpath.normpath(path)}#{address.fragment}"


class _Walker:
    """Collects what a page shows, paragraph by paragraph."""

    def __init__(self, page: str) -> None:
        self._page = page
        self.shown: list[Shown] = []
        self.alts: list[str] = []
        self._text: list[str] = []
        self._links: list[str] = []
        self._calls: list[str] = []
        self._marks: dict[str, str] = {}
        self._zone: Zone = "text"
        self._note = ""

    def end(self) -> None:
        """End the paragraph, if one is open."""
        if not self._text and not self._links:
            return
        text = "".join(self._text)
        if text.strip() or self._links:
            note = self._note if self._zone == "note" else ""
            self.shown.append(Shown(text, self._zone, tuple(self._links), tuple(self._calls), note, self._marks))
        self._text, self._links, self._calls, self._marks = [], [], [], {}

    def walk(self, element: _Element) -> None:
        """Collect the element and those inside it."""
        tag = element.tag
        if tag in _UNREAD or not isinstance(tag, str):
            return
        zone, note, kinds = self._zone, self._note, (element.get(TYPE) or "").split()
        if tag in _BLOCKS:
            self.end()
            self._zone = self._zone_of(element, kinds)
            if "footnote" in kinds:
                self._note = _resolved(self._page, f"#{element.get('id', '')}")
        if tag == _IMG:
            self._picture(element)
        elif tag == _BR:
            self._text.append("\n")
        elif ("noteref" in kinds or element.get("class") == "noteref") and is_sign(_text(element)):
            self._text.append(CALL)
            href = next((href for inner in element.iter(_A) if (href := inner.get("href"))), "")
            self._calls.append(_resolved(self._page, href) if href else "")
        elif tag == _RT:  # which stands above the words, behind them in brackets
            self._text.append(f" ({_text(element)})")
        elif tag == _RP or self._is_unsaid(element):
            pass
        else:
            if tag == _A and (href := address(element.get("href", ""))):
                self._links += [href] if self._links[-1:] != [href] else []
            start = len(self._text)
            self._inside(element)
            if tag in _MARKS:
                mark = _MARKS[tag]
                self._marks[mark] = self._marks.get(mark, "") + "".join(self._text[start:])
        if tag in _BLOCKS:
            self.end()
            self._zone, self._note = zone, note

    def _is_unsaid(self, element: _Element) -> bool:
        """Return True for the sign of a note in front of it, and for signs that are ornament: an end mark."""
        if element.get("role") == "doc-backlink" or element.get("class") == "sign":
            return is_sign(_text(element))
        return element.get("aria-hidden") == "true" and not any(letter.isalnum() for letter in _text(element))

    def _inside(self, element: _Element) -> None:
        if element.text:
            self._text.append(element.text)
        for child in element:
            self.walk(child)
            if child.tail:
                self._text.append(child.tail)

    def _zone_of(self, element: _Element, kinds: list[str]) -> Zone:
        if _FURNITURE.intersection(kinds) or _REPEATED.intersection((element.get("class") or "").split()):
            return "furniture"
        return "note" if "footnote" in kinds else self._zone

    def _picture(self, element: _Element) -> None:
        alt = element.get("alt", "")
        if self._zone == "furniture":
            self.shown.append(Shown(alt, "furniture"))
        else:
            self.alts.append(alt)


def _text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext())
