"""Footnotes of pages: a number that leads to a note further down, from which a link leads back → the model's notes."""

from __future__ import annotations

import re

from exporter.model import Footnote
from exporter.readers.markup.elements import CALL
from exporter.readers.markup.parse import Element, name_of, words
from exporter.readers.markup.walk import Walk
from exporter.regex import regex

_LABEL = regex(r"[\[(]?(?:\d{1,3}|[ivx]{1,5}|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
_HOLDERS = frozenset(("li", "div", "p", "dd", "aside", "section"))


def take_notes(root: Element, walk: Walk) -> None:
    """Keep the notes on the slip, take them out of the tree, and mark where the text calls them."""
    named: dict[str, Element] = {}
    order: dict[Element, int] = {}
    for number, part in enumerate(root.iter("*")):
        order[part] = number
        for key in (part.get("id"), part.get("name")):
            named.setdefault(key or "", part)
    for call in [part for part in root.iter("a") if _LABEL.fullmatch(words(part))]:
        target = named.get(_anchor(call))
        holder = _holder(target) if target is not None else None
        if holder is None or order[holder] < order[call] or call in holder.iter("a"):
            continue
        back = [link for link in holder.iter("a") if _leads_to(link, call, named)]
        if back and _is_in(holder, root):
            _take(call, holder, back, walk)


def _anchor(link: Element) -> str:
    href = link.get("href", "")
    return href[1:] if href.startswith("#") else ""


def _holder(target: Element) -> Element | None:
    """Return the element that holds the whole note: the target, or what the target opens."""
    for part in (target, *target.iterancestors()):
        if name_of(part) in _HOLDERS:
            return part
        if name_of(part) not in ("a", "sup", "span", "b"):
            return None
    return None


def _leads_to(link: Element, call: Element, named: dict[str, Element]) -> bool:
    """Return True for a link to the call or to what is right around or inside it."""
    target = named.get(_anchor(link))
    around = [call, *call.iter("*"), *[outer for outer in call.iterancestors() if name_of(outer) in ("sup", "span")]]
    return target is not None and target in around


def _is_in(part: Element, root: Element) -> bool:
    return any(outer is root for outer in part.iterancestors())


def _take(call: Element, holder: Element, back: list[Element], walk: Walk) -> None:
    line = walk.line(holder)
    for link in back:
        walk.slip.drop(words(link), "the link from a note back to the text", walk.line(link))
        _replace(link, None)
    number = len(walk.slip.notes) + 1
    note = Footnote(id=f"n{number}", blocks=walk.blocks(holder), label=str(number), line=line)
    walk.slip.notes.append(note)
    around = holder.getparent()
    _replace(holder, None)
    if name_of(around) in ("ol", "ul") and not words(around):
        _replace(around, None)
    outer = call.getparent()
    alone = name_of(outer) == "sup" and words(outer) == words(call)
    mark = call.makeelement(CALL, {"ref": note.id})
    mark.text = str(number)
    _replace(outer if alone else call, mark)


def _replace(part: Element, other: Element | None) -> None:
    """Put the other element, or nothing, where the part stands; the text behind it stays."""
    parent, tail = part.getparent(), part.tail or ""
    if other is not None:
        other.tail = tail
        parent.replace(part, other)
        return
    before = part.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(part)
