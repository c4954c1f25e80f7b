"""Metadata → fields by a table from paths to fields; what the table does not name is kept in `extra`, word for word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from exporter.readers.markup.blocks import Walker
from exporter.readers.markup.parse import Element, attributes_of, name_of, words
from exporter.readers.markup.slip import Slip

RICH_FIELDS = frozenset(("kicker", "headline", "deck", "subheads"))


class Leaf(Struct, frozen=True):
    """One value of the metadata: ``head/docdata/date.issue@norm``, its words, its element, its line."""

    path: str
    text: str
    element: Element
    line: int


def read_leaves(
    root: Element, table: Mapping[str, str], slip: Slip, walker: Walker, skip: Collection[Element] = ()
) -> None:
    """Put every value below `root` on the slip; of several values for one field the path first in the table wins.

    An element whose path the table names is read whole; elements in `skip` were read before. A field "-" says that the
    value is known and says nothing about the story.
    """
    rank = {path: number for number, path in enumerate(table)}
    leaves = sorted(find_leaves(root, table, frozenset(skip)), key=lambda leaf: rank.get(leaf.path, len(rank)))
    others: dict[Element, list[Leaf]] = {}
    for leaf in leaves:
        field = table.get(leaf.path, "")
        if field == "-":
            slip.drop(leaf.text, f"{leaf.path} says nothing about the story", leaf.line)
        elif field in RICH_FIELDS and "@" not in leaf.path:
            slip.put(field, walker.rich(leaf.element), leaf.path, leaf.line)
        elif field:
            slip.put(field, leaf.text, leaf.path, leaf.line)
        else:
            others.setdefault(leaf.element, []).append(leaf)
    for group in others.values():
        _keep(group, slip)


def _keep(leaves: list[Leaf], slip: Slip) -> None:
    """Keep the values of one element: a single one as it is, several under their names, so that they stay together."""
    path, line = leaves[0].path, leaves[0].line
    if len(leaves) == 1:
        slip.keep(path, leaves[0].text, line)
        return
    values: dict[str, str] = {}
    for leaf in leaves:
        name = leaf.path.rpartition("@")[2] if "@" in leaf.path else "text"
        values[name] = f"{values[name]} {leaf.text}" if name in values else leaf.text
    slip.keep(path.partition("@")[0], values, line)


def find_leaves(
    root: Element, table: Mapping[str, str], skip: Collection[Element], path: str = "", whole: bool = False
) -> Iterator[Leaf]:
    """Yield all values below the element; below one that is read `whole` only the attributes are left."""
    for key, value in attributes_of(root).items():
        if value.strip() and not key.startswith("xml:space"):
            yield Leaf(f"{path}@{key}", " ".join(value.split()), root, root.sourceline or 0)
    if not whole and path in table:
        whole = True
        if said := words(root):
            yield Leaf(path, said, root, root.sourceline or 0)
    elif not whole and root.text and root.text.strip():
        yield Leaf(path, " ".join(root.text.split()), root, root.sourceline or 0)
    for child in root:
        name = name_of(child)
        if name and child not in skip:
            inner = f"{path}/{name}" if path else name
            yield from find_leaves(child, table, skip, inner, whole)
        if not whole and child.tail and child.tail.strip():
            yield Leaf(path or name_of(root), " ".join(child.tail.split()), root, root.sourceline or 0)
