"""One story → one XHTML page. The recipe is `write_story`."""

from __future__ import annotations

from lxml.etree import _Element
from msgspec import Struct

from exporter.backends.epub.blocks import add_blocks
from exporter.backends.epub.figures import add_photo
from exporter.backends.epub.head import add_head, add_tail
from exporter.backends.epub.headings import heading_scope
from exporter.backends.epub.notes import add_notes
from exporter.backends.epub.pagebreaks import PageBreak, mark_breaks
from exporter.backends.epub.plan import Story
from exporter.backends.epub.sheet import Sheet
from exporter.backends.epub.writing import is_vertical
from exporter.backends.epub.xml import add, add_first, add_text, page_bytes, set_type, start_page
from exporter.model import Paragraph
from exporter.model.walk import closing_block, lead_photo_ids, opening_block
from exporter.regex import regex
from exporter.report import Report
from exporter.style.model import Style

# Letters that a drop cap suits: those with capitals (Latin, Greek, Cyrillic, Armenian ...), after at most one quote.
_OPENS_WITH_CAPITAL = regex(r"\W?([^\W\d_])")
_LINE = 60  # letters of a line: into a drop cap with fewer lines beside it the next paragraph would run


class StoryPage(Struct, frozen=True):
    """A story's page, and label and id of each printed page that begins in it."""

    data: bytes
    breaks: tuple[tuple[str, str], ...] = ()


def write_story(story: Story, style: Style, report: Report, breaks: tuple[PageBreak, ...] = ()) -> StoryPage:
    """Return the story's page: head, lead photos, body, footnotes, tail, each of them only where there is something."""
    sheet = Sheet(story, style, report)
    if story.article.language:
        sheet.knows_language(story.article.language, sheet.place())
    html, body = start_page(story.title, story.language, story.direction, "story")
    if is_vertical(story.language, style):
        html.set("class", "vertical")
    section = add(body, "section", story.article.genre)
    section.set("id", sheet.new_id(story.key))
    set_type(section, "chapter", "doc-chapter")
    section.set("aria-labelledby", sheet.headline_id)
    add_head(section, sheet)
    for photo in lead_photo_ids(story.article):
        add_photo(section, story.photos[photo], sheet)
    _add_body(section, sheet)
    add_notes(section, sheet)
    add_tail(section, sheet)
    marks = mark_breaks(section, breaks, sheet)
    return StoryPage(page_bytes(html), marks)


def _add_body(section: _Element, sheet: Sheet) -> None:
    """Append the body; the dateline opens its first paragraph, the end mark closes its last."""
    article = sheet.story.article
    opening, closing = opening_block(article), closing_block(article.body)
    if article.dateline.raw and opening is None:
        add(section, "p", "dateline", article.dateline.raw)
    with heading_scope(sheet, article.body):
        for block in article.body:
            add_blocks(section, (block,), sheet)
            if block is opening:
                _open_paragraph(section[-1], article.dateline.raw, sheet)
            if block is closing and sheet.style.end_mark:
                last = section[-1] if isinstance(block, Paragraph) else section[-1][-1]
                add_text(last, " ")
                add(last, "span", "end-mark", sheet.style.end_mark).set("aria-hidden", "true")


def _open_paragraph(paragraph: _Element, dateline: str, sheet: Sheet) -> None:
    """Set the dateline in front of the first paragraph, or else a drop cap where style and letter allow it."""
    text, lines = "".join(map(str, paragraph.itertext())), sheet.style.text["body-first"].drop_cap_lines
    capital = _OPENS_WITH_CAPITAL.match(text)
    drops = lines > 1 and capital and capital[1].lower() != capital[1] and len(text) >= lines * _LINE
    if dateline:
        add_first(paragraph, "span", "dateline", dateline)
    classes = (paragraph.get("class"), "first", "drop" if drops and not dateline else "")
    paragraph.set("class", " ".join(filter(None, classes)))
