"""The text of a story: how its first paragraph opens (dateline, drop cap) and how it ends (end mark)."""

from __future__ import annotations

from exporter.backends.docx.blocks import in_language, mark_block, write_block
from exporter.backends.docx.draft import Draft, Flow, Story
from exporter.backends.docx.elements import Element, last_child
from exporter.backends.docx.languages import is_tall
from exporter.backends.docx.paragraphs import Direct, cut_initial, open_paragraph
from exporter.backends.docx.runs import write_runs, write_text
from exporter.model import Article, Crosshead, Paragraph, Rich, Rule, rich, text_of
from exporter.model.walk import closing_block, opening_block
from exporter.report import ResourceError
from exporter.style.fonts import open_book
from exporter.style.model import Style

_CAP_HEIGHT = 660.0  # 1/1000 em, of most text faces
_LETTER = 0.45  # em: the width of a letter, spaces included


def write_body(draft: Draft, flow: Flow, story: Story) -> None:
    """Append the blocks of the story. A paragraph after a head or a rule has no indent."""
    body = story.article.body
    first, closing = opening_block(story.article), closing_block(body)
    if first is None and story.article.dateline.raw:
        _write_opening(draft, flow, story.article, Paragraph(text=()), end=False)
    after_head = True
    for block in body:
        if isinstance(block, Paragraph) and block.role == "body":
            if block is first:
                _write_opening(draft, flow, story.article, block, end=block is closing)
            else:
                _write_paragraph(draft, flow, block, "BodyFirst" if after_head else "BodyText", end=block is closing)
        else:
            write_block(draft, flow, story, block)
            if block is closing:
                _write_end_mark(draft, flow)
        after_head = isinstance(block, Crosshead | Rule) or (after_head and not isinstance(block, Paragraph))


def _write_paragraph(draft: Draft, flow: Flow, block: Paragraph, style: str, *, end: bool) -> None:
    flow = in_language(flow, block.language)
    before = last_child(flow.container)
    paragraph = open_paragraph(draft, flow, style)
    write_runs(draft, flow, paragraph, block.text, style)
    _finish(draft, flow, block, before, end=end)


def _write_opening(draft: Draft, flow: Flow, article: Article, block: Paragraph, *, end: bool) -> None:
    flow = in_language(flow, block.language)
    before = last_child(flow.container)
    dateline, text = rich(article.dateline.raw), block.text
    drops = _fills_drop_cap(draft, flow, text) and flow.side == "ltr" and not is_tall(flow.language)
    if drops and not dateline:  # a dateline has its own way to begin, and is one word to whoever searches it
        initial, text = cut_initial(text)
        if initial:
            _write_drop_cap(draft, flow, initial)
    paragraph = open_paragraph(draft, flow, "BodyFirst")
    write_runs(draft, flow, paragraph, dateline, "BodyFirst", character_style="Dateline")
    write_runs(draft, flow, paragraph, text, "BodyFirst")
    _finish(draft, flow, block, before, end=end)


def _fills_drop_cap(draft: Draft, flow: Flow, text: Rich) -> bool:
    """Return True where the style has a drop cap and the paragraph the lines that stand beside it."""
    first = draft.style.text["body-first"]
    return 0 < first.drop_cap_lines * flow.width <= len(text_of(text)) * first.size * _LETTER


def _finish(draft: Draft, flow: Flow, block: Paragraph, before: Element, *, end: bool) -> None:
    if end:
        _write_end_mark(draft, flow)
    if block.id:
        mark_block(draft, flow, before, block.id)


def _write_end_mark(draft: Draft, flow: Flow) -> None:
    """Set the style's end mark behind the last paragraph."""
    if draft.style.end_mark:
        mark = "\u00a0" + draft.style.end_mark
        write_text(draft, flow, last_child(flow.container), mark, "BodyText", character_style="EndMark")


def _write_drop_cap(draft: Draft, flow: Flow, initial: str) -> None:
    """Append the initial in a frame of its own, as Word's own drop caps are made.

    Its top is level with the first line's capitals and its foot stands on the last line's baseline.
    """
    text = draft.style.text["body-first"]
    lines = text.drop_cap_lines
    cap_height = _cap_height(draft.style) / 1000
    size = ((lines - 1) * text.leading + cap_height * text.size) / cap_height
    direct = Direct(drop_cap_lines=lines, line=lines * text.leading, keep_next=True)
    write_runs(draft, flow, open_paragraph(draft, flow, "BodyFirst", direct), rich(initial), "BodyFirst", size=size)


def _cap_height(style: Style) -> float:
    text = style.text["body-first"]
    try:
        return open_book(style.font_folders).face(style.families[text.family].file(text.slot)).cap_height
    except ResourceError:  # the file still names the font; whoever opens it may have it
        return _CAP_HEIGHT
