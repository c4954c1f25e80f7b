"""Footnotes: the notes that the text calls become Word footnotes, the others stand at the end of the story."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.backends.docx.blocks import mark_block, write_block, write_blocks
from exporter.backends.docx.draft import Draft, Flow, Story
from exporter.backends.docx.elements import PRESERVE, Element, W, add, last_child, root
from exporter.backends.docx.paragraphs import open_paragraph
from exporter.backends.docx.runs import set_text, write_runs
from exporter.backends.docx.settings import CONTINUATION, SEPARATOR
from exporter.model import Footnote, Paragraph, rich


def write_separators(draft: Draft) -> None:
    """Append the two notes that every Word file has: the lines above footnotes and above their continuation."""
    for number, kind in ((SEPARATOR, "separator"), (CONTINUATION, "continuationSeparator")):
        note = add(draft.footnotes_node, "footnote", type=kind, id=number)
        paragraph = add(note, "p")
        add(add(paragraph, "pPr"), "spacing", before=0, after=0, line=240, lineRule="auto")
        add(add(paragraph, "r"), kind)


def write_called_notes(draft: Draft, flow: Flow, story: Story) -> None:
    """Append to footnotes.xml the notes that the story calls, in the order of their numbers."""
    for note_id, (number, mark) in draft.called.items():
        node = add(draft.footnotes_node, "footnote", id=number)
        inside = replace(flow, container=node, part=draft.footnotes, style="FootnoteText", in_note=True, left=0.0)
        write_blocks(draft, inside, story, draft.notes[note_id].blocks)
        if not len(node) or node[0].tag != W + "p":
            _put_first(node, open_paragraph(draft, inside, "FootnoteText"))
        _put_mark(node[0], mark)
        draft.bookmark(node[0], note_id)


def write_other_notes(draft: Draft, flow: Flow, story: Story) -> None:
    """Append to the story the notes that only notes call, or nothing: they are said, so they are printed."""
    inside = replace(flow, style="FootnoteText", in_note=True)
    for note_id, note in draft.notes.items():
        if note_id not in draft.called:
            before = last_child(flow.container)
            _write_note_as_text(draft, inside, story, note)
            mark_block(draft, flow, before, note_id)


def _write_note_as_text(draft: Draft, flow: Flow, story: Story, note: Footnote) -> None:
    blocks = note.blocks
    label = rich(note.label, "superscript") + rich(" ") if note.label else ()
    if label and not (blocks and isinstance(blocks[0], Paragraph)):
        write_runs(draft, flow, open_paragraph(draft, flow, "FootnoteText"), label, "FootnoteText")
        label = ()
    for index, block in enumerate(blocks):
        if index == 0 and label and isinstance(block, Paragraph):
            block = Paragraph(text=label + block.text, role=block.role, id=block.id, language=block.language)
        write_block(draft, flow, story, block)


def _put_first(node: Element, paragraph: Element) -> None:
    node.remove(paragraph)
    node.insert(0, paragraph)


def _put_mark(paragraph: Element, mark: str) -> None:
    """Set the note's number, or its own mark, and a space in front of its text."""
    nest = root("nest")
    run = add(nest, "r")
    add(add(run, "rPr"), "rStyle", val="FootnoteReference")
    if mark:
        set_text(run, mark)
    else:
        add(run, "footnoteRef")
    space = add(nest, "r")
    add(space, "t").text = " "
    space[0].attrib.update(PRESERVE)
    paragraph[1:1] = list(nest)
