"""Edition → Word file. The recipe is `write`: stories, front, fixed parts, properties, zip."""

from __future__ import annotations

from collections.abc import Collection

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from msgspec.structs import replace

from exporter.backends.docx.contents import Contents, edition_title, write_front
from exporter.backends.docx.draft import Draft, Story
from exporter.backends.docx.fonts import embed_fonts
from exporter.backends.docx.furniture import furniture_of
from exporter.backends.docx.headline import fit_headline
from exporter.backends.docx.keep import keep_edition
from exporter.backends.docx.languages import well_formed
from exporter.backends.docx.notes import write_separators
from exporter.backends.docx.options import WordOptions
from exporter.backends.docx.properties import write_properties
from exporter.backends.docx.sections import SectionPlan
from exporter.backends.docx.settings import write_settings
from exporter.backends.docx.story import StoryPlan, story_flow, write_story
from exporter.backends.docx.styles import write_styles
from exporter.backends.docx.template import add_furniture, merge_styles, on_template
from exporter.backends.docx.theme import start_font_table, write_theme
from exporter.env import Env
from exporter.model import Article, Edition, rich, text_of
from exporter.report import InputError, Report
from exporter.style.model import Style

# Shares of the largest headline size and of the lead photo's height: for stories that do not lead, and for the photo of
# the first one, which stands on one page with the nameplate and the contents.
_SECONDARY, _SECONDARY_PHOTO, _FIRST_PHOTO = 0.6, 0.5, 0.75


def write(edition: Edition, style: Style, env: Env, report: Report, options: WordOptions = WordOptions()) -> bytes:
    """Return the Word file of the edition; a single story has no front and no contents.

    Raises InputError for an edition without stories, and ResourceError or InputError for a picture that cannot be had.
    """
    articles = edition.articles
    if not articles:
        raise InputError("the edition has no story", hint="give at least one story")
    single = len(articles) == 1
    language = document_language(edition)
    if options.template:
        style = on_template(style, options.template)
    draft = Draft(style, language, _headline_size(style, articles[0]), single, env, report)
    styles, theme = write_styles(style, language, draft.headline_size), write_theme(style)
    ids: dict[str, str] = {}
    if options.template:
        styles, ids = merge_styles(styles, options.template)
        theme, draft.house = options.template.theme or theme, add_furniture(draft, options.template, ids)
    write_separators(draft)
    front = None if single else _plan_front(draft, edition)
    lines = _write_stories(draft, edition)
    if front:
        write_front(draft, story_flow(draft, articles[0]), edition, lines, front)
    _add_fixed_parts(draft, styles, theme, house=ids.values())
    title = "" if single else edition_title(edition)
    write_properties(draft, edition, title or text_of(articles[0].headline))
    if style.word_keep_story:
        keep_edition(draft, edition)
    return draft.parts.save()


def document_language(edition: Edition) -> str:
    """Return the language of the whole: the edition's, else the first story's; "" where neither says."""
    languages = (edition.language, *(article.language for article in edition.articles))
    return next((language for language in map(well_formed, languages) if language), "")


def _headline_size(style: Style, article: Article, largest: float = 1000.0) -> float:
    return fit_headline(style, article.headline, style.page.measure, largest)


def _write_stories(draft: Draft, edition: Edition) -> list[Contents]:
    """Append all stories and return the lines of the contents."""
    style, nameplate = draft.style, draft.style.page.opening == "nameplate"
    lines: list[Contents] = []
    number, total = 0, len(edition.articles)
    for section in edition.sections:
        for index, entry in enumerate(section.entries):
            number += 1
            article = entry.article
            same_page = nameplate and (index > 0 or number == 1) and not draft.single
            leads = number == 1 or entry.priority == 1 or not nameplate
            largest = 1000.0 if leads else style.headline.ladder[-1] * _SECONDARY
            plan = StoryPlan(
                start="continuous" if same_page else "nextPage",
                headline_size=_headline_size(style, article, largest) if number > 1 else draft.headline_size,
                photo_share=(_FIRST_PHOTO if same_page else 1.0) if leads else _SECONDARY_PHOTO,
                nameplate=nameplate and draft.single,
                section=section.name if index == 0 else "",
                ruled=nameplate and index < len(section.entries) - 1,
                last=number == total,
            )
            story = Story(article, {photo.id: photo for photo in article.photos}, number)
            section_mark, story_mark = write_story(draft, edition, story, plan)
            if section_mark:
                lines.append(Contents(section.name, section_mark, section=True))
            if story_mark:
                lines.append(Contents(text_of(article.headline).replace("\n", " "), story_mark))
    return lines


def _plan_front(draft: Draft, edition: Edition) -> SectionPlan:
    """Return the section of the front; its furniture speaks of the edition, and of a first section on the same page."""
    first = replace(edition.articles[0], headline=rich(edition_title(edition)))
    if draft.style.page.opening != "nameplate":
        first = replace(first, section="", page="")
    furniture = furniture_of(draft, story_flow(draft, first), edition, Story(first, {}, 0))
    draft.running = furniture[:2]
    return SectionPlan("nextPage", 1, *furniture)


def _add_fixed_parts(draft: Draft, styles: bytes, theme: bytes, house: Collection[str]) -> None:
    """Give document and footnotes their content, and add styles, numbering, settings, theme and fonts.

    `house` are the ids of the styles that the newsroom's template rules over.
    """
    style, parts = draft.style, draft.parts
    parts.fill(draft.document, draft.document_node)
    parts.fill(draft.footnotes, draft.footnotes_node)
    fonts, families = start_font_table(style)
    for name, content_type, kind, data in (
        ("styles", CT.WML_STYLES, RT.STYLES, styles),
        ("settings", CT.WML_SETTINGS, RT.SETTINGS, write_settings(style, draft.language)),
        ("theme/theme1", CT.OFC_THEME, RT.THEME, theme),
    ):
        parts.relate(draft.document, parts.add(f"/word/{name}.xml", content_type, data), kind)
    for name, content_type, kind, node in (
        ("numbering", CT.WML_NUMBERING, RT.NUMBERING, draft.numbering_node),
        ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, fonts),
    ):
        part = parts.add(f"/word/{name}.xml", content_type)
        if name == "fontTable" and style.word_embed_fonts:
            embed_fonts(draft, part, families, house)
        parts.fill(part, node)
        parts.relate(draft.document, part, kind)
