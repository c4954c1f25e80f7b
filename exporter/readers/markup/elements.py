"""The names of HTML, XHTML and NITF, by what they are: one table for all, because none means two things."""

from __future__ import annotations

from exporter.model import Mark
from exporter.readers.markup.parse import Element, name_of

INLINE: dict[str, Mark | None] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "u": "underline", "ins": "underline", "s": "strike", "del": "strike", "strike": "strike", "sub": "subscript",
    "sup": "superscript", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "q": "quote",
    "a": None, "abbr": None, "acronym": None, "bdi": None, "bdo": None, "big": None, "br": None, "data": None,
    "font": None, "label": None, "mark": None, "rb": None, "rp": None, "rt": None, "ruby": None, "small": None,
    "span": None, "time": None, "wbr": None, "nobr": None,
    # NITF 3.6: what a name in the text is changes nothing in its look
    "alt-code": None, "chron": None, "city": None, "classifier": None, "copyrite": None, "copyrite.holder": None,
    "copyrite.year": None, "country": None, "event": None, "frac": None, "frac-den": None, "frac-num": None,
    "frac-sep": None, "function": None, "lang": None, "location": None, "money": None, "name.family": None,
    "name.given": None, "num": None, "object.title": None, "org": None, "person": None, "postaddr": None,
    "pronounce": None, "region": None, "state": None, "sublocation": None, "virtloc": None,
}  # fmt: skip
CALL = "note-call"  # stands for the call of a note until the text around it is read
# Words in these are for machines, or say what a button does. They are dropped on record.
UNSEEN = frozenset(
    "script style template noscript head title meta link base button input select option textarea form svg canvas map "
    "object param source track dialog nav menu".split()
)
PICTURES = frozenset(("img", "picture", "amp-img"))
FILMS = frozenset(("iframe", "video", "audio", "embed", "amp-iframe", "amp-video", "amp-youtube"))
BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 hl1 hl2 blockquote bq ul ol dl dir table nitf-table figure media aside details pre hr div "
    "section article main body body.content block header footer address center fieldset li dt dd tr td th caption "
    "figcaption fn note tbody thead hgroup nextpage".split()
)


def is_inline(element: Element) -> bool:
    """Return True for what stands inside a line; an unknown element does unless it holds blocks."""
    name = name_of(element)
    if not name:
        return True  # comments
    if name in BLOCKS or name in FILMS or name in UNSEEN:
        return False
    return not any(name_of(inner) in BLOCKS or name_of(inner) in FILMS for inner in element.iterdescendants("*"))


_NAMING = ("class", "id", "role", "itemprop", "style-name", "data-component", "data-gu-name", "data-testid", "data-qa")


def classes_of(element: Element) -> str:
    """Return what class, id and role of the element say, in small letters; names that machines gave say nothing."""
    return " ".join(filter(None, map(element.get, _NAMING))).lower()


def has_class(element: Element, *parts: str) -> bool:
    """Return True when a class, id or role has one of the parts in its name."""
    classes = classes_of(element)
    return any(part in classes for part in parts)
