"""What a Word file is made of, as the reader takes it: paragraphs with their runs and pictures, and tables."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from msgspec import Struct, field

from exporter.model import Run
from exporter.readers.docx.styles import Look

Align = Literal["", "left", "centre", "right"]


class Piece(Struct, frozen=True):
    """A stretch of text; `role` is what its character style means ("dateline", "credit", "call" ...), "" = nothing."""

    run: Run
    role: str = ""


class Drawn(Struct, frozen=True):
    """A picture: the name of its part ("" = linked from outside, or of no use), what is said of it."""

    part: str
    alt: str = ""
    decorative: bool = False


class Line(Struct, frozen=True):
    """One paragraph. `ids` are those of the blocks, photos and notes that begin here."""

    number: int  # of the paragraph in the file, from 1
    look: Look
    ids: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    pictures: tuple[Drawn, ...] = ()
    breaks: tuple[str, ...] = ()  # "page" or "column"
    list: tuple[str, int] | None = None  # number and level
    initial: bool = False  # a drop cap, which belongs to the next paragraph
    align: Align = ""
    size: float = 0  # in points, of most of its letters; 0 = the style's
    why: str = ""  # it has its role, where no style says it

    @property
    def text(self) -> str:
        """Return the words without the calls of notes."""
        return "".join(piece.run.text for piece in self.pieces if not piece.run.note)

    @property
    def blank(self) -> bool:
        """Return True when the paragraph shows nothing."""
        return not self.pictures and not self.text.strip() and not any(piece.run.note for piece in self.pieces)


class Box(Struct, frozen=True):
    """One cell of a table; `continued` marks one that goes on from the row above."""

    items: tuple[Item, ...]
    columns: int = 1
    continued: bool = False


class Grid(Struct, frozen=True):
    """One table; `style` is the name of its style, in lower case."""

    number: int
    style: str
    rows: tuple[tuple[Box, ...], ...]
    head_rows: int = 0
    ids: tuple[str, ...] = ()


Item = Line | Grid


class Noticed(Struct):
    """What was met on the way that is not text: told once, in the end."""

    counts: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)  # roles told by how a paragraph looks
    styles: dict[str, int] = field(default_factory=dict)  # names that say nothing to us → first paragraph


def first_line(items: tuple[Item, ...]) -> Line | None:
    """Return the first paragraph, that of a table's first cell included."""
    for item in items:
        if isinstance(item, Line):
            return item
        for row in item.rows:
            for box in row:
                if found := first_line(box.items):
                    return found
    return None
