"""One story → its sections: the head over all columns, the text in columns, the foot over all columns."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from exporter.backends.docx.blocks import mark_block
from exporter.backends.docx.draft import Draft, Flow, Story
from exporter.backends.docx.elements import last_child
from exporter.backends.docx.furniture import SEPARATOR, furniture_of
from exporter.backends.docx.head import part_lead_photos, write_head, write_lead_photos, write_nameplate
from exporter.backends.docx.languages import well_formed
from exporter.backends.docx.notes import write_called_notes, write_other_notes
from exporter.backends.docx.opening import write_body
from exporter.backends.docx.paragraphs import is_paragraph, open_paragraph, style_of, widen_after
from exporter.backends.docx.runs import write_text
from exporter.backends.docx.sections import SectionPlan, Start, end_document, end_section
from exporter.model import Article, Edition, Rights
from exporter.model.language import article_direction


class StoryPlan(Struct, frozen=True):
    """How a story stands in the file."""

    start: Start
    headline_size: float  # in points
    photo_share: float = 1.0  # of the height that the style gives a lead photo
    nameplate: bool = False  # the paper's name stands above it
    section: str = ""  # the heading of the section that begins here
    ruled: bool = False  # a rule parts it from the story that follows on the same page
    last: bool = False


def story_flow(draft: Draft, article: Article) -> Flow:
    """Return the flow over all columns, in the language and direction of the article."""
    page = draft.style.page
    language = well_formed(article.language) or draft.language
    return Flow(
        container=draft.body,
        part=draft.document,
        width=page.measure,
        height=page.height - page.top - page.bottom,
        language=language,
        side=article_direction(article, language),
    )


def write_story(draft: Draft, edition: Edition, story: Story, plan: StoryPlan) -> tuple[str, str]:
    """Append the story; return the bookmarks of its section's heading and of its headline, "" where there is none."""
    draft.notes, draft.called = {note.id: note for note in story.article.notes}, {}
    flow, page = story_flow(draft, story.article), draft.style.page
    section = _head_section(draft, flow, edition, story, plan)
    before = last_child(draft.body)
    if plan.nameplate:
        write_nameplate(draft, flow, edition, story.article)
    marks = _write_section_head(draft, flow, plan.section), write_head(draft, flow, edition, story, plan.headline_size)
    over, inside = part_lead_photos(draft, flow, story, plan.photo_share)
    write_lead_photos(draft, flow, over)
    _open_air(draft)
    columns = replace(flow, width=page.column_width)
    if page.columns > 1:
        end_section(draft, flow, section)
        write_lead_photos(draft, columns, inside)
        _write_text(draft, columns, story)
        end_section(draft, flow, SectionPlan("continuous", page.columns))
        section = SectionPlan("continuous")
    else:
        _write_text(draft, columns, story)
    _write_foot(draft, flow, story.article, plan)
    mark_block(draft, flow, before, f"story:{story.article.id}")
    (end_document if plan.last else end_section)(draft, flow, section)
    write_called_notes(draft, columns, story)
    return marks


def _head_section(draft: Draft, flow: Flow, edition: Edition, story: Story, plan: StoryPlan) -> SectionPlan:
    """Return the section that the story begins with.

    Running head and folio are named again only where they change: on a page that goes on, LibreOffice would put the new
    ones in place of the nameplate's.
    """
    header, footer, opening = furniture_of(draft, flow, edition, story)
    opening = opening if plan.nameplate or draft.house or draft.style.page.opening == "record" else ""
    if plan.start == "continuous" and (header, footer) == draft.running:
        return SectionPlan("continuous")
    draft.running = (header, footer)
    return SectionPlan(plan.start, 1, header, footer, opening)


def _write_section_head(draft: Draft, flow: Flow, name: str) -> str:
    if not name:
        return ""
    paragraph = open_paragraph(draft, flow, "SectionHead")
    write_text(draft, flow, paragraph, name, "SectionHead")
    return draft.bookmark(paragraph, f"section_{name}")


def _open_air(draft: Draft) -> None:
    """Part the head from the text; captions and the record have space of their own below them."""
    last = last_child(draft.body)
    if is_paragraph(last) and style_of(last) not in ("Caption", "Credit", "Spacer"):
        widen_after(last, draft.style.grid * 0.75)


def _write_text(draft: Draft, flow: Flow, story: Story) -> None:
    write_body(draft, flow, story)
    write_other_notes(draft, flow, story)
    for number, person in enumerate(story.article.byline.persons):
        if person.bio:
            paragraph = open_paragraph(draft, flow, "Contribution")
            write_text(draft, flow, paragraph, person.bio, "Contribution")
            draft.bookmark(paragraph, f"bio:{number}:{story.article.id}")


def rights_words(rights: Rights) -> str:
    """Return the notice as it is given, else one made of holder and year; then usage terms and licence."""
    holder = " ".join(part for part in ("©", rights.year, rights.holder) if part) if rights.holder else ""
    return SEPARATOR.join(part for part in (rights.notice or holder, rights.usage, rights.licence) if part)


def _write_foot(draft: Draft, flow: Flow, article: Article, plan: StoryPlan) -> None:
    if words := rights_words(article.rights):
        write_text(draft, flow, open_paragraph(draft, flow, "Rights"), words, "Rights")
        draft.shown[f"rights:{article.id}"] = words
    if plan.ruled:
        open_paragraph(draft, flow, "StoryRule")
