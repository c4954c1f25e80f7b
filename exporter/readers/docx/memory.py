"""What the file keeps of the story it was made from, by id: asked for what Word does not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from exporter.limits import Limits
from exporter.model import Article, Block, Edition, Figure, Footnote, Photo
from exporter.model.json import decode_edition
from exporter.model.kept import NAMESPACE, Kept, decode_kept, seal_of
from exporter.model.walk import children, walk
from exporter.readers.clean import Cleaner
from exporter.readers.docx.package import WordFile
from exporter.report import InputError, Place, Report

CAPTION = "caption:"  # before the id of a figure: what names the caption of all its photos
Kind = TypeVar("Kind", bound=Block)


class Memory:
    """The blocks, photos and notes of the kept edition; empty for a file that keeps none."""

    def __init__(self, kept: Kept | None = None, edition: Edition | None = None) -> None:
        self.edition = edition
        self.articles: dict[str, Article] = {}
        self.photos: dict[str, Photo] = {}
        self.notes: dict[str, Footnote] = {}
        self.blocks: dict[str, Block] = {}
        self.marks = kept.marks if kept else {}
        self.shown = kept.shown if kept else {}
        self.pictures = kept.pictures if kept else {}
        self.seal = kept.seal if kept else ""
        self.written = frozenset(self.marks.values())
        for article in edition.articles if edition else ():
            self.articles[article.id] = article
            self.photos |= {photo.id: photo for photo in article.photos}
            self.notes |= {note.id: note for note in article.notes}
            for block in _all_blocks(article):
                self.blocks[block.id] = block
        self._note_of_block = {block.id: note.id for note in self.notes.values() for block in walk(note.blocks)}

    def sealed(self, file: WordFile) -> bool:
        """Return True where nobody has changed the file since it was written, so that it says what was kept."""
        try:
            return bool(self.seal) and self.seal == seal_of(file.contents())
        except InputError:  # damaged: what can be read of it is read
            return False

    @staticmethod
    def owners(level: tuple[Block, ...]) -> dict[str, Block]:
        """Return by every id in the blocks of `level`, those of their photos too, the one of them that holds it."""
        found: dict[str, Block] = {}
        for block in level:
            for inner in walk((block,)):
                found[inner.id] = block
                if isinstance(inner, Figure):
                    found |= dict.fromkeys((f"{CAPTION}{inner.id}", *inner.photos), block)
        found.pop("", None)
        return found

    def leaf(self, ids: tuple[str, ...], kind: type[Kind]) -> Kind | None:
        """Return the block of this kind that one of the ids names."""
        return next((block for name in ids if isinstance(block := self.blocks.get(name), kind)), None)

    def note_of(self, name: str) -> str:
        """Return the id of the note that is called so, or that holds the block of this id; "" = none."""
        return name if name in self.notes else self._note_of_block.get(name, "")

    def unseen(self, block: Block) -> bool:
        """Return True for a block that shows nothing: it is not in the document and cannot have been deleted."""
        return not any(inner.id in self.written for inner in walk((block,)))


def remember(file: WordFile, source: str, limits: Limits, cleaner: Cleaner, report: Report) -> Memory:
    """Return what the file keeps: its custom part may have been renumbered, so it is known by its namespace."""
    for name in file.parts("customXml"):
        root = file.xml(name)
        if root.tag != f"{{{NAMESPACE}}}kept":
            continue
        try:
            kept = decode_kept(root.text or "")
            if kept:
                return Memory(kept, decode_edition(bytes(kept.edition), source, limits, cleaner.value))
        except InputError as error:
            message = f"what the Word file keeps of its story cannot be read: {error.message}"
            report.add("docx-kept", "warning", message, Place(source), "what Word does not show is lost")
    return Memory()


def _all_blocks(article: Article) -> Iterator[Block]:
    yield from walk(article.body)
    for note in article.notes:
        yield from walk(note.blocks)


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """Return the blocks right inside the block, in order."""
    return tuple(inner for group in children(block) for inner in group)
