"""Tables: caption above, head rows apart, header cells with their scope, source below; the widest scroll."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from lxml.etree import _Element

from exporter.backends.epub.inlines import add_runs
from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.xml import add
from exporter.model import Block, Cell, Table
from exporter.model.grid import lay_grid
from exporter.model.walk import plain_text
from exporter.regex import regex

AddBlocks = Callable[[_Element, tuple[Block, ...], Sheet], None]
Width = Literal["", "tight", "wide"]

# In em of the body text. A phone's page is 20 wide at the size at which it comes; letters are half as wide as high.
_PHONE, _LETTER, _GAP = 20.0, 0.5, 0.8
_TIGHT, _TIGHT_GAP = 0.8, 0.4  # size of the letters and gap between the columns where there is little room
_SHORT = 12  # rows: a longer table may be parted by the end of a page
_LONGEST = 8  # letters: longer words may be broken, numbers of as many digits not
_PARTS = regex(r"[\s\u2e80-\uffef]+")  # between Chinese and Japanese letters a line may end anywhere


def add_table(parent: _Element, table: Table, sheet: Sheet, add_content: AddBlocks) -> None:
    """Append the table in a figure; `add_content` fills a cell with its blocks."""
    figure = add(parent, "figure", "table" if len(table.rows) <= _SHORT else "table pages")
    if table.id:
        figure.set("id", sheet.new_id(table.id))
    name = ""
    if table.caption:
        caption = add(figure, "figcaption", "table-caption")
        add_runs(caption, table.caption, sheet)
        name = sheet.new_id("table-caption")
        caption.set("id", name)
    longest = {id(cell): _longest_word(cell) for row in table.rows for cell in row}
    width = _width_of(table, longest)
    box = _add_scroll(figure, name) if width == "wide" else figure
    element = add(box, "table", "tight" if width == "tight" else "")
    if name:
        element.set("aria-labelledby", name)
    _add_rows(element, table, longest, sheet, add_content)
    if table.source:
        add_runs(add(figure, "p", "table-source"), table.source, sheet)


def _width_of(table: Table, longest: Mapping[int, int]) -> Width:
    """Return whether the table has room on a phone: as it is, in small type with long words broken, or not at all.

    `longest` has the letters of the longest word of each cell, by the cell's ``id()``.
    Only the last is put into a box that scrolls: readers that turn pages cannot break such a box, and cut off what is
    below the foot of the page.
    """
    rows, columns = lay_grid(table)
    words = [1] * columns
    for slot in (slot for row in rows for slot in row if slot.cell.columns == 1):
        words[slot.column] = max(words[slot.column], longest.get(id(slot.cell), 0))  # none of a gap in the grid
    if sum(_LETTER * count + _GAP for count in words) <= _PHONE:
        return ""
    tight = (_TIGHT * _LETTER * min(count, _LONGEST) + _TIGHT_GAP for count in words)
    return "tight" if sum(tight) <= _PHONE else "wide"


def _longest_word(cell: Cell) -> int:
    return max(map(len, _PARTS.split(plain_text(cell.blocks))))


def _add_scroll(figure: _Element, name: str) -> _Element:
    """Return a box that scrolls, named by the caption; the keyboard reaches it, or a pointer would be needed."""
    scroll = add(figure, "div", "scroll")
    scroll.set("tabindex", "0")
    scroll.set("role", "group")
    if name:
        scroll.set("aria-labelledby", name)
    return scroll


def _add_rows(
    element: _Element, table: Table, longest: Mapping[int, int], sheet: Sheet, add_content: AddBlocks
) -> None:
    head, body = table.rows[: table.head_rows], table.rows[table.head_rows :]
    for tag, rows in (("thead", head), ("tbody", body)):
        if not rows:
            continue
        group = add(element, tag)
        for number, row in enumerate(rows):
            line = add(group, "tr")
            for cell in row:
                written = _add_cell(line, cell, tag == "thead", len(rows) - number)
                if longest[id(cell)] > _LONGEST:
                    written.set("class", f"{written.get('class', '')} long".lstrip())
                add_content(written, cell.blocks, sheet)


def _add_cell(row: _Element, cell: Cell, in_head: bool, rows_left: int) -> _Element:
    """Return the new cell, empty; a span that leads out of head or body is cut at its end, as browsers do."""
    names = (in_head or cell.header) and bool(cell.blocks)
    rows = min(cell.rows, rows_left)
    element = add(row, "th" if names else "td", {"": "", "centre": "center"}.get(cell.align, cell.align))
    if names:
        group = cell.columns > 1 if in_head else rows > 1
        element.set("scope", ("col" if in_head else "row") + ("group" if group else ""))
    if cell.columns > 1:
        element.set("colspan", str(cell.columns))
    if rows > 1:
        element.set("rowspan", str(rows))
    return element
