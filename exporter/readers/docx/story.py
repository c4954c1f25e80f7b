"""document.xml → items: paragraphs and tables in order, tracked changes settled, the table of contents left out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from exporter.readers.clean import Cleaner
from exporter.readers.docx.items import Box, Grid, Item, Line, Noticed, first_line
from exporter.readers.docx.lines import LineReader, bookmarks_of, is_paragraph_deleted
from exporter.readers.docx.memory import Memory
from exporter.readers.docx.package import Element, W, WordFile, is_on, value
from exporter.readers.docx.styles import Styles

_OPEN = {W + tag for tag in ("sdtContent", "customXml", "smartTag", "ins", "moveTo")}
_NOTE_KINDS = ("footnotes", "endnotes")
_RECORD = "record table"  # what the archive knows of a story, made from its fields


class StoryReader:
    """Reads the document and its notes; a note is known by the id of its bookmark, else by kind and number."""

    def __init__(self, file: WordFile, memory: Memory, noticed: Noticed, cleaner: Cleaner) -> None:
        self._file, self._memory, self._noticed, self._cleaner = file, memory, noticed, cleaner
        self.styles = Styles(file)
        self._note_ids: dict[tuple[str, str], str] = {}
        self._note_nodes: dict[str, tuple[str, Element]] = {}
        for kind in _NOTE_KINDS:
            self._find_notes(kind)

    def items(self) -> tuple[Item, ...]:
        """Return what the document shows, in order."""
        body = self._file.xml(self._file.main).find(W + "body")
        return self._items(body, self._reader(self._file.main)) if body is not None else ()

    def note(self, note_id: str) -> tuple[Item, ...]:
        """Return what the note says, without its number."""
        name, node = self._note_nodes[note_id]
        return _without_sign(self._items(node, self._reader(name)))

    def _reader(self, name: str) -> LineReader:
        relations = self._file.relations(name)
        return LineReader(self.styles, relations, self._memory.marks, self._call, self._noticed, self._cleaner)

    def _call(self, kind: str, number: str) -> tuple[str, str]:
        """Return id and label of the note."""
        note_id = self._note_ids.get((kind, number), "")
        place = list(self._note_nodes).index(note_id) + 1 if note_id else 0
        stored = self._memory.notes.get(note_id)
        return note_id, stored.label if stored else str(place)

    def _find_notes(self, kind: str) -> None:
        name = self._file.part(kind)
        root = self._file.xml(name) if name else ()
        names = {} if not name else bookmarks_of(root, self._memory.marks)
        for node in root:
            number = node.get(W + "id", "")
            if node.get(W + "type", "normal") != "normal":
                continue
            ids = (names.get(mark.get(W + "id", ""), "") for mark in node.iter(W + "bookmarkEnd"))
            notes = (self._memory.note_of(name) for name in ids)
            known = next((note for note in notes if note and note not in self._note_nodes), "")
            note_id = known or f"{'n' if kind == 'footnotes' else 'e'}{number}"
            self._note_ids[kind, number] = note_id
            self._note_nodes[note_id] = (name, node)

    def _items(self, parent: Element, reader: LineReader) -> tuple[Item, ...]:
        return tuple(self._whole(self._walk(parent, reader)))

    def _walk(self, parent: Element, reader: LineReader) -> Iterator[tuple[Item, bool]]:
        """Yield the items, each paragraph with whether it runs on into the next."""
        ids: tuple[str, ...] = ()
        for node in parent:
            if node.tag == W + "bookmarkStart":
                ids += reader.ids_of(node)
            elif node.tag == W + "p":
                hidden = reader.hidden
                line = reader.read(node, ids)
                ids = ()
                boxes = list(reader.boxes)
                if (hidden and line.blank) or line.look.role == "furniture" or _is_spacer(line):
                    ids = line.ids  # of a story that begins with its nameplate: they go to what follows
                else:
                    yield line, is_paragraph_deleted(node)
                for box in boxes:
                    self._noticed.counts["text box"] += 1
                    yield from self._walk(box, reader)
            elif node.tag == W + "tbl":
                if self._table_style(node) == _RECORD:
                    ids += tuple(name for mark in node.iter(W + "bookmarkStart") for name in reader.ids_of(mark))
                    continue
                grid = self._grid(node, reader, ids)
                ids = ()
                if grid.rows:
                    yield grid, False
            elif node.tag == W + "sdt":
                content = node.find(W + "sdtContent")  # the frame of the contents too: some programs put stories in it
                if content is not None:
                    yield from self._walk(content, reader)
            elif node.tag in _OPEN:
                yield from self._walk(node, reader)

    def _whole(self, found: Iterator[tuple[Item, bool]]) -> Iterator[Item]:
        """Yield the items with drop caps and paragraphs whose end was deleted joined to what follows."""
        waiting: Line | None = None
        for item, runs_on in found:
            if isinstance(item, Grid):
                if waiting:
                    yield waiting
                waiting = None
                yield item
                continue
            line = _joined(waiting, item) if waiting else item
            waiting = line if runs_on or item.initial else None
            if not waiting:
                yield line
        if waiting:
            yield waiting

    def _grid(self, node: Element, reader: LineReader, ids: tuple[str, ...]) -> Grid:
        rows: list[tuple[Box, ...]] = []
        head_rows = 0
        for row in _inner(node, W + "tr"):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self._noticed.counts["tracked"] += 1
                continue
            if is_on(properties, "tblHeader") and head_rows == len(rows):
                head_rows += 1
            rows.append(tuple(self._box(cell, reader) for cell in _inner(row, W + "tc")))
        first = first_line(tuple(item for row in rows for box in row for item in box.items))
        number = first.number if first else 0
        return Grid(number, self._table_style(node), tuple(rows), head_rows, (*ids, *(first.ids if first else ())))

    def _table_style(self, node: Element) -> str:
        return self.styles.look(value(node.find(W + "tblPr"), "tblStyle")).name.lower()

    def _box(self, cell: Element, reader: LineReader) -> Box:
        properties = cell.find(W + "tcPr")
        span = value(properties, "gridSpan", default="1")
        merge = properties.find(W + "vMerge") if properties is not None else None
        continued = merge is not None and merge.get(W + "val", "continue") == "continue"
        columns = int(span) if span.isdecimal() and 0 < int(span) < 1000 else 1
        return Box(self._items(cell, reader), columns, continued)


def _is_spacer(line: Line) -> bool:
    return line.look.role == "spacer" and line.blank and not line.breaks


def _inner(node: Element, tag: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, also those in a frame that Word has put around them."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt":
            yield from _inner(child.find(W + "sdtContent"), tag) if child.find(W + "sdtContent") is not None else ()
        elif child.tag in _OPEN:
            yield from _inner(child, tag)


def _joined(one: Line, other: Line) -> Line:
    """Return the two as one paragraph: the look of the second for a drop cap, of the first for a deleted end."""
    whole = other if one.initial or one.blank else one
    pieces = one.pieces
    if one.initial and pieces and other.pieces and other.pieces[0].role == "dateline":
        pieces = tuple(replace(piece, role="dateline") for piece in pieces)
    return replace(
        whole,
        number=one.number,
        ids=tuple(dict.fromkeys((*one.ids, *other.ids))),
        pieces=(*pieces, *other.pieces),
        pictures=(*one.pictures, *other.pictures),
        breaks=(*one.breaks, *other.breaks),
        initial=False,
    )


def _without_sign(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the paragraphs of a note without the number that opens it and the space behind that."""
    if not items or not isinstance(items[0], Line):
        return items
    pieces = list(items[0].pieces)
    while pieces and pieces[0].role == "call":
        pieces.pop(0)
    if pieces and pieces[0].run.text[:1] in (" ", "\t"):
        pieces[0] = replace(pieces[0], run=replace(pieces[0].run, text=pieces[0].run.text[1:]))
    shorter = tuple(piece for piece in pieces if piece.run.text or piece.run.note)
    return (replace(items[0], pieces=shorter), *items[1:])
