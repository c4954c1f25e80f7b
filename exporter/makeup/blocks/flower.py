"""The flow of an article in columns of one width: what all blocks share, and what stood before the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from exporter.makeup.beside import Inset
from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.grid import shift
from exporter.makeup.strips import Element, PageTurn, Running, Spanning, Strip, running, with_blank
from exporter.model import Block, QuestionAnswer, Rich
from exporter.model.walk import closing_block, opening_block
from exporter.style.model import Role

Flow = list[Element | Spanning | PageTurn | Inset]
BOX_AIR = 0.2  # of a slot: white between a box's rules and its text


class Flower:
    """Makes the flow of one article in columns of `width` points, block by block in the order of reading.

    `make` gives the elements of one block, `left` points from the column's edge; it comes back here for the blocks
    inside that one.
    """

    def __init__(
        self, desk: Compositor, width: float, make: Callable[[Flower, Block, Role, float], Flow], in_cell: bool = False
    ) -> None:
        self.desk, self.width, self._make, self._in_cell = desk, width, make, in_cell
        self.photos = {photo.id: photo for photo in desk.article.photos}
        self.after_head = True  # the next paragraph has no first-line indent
        self.first = opening_block(desk.article)  # which dateline or drop cap open
        self.last = _last_paragraph(desk.article.body) if desk.style.end_mark else None

    def flow(self, blocks: Iterable[Block], role: Role = "body", left: float = 0.0) -> Flow:
        """Return the blocks' elements in order, `left` points from the column's edge."""
        elements: Flow = []
        for block in blocks:
            elements += self.element(block, role, left)
        return elements

    def element(self, block: Block, role: Role, left: float) -> Flow:
        """Return the elements of one block."""
        return self._make(self, block, role, left)

    def text(self, role: Role, runs: Rich, block: str, left: float, language: str = "") -> Flow:
        """Return one running paragraph."""
        element = running(self.desk, role, self.desk.spans(role, runs, language), self.width, block, left)
        return [element] if element else []

    def may_span(self, left: float) -> bool:
        """Return True when something may go across the page: in a column of several, no part of a list or a cell."""
        return self.desk.style.page.columns > 1 and not left and not self._in_cell

    def inside(self, block: Block, role: Role, width: float) -> tuple[Strip, ...]:
        """Return a block as it stands in the cell of a table."""
        strips: list[Strip] = []
        for element in Flower(self.desk, width, self._make, in_cell=True).element(block, role, 0.0):
            if isinstance(element, Spanning | PageTurn | Inset):
                continue  # the turn of a page that its author asks for; nothing spans or stands beside text in a cell
            inner = element.strips() or ()
            blank = element.before if strips else 0
            strips += [with_blank(inner[0], blank, self.desk.grid.step), *inner[1:]] if inner else []
        return tuple(strips)


def keep_together(flow: Flow) -> None:
    """Let no column break cut the elements apart where they are short."""
    for element in flow[:-1]:
        if isinstance(element, Running):
            inner = element.decorate
            element.decorate = lambda strips, before=inner: tuple(  # type: ignore[misc]
                replace(strip, keep=True) for strip in before(strips)
            )


def moved(stack: Stack, left: float) -> Stack:
    """Return the stack so much further from the column's edge."""
    return Stack(tuple(shift(stack.items, left, 0.0)), stack.height, stack.lines) if left else stack


def _last_paragraph(body: tuple[Block, ...]) -> Block | None:
    """Return the paragraph that the end mark follows."""
    block = closing_block(body)
    return block.answer[-1] if isinstance(block, QuestionAnswer) else block
