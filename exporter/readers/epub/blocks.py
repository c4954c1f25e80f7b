"""Elements of a page → blocks. Boxes that only group are opened; loose words between blocks are paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from lxml.etree import _Element
from msgspec.structs import replace

from exporter.model import (
    Aside,
    Block,
    Cell,
    Code,
    Crosshead,
    Figure,
    List,
    Paragraph,
    Photo,
    Quote,
    Rich,
    Rule,
    Table,
    text_of,
)
from exporter.readers.clean import Cleaner
from exporter.readers.epub.figures import read_photos
from exporter.readers.epub.inlines import Phrases
from exporter.readers.epub.parts import classes, kinds, language_of, local, words_in

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
GROUPS = frozenset(
    "body section article main div header footer hgroup center address details summary fieldset dd nav form".split()
)
BLOCKS = GROUPS | frozenset("p ul ol dl blockquote table figure aside pre hr img picture".split()) | set(HEADINGS)
LEFT_OUT = frozenset("svg math video audio iframe object embed canvas input button select textarea script".split())
CAPTION_CLASSES = ("caption", "legend")
PICTURE_CLASSES = ("figure", "image", "img", "photo", "picture", "illus")
LONGEST_CAPTION = 700  # characters; a box with a picture and more words than this is text with a picture
DEEPEST = 40  # boxes in boxes; a page has ten
ROLES = {"lead": "lead", "intro": "lead", "contribution": "contribution", "endnote": "endnote"}


class Blocks:
    """Reads the blocks of one page and keeps the photos it meets; `picture_of` gives the name of a picture there is."""

    def __init__(self, cleaner: Cleaner, phrases: Phrases, picture_of: Callable[[str], str]) -> None:
        self.cleaner, self.phrases, self.picture_of = cleaner, phrases, picture_of
        self.photos: list[Photo] = []
        self.left_out: Counter[str] = Counter()
        self._depth = 0
        self.levels: dict[str, int] = {}  # heading → level of the crosshead

    def rank_headings(self, body: _Element) -> None:
        """Settle which crosshead level each heading of the page stands for."""
        used = sorted({tag for element in body.iter() if (tag := local(element)) in HEADINGS})
        self.levels = {tag: min(rank, 4) for rank, tag in enumerate(used, 1)}

    def flow(self, element: _Element) -> tuple[Block, ...]:
        """Return the blocks in the element; below the deepest level its words stand in one paragraph."""
        if self._depth == DEEPEST:
            return tuple(self._paragraph([element.text or "", *_nodes(element)]))
        self._depth += 1
        blocks: list[Block] = []
        loose: list[str | _Element] = [element.text or ""]
        for child in element:
            if _is_block(child):
                blocks += self._paragraph(loose)
                blocks += self._block(child)
                loose = []
            elif local(child) in LEFT_OUT:
                self._leave_out(child)
            else:
                loose.append(child)
            loose.append(child.tail or "")
        self._depth -= 1
        return (*blocks, *self._paragraph(loose))

    def rich(self, element: _Element) -> Rich:
        """Return the words in the element."""
        return self.phrases.rich([element.text or "", *_nodes(element)])

    def _paragraph(self, nodes: Iterable[str | _Element]) -> list[Block]:
        runs = self.phrases.rich(nodes)
        return [Paragraph(text=runs)] if runs else []

    def _block(self, element: _Element) -> list[Block]:
        blocks = self._read(element, local(element))
        language = language_of(element)
        if not language or len(blocks) != 1 or local(element) in GROUPS:
            return blocks
        return [replace(blocks[0], language=language)]

    def _read(self, element: _Element, tag: str) -> list[Block]:
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return []
        if tag == "figure" or (tag == "div" and _is_picture_box(element)):
            return self._figure(element)
        if tag in ("img", "picture"):
            return self._photos(element)
        if tag in HEADINGS:
            text = self.rich(element)
            return [Crosshead(text=text, level=self.levels.get(tag, 1))] if text_of(text) else []
        if tag == "p" and not _holds_block(element):
            return self._plain(element)
        match tag:
            case "ul" | "ol" | "dl":
                return self._list(element, tag)
            case "blockquote" | "aside":
                return self._quote(element) if tag == "blockquote" or _is_pull(element) else self._aside(element)
            case "table":
                return self._table(element, ())
            case "pre":
                lines = self.cleaner.text("".join(map(str, element.itertext()))).strip("\n")
                return [Code(text=lines)] if lines.strip() else []
            case "hr":
                return [Rule()]
        return list(self.flow(element))

    def _plain(self, element: _Element) -> list[Block]:
        """Return the paragraph; one that is marked as a caption belongs to the photo before it."""
        text = self.rich(element)
        if not text:
            return []
        if self.photos and not self.photos[-1].caption and _named(element, CAPTION_CLASSES):
            previous = self.photos[-1]
            self.photos[-1] = replace(previous, caption=text)
            return []
        role = next((role for name, role in ROLES.items() if name in classes(element)), "body")
        return [Paragraph(text=text, role=role)]  # type: ignore[arg-type]

    def _list(self, element: _Element, tag: str) -> list[Block]:
        if tag == "dl":
            return [block for child in element for block in self._term(child)]
        items = tuple(item for child in element if local(child) == "li" and (item := self.flow(child)))
        start = element.get("start", "")
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        return [List(items=items, ordered=tag == "ol", start=number)] if items else []

    def _term(self, child: _Element) -> tuple[Block, ...]:
        if local(child) == "dt":
            return tuple(Paragraph(text=text) for text in (self.rich(child),) if text)
        return self.flow(child)

    def _quote(self, element: _Element) -> list[Block]:
        source = [child for child in element if local(child) in ("footer", "cite") or "attribution" in classes(child)][
            -1:
        ]
        attribution = self.rich(source[0]) if source else ()
        for child in source:
            element.remove(child)
        blocks = self.flow(element)
        return [Quote(blocks=blocks, attribution=_upright(attribution), pull=_is_pull(element))] if blocks else []

    def _aside(self, element: _Element) -> list[Block]:
        first = next((child for child in element if local(child)), None)
        title: Rich = ()
        if first is not None and local(first) in HEADINGS:
            title = self.rich(first)
            element.remove(first)
        role = next((role for role in ("facts", "timeline") if role in classes(element)), "box")
        blocks = self.flow(element)
        return [Aside(blocks=blocks, title=title, role=role)] if blocks or title else []  # type: ignore[arg-type]

    def _figure(self, element: _Element) -> list[Block]:
        tables = list(element.iter("{*}table"))
        caption = next((child for child in element.iter("{*}figcaption") if child.getparent() is element), None)
        if tables:
            source = [child for child in element if "table-source" in classes(child)]
            credit = self.rich(source[0]) if source else ()
            return self._table(tables[0], self.rich(caption) if caption is not None else (), credit)
        if next(element.iter("{*}img"), None) is None:
            for left in element.iter("{*}svg", "{*}video", "{*}audio", "{*}iframe", "{*}object"):
                self._leave_out(left)
            return [block for child in element if local(child) not in LEFT_OUT for block in self._block(child)]
        return self._photos(element)

    def _photos(self, element: _Element) -> list[Block]:
        photos, caption = read_photos(element, self.rich, self.cleaner, self.picture_of, len(self.photos))
        self.photos += photos
        return [Figure(photos=tuple(photo.id for photo in photos), caption=caption)] if photos else []

    def _table(self, element: _Element, caption: Rich, source: Rich = ()) -> list[Block]:
        own = next(element.iter("{*}caption"), None)
        rows = [row for row in element.iter("{*}tr") if next(row.iterancestors("{*}table")) is element]
        head = sum(local(row.getparent()) == "thead" for row in rows)
        cells = tuple(tuple(self._cell(cell) for cell in row if local(cell) in ("td", "th")) for row in rows)
        cells = tuple(row for row in cells if row)
        if not cells:
            return []
        if own is not None and not caption:
            caption = self.rich(own)
        return [Table(rows=cells, head_rows=head, caption=caption, source=source)]

    def _cell(self, cell: _Element) -> Cell:
        return Cell(
            blocks=self.flow(cell),
            columns=_span(cell, "colspan"),
            rows=_span(cell, "rowspan"),
            align="right" if "right" in classes(cell) else "centre" if "center" in classes(cell) else "",
            header=local(cell) == "th",
        )

    def _leave_out(self, element: _Element) -> None:
        self.left_out[local(element)] += 1


def _nodes(element: _Element) -> list[str | _Element]:
    return [node for child in element for node in (child, child.tail or "")]


def _is_block(element: _Element) -> bool:
    return local(element) in BLOCKS or (local(element) not in LEFT_OUT and _holds_block(element))


def _holds_block(element: _Element) -> bool:
    return any(local(inner) in BLOCKS for inner in element.iterdescendants())


def _is_picture_box(element: _Element) -> bool:
    """Return True for a box that is named like a picture and holds pictures with a few words."""
    if not _named(element, PICTURE_CLASSES) or next(element.iter("{*}img"), None) is None:
        return False
    return len(words_in(element, Cleaner())) <= LONGEST_CAPTION


def _is_pull(element: _Element) -> bool:
    return "pullquote" in kinds(element) or bool(classes(element) & {"pull-quote", "pullquote"})


def _named(element: _Element, parts: tuple[str, ...]) -> bool:
    return any(part in name for name in classes(element) for part in parts)


def _span(cell: _Element, name: str) -> int:
    value = cell.get(name, "")
    return max(1, int(value)) if value.isdecimal() and len(value) < 4 else 1


def _upright(runs: Rich) -> Rich:
    """Return the runs without the italics of a `cite` that is all of them."""
    if not all("italic" in run.marks for run in runs):
        return runs
    return tuple(
        type(run)(run.text, tuple(m for m in run.marks if m != "italic"), run.href, run.language) for run in runs
    )
