"""Where the pages of the printed edition begin in the stories, so that a class or a court can cite them from both.

EPUB Accessibility 1.1, section 4.1 (https://www.w3.org/TR/epub-a11y-11/#sec-page-nav).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element
from msgspec import Struct

from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.xml import XHTML, set_type
from exporter.model import Article, Edition, Figure
from exporter.model.walk import walk
from exporter.page import Page, Text
from exporter.regex import regex

# Elements that may not open with a phrase: the mark stands in front of them.
_CLOSED = frozenset(f"{{{XHTML}}}{tag}" for tag in ("ul", "ol", "table", "figure", "hr", "tr"))
_HEAD = regex(r"kicker|headline|subhead\d*|deck|byline")
_ATOMS = frozenset(f"{{{XHTML}}}{tag}" for tag in ("ruby", "a"))


class PageBreak(Struct, frozen=True):
    """The page `label` begins in the first of `blocks` that the story shows (none = at its head).

    `offset` letters of the first block, spaces not counted, stand on earlier pages.
    """

    label: str
    blocks: tuple[str, ...] = ()
    offset: int = 0


class PageTarget(Struct, frozen=True):
    """Where a page begins in the book: its label and a link relative to the package."""

    label: str
    href: str


def find_breaks(pages: tuple[Page, ...], edition: Edition) -> dict[str, tuple[PageBreak, ...]]:
    """Return the breaks in each article by its id.

    A page begins where the first of its words in reading order stand; photos float and say nothing about that.
    """
    if not pages:
        return {}
    order = {block: (number, article.id) for number, (block, article) in enumerate(_blocks(edition))}
    breaks: dict[str, list[PageBreak]] = {}
    printed: dict[str, int] = {}  # letters of a block on earlier pages
    for page in pages:
        here = sorted({_known(item.block, order) for item in page.items} - {""}, key=lambda block: order[block])
        if here:
            article = order[here[0]][1]
            same = tuple(block for block in here if order[block][1] == article)
            at_head = here[0] == article
            found = PageBreak(page.label, () if at_head else same, printed.get(here[0], 0))
            breaks.setdefault(article, []).append(found)
        for item in page.items:
            if isinstance(item, Text) and item.block in order:
                printed[item.block] = printed.get(item.block, 0) + _letters(item)
    return {article: tuple(found) for article, found in breaks.items()}


def name_printed(title: str, pages: tuple[Page, ...]) -> str:
    """Return what the printed edition is called: its title, that it is a PDF, and its size in pages."""
    count = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
    return f"{title} (PDF, {count}, {_millimetres(pages[0].width)} × {_millimetres(pages[0].height)} mm)"


def mark_breaks(section: _Element, breaks: tuple[PageBreak, ...], sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Set the marks into the story; return label and id of each."""
    if not breaks:
        return ()
    elements = {name: element for element in section.iter(etree.Element) if (name := element.get("id"))}
    marks: list[tuple[str, str]] = []
    for found in reversed(breaks):  # from the end, so that letters counted from the start keep their places
        mark = etree.Element(f"{{{XHTML}}}span")
        set_type(mark, "pagebreak", "doc-pagebreak")
        mark.set("id", sheet.new_id(f"page-{found.label}"))
        mark.set("aria-label", found.label)
        _place(mark, found, section, elements, sheet)
        marks.append((found.label, mark.get("id", "")))
    return tuple(reversed(marks))


def _blocks(edition: Edition) -> Iterator[tuple[str, Article]]:
    for article in edition.articles:
        yield article.id, article
        for block in walk(article.body):
            if not isinstance(block, Figure):
                yield block.id, article


def _known(block: str, order: dict[str, tuple[int, str]]) -> str:
    """Return the block whose place is known: itself, or what its parts (``b4-attribution``) belong to, or "".

    Of the parts of an article only those of its head are at its beginning: rights and lives of authors close it.
    """
    if block in order:
        return block
    name, _, part = block.rpartition("-")
    if name not in order:
        return ""
    is_article = order[name][1] == name
    return "" if is_article and not _HEAD.fullmatch(part) else name


def _millimetres(points: float) -> int:
    return round(points * 25.4 / 72)


def _letters(item: Text) -> int:
    texts = [item.replaces] if item.replaces is not None else (part for _, run in item.runs for part in run.texts)
    return sum(not char.isspace() for text in texts for char in text)


def _place(mark: _Element, found: PageBreak, section: _Element, elements: dict[str, _Element], sheet: Sheet) -> None:
    placed = [(block, elements[sheet.given[block]]) for block in found.blocks if sheet.given.get(block) in elements]
    if not placed:
        section.insert(0, mark)
        return
    block, element = placed[0]
    if element.tag in _CLOSED:
        element.addprevious(mark)
    elif not (block == found.blocks[0] and found.offset and _split(mark, element, found.offset)):
        mark.tail, element.text = element.text, None
        element.insert(0, mark)


def _split(mark: _Element, element: _Element, offset: int) -> bool:
    """Set the mark behind so many letters of the element; False where it has no more than these."""
    left = offset
    for node, is_tail in _texts(element):
        text = (node.tail if is_tail else node.text) or ""
        letters = sum(not char.isspace() for char in text)
        if letters <= left:
            left -= letters
            continue
        cut = _cut(text, left)
        if is_tail:
            node.tail = text[:cut]
            node.addnext(mark)
        else:
            node.text = text[:cut]
            node.insert(0, mark)
        mark.tail = text[cut:]
        return True
    return False


def _cut(text: str, letters: int) -> int:
    """Return where in the text the letter behind so many others stands; never inside a word, but before it."""
    index = 0
    while letters or text[index].isspace():
        letters -= not text[index].isspace()
        index += 1
    while index and not text[index - 1].isspace() and not text[:index].isspace():
        index -= 1
    return index


def _texts(element: _Element) -> Iterator[tuple[_Element, bool]]:
    """Yield the places of text in the element in order: an element with its own first words, or with its tail."""
    yield element, False
    for child in element:
        if child.tag not in _ATOMS:
            yield from _texts(child)
        yield child, True
