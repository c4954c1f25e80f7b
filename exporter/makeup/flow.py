"""Blocks of the story → elements that flow down the columns. One function for each kind of block."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from exporter.makeup.beside import Inset, beside_width, set_inset
from exporter.makeup.compositor import Compositor, Stack
from exporter.makeup.dropcap import with_drop_cap
from exporter.makeup.grid import shift
from exporter.makeup.notes import NoteLine
from exporter.makeup.photos import is_panorama, pile_up, set_gallery, set_on_grid
from exporter.makeup.strips import (
    Element,
    PageTurn,
    Running,
    Solid,
    Spanning,
    Strip,
    across,
    running,
    solid,
    with_blank,
)
from exporter.makeup.tables import set_table
from exporter.model import (
    Aside,
    Block,
    Break,
    Code,
    Crosshead,
    Embed,
    Figure,
    Footnote,
    List,
    Paragraph,
    Photo,
    QuestionAnswer,
    Quote,
    Rich,
    Rule,
    Run,
    Table,
    rich,
)  # fmt: skip
from exporter.model.walk import closing_block, opening_block
from exporter.page import Item, Line, Mark
from exporter.style.model import Role
from exporter.typeset.lines import Line as SetLine
from exporter.typeset.words import Span

Flow = list[Element | Spanning | PageTurn | Inset]
AIR = 0.25  # of a slot: how far a crosshead is lifted from the middle of its white towards the text above it
CODE_ADVANCE = 0.6  # of the size: the width of every glyph of the typewriter face
BOX_AIR = 0.2  # of a slot: white between a box's rules and its text
WHOLE_BOX = 16  # slots: text in a box no higher than this is not divided
LABEL = 0.2  # of the list's indent: where the label stands
TALLEST_QUOTE = 0.4  # of the page: a pull quote that is higher may be divided
HIGHEST_IN_COLUMN = 0.5  # of the page: a photo in a column is at most so high


class Flower:
    """Makes the flow of one article in columns of `width` points; it remembers what stood before the next block."""

    def __init__(self, desk: Compositor, width: float, in_cell: bool = False) -> None:
        self.desk, self.width, self._in_cell = desk, width, in_cell
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
        match block:
            case Paragraph():
                return self._paragraph(block, role, left)
            case Crosshead():
                return self._crosshead(block, left)
            case Quote():
                return self._pull_quote(block, left) if block.pull else self._quote(block, left)
            case List():
                return self._list(block, role, left)
            case Table():
                return [*set_table(self.desk, block, self.width - left, left, self._may_span(left), self._inside)]
            case Figure():
                return self._figure(block, role, left)
            case Aside():
                return self._aside(block, left)
            case QuestionAnswer():
                return self._exchange(block, left)
            case Code():
                return self._code(block, left)
            case Embed():
                return self._embed(block, left)
            case Rule():
                return self._rule(left)
            case Break():
                return self._break(block)
        assert_never(block)

    def _may_span(self, left: float) -> bool:
        """Return True when something may go across the page: in a column of several, no part of a list or a cell."""
        return self.desk.style.page.columns > 1 and not left and not self._in_cell

    def _inside(self, block: Block, role: Role, width: float) -> tuple[Strip, ...]:
        """Return a block as it stands in the cell of a table."""
        strips: list[Strip] = []
        for element in Flower(self.desk, width, in_cell=True).element(block, role, 0.0):
            if isinstance(element, Spanning | PageTurn | Inset):
                continue  # the turn of a page that its author asks for; nothing spans or stands beside text in a cell
            inner = element.strips() or ()
            blank = element.before if strips else 0
            strips += [with_blank(inner[0], blank, self.desk.grid.step), *inner[1:]] if inner else []
        return tuple(strips)

    def text(self, role: Role, runs: Rich, block: str, left: float, language: str = "") -> Flow:
        """Return one running paragraph."""
        element = running(self.desk, role, self.desk.spans(role, runs, language), self.width, block, left)
        return [element] if element else []

    def _paragraph(self, block: Paragraph, role: Role, left: float) -> Flow:
        desk = self.desk
        dateline: tuple[Span, ...] = ()
        opening = block is self.first
        if block.role != "body":
            role = block.role
        elif role == "body" and self.after_head:
            role = "body-first"
        if opening:
            dateline = desk.spans("dateline", rich(desk.article.dateline.raw))
        self.after_head = block.role == "lead"
        spans = dateline + desk.spans(role, block.text, block.language)
        if block is self.last:
            spans += desk.end_mark(role)
        element = running(desk, role, spans, self.width, block.id, left)
        if element is None:
            return []
        lines = desk.style.text[role].drop_cap_lines
        if opening and lines and not dateline:
            return [with_drop_cap(desk, element, spans, role, self.width - left, lines, block.id)]
        return [element]

    def _crosshead(self, block: Crosshead, left: float) -> Flow:
        role: Role = "crosshead" if block.level == 1 else "crosshead-minor"
        desk, grid = self.desk, self.desk.grid
        spans = desk.spans(role, block.text, block.language)
        lines = desk.lines(role, spans, self.width - left)
        before = desk.style.text[role].before
        lift = AIR * grid.step if before % grid.step > 1 else 0.0
        items: list[Item] = [Mark(left, 0, block.id, "".join(run.text for run in block.text), block.level)]
        for number, line in enumerate(lines):
            items += shift(line.items, left, number * grid.step + grid.baseline - lift, block.id)
        self.after_head = True
        strip = Strip(max(1, len(lines)), tuple(items), keep=True, heading=True)
        return [Solid((strip,), grid.slots_for(before), grid.slots_for(desk.style.text[role].after))]

    def _quote(self, block: Quote, left: float) -> Flow:
        desk = self.desk
        self.after_head = True
        inner = self.flow(block.blocks, "quote", left)
        if block.attribution:
            indent = left + desk.style.text["quote"].left
            inner += self.text("attribution", (Run("— "), *block.attribution), f"{block.id}-attribution", indent)
            _keep_together(inner)
        self.after_head = False
        return inner

    def _pull_quote(self, block: Quote, left: float) -> Flow:
        desk, width = self.desk, self.width - left
        quoted = [inner for inner in block.blocks if isinstance(inner, Paragraph)]
        size = min((desk.undivided("pull-quote", inner.text, width) for inner in quoted), default=0.0)
        stacks: list[Stack] = []
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                stacks.append(desk.stack("pull-quote", inner.text, width, inner.id, size=size))
            else:
                lines = _as_note_lines(self.element(inner, "quote", left), desk.grid.step)
                stacks += [Stack(tuple(shift(line.items, -left, 0.0)), line.height) for line in lines]
        if block.attribution:
            stacks.append(desk.stack("attribution", (Run("— "), *block.attribution), width, f"{block.id}-attribution"))
        body = pile_up(stacks, 2.0)
        color = desk.style.text["pull-quote"].color.rgb
        rules: tuple[Item, ...] = (
            Line(0, 1, width, 1, 1.2, color),
            Line(0, body.height + 9, width, body.height + 9, 0.4, color),
        )
        framed = Stack((*rules, *shift(body.items, 0, 5)), body.height + 10)
        if framed.height > TALLEST_QUOTE * desk.grid.slots * desk.grid.step:
            return self._long_pull_quote(block, left)
        white = -framed.height % desk.grid.step  # below its foot, up to the next line
        return [
            solid(desk, _moved(framed, left), desk.grid.step / 2, desk.grid.step if white < desk.grid.step / 2 else 0)
        ]

    def _long_pull_quote(self, block: Quote, left: float) -> Flow:
        """Return a quotation that a column break may divide between its lines, its rules above and below it."""
        desk, width = self.desk, self.width
        color, air = desk.style.text["pull-quote"].color.rgb, BOX_AIR * desk.grid.step
        inner = self.flow(block.blocks, "pull-quote", left)
        if block.attribution:
            inner += self.text("attribution", (Run("— "), *block.attribution), f"{block.id}-attribution", left)
            _keep_together(inner[-2:])
        head = Solid((Strip(0, (Line(left, -air, width, -air, 1.2, color),), keep=True),), before=1)
        return [head, *inner, Solid((Strip(0, (Line(left, air, width, air, 0.4, color),)),), before=0, after=1)]

    def _list(self, block: List, role: Role, left: float) -> Flow:
        desk = self.desk
        flow: Flow = []
        indent = desk.style.text["list"].left
        inside: Role = "list" if role in ("body", "body-first", "list") else role
        inner_left = left if inside == "list" else left + indent
        for number, item in enumerate(block.items, block.start):
            inner: Flow = []
            for part in item:
                inner += self.element(part, inside, inner_left if isinstance(part, Paragraph) else left + indent)
            label = self.desk.lines(inside, self.desk.spans(inside, rich(f"{number}." if block.ordered else "•")), 99.0)
            flow += self._labelled(inner, label[0], left + LABEL * indent, item[0].id if item else block.id)
        self.after_head = False
        return flow

    def _labelled(self, inner: Flow, label: SetLine, x: float, block: str) -> Flow:
        """Return an item's elements with its label beside the first line."""
        at = self.width - x - label.width if self.desk.rtl else x
        items = tuple(shift(label.items, at, self.desk.grid.baseline, f"{block}-label"))
        for element in inner:
            if isinstance(element, Running):
                element.decorate = (
                    lambda strips, first=items: (  # type: ignore[misc]
                        replace(strips[0], items=(*first, *strips[0].items)),
                        *strips[1:],
                    )
                )
                return inner
        return [Solid((Strip(1, items, keep=True),)), *inner]

    def _figure(self, block: Figure, role: Role, left: float) -> Flow:
        """Return one photo in the column; several, or a panorama, across the page, each with its caption."""
        desk = self.desk
        highest = HIGHEST_IN_COLUMN * desk.grid.slots * desk.grid.step
        photos = [self.photos[photo_id] for photo_id in block.photos if photo_id in self.photos]  # others are findings
        shown = [photo for photo in photos if photo.src]
        caption = desk.stack("caption", block.caption, self.width - left, f"{block.id}-title")
        if len(shown) > 1 or (shown and is_panorama(desk, shown[0]) and not left):
            spans = self._may_span(left)
            width = desk.style.page.measure if spans else self.width - left
            caption = desk.stack("caption", block.caption, width, f"{block.id}-title")
            rows = set_gallery(desk, shown, width, highest)
            stack = pile_up([*rows, caption] if caption.items else rows, desk.grid.step / 2)
            flow: Flow = [
                Spanning(stack, floats=True) if spans else solid(desk, _moved(stack, left), desk.grid.step / 2)
            ]
        else:
            flow = [element for photo in shown for element in self.photo(photo, role, left, highest)]
            flow += [solid(desk, _moved(caption, left))] if caption.items else []
        for photo in photos:
            flow += [] if photo.src else self.photo(photo, role, left, highest)
        return flow

    def photo(self, photo: Photo, role: Role, left: float, highest: float) -> Flow:
        """Return a photo beside the story's text where it suits that, else in the column."""
        desk = self.desk
        shown = beside_width(desk, photo, self.width) if role == "body" and not left else 0.0
        if shown:
            return [set_inset(desk, photo, shown, self.width, lambda: self._in_column(photo, left, highest))]
        return [*self._in_column(photo, left, highest)]

    def _in_column(self, photo: Photo, left: float, highest: float) -> list[Element]:
        desk = self.desk
        stack = _moved(set_on_grid(desk, photo, self.width - left, highest), left)
        if stack.items and not photo.src:  # no line of the text that happens to be small
            rule = Line(left, 0.0, self.width, 0.0, 0.5, desk.style.colors["rule"].rgb)
            return [solid(desk, Stack((rule, *stack.items), stack.height), desk.grid.step, desk.grid.step)]
        return [solid(desk, stack, 0.0, desk.grid.step)] if stack.items else []

    def _aside(self, block: Aside, left: float) -> Flow:
        desk = self.desk
        width, color = self.width - left, desk.style.colors["accent"].rgb
        inner: Flow = self.text("aside-title", block.title, f"{block.id}-title", left)
        inner += self.flow(block.blocks, "aside", left)
        self.after_head = True
        air = BOX_AIR * desk.grid.step
        head = Solid((Strip(0, (Line(left, -air, left + width, -air, 1.5, color),), keep=True),), before=1)
        foot = Solid((Strip(0, (Line(left, air, left + width, air, 0.5, color),)),), before=0, after=1)
        height = sum(element.height for element in inner if isinstance(element, Running))
        _keep_together([*inner, foot] if height <= WHOLE_BOX else inner)
        return [head, *inner, foot]

    def _exchange(self, block: QuestionAnswer, left: float) -> Flow:
        flow = self.text("question", block.question, f"{block.id}-question", left)
        self.after_head = True
        return flow + self.flow(block.answer, "answer", left)

    def _break(self, block: Break) -> Flow:
        if block.to == "page":
            return [PageTurn()]
        return [Solid((Strip(0, turn=True),))] if self.desk.style.page.columns > 1 else []

    def _code(self, block: Code, left: float) -> Flow:
        desk, text = self.desk, self.desk.style.text["code"]
        longest = max(len(line) for line in block.text.split("\n")) * CODE_ADVANCE * text.size
        if longest > self.width - left and self._may_span(left):
            strips = self._code_lines(block, left, desk.style.page.measure)
            return [*across(strips, desk, floats=False)]
        strips = self._code_lines(block, left, self.width)
        return [Solid(strips, 1, 1)]

    def _code_lines(self, block: Code, left: float, width: float) -> tuple[Strip, ...]:
        desk, grid = self.desk, self.desk.grid
        strips: list[Strip] = []
        for text in block.text.split("\n"):
            words = text.lstrip(" ")
            indent = left + (len(text) - len(words)) * CODE_ADVANCE * desk.style.text["code"].size
            lines = desk.lines("code", desk.spans("code", rich(words)), width - indent)
            strips += [Strip(1, tuple(shift(line.items, indent, grid.baseline, block.id))) for line in lines]
            strips += [Strip(1)] if not lines else []
        last = len(strips) - 2  # no line of program text stands alone
        return tuple(replace(strip, keep=number in (0, last)) for number, strip in enumerate(strips))

    def _embed(self, block: Embed, left: float) -> Flow:
        flow: Flow = []
        title = ": ".join(part for part in (block.provider, block.title) if part)
        flow += self.text("aside-title", rich(title), block.id, left)
        flow += self.flow(block.blocks, "embed", left)
        address = (Run(_short(block.url), (), block.url if "://" in block.url else ""),) if block.url else ()
        flow += self.text("embed", address, block.id, left)
        _keep_together(flow)
        self.after_head = True
        return flow

    def _rule(self, left: float) -> Flow:
        desk = self.desk
        middle, y = left + (self.width - left) / 2, desk.grid.step / 2
        line = Line(middle - 18, y, middle + 18, y, 0.5, desk.style.colors["rule"].rgb)
        self.after_head = True
        return [Solid((Strip(1, (line,), keep=True),))]

    def notes(self, notes: tuple[Footnote, ...]) -> dict[str, tuple[NoteLine, ...]]:
        """Return the lines of each note, its label before the first."""
        return {note.id: self._note(note, str(number)) for number, note in enumerate(notes, 1)}

    def _note(self, note: Footnote, number: str) -> tuple[NoteLine, ...]:
        desk = self.desk
        label = desk.spans("footnote", (Run(note.label or number, ("superscript",)), Run("\u00a0")),
                           tag=f"{note.id}-label")  # fmt: skip
        lines: list[NoteLine] = [NoteLine((Mark(0, 0, note.id),), 0.0)]
        for block in note.blocks:
            if isinstance(block, Paragraph):
                spans = label + desk.spans("footnote", block.text, block.language)
                label = ()
                for line in desk.lines("footnote", spans, self.width):
                    stack = desk.pile("footnote", (line,), block.id)
                    lines.append(NoteLine(stack.items, stack.height))
            else:
                lines += _as_note_lines(self.element(block, "footnote", 0.0), desk.grid.step)
        return (NoteLine((*lines[0].items, *lines[1].items), lines[1].height), *lines[2:]) if lines[1:] else ()


def _as_note_lines(flow: Flow, step: float) -> list[NoteLine]:
    lines: list[NoteLine] = []
    for element in flow:
        if isinstance(element, Spanning):
            lines.append(NoteLine(element.stack.items, element.stack.height))
        elif not isinstance(element, PageTurn | Inset):
            lines += [NoteLine(strip.items, strip.slots * step) for strip in element.strips() or ()]
    return lines


def _last_paragraph(body: tuple[Block, ...]) -> Block | None:
    """Return the paragraph that the end mark follows."""
    block = closing_block(body)
    return block.answer[-1] if isinstance(block, QuestionAnswer) else block


def _moved(stack: Stack, left: float) -> Stack:
    return Stack(tuple(shift(stack.items, left, 0.0)), stack.height, stack.lines) if left else stack


def _short(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")


def _keep_together(flow: Flow) -> None:
    """Let no column break cut the elements apart where they are short."""
    for element in flow[:-1]:
        if isinstance(element, Running):
            inner = element.decorate
            element.decorate = lambda strips, before=inner: tuple(  # type: ignore[misc]
                replace(strip, keep=True) for strip in before(strips)
            )
