"""Items → blocks. What a paragraph is, its style says; which block it belonged to, its bookmark.

The recipe is `BlockReader.blocks`: cut the items into groups, build a block of each group, put back what shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar

from msgspec.structs import replace

from exporter.model import (
    Aside,
    Block,
    Break,
    Code,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rich,
    Rule,
    Table,
)  # fmt: skip
from exporter.readers.docx.items import Grid, Item, Line
from exporter.readers.docx.memory import Memory, inner_blocks
from exporter.readers.docx.photos import Photos
from exporter.readers.docx.rich import runs_of
from exporter.readers.docx.styles import Numberings
from exporter.readers.docx.tables import is_box, read_aside, read_table

Kind = type[Block]
AnyBlock = TypeVar("AnyBlock", bound=Block)
Roles = frozenset[str]
ParagraphRole = Literal["body", "lead", "contribution", "endnote"]

_QUOTED = frozenset({"quote", "pull-quote"})
_BODY: ParagraphRole = "body"
_PARAGRAPH_ROLES: dict[str, ParagraphRole] = {
    "lead": "lead", "contribution": "contribution", "endnote": "endnote",
}  # fmt: skip
_NOT_TEXT = frozenset({"dateline", "end", "number"})  # pieces that the writer adds, or that have a field of their own
_LEAVES = (Paragraph, Crosshead, Code, Rule, Break)


class BlockReader:
    """Builds the blocks of one story."""

    def __init__(
        self, memory: Memory, photos: Photos, numberings: Numberings, language: str, heading: int, *, fresh: bool
    ) -> None:
        self._memory, self._photos, self._numberings = memory, photos, numberings
        self._language = language
        self._heading = heading  # the level of Word's headings that is a crosshead of level 1
        self._fresh = fresh  # a file that keeps no story: blocks have the number of their paragraph as line

    def blocks(
        self, items: Sequence[Item], level: tuple[Block, ...] = (), plain: Roles = frozenset()
    ) -> tuple[Block, ...]:
        """Return the blocks; `level` are those that stood here, `plain` the roles of running text here."""
        left = [item for item in items if not _is_nothing(item)]
        owners = self._memory.owners(level)
        found: list[Block] = []
        start = 0
        while start < len(left):
            owner = owner_of(owners, left[start])
            end = self._end(left, start, owners, plain)
            found += self._group(left[start:end], owner, plain)
            start = end
        return self._with_unseen(found, level)

    def text(self, line: Line, stored: Rich = ()) -> Rich:
        """Return the runs of the paragraph, without what has a field of its own."""
        pieces = [piece for piece in line.pieces if piece.role not in _NOT_TEXT]
        return runs_of(pieces, stored, self._language, bold=line.look.bold and self._fresh)

    def _end(self, items: list[Item], start: int, owners: dict[str, Block], plain: Roles) -> int:
        """Return the index behind the last item of the block that begins at `start`.

        What is new belongs to it when its style says so, or when it stands between items that belong to it.
        """
        first, owner = items[start], owner_of(owners, items[start])
        kind = type(owner) if owner else self._kind(first, plain)
        end = start + 1
        for index in range(start + 1, len(items)):
            other = owner_of(owners, items[index])
            if owner and other is owner:
                end = index + 1
            elif other:
                break
            elif end == index and self._goes_on(kind, first, items[index - 1], items[index], plain):
                end = index + 1
            elif owner is None or isinstance(owner, _LEAVES):
                break
        return end

    def _goes_on(self, kind: Kind, first: Item, last: Item, item: Item, plain: Roles) -> bool:
        """Return True when an item that is new belongs, by its style, to the block from `first` to `last`."""
        if isinstance(item, Grid):
            return kind is Table and isinstance(last, Line) and last.look.role == "table-caption"
        role = item.look.role
        if kind is Quote:
            ended = isinstance(last, Line) and last.look.role == "attribution"
            same = isinstance(first, Line) and role == first.look.role and role not in plain
            return not ended and (same or role == "attribution")
        if kind is List:
            same_list = isinstance(first, Line) and item.list is not None and first.list is not None
            return (same_list and self._same_list(first, item)) or (role == "list" and item.list is None)
        if kind is QuestionAnswer:
            return role == "answer" and role not in plain
        if kind is Figure:
            return role in ("caption", "credit") and not item.pictures
        if kind is Table:
            return role == "table-source"
        return (kind is Embed and role == "embed") or (kind is Code and role == "code")

    @staticmethod
    def _same_list(first: Item, item: Line) -> bool:
        if not (isinstance(first, Line) and first.list and item.list):
            return False
        return item.list[0] == first.list[0] or item.list[1] > first.list[1]

    def _kind(self, item: Item, plain: Roles) -> Kind:
        """Return the kind of block that an item shows by itself."""
        if isinstance(item, Grid):
            return Aside if is_box(item) else Table
        role = item.look.role
        if item.pictures or role in ("caption", "credit"):
            return Figure
        if item.list:
            return List
        if item.breaks and not item.text.strip():
            return Break
        if role in plain:
            return Paragraph
        kinds: dict[str, Kind] = {
            "quote": Quote, "pull-quote": Quote, "attribution": Quote, "question": QuestionAnswer, "code": Code,
            "embed": Embed, "table-caption": Table, "rule": Rule, "crosshead": Crosshead,
        }  # fmt: skip
        return kinds.get(role, Paragraph)

    def _group(self, items: list[Item], owner: Block | None, plain: Roles) -> tuple[Block, ...]:
        kind = self._kind(items[0], plain)
        if owner and not isinstance(owner, _LEAVES):
            if not self._still(owner, items, plain):  # its style was changed to that of something else
                return self.blocks(items, inner_blocks(owner), plain)
            kind = type(owner)
        stored = owner if isinstance(owner, kind) else None
        lines = [item for item in items if isinstance(item, Line)]
        if kind is Quote:
            return (self._quote(items, _as(Quote, stored)),)
        if kind is List:
            return self._list(items, _as(List, stored), plain)
        if kind is Table:
            return (read_table(items, _as(Table, stored), self),)
        if kind is Aside:
            return (read_aside(items, _as(Aside, stored), self),)
        if kind is Figure:
            return self._figure(lines, _as(Figure, stored))
        if kind is QuestionAnswer:
            return (self._exchange(items, _as(QuestionAnswer, stored)),)
        if kind is Embed:
            return (self._embed(items, _as(Embed, stored)),)
        if kind is Code:
            return (self._code(lines, _as(Code, stored)),)
        return tuple(block for line in lines for block in self._leaf(line, kind))

    def _still(self, owner: Block, items: list[Item], plain: Roles) -> bool:
        """Return True when the items still show the kind of block they were made from."""
        match owner:
            case Quote():
                inner = any(isinstance(block, Paragraph) for block in owner.blocks)
                return not (inner or owner.attribution) or any(
                    isinstance(item, Line) and item.look.role in (*_QUOTED, "attribution") for item in items
                )
            case List():
                return any(isinstance(item, Line) and item.list for item in items)
            case Table() | Aside():
                return any(isinstance(item, Grid) for item in items)
            case Figure():
                return any(self._kind(item, plain) is Figure for item in items)
            case QuestionAnswer():
                return any(isinstance(item, Line) and item.look.role == "question" for item in items)
            case _:
                return True

    def _leaf(self, line: Line, kind: Kind) -> list[Block]:
        """Return the paragraph as a block, after the breaks that stand in it."""
        found: list[Block] = []
        for to in line.breaks:
            found.append(self.carried(line, Break(to="column" if to == "column" else "page")))
        if kind is Rule:
            found.append(self.carried(line, Rule()))
        elif kind is Crosshead:
            stored = self._memory.leaf(line.ids, Crosshead)
            text = self.text(line, stored.text if stored else ())
            depth = min(max(line.look.level - self._heading + 1, 1), 4)
            found.append(self.carried(line, Crosshead(text=text, level=depth)))
        elif not line.blank:
            found.append(self.paragraph(line))
        return found

    def paragraph(self, line: Line) -> Paragraph:
        """Return the paragraph as running text."""
        stored = self._memory.leaf(line.ids, Paragraph)
        text = self.text(line, stored.text if stored else ())
        role = _PARAGRAPH_ROLES.get(line.look.role, _BODY)
        return self.carried(line, Paragraph(text=text, role=role))

    def carried(self, line: Line | None, block: AnyBlock, stored: Block | None = None) -> AnyBlock:
        """Return the new block with id, line and language of the one that stood there, if one did."""
        old = stored or (self._memory.leaf(line.ids, type(block)) if line else None)
        if not old and line:  # it is of another kind now, but the same place in the story
            others = (self._memory.blocks.get(name) for name in line.ids)
            old = next((other for other in others if isinstance(other, _LEAVES)), None)
        if old:
            return replace(block, id=old.id, line=old.line, language=old.language)
        return replace(block, line=line.number) if line and self._fresh else block

    def _quote(self, items: list[Item], stored: Quote | None) -> Quote:
        first = next((item for item in items if isinstance(item, Line)), None)
        said = [item for item in items if isinstance(item, Line) and item.look.role == "attribution"]
        last = items[-1]
        theirs = stored is not None and not stored.attribution and _ends_in_attribution(stored)
        own = last if said and last is said[-1] and not theirs and isinstance(last, Line) else None
        inner = self.blocks(items[:-1] if own else items, stored.blocks if stored else (), _QUOTED)
        styles = [item.look.role for item in items if isinstance(item, Line) and item.look.role in _QUOTED]
        pull = styles[0] == "pull-quote" if styles else stored.pull if stored else False
        attribution = self.text(own, stored.attribution if stored else ()) if own else ()
        return self.carried(first, Quote(blocks=inner, attribution=attribution, pull=pull), stored)

    def _list(self, items: list[Item], stored: List | None, plain: Roles) -> tuple[Block, ...]:
        first = items[0]
        if not isinstance(first, Line) or not first.list:  # text that stood in a list, now in front of it
            return (*self.blocks(items[:1], inner_blocks(stored) if stored else (), plain | {"list"}),
                    *self.blocks(items[1:], (stored,) if stored else (), plain))  # fmt: skip
        number, depth = first.list
        groups: list[list[Item]] = []
        for item in items:
            if isinstance(item, Line) and item.list and item.list[1] <= depth:
                groups.append([])
            groups[-1].append(item)
        counts, start = self._numberings.counts(number, depth)
        level = inner_blocks(stored) if stored else ()
        entries = tuple(self._entry(group, level, plain | {"list"}) for group in groups)
        listing = List(items=entries, ordered=counts, start=start if counts else stored.start if stored else 1)
        return (self.carried(None if stored else first, listing, stored),)

    def _entry(self, items: list[Item], level: tuple[Block, ...], plain: Roles) -> tuple[Block, ...]:
        first = items[0]
        own = [] if not isinstance(first, Line) or first.blank else [self.paragraph(first)]
        held = tuple(block for block in level if not (own and block.id == own[0].id))
        rest = items[1:]
        owners = self._memory.owners(held)
        owned = {id(block) for item in rest if (block := owner_of(owners, item))}
        return (*own, *self.blocks(rest, tuple(block for block in held if id(block) in owned), plain))

    def _figure(self, lines: list[Line], stored: Figure | None) -> tuple[Block, ...]:
        """Return the figure; a picture inside running text stands behind it."""
        first = lines[0]
        ids, caption = self._photos.read(lines, self._language)
        found: list[Block] = []
        if first.pictures and first.text.strip() and first.look.role not in ("photo", "caption"):
            kind = self._kind(replace(first, pictures=()), frozenset())
            found += self._leaf(first, kind if kind in _LEAVES else Paragraph)
        if not ids and not caption:
            return tuple(self.paragraph(line) for line in lines)
        unseen = [name for name in stored.photos if name not in self._memory.written] if stored else []
        if stored and set(stored.photos) == {*ids, *unseen}:
            ids, unseen = [name for name in stored.photos if name in unseen or name in ids], []
        figure = Figure(photos=(*ids, *unseen), caption=caption)
        return (*found, self.carried(None if stored or found else first, figure, stored))

    def _exchange(self, items: list[Item], stored: QuestionAnswer | None) -> QuestionAnswer:
        first = items[0]
        line = first if isinstance(first, Line) and first.look.role == "question" else None
        question = self.text(line, stored.question if stored else ()) if line else ()
        answer = self.blocks(items[1:] if line else items, stored.answer if stored else (), frozenset({"answer"}))
        return self.carried(line, QuestionAnswer(question=question, answer=answer), stored)

    def _embed(self, items: list[Item], stored: Embed | None) -> Embed:
        level = stored.blocks if stored else ()
        rest, owners = list(items), self._memory.owners(level)
        title, provider = "", ""
        named = not stored or stored.title or stored.provider
        if named and len(rest) > 1 and isinstance(rest[0], Line) and not owner_of(owners, rest[0]):
            line = rest.pop(0)
            title = line.text if isinstance(line, Line) else ""
            if stored and title == ", ".join(part for part in (stored.title, stored.provider) if part):
                title, provider = stored.title, stored.provider
        url = stored.url if stored else ""
        if rest and isinstance(rest[-1], Line) and not owner_of(owners, rest[-1]):
            url = rest[-1].text.strip()
            rest.pop()
        blocks = self.blocks(rest, level, frozenset({"embed"}))
        first = items[0] if isinstance(items[0], Line) else None
        return self.carried(first, Embed(url=url, title=title, provider=provider, blocks=blocks), stored)

    def _code(self, lines: list[Line], stored: Code | None) -> Code:
        text = "\n".join("".join(piece.run.text for piece in line.pieces) for line in lines)
        return self.carried(lines[0], Code(text=text, syntax=stored.syntax if stored else ""), stored)

    def _with_unseen(self, found: list[Block], level: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks with those that show nothing, and so cannot have been deleted, where they stood."""
        for index, block in enumerate(level):
            if block.id and self._memory.unseen(block):
                before = {other.id for other in level[:index]}
                place = max((number for number, other in enumerate(found, start=1) if other.id in before), default=0)
                found.insert(place, block)
        return tuple(found)


def owner_of(owners: dict[str, Block], item: Item) -> Block | None:
    """Return the block that holds one of the ids of the item."""
    return next((owners[name] for name in item.ids if name in owners), None)


def _as(kind: type[AnyBlock], block: Block | None) -> AnyBlock | None:
    return block if isinstance(block, kind) else None


def _is_nothing(item: Item) -> bool:
    """Return True for an empty line that stands for nothing: Word needs many."""
    if isinstance(item, Grid):
        return False
    return item.blank and not item.list and not item.breaks and item.look.role not in ("rule", "question", "code")


def _ends_in_attribution(quote: Quote) -> bool:
    last = quote.blocks[-1] if quote.blocks else None
    return isinstance(last, Quote) and (bool(last.attribution) or _ends_in_attribution(last))
