"""Edition → structure tree: what each block is, in the order of the story, before anything is on a page.

Pages then add their content to the elements by block id (`Tree.find`), so the reading order is the story's, wherever
makeup put the pieces. Elements are the standard ones of ISO 32000-1, 14.8.4; no role map is needed.
"""

from __future__ import annotations

from typing import assert_never

from exporter.backends.pdf.structure import CONTAINERS, DESCRIPTION, HEADING, Element
from exporter.model import (
    Article,
    Aside,
    Block,
    Break,
    Code,
    Crosshead,
    Edition,
    Embed,
    Figure,
    Footnote,
    List,
    Paragraph,
    Photo,
    QuestionAnswer,
    Quote,
    Rule,
    Table,
    text_of,
)
from exporter.model.walk import lead_photo_ids, riches, walk
from exporter.page import RECORD
from exporter.report import Place, Report


class Tree:
    """The structure of an edition and its elements by block id."""

    def __init__(self, edition: Edition, report: Report) -> None:
        self.language = edition.language or next((a.language for a in edition.articles if a.language), "") or "und"
        self.root = Element("Document", None)
        self._elements: dict[str, Element] = {}
        self._decorative: set[str] = set()
        self._report = report
        self._add_edition(edition)
        for order, element in enumerate(self.root.walk()):
            element.order = order
        self._last = order + 1

    def find(self, block: str) -> Element:
        """Return the element that content of the block goes into; content of unknown blocks is reported and kept."""
        element = self._elements.get(block)
        if element is None:
            self._report.add(
                "pdf-untagged-id", "warning", f"nothing in the edition is called {block!r}", Place(block=block),
                "its text is tagged as a paragraph at the end of its story",
            )  # fmt: skip
            article = self._elements.get(block.split("-")[0], self.root)
            element = self._leaf(article, max(inner.order for inner in article.walk()))
            self._elements[block] = element
        elif element.role in CONTAINERS:
            parent = element if element.role not in {"L", "LI", "Table", "TR"} else element.parent or self.root
            element = self._elements[block] = self._leaf(parent, element.order)
        return element

    def order(self, block: str) -> int:
        """Return the place of the block in reading order; furniture ("") comes last."""
        element = self._elements.get(block)
        if element is not None:
            return element.order
        return self.find(block).order if block else self._last

    def figure(self, photo: str) -> Element | None:
        """Return the element of a photo, None for one that is decoration only."""
        if photo in self._decorative:
            return None
        element = self._elements.get(photo)
        return element if element is not None else self.find(photo)

    def drop_empty_figures(self) -> None:
        """Make plain groups of the figures that have no picture: their captions are ordinary paragraphs."""
        for element in self.root.walk():
            if element.role == "Figure" and element.bounds is None:
                element.role, element.alt = "Div", ""
                for kid in element.kids:
                    if isinstance(kid, Element) and kid.role == "Caption":
                        kid.role = "P"

    def _leaf(self, parent: Element, order: int) -> Element:
        element = Element("P", parent)
        element.order = order
        return element

    def _new(self, role: str, parent: Element, block: str = "", *, language: str = "", rank: int = 0) -> Element:
        element = Element(role, parent, language=language, rank=rank)
        if block:
            self._elements.setdefault(block, element)
        return element

    def _add_edition(self, edition: Edition) -> None:
        self._new("P", self.root, "masthead")
        for count, section in enumerate(edition.sections, start=1):
            parent = self._new("Sect", self.root) if section.name else self.root
            if section.name:
                self._new(HEADING, parent, f"section-{count}", rank=1)
            for entry in section.entries:
                self._add_article(entry.article, parent, 2 if section.name else 1)

    def _add_article(self, article: Article, parent: Element, rank: int) -> None:
        story = self._new("Art", parent, article.id, language=self._other(article.language))
        story.rtl = article.direction == "rtl"
        prefix = article.id
        self._new("P", story, f"{prefix}-kicker")
        self._new(HEADING, story, f"{prefix}-headline", rank=rank)
        for count in range(1, max(len(article.subheads), 1) + 1):
            self._new("P", story, f"{prefix}-subhead{count}")
        self._new("P", story, f"{prefix}-deck")
        self._new("P", story, f"{prefix}-byline")
        self._add_record(prefix, story)
        photos = {photo.id: photo for photo in article.photos}
        for photo in lead_photo_ids(article):
            self._add_photo(photos[photo], story)
        notes = {note.id: note for note in article.notes}
        self._new("P", story, f"{prefix}-dateline")  # of a story without a paragraph that it opens
        for block in article.body:
            self._add_block(block, story, photos, rank)
            for called in _calls(block):
                if called in notes:  # read behind what calls it first
                    self._add_note(notes.pop(called), story, photos, rank)
        for note in notes.values():
            self._add_note(note, story, photos, rank)
        self._new("P", story, f"{prefix}-rights")

    def _add_record(self, prefix: str, story: Element) -> None:
        record = self._new("L", story)
        record.list_numbering = DESCRIPTION
        for key in RECORD:
            line = self._new("LI", record)
            self._new("Lbl", line, f"{prefix}-record-{key}-label")
            self._new("P", self._new("LBody", line), f"{prefix}-record-{key}")

    def _other(self, language: str) -> str:
        return language if language != self.language else ""

    def _add_photo(self, photo: Photo, parent: Element) -> None:
        if photo.decorative:
            self._decorative.add(photo.id)
            self._new("P", parent, f"{photo.id}-caption")
            return
        figure = self._new("Figure", parent, photo.id)
        figure.alt = photo.alt or text_of(photo.caption) or photo.catchline or photo.headline or photo.src
        self._new("Caption", figure, f"{photo.id}-caption")

    def _add_note(self, note: Footnote, parent: Element, photos: dict[str, Photo], rank: int) -> None:
        element = self._new("Note", parent, note.id)
        element.identifier = note.id
        self._new("Lbl", element, f"{note.id}-label")
        self._add_blocks(note.blocks, element, photos, rank)

    def _add_blocks(self, blocks: tuple[Block, ...], parent: Element, photos: dict[str, Photo], rank: int) -> None:
        for block in blocks:
            self._add_block(block, parent, photos, rank)

    def _add_block(self, block: Block, parent: Element, photos: dict[str, Photo], rank: int) -> None:
        match block:
            case Paragraph() | Rule():
                self._new("P", parent, block.id, language=block.language)
            case Break():
                pass
            case Crosshead():
                self._new(HEADING, parent, block.id, language=block.language, rank=rank + block.level)
            case Code():
                self._new("Code", self._new("P", parent), block.id)
            case Quote():
                quote = self._new("BlockQuote", parent, block.id, language=block.language)
                self._add_blocks(block.blocks, quote, photos, rank)
                self._new("P", quote, f"{block.id}-attribution")
            case Aside():
                aside = self._new("Sect", parent, block.id, language=block.language)
                self._new("P", aside, f"{block.id}-title")
                self._add_blocks(block.blocks, aside, photos, rank)
            case QuestionAnswer():
                exchange = self._new("Div", parent, block.id, language=block.language)
                self._new("P", exchange, f"{block.id}-question")
                self._add_blocks(block.answer, exchange, photos, rank)
            case Embed():
                embed = self._new("Div", parent, language=block.language)
                self._new("P", embed, block.id)
                self._add_blocks(block.blocks, embed, photos, rank)
            case Figure():
                self._add_figure(block, parent, photos)
            case List():
                self._add_list(block, parent, photos, rank)
            case Table():
                self._add_table(block, parent, photos, rank)
            case _:
                assert_never(block)

    def _add_figure(self, block: Figure, parent: Element, photos: dict[str, Photo]) -> None:
        group = self._new("Div", parent, block.id) if len(block.photos) > 1 or block.caption else parent
        for photo in block.photos:
            if photo in photos:
                self._add_photo(photos[photo], group)
        if group is not parent:
            self._new("P", group, f"{block.id}-title")

    def _add_list(self, block: List, parent: Element, photos: dict[str, Photo], rank: int) -> None:
        element = self._new("L", parent, block.id, language=block.language)
        element.list_numbering = "Decimal" if block.ordered else "Disc"
        for item in block.items:
            line = self._new("LI", element)
            if item:
                self._new("Lbl", line, f"{item[0].id}-label")
            self._add_blocks(item, self._new("LBody", line), photos, rank)

    def _add_table(self, block: Table, parent: Element, photos: dict[str, Photo], rank: int) -> None:
        table = self._new("Table", parent, block.id, language=block.language)
        self._new("Caption", table, f"{block.id}-title")
        width = max(_row_widths(block), default=0)
        for index, (row, filled) in enumerate(zip(block.rows, _row_widths(block), strict=True)):
            line = self._new("TR", table)
            for cell in row:
                named = cell.header or index < block.head_rows
                element = self._new("TH" if named else "TD", line)
                element.scope = ("Column" if index < block.head_rows else "Row") if named else ""
                element.span = (cell.columns, min(cell.rows, len(block.rows) - index))
                self._add_blocks(cell.blocks, element, photos, rank)
            for _ in range(width - filled):  # a regular table is required (PDF/UA-1, 7.5)
                self._new("TD", line)
        self._new("P", parent, f"{block.id}-source", language=block.language)


def _calls(block: Block) -> list[str]:
    """Return the notes called in the block and in those inside it."""
    return [run.note for inner in walk((block,)) for runs in riches(inner) for run in runs if run.note]


def _row_widths(table: Table) -> list[int]:
    """Return how many columns each row fills, cells that reach down from rows above counted."""
    reaching = [0] * (len(table.rows) + 1)
    widths: list[int] = []
    for index, row in enumerate(table.rows):
        for cell in row:
            for below in range(index + 1, min(index + cell.rows, len(table.rows))):
                reaching[below] += cell.columns
        widths.append(reaching[index] + sum(cell.columns for cell in row))
    return widths
