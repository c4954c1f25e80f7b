"""Table and Aside → Word tables that are as wide as their column."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from exporter.backends.docx.draft import Draft, Flow
from exporter.backends.docx.elements import Element, W, add, last_child, twips
from exporter.backends.docx.paragraphs import (
    Direct,
    finish_tables,
    is_paragraph,
    keep_next,
    let_hyphenate,
    open_air,
    open_paragraph,
)
from exporter.backends.docx.runs import write_runs
from exporter.model import Aside, Block, Cell, Run, Table, text_of
from exporter.model.grid import Slot, lay_grid
from exporter.model.walk import plain_text

WriteBlocks = Callable[[Flow, tuple[Block, ...], str], None]  # flow, blocks, alignment of their paragraphs

ASIDE_STYLES = {"box": "BoxTable", "facts": "FactBoxTable", "timeline": "TimelineTable"}
_PERCENT = 50  # Word counts table widths in fiftieths of a percent
_SHORTEST, _LONGEST = 2, 40  # letters: a column's width follows texts between these
_LETTER = 0.55  # em: the width of a letter or digit, bold ones included
_MARGIN = 5.0  # points that the margins of a cell take
_SHORT = 12  # rows: a table of so many is kept on one page
_PADDING = 10.0  # points that the cell margins take from a box


class Heads(Struct, frozen=True):
    """Which cells of a table name the others."""

    row: bool = False
    column: bool = False


def write_table(draft: Draft, flow: Flow, table: Table, write_blocks: WriteBlocks) -> None:
    """Append caption, table and source line."""
    if table.caption:
        paragraph = open_paragraph(draft, flow, "TableCaption", Direct(keep_next=True))
        write_runs(draft, flow, paragraph, table.caption, "TableCaption")
    else:
        open_air(draft, flow)
    rows, columns = lay_grid(table)
    if columns:
        finish_tables(draft, flow)
        widths = column_widths(rows, columns, flow.width, draft.style.text["table"].size)
        node = _open_table(draft, flow, "NewsTable", widths, _heads(table), text_of(table.caption), _head_words(table))
        for number, slots in enumerate(rows):
            row = _open_row(node, head=number < table.head_rows)
            for slot in slots:
                _write_cell(draft, flow, row, slot, widths, number < table.head_rows, write_blocks)
            end = slots[-1].column + slots[-1].cell.columns if slots else 0
            if end < columns:
                _write_cell(
                    draft, flow, row, Slot(Cell((), columns=columns - end), False, end), widths, False, write_blocks
                )
        if len(rows) <= _SHORT:
            _keep_together(node)
        if _is_narrow(rows, columns, flow.width, draft.style.text["table"].size):
            for paragraph in node.iter(W + "p"):
                let_hyphenate(paragraph)
    if table.source:
        write_runs(draft, flow, open_paragraph(draft, flow, "TableSource"), table.source, "TableSource")
    finish_tables(draft, flow)


def write_aside(draft: Draft, flow: Flow, aside: Aside, write_blocks: WriteBlocks) -> None:
    """Append the box: a table of one cell, because Word cannot frame lists and photos together with paragraphs."""
    finish_tables(draft, flow)
    open_air(draft, flow)
    node = _open_table(draft, flow, ASIDE_STYLES[aside.role], [flow.width], Heads(), text_of(aside.title))
    cell = _open_cell(add(node, "tr"), flow.width)  # may be parted: LibreOffice levels no columns with whole boxes
    inside = replace(flow, container=cell, width=flow.width - _PADDING, style="FactBox", level=-1, left=0.0)
    if aside.title:
        write_runs(draft, inside, open_paragraph(draft, inside, "FactBoxTitle"), aside.title, "FactBoxTitle")
    write_blocks(inside, aside.blocks, "")
    close_cell(draft, inside)
    finish_tables(draft, flow)


def write_record_table(draft: Draft, flow: Flow, rows: list[tuple[str, Callable[[Flow, Element], None]]]) -> None:
    """Append a table of label and value; each value is written by its own function into its paragraph."""
    label_width = min(90.0, flow.width / 3)
    widths = [label_width, flow.width - label_width]
    node = _open_table(draft, flow, "RecordTable", widths, Heads(column=True))
    for label, write_value in rows:
        row = _open_row(node)
        for style, width in zip(("RecordLabel", "Record"), widths, strict=True):
            inside = replace(flow, container=_open_cell(row, width), width=width, style=style)
            paragraph = open_paragraph(draft, inside, style)
            if style == "RecordLabel":
                write_runs(draft, inside, paragraph, (Run(label),), style)
            else:
                write_value(inside, paragraph)
    open_paragraph(draft, flow, "Spacer", Direct(line=draft.style.grid))


def column_widths(rows: list[list[Slot]], columns: int, measure: float, size: float) -> list[float]:
    """Return the width of each column in points, because LibreOffice takes widths as they are.

    Every column has room for its longest word at the type size given; what is left goes to the columns with the longer
    texts. Where there is no room for all, the widest give way first: words can be broken, numbers cannot.
    """
    words, lines = _longest(rows, columns)
    needed = _needed(words, size)
    spare = measure - sum(needed)
    if spare <= 0:
        return _level(needed, measure)
    wishes = [max(line - word, 0) + 1 for line, word in zip(lines, words, strict=True)]
    return [width + spare * wish / sum(wishes) for width, wish in zip(needed, wishes, strict=True)]


def _is_narrow(rows: list[list[Slot]], columns: int, measure: float, size: float) -> bool:
    """Return True where not every column has room for its longest word: then words are divided, with hyphens."""
    return sum(_needed(_longest(rows, columns)[0], size)) > measure


def _longest(rows: list[list[Slot]], columns: int) -> tuple[list[int], list[int]]:
    """Return how many letters the longest word and the longest line of each column have."""
    words, lines = [_SHORTEST] * columns, [_SHORTEST] * columns
    for row in rows:
        for slot in row:
            if slot.cell.columns == 1:
                text = plain_text(slot.cell.blocks)
                words[slot.column] = max([words[slot.column], *map(len, text.split())])
                lines[slot.column] = min(_LONGEST, max([lines[slot.column], *map(len, text.split("\n"))]))
    return words, lines


def _needed(words: list[int], size: float) -> list[float]:
    """Return the width of each column, in points, into which its longest word fits."""
    return [_LETTER * size * count + _MARGIN for count in words]


def _level(widths: list[float], measure: float) -> list[float]:
    """Return the widths with the largest ones cut to one common width, so that together they fill the measure."""
    left, waiting = measure, sorted(widths)
    while waiting and waiting[0] * len(waiting) <= left:
        left -= waiting.pop(0)
    cap = left / len(waiting) if waiting else max(widths)
    return [min(width, cap) for width in widths]


def _heads(table: Table) -> Heads:
    """Return whether the table has heading rows, and whether every row below them begins with a heading."""
    below = table.rows[table.head_rows :]
    return Heads(table.head_rows > 0, bool(below) and all(row and row[0].header for row in below))


def _head_words(table: Table) -> str:
    """Return the words of the heading rows, which describe the table to people who cannot see it."""
    heads = (plain_text(cell.blocks).replace("\n", " ") for row in table.rows[: table.head_rows] for cell in row)
    return ", ".join(head for head in heads if head)


def _open_table(
    draft: Draft, flow: Flow, style: str, widths: list[float], heads: Heads, caption: str = "", description: str = ""
) -> Element:
    """Return a new table; children of ``w:tblPr`` in the order of CT_TblPr."""
    node = add(flow.container, "tbl")
    properties = add(node, "tblPr")
    add(properties, "tblStyle", val=style)
    if flow.side == "rtl":
        add(properties, "bidiVisual")
    if flow.left:
        add(properties, "tblW", w=twips(sum(widths)), type="dxa")
        add(properties, "tblInd", w=twips(flow.left), type="dxa")
    else:
        add(properties, "tblW", w=100 * _PERCENT, type="pct")
    add(properties, "tblLayout", type="fixed")
    bits = 0x0020 * heads.row + 0x0080 * heads.column + 0x0600  # ECMA-376 part 4, 14.4.7: the same as the flags below
    add(properties, "tblLook", val=f"{bits:04X}", firstRow=int(heads.row), lastRow=0, firstColumn=int(heads.column),
        lastColumn=0, noHBand=1, noVBand=1)  # fmt: skip
    if caption:
        add(properties, "tblCaption", val=caption)
    if description:
        add(properties, "tblDescription", val=description)
    grid = add(node, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=twips(width))
    return node


def _open_row(table: Element, *, head: bool = False) -> Element:
    """Return a new row, which the end of a page or column does not part."""
    row = add(table, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    if head:
        add(properties, "tblHeader")
    return row


def _keep_together(table: Element) -> None:
    """Bind each row to the next; a page or column ends above the table, or below."""
    for row in table.findall(W + "tr")[:-1]:
        for paragraph in row.iter(W + "p"):
            keep_next(paragraph)


def _open_cell(row: Element, width: float, columns: int = 1, merge: str = "") -> Element:
    cell = add(row, "tc")
    properties = add(cell, "tcPr")
    add(properties, "tcW", w=twips(width), type="dxa")
    if columns > 1:
        add(properties, "gridSpan", val=columns)
    if merge:
        add(properties, "vMerge", val=merge)
    return cell


def _write_cell(
    draft: Draft, flow: Flow, row: Element, slot: Slot, widths: list[float], head: bool, write_blocks: WriteBlocks
) -> None:
    cell = slot.cell
    width = sum(widths[slot.column : slot.column + cell.columns])
    merge = "continue" if slot.continued else "restart" if cell.rows > 1 else ""
    style = "TableHead" if head or cell.header else "Table"
    container = _open_cell(row, width, cell.columns, merge)
    inside = replace(flow, container=container, width=max(width - 6, 12.0), style=style, level=-1, left=0.0)
    if not slot.continued:
        write_blocks(inside, cell.blocks, cell.align)
    close_cell(draft, inside)


def close_cell(draft: Draft, flow: Flow) -> None:
    """End the cell with a paragraph, as Word demands."""
    finish_tables(draft, flow)
    if not is_paragraph(last_child(flow.container)):
        open_paragraph(draft, flow, flow.style)
