"""What a PDF shows: its text in the order of its structure, told apart from what is no part of it.

In a tagged file the structure says what is a paragraph, a cell, a caption, and which address a link has; what is
marked as an artifact is furniture. Text that neither is in the structure nor an artifact is taken for text all the
same. A file without structure is read line by line as it is painted.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

from exporter.preflight.compare.direction import Base, Order, order_of
from exporter.preflight.compare.pdfobjects import Objects
from exporter.preflight.compare.pdftext import Marked, PageText
from exporter.preflight.compare.pdfvalues import Reference, UnreadableError, text_string
from exporter.preflight.compare.shown import CALL, LINE, STEP, TURN, Reading, Shown, Zone, address, is_sign
from exporter.report import InputError

# Elements inside a paragraph (ISO 32000-1, 14.8.4.4; ISO 32000-2, 14.8.4.7); every other is one or holds some.
_INLINE = frozenset(
    "Span NonStruct Quote Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub".split()
)
# What bytes that are no sound PDF may raise, wherever they are taken for what they are not.
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, struct.error)
_MODES: dict[str, Base] = {"RlTb": "R", "LrTb": "L"}
_NOTES = frozenset({"Note", "FENote"})


def read_pdf(data: bytes) -> Reading:
    """Return what the file shows; raises InputError for one that cannot be read."""
    try:
        return _read(Objects(data))
    except _UNREADABLE as error:
        raise InputError(f"this PDF cannot be read: {error}", hint="exporter check FILE says more") from error


def _read(objects: Objects) -> Reading:
    catalog = _catalog(objects)
    text = PageText(objects)
    pages = list(_pages(objects, catalog.get("Pages"), {}, set()))
    if not pages:
        raise UnreadableError("it has no page")
    for number, page, resources in pages:
        text.read(page, number, resources)
    marked = text.marked()
    order = order_of([one.text for one in marked])
    tree = objects.get(catalog.get("StructTreeRoot"))
    if not isinstance(tree, dict) or not any(one.number >= 0 for one in marked):
        return Reading(
            tuple(_lines(marked, order)), (), carries_links=False, marks_calls=False, marks_words=False, in_lines=True
        )
    walker = _Walker(objects, tree, marked, order)
    walker.walk(tree.get("K"), 0)
    walker.end()
    annotated = any(page.get("Annots") for _, page, _ in pages)
    shown = (*walker.shown, *walker.left_over())
    return Reading(shown, tuple(walker.alts), carries_links=annotated, marks_calls=annotated, marks_words=False)


def _catalog(objects: Objects) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number in objects:
        if b"/Catalog" in objects.raw(number):
            value = objects.get(Reference(number))
            if isinstance(value, dict) and value.get("Type") == "Catalog":
                found = value
    if not found:
        raise UnreadableError("it has no catalog")
    return found


def _pages(
    objects: Objects, node: Any, inherited: dict[str, Any], seen: set[int]
) -> Iterator[tuple[int, dict[str, Any], Any]]:
    """Yield object number, dictionary and resources of each page in order, each once."""
    value = objects.get(node)
    if not isinstance(node, Reference) or not isinstance(value, dict) or node.number in seen:
        return
    seen.add(node.number)
    resources = value.get("Resources", inherited)
    kids = objects.get(value.get("Kids"))
    if isinstance(kids, list):
        for kid in kids:
            yield from _pages(objects, kid, resources, seen)
    else:
        yield node.number, value, resources


def _lines(marked: list[Marked], order: Order) -> Iterator[Shown]:
    for one in marked:
        for line in one.text.split(LINE):
            if line.strip():
                yield Shown(order(line, ""), "furniture" if one.artifact else "text")


def _says_something(furniture: str) -> bool:
    """Return False for signs that are ornament, such as an end mark."""
    return any(letter.isalnum() for letter in furniture)


class _Walker:
    """Collects what the structure shows, paragraph by paragraph."""

    def __init__(self, objects: Objects, tree: dict[str, Any], marked: list[Marked], order: Order) -> None:
        self._objects, self._order = objects, order
        self._roles: dict[str, Any] = objects.get(tree.get("RoleMap")) or {}
        self._texts: dict[tuple[int, int], str] = {}
        self._others: list[Shown] = []
        for one in marked:
            if one.number >= 0 and not one.artifact:
                place = (one.owner, one.number)
                self._texts[place] = self._texts.get(place, "") + one.text
            elif one.artifact:
                lines = [order(line, "") for line in one.text.split(LINE) if _says_something(line)]
                self._others += [Shown(LINE.join(lines), "furniture")] if lines else []
            elif one.text.strip():
                self._others.append(Shown(order(one.text, ""), "text"))
        self.shown: list[Shown] = []
        self.alts: list[str] = []
        self._text: list[str] = []
        self._links: list[str] = []
        self._calls: list[str] = []
        self._zone: Zone = "text"
        self._story = self._stories = 0
        self._note = ""  # which note is being read
        self._parent = ""  # role of the element around the one that is being read
        self._base: Base = ""
        self._seen: set[int] = set()

    def left_over(self) -> Iterator[Shown]:
        """Yield what is no part of the structure: furniture, and text that nobody has tagged."""
        yield from self._others
        for text in self._texts.values():
            if text.strip():
                yield Shown(self._order(text, ""), "text")

    def end(self) -> None:
        """End the paragraph, if one is open."""
        text = "".join(self._text)
        if text.strip() or self._links:
            said = self._order(text, self._base)
            self.shown.append(Shown(said, self._zone, tuple(self._links), tuple(self._calls), self._note))
            self._text, self._links, self._calls = [], [], []

    def walk(self, kid: Any, page: int) -> None:
        """Collect the kid of an element on the page, object number `page`."""
        if isinstance(kid, int):
            self._text.append(self._texts.pop((page, kid), ""))
            return
        if isinstance(kid, Reference):
            if kid.number in self._seen:
                return
            self._seen.add(kid.number)
        value = self._objects.get(kid)
        if isinstance(value, list):
            for inner in value:
                self.walk(inner, page)
        elif isinstance(value, dict):
            page = _number(value.get("Pg"), page)
            if "S" in value:
                self._element(value, page)
            elif value.get("Type") == "MCR":
                owner = _number(value.get("Stm"), page)
                self._text.append(self._texts.pop((owner, int(value.get("MCID", -1))), ""))
            elif value.get("Type") == "OBJR":
                self._annotation(self._objects.get(value.get("Obj")))

    def _element(self, value: dict[str, Any], page: int) -> None:
        role, parent = self._role(value), self._parent
        self._parent = role
        inline, zone, base, note, story = role in _INLINE, self._zone, self._base, self._note, self._story
        if not inline:
            self.end()
            self._base = self._direction(value.get("A")) or base
            if role in _NOTES:
                self._zone, self._note = "note", ""
            elif role == "Art":
                self._stories += 1
                self._story = self._stories
        if role == "Figure":
            self.alts.append(text_string(self._objects.get(value.get("Alt"))))
        start, links = len(self._text), len(self._links)
        if "ActualText" in value:
            self._text.append(text_string(self._objects.get(value["ActualText"])))
        else:
            self.walk(value.get("K"), page)
        if role == "Reference" or (role == "Link" and CALL in self._text[start:]):
            sign = re.sub(f"[{CALL}{STEP}{TURN}]", "", "".join(self._text[start:]))
            # the white space beside it is the text's
            before, after = sign[: len(sign) - len(sign.lstrip())], sign[len(sign.rstrip()) :]
            self._text[start:] = [before, CALL, after] if is_sign(sign) else [sign]
            self._calls += [self._named(sign)] if is_sign(sign) else []
            del self._links[links:]
        elif role == "Lbl":
            sign = "".join(self._text[start:])
            if parent in _NOTES:  # others belong to lists in it
                self._note = self._named(sign)
            if is_sign(sign):
                del self._text[start:]
        if not inline:
            self.end()
            self._zone, self._base, self._story = zone, base, story
            self._note = note if role in _NOTES else self._note
        self._parent = parent

    def _named(self, sign: str) -> str:
        """Return what the sign of a note is called, where it calls the note and where it stands before it."""
        return f"{self._story} {''.join(filter(str.isalnum, sign)) or sign.strip()}"

    def _direction(self, attributes: Any) -> Base:
        """Return the direction that the attributes of an element state (ISO 32000-1, 14.8.5.4), "" for none."""
        attributes = self._objects.get(attributes)
        for owner in attributes if isinstance(attributes, list) else [attributes]:
            owner = self._objects.get(owner)
            mode = str(self._objects.get(owner.get("WritingMode"))) if isinstance(owner, dict) else ""
            if mode in _MODES:
                return _MODES[mode]
        return ""

    def _role(self, value: dict[str, Any]) -> str:
        role = str(self._objects.get(value.get("S")))
        for _ in range(10):
            mapped = self._objects.get(self._roles.get(role))
            if not isinstance(mapped, str) or mapped == role:
                break
            role = mapped
        return role

    def _annotation(self, annotation: Any) -> None:
        """Take in where a link leads: outside, or inside to a note."""
        if not isinstance(annotation, dict) or annotation.get("Subtype") != "Link":
            return
        action = self._objects.get(annotation.get("A"))
        uri = self._objects.get(action.get("URI")) if isinstance(action, dict) else None
        if uri is None:
            self._text.append(CALL)
        elif (href := address(text_string(uri))) and self._links[-1:] != [href]:
            self._links.append(href)


def _number(value: Any, default: int) -> int:
    return value.number if isinstance(value, Reference) else default
