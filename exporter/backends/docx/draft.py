"""The Word file in the making (Draft) and a place to write in it (Flow)."""

from __future__ import annotations

import re
from typing import Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from msgspec import Struct

from exporter.backends.docx.elements import Element, add, root
from exporter.backends.docx.languages import Side
from exporter.backends.docx.package import Parts
from exporter.backends.docx.roles import PARAGRAPH_STYLES
from exporter.backends.docx.settings import start_numbering
from exporter.env import Env
from exporter.model import Article, Footnote, Photo
from exporter.report import Report
from exporter.style.model import Style

_NAME_LENGTH = 40  # Word cuts longer bookmark names


class Flow(Struct, frozen=True):
    """Where blocks are written, and what they take from there."""

    container: Any  # the lxml node that takes the paragraphs: the body, a cell, a footnote
    part: Any  # the python-docx Part whose relationships carry links and pictures
    width: float  # to fill, in points: of the column or cell, less what a list stands in
    height: float  # of the text area, in points
    language: str
    side: Side
    style: str = "BodyText"  # style id of a plain paragraph here
    level: int = -1  # of the list we are in, 0 = the outermost; -1 = none
    left: float = 0.0  # how far the list stands in, in points
    in_note: bool = False  # Word allows no footnote in a footnote


class Story(Struct, frozen=True):
    """One article with its photos by id and its number in the edition, from 1."""

    article: Article
    photos: dict[str, Photo]
    number: int


class Draft:
    """The parts of the file, and the counters whose values must be unique in it."""

    def __init__(
        self, style: Style, language: str, headline_size: float, single: bool, env: Env, report: Report
    ) -> None:
        self.style, self.language, self.env, self.report = style, language, env, report
        self.headline_size, self.single = headline_size, single  # of Title and Heading 1; one story, or an edition
        self.parts = Parts()
        self.document = self.parts.add("/word/document.xml", CT.WML_DOCUMENT_MAIN)
        self.footnotes = self.parts.add("/word/footnotes.xml", CT.WML_FOOTNOTES)
        self.parts.relate(self.parts.package, self.document, RT.OFFICE_DOCUMENT)
        self.parts.relate(self.document, self.footnotes, RT.FOOTNOTES)
        self.document_node = root("document")
        self.body = add(self.document_node, "body")
        self.footnotes_node = root("footnotes")
        self.numbering_node = start_numbering(style)
        self.italic_styles = {row.id for row in PARAGRAPH_STYLES if "italic" in style.text[row.role].slot}
        self.notes: dict[str, Footnote] = {}  # of the current story, by their ids
        self.called: dict[str, tuple[int, str]] = {}  # of these: number in footnotes.xml, own mark ("" = Word counts)
        self.note_number = 0  # the number that Word gives the last footnote it counts
        self.house: tuple[str, str, str] | None = None  # header, footer, first header of the newsroom's own template
        self.running = ("", "")  # relationships of the header and footer that hold where we write
        self._next: dict[str, int] = {}
        self._bookmarks: set[str] = set()
        self.pictures: dict[str, Part] = {}  # by the names that the photos give them
        self.marks: dict[str, str] = {}  # bookmark → what stands there, for the way back
        self.shown: dict[str, str] = {}  # composed of several fields, as printed
        self.furniture: dict[tuple[Any, ...], str] = {}  # words of a header or footer → its relationship

    def count(self, what: str, start: int = 1) -> int:
        """Return the next number of its kind: bookmark, drawing, footnote, numbering."""
        number = self._next.get(what, start)
        self._next[what] = number + 1
        return number

    def bookmark(self, paragraph: Element, wanted: str) -> str:
        """Return the name of a new bookmark over the paragraph's beginning; names are letters, digits and ``_``."""
        name = base = ("b_" + re.sub(r"\W", "_", wanted, flags=re.ASCII))[:_NAME_LENGTH]
        again = 1
        while name.lower() in self._bookmarks:  # Word holds names apart without regard to case
            again += 1
            name = f"{base[: _NAME_LENGTH - len(str(again)) - 1]}_{again}"
        self._bookmarks.add(name.lower())
        self.marks[name] = wanted
        number = self.count("bookmark")
        start, end = add(paragraph, "bookmarkStart", id=number, name=name), add(paragraph, "bookmarkEnd", id=number)
        paragraph.insert(1, end)  # right after w:pPr, which every paragraph of ours has
        paragraph.insert(1, start)
        return name

    def picture(self, src: str) -> Part:
        """Return the part that holds the picture; a picture used twice is stored once."""
        if src not in self.pictures:
            picture = self.env.picture(src)
            number = len(self.pictures) + 1
            name = f"/word/media/image{number}.{picture.suffix}"
            self.pictures[src] = self.parts.add(name, picture.media_type, picture.data)
        return self.pictures[src]
