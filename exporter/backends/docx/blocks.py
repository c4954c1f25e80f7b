"""Block → paragraphs, lists, boxes, tables and photos. The recipe is `write_block`: one line for each kind of block."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from exporter.backends.docx.draft import Draft, Flow, Story
from exporter.backends.docx.elements import Element, W, add, children_after, last_child
from exporter.backends.docx.frames import BULLETS, NUMBERS
from exporter.backends.docx.languages import well_formed
from exporter.backends.docx.paragraphs import Direct, is_paragraph, keep_next, open_paragraph, widen_after
from exporter.backends.docx.photo import write_photo
from exporter.backends.docx.roles import CROSSHEADS
from exporter.backends.docx.runs import set_text, write_runs
from exporter.backends.docx.settings import LEVELS, add_numbering, list_step
from exporter.backends.docx.tables import write_aside, write_table
from exporter.model import (
    Aside,
    Block,
    Break,
    Code,
    Crosshead,
    Embed,
    Figure,
    List,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rich,
    Rule,
    Run,
    Table,
)  # fmt: skip
from exporter.model.language import direction_of

PARAGRAPH_ROLES = {"lead": "Lead", "contribution": "Contribution", "endnote": "EditorialNote"}
BOXED = ("Table", "TableHead", "FactBox", "FootnoteText", "Embed")


def write_blocks(draft: Draft, flow: Flow, story: Story, blocks: tuple[Block, ...], align: str = "") -> None:
    """Append the blocks in order; `align` is the alignment of plain paragraphs where it is not the style's."""
    for block in blocks:
        write_block(draft, flow, story, block, align=align)


def write_block(draft: Draft, flow: Flow, story: Story, block: Block, *, align: str = "") -> None:
    """Append the block, with a bookmark of its id where it begins."""
    flow = in_language(flow, block.language)
    before = last_child(flow.container)
    match block:
        case Paragraph():
            style = PARAGRAPH_ROLES.get(block.role, flow.style)
            _write_line(draft, flow, block.text, style, Direct(align=align))
        case Crosshead():
            _write_line(draft, flow, block.text, CROSSHEADS[min(block.level, len(CROSSHEADS)) - 1])
        case Quote():
            _write_quote(draft, flow, story, block)
        case List():
            _write_list(draft, flow, story, block)
        case Table():
            write_table(
                draft, flow, block, lambda inside, blocks, side: write_blocks(draft, inside, story, blocks, side)
            )
        case Figure():
            _write_figure(draft, flow, story, block)
        case Aside():
            write_aside(
                draft, flow, block, lambda inside, blocks, side: write_blocks(draft, inside, story, blocks, side)
            )
        case QuestionAnswer():
            _write_line(draft, flow, block.question, "Question", Direct(keep_next=True))
            write_blocks(draft, replace(flow, style="Answer"), story, block.answer)
        case Code():
            set_text(add(open_paragraph(draft, flow, "Code"), "r"), block.text)
        case Embed():
            _write_embed(draft, flow, story, block)
        case Rule():
            open_paragraph(draft, flow, "Rule")
        case Break():
            add(add(open_paragraph(draft, flow, "Spacer"), "r"), "br", type=block.to)
        case _:
            assert_never(block)
    if block.id:
        mark_block(draft, flow, before, block.id)


def in_language(flow: Flow, language: str) -> Flow:
    """Return the flow as it is for a block in `language`; "" changes nothing."""
    tag = well_formed(language)
    return replace(flow, language=tag, side=direction_of(tag)) if tag and tag != flow.language else flow


def mark_block(draft: Draft, flow: Flow, before: Element, block_id: str) -> None:
    """Set the bookmark of a block whose nodes follow the node `before` of the flow."""
    for node in children_after(flow.container, before):
        paragraph = next(node.iter(W + "p"), None)
        if paragraph is not None:
            draft.bookmark(paragraph, block_id)
            return


def _write_line(draft: Draft, flow: Flow, runs: Rich, style: str, direct: Direct = Direct()) -> None:
    write_runs(draft, flow, open_paragraph(draft, flow, style, direct), runs, style)


def _write_quote(draft: Draft, flow: Flow, story: Story, quote: Quote) -> None:
    style = "PullQuote" if quote.pull else "Quote"
    attribution = "PullQuoteAttribution" if quote.pull else "Attribution"
    before = last_child(flow.container)
    write_blocks(draft, replace(flow, style=style), story, quote.blocks)
    if quote.attribution:
        written = children_after(flow.container, before)
        for paragraph in filter(is_paragraph, written):
            keep_next(paragraph)
        if quote.pull and written and is_paragraph(written[-1]):
            widen_after(written[-1], 0.0)
        _write_line(draft, flow, quote.attribution, attribution)


def _write_list(draft: Draft, flow: Flow, story: Story, listing: List) -> None:
    level = min(flow.level + 1, LEVELS - 1)
    number = BULLETS
    if listing.ordered:
        number = draft.count("numbering", NUMBERS + 1)
        add_numbering(draft.numbering_node, number, level, listing.start)
    boxed = flow.style in BOXED  # a list in a box or note keeps the type of its surroundings
    style = flow.style if boxed else "ListNumber" if listing.ordered else "ListBullet"
    following = flow.style if boxed else "ListContinue"
    step = list_step(draft.style)
    width = max(flow.width - step, step)
    inside = replace(flow, level=level, left=step * (level + 1), width=width, style=following)
    for item in listing.items:
        first = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(text=())
        before = last_child(flow.container)
        _write_line(draft, flow, first.text, style, Direct(numbering=number, level=level))
        if first.id:
            mark_block(draft, flow, before, first.id)
        write_blocks(draft, inside, story, item[1:] if item[:1] == (first,) else item)


def _write_figure(draft: Draft, flow: Flow, story: Story, figure: Figure) -> None:
    for photo_id in figure.photos:
        if photo := story.photos.get(photo_id):
            write_photo(draft, flow, photo)
    if figure.caption:
        _write_line(draft, flow, figure.caption, "Caption")
        draft.bookmark(last_child(flow.container), f"caption:{figure.id}")


def _write_embed(draft: Draft, flow: Flow, story: Story, embed: Embed) -> None:
    """Append title and provider, then the address itself: on paper a link cannot be followed."""
    if words := ", ".join(part for part in (embed.title, embed.provider) if part):
        _write_line(draft, flow, (Run(words, ("bold",), embed.url),), "Embed", Direct(keep_next=True))
    write_blocks(draft, replace(flow, style="Embed"), story, embed.blocks)
    _write_line(draft, flow, (Run(embed.url, (), embed.url),), "Embed")
