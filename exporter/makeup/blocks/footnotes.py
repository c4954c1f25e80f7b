"""The lines of each note, its label before the first."""

from __future__ import annotations

from exporter.makeup.beside import Inset
from exporter.makeup.blocks.flower import Flow, Flower
from exporter.makeup.notes import NoteLine
from exporter.makeup.strips import PageTurn, Spanning
from exporter.model import Footnote, Paragraph, Run
from exporter.page import Mark


def set_notes(flower: Flower, notes: tuple[Footnote, ...]) -> dict[str, tuple[NoteLine, ...]]:
    """Return the lines of each note, by its id."""
    return {note.id: _set_note(flower, note, str(number)) for number, note in enumerate(notes, 1)}


def _set_note(flower: Flower, note: Footnote, number: str) -> tuple[NoteLine, ...]:
    desk = flower.desk
    label = desk.spans("footnote", (Run(note.label or number, ("superscript",)), Run("\u00a0")), tag=f"{note.id}-label")
    lines: list[NoteLine] = [NoteLine((Mark(0, 0, note.id),), 0.0)]
    for block in note.blocks:
        if isinstance(block, Paragraph):
            spans = label + desk.spans("footnote", block.text, block.language)
            label = ()
            for line in desk.lines("footnote", spans, flower.width):
                stack = desk.pile("footnote", (line,), block.id)
                lines.append(NoteLine(stack.items, stack.height))
        else:
            lines += as_note_lines(flower.element(block, "footnote", 0.0), desk.grid.step)
    return (NoteLine((*lines[0].items, *lines[1].items), lines[1].height), *lines[2:]) if lines[1:] else ()


def as_note_lines(flow: Flow, step: float) -> list[NoteLine]:
    """Return what stands in the flow as lines that no break cuts."""
    lines: list[NoteLine] = []
    for element in flow:
        if isinstance(element, Spanning):
            lines.append(NoteLine(element.stack.items, element.stack.height))
        elif not isinstance(element, PageTurn | Inset):
            lines += [NoteLine(strip.items, strip.slots * step) for strip in element.strips() or ()]
    return lines
