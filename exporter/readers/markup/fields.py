"""Metadata → fields by a table from paths to fields; what the table does not name is kept in `extra`, word for word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct

from exporter.readers.markup.blocks import Walker
from exporter.readers.markup.parse import Element, attributes_of, name_of, words
from exporter.readers.markup.slip import Slip

RICH_FIELDS = frozenset(("kicker", "headline", "deck", "subheads"))


class Leaf(Struct, frozen=True):
    """One value of the metadata: ``head/docdata/date.issue@norm``, what it says, its element, its line.

    `value` is text, or for an element below which no path is in the table all of it as a plain dict.
    """

    path: str
    value: Any
    element: Element
    line: int


def read_leaves(
    root: Element, table: Mapping[str, str], slip: Slip, walker: Walker, skip: Collection[Element] = ()
) -> None:
    """Put every value below `root` on the slip; of several values for one field the path first in the table wins.

    An element whose path the table names is read whole; elements in `skip` were read before.
    """
    rank = {path: number for number, path in enumerate(table)}
    finder = _Finder(table, frozenset(skip))
    leaves = sorted(finder.leaves(root, ""), key=lambda leaf: rank.get(leaf.path, len(rank)))
    for leaf in leaves:
        field = table.get(leaf.path, "")
        if not field:
            slip.keep(leaf.path, leaf.value, leaf.line)
        elif field in RICH_FIELDS and "@" not in leaf.path:
            slip.put(field, walker.rich(leaf.element), leaf.path, leaf.line)
        else:
            slip.put(field, leaf.value, leaf.path, leaf.line)


def plain_value(element: Element) -> Any:
    """Return the element as plain values: its text, or a dict of ``@attributes``, parts by name and ``text``."""
    values: dict[str, Any] = {f"@{key}": value for key, value in attributes_of(element).items() if value.strip()}
    loose = [element.text or ""] if name_of(element) else []
    for child in element:
        if name := name_of(child):
            inner = plain_value(child)
            known = values.get(name)
            values[name] = inner if known is None else [*known, inner] if isinstance(known, list) else [known, inner]
        loose.append(child.tail or "")
    text = " ".join(" ".join(loose).split())
    if not values:
        return text
    return {**values, "text": text} if text else values


class _Finder:
    """Finds the values below an element, by their paths."""

    def __init__(self, table: Mapping[str, str], skip: frozenset[Element]) -> None:
        self._table, self._skip = table, skip
        self._ways = {
            path[:end] for path in table for end in range(len(path) + 1) if path[end : end + 1] in ("/", "@", "")
        }

    def leaves(self, element: Element, path: str, whole: bool = False) -> Iterator[Leaf]:
        """Yield all values; below an element that is read `whole` only attributes are left."""
        line = element.sourceline or 0
        for key, value in attributes_of(element).items():
            if value.strip() and key != "xml:space":
                yield Leaf(f"{path}@{key}", " ".join(value.split()), element, line)
        if not whole and path in self._table:
            whole = True
            if said := words(element):
                yield Leaf(path, said, element, line)
        loose = [] if whole or not element.text else [element.text]
        for child in element:
            name = name_of(child)
            if name and child not in self._skip:
                yield from self._below(child, f"{path}/{name}" if path else name, whole)
            if not whole and child.tail:
                loose.append(child.tail)
        if text := " ".join(" ".join(loose).split()):
            yield Leaf(path or name_of(element), text, element, line)

    def _below(self, child: Element, path: str, whole: bool) -> Iterator[Leaf]:
        if whole or path in self._ways or any(inner in self._skip for inner in child.iter("*")):
            yield from self.leaves(child, path, whole)
        elif value := plain_value(child):
            yield Leaf(path, value, child, child.sourceline or 0)
