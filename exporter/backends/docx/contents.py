"""The front of an edition: its name and the table of contents, a field whose entries show without an update."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from exporter.backends.docx.draft import Draft, Flow
from exporter.backends.docx.elements import Element, W, add
from exporter.backends.docx.furniture import story_date
from exporter.backends.docx.head import write_nameplate
from exporter.backends.docx.paragraphs import open_paragraph
from exporter.backends.docx.runs import set_text, write_runs
from exporter.backends.docx.sections import SectionPlan, end_section
from exporter.dates import format_date
from exporter.model import Article, Edition, Rich, Run, rich

# All paragraphs with the outline level of Heading 1, which Section Head has too; as links, without numbers on the web.
_INSTRUCTION = r' TOC \o "1-1" \h \z \u '


class Contents(Struct, frozen=True):
    """One line of the contents: a section's name or a headline, and the bookmark where it stands."""

    words: str
    bookmark: str
    section: bool = False


def edition_title(edition: Edition) -> str:
    """Return the title of the whole: its own, else the paper's name."""
    return edition.title or edition.publication.name


def write_front(draft: Draft, flow: Flow, edition: Edition, lines: list[Contents], plan: SectionPlan) -> None:
    """Put the front of the edition before all that is written already."""
    written = list(draft.body)
    for node in written:
        draft.body.remove(node)
    if draft.style.page.opening == "nameplate":
        write_nameplate(draft, flow, edition, Article())
        title = edition.title if edition.publication.name else ""
        _write(draft, flow, rich(title), "Subtitle")
    else:
        title = edition_title(edition)
        _write(draft, flow, rich(title), "Title")
        date = format_date(story_date(edition, edition.articles[0]), draft.language)
        _write(draft, flow, rich(date), "Subtitle")
    draft.shown["title"] = title
    _write(draft, flow, rich(draft.style.phrase("contents", draft.language)), "TOCHeading")
    _write_contents(draft, flow, lines)
    end_section(draft, flow, plan)
    draft.body.extend(written)


def _write(draft: Draft, flow: Flow, runs: Rich, style: str) -> None:
    if runs:
        write_runs(draft, flow, open_paragraph(draft, flow, style), runs, style)


def _write_contents(draft: Draft, flow: Flow, lines: list[Contents]) -> None:
    """Append the field, in the frame by which Word offers to update it."""
    frame = add(flow.container, "sdt")
    gallery = add(add(frame, "sdtPr"), "docPartObj")
    add(gallery, "docPartGallery", val="Table of Contents")
    add(gallery, "docPartUnique")
    inside = replace(flow, container=add(frame, "sdtContent"))
    for index, line in enumerate(lines):
        paragraph = open_paragraph(draft, inside, "TOC1")
        if index == 0:
            _begin_field(paragraph, _INSTRUCTION)
        link = etree.SubElement(paragraph, W + "hyperlink", {W + "anchor": line.bookmark, W + "history": "1"})
        write_runs(draft, inside, link, (Run(line.words, ("bold",) if line.section else ()),), "TOC1")
        set_text(add(link, "r"), "\t")
        _begin_field(link, f" PAGEREF {line.bookmark} \\h ")  # Word counts the pages; no number beats a wrong one
        _end_field(link)
        if index == len(lines) - 1:
            _end_field(paragraph)


def _begin_field(parent: Element, instruction: str) -> None:
    add(add(parent, "r"), "fldChar", fldCharType="begin")
    add(add(parent, "r"), "instrText").text = instruction
    add(add(parent, "r"), "fldChar", fldCharType="separate")


def _end_field(parent: Element) -> None:
    add(add(parent, "r"), "fldChar", fldCharType="end")
