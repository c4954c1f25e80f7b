"""The head of a story: nameplate, record, kicker, headline, deck, byline, lead photos."""

from __future__ import annotations

from collections.abc import Callable

from exporter.backends.docx.draft import Draft, Flow, Story
from exporter.backends.docx.elements import Element
from exporter.backends.docx.furniture import count_words, publication_name, side_pieces, story_date, write_sides
from exporter.backends.docx.paragraphs import Direct, open_paragraph
from exporter.backends.docx.photo import lead_height, spans, write_photo
from exporter.backends.docx.runs import write_runs
from exporter.backends.docx.tables import write_record_table
from exporter.dates import format_date, format_number
from exporter.model import Article, Byline, Edition, Photo, Rich, Run, rich
from exporter.model.walk import lead_photo_ids


def write_nameplate(draft: Draft, flow: Flow, edition: Edition, article: Article) -> None:
    """Append the name of the paper and, below it, the line with date, section and page."""
    if name := publication_name(edition, article):
        _write(draft, flow, rich(name), "Masthead")
        draft.shown["masthead"] = name
    page = draft.style.page
    left, right = (side_pieces(draft.style, edition, article, side) for side in (page.head_left, page.head_right))
    if left or right:
        paragraph = open_paragraph(draft, flow, "NameplateLine")
        write_sides(draft, flow, paragraph, left, right, "NameplateLine")


def write_head(draft: Draft, flow: Flow, edition: Edition, story: Story, headline_size: float) -> str:
    """Append the head of the story and return the bookmark of its headline ("" where there is none)."""
    article = story.article
    if draft.style.page.opening == "record":
        write_record(draft, flow, edition, article)
    _write(draft, flow, article.kicker, "Kicker")
    bookmark = _write_headline(draft, flow, story, headline_size)
    for subhead in article.subheads:
        _write(draft, flow, subhead, "Subhead")
    _write(draft, flow, article.deck, "Subtitle")
    byline = draft.shown[f"byline:{article.id}"] = byline_words(article.byline)
    _write(draft, flow, rich(byline), "Byline")
    return bookmark


def part_lead_photos(
    draft: Draft, flow: Flow, story: Story, part: float
) -> tuple[list[tuple[Photo, float]], list[tuple[Photo, float]]]:
    """Return the photos that no figure places: those over all columns and those in the first, each with its height.

    Heights are the most that the picture may take, as shares of the text area's; `part` of the style's own.
    """
    share = lead_height(draft.style) * part
    over: list[tuple[Photo, float]] = []
    inside: list[tuple[Photo, float]] = []
    narrow = draft.style.photo.lead_span == "one"
    for photo_id in lead_photo_ids(story.article):
        photo = story.photos[photo_id]
        within = draft.style.page.columns > 1 and (narrow or not spans(draft, flow, photo, share))
        (inside if within else over).append((photo, share))
    return over, inside


def write_lead_photos(draft: Draft, flow: Flow, photos: list[tuple[Photo, float]]) -> None:
    """Append the photos."""
    for photo, share in photos:
        write_photo(draft, flow, photo, share)


def byline_words(byline: Byline) -> str:
    """Return the byline as printed, else the names of its persons."""
    return byline.raw or ", ".join(person.name for person in byline.persons if person.name)


def _write_headline(draft: Draft, flow: Flow, story: Story, size: float) -> str:
    """Append the headline: Title for a single story, Heading 1 in an edition, where each may have its own size."""
    runs = story.article.headline
    if not runs:
        return ""
    style = "Title" if draft.single else "Heading1"
    own = size if size != draft.headline_size else 0.0
    paragraph = open_paragraph(draft, flow, style, Direct(line=own * draft.style.headline.leading))
    write_runs(draft, flow, paragraph, runs, style, size=own)
    return draft.bookmark(paragraph, story.article.id or f"story_{story.number}")


def _write(draft: Draft, flow: Flow, runs: Rich, style: str) -> None:
    if runs:
        write_runs(draft, flow, open_paragraph(draft, flow, style), runs, style)


def write_record(draft: Draft, flow: Flow, edition: Edition, article: Article) -> None:
    """Append the table of what the archive knows of the story: only fields that exist, and the number of words."""
    language = article.language or edition.language
    values = record_values(edition, article, language)
    rows: list[tuple[str, Callable[[Flow, Element], None]]] = []
    for key, runs in values:

        def write_value(inside: Flow, paragraph: Element, runs: Rich = runs) -> None:
            write_runs(draft, inside, paragraph, runs, "Record")

        rows.append((draft.style.phrase(key, language), write_value))
    write_record_table(draft, flow, rows)


def record_values(edition: Edition, article: Article, language: str) -> list[tuple[str, Rich]]:
    """Return (phrase key, value) of the record's rows in order."""
    publication = article.publication
    sources = ", ".join(source.name for source in article.sources)
    texts = [
        ("publication", publication_name(edition, article)),
        ("date", format_date(story_date(edition, article), language)),
        ("edition", publication.edition or edition.publication.edition),
        ("section", article.section),
        ("page", article.page),
        ("byline", byline_words(article.byline)),
        ("published", format_date(article.dates.published, language)),
        ("updated", format_date(article.dates.updated, language)),
        ("source", sources),
    ]
    rows = [(key, rich(text)) for key, text in texts if text]
    if article.url:
        rows.append(("url", (Run(article.url, (), article.url),)))
    return [*rows, ("words", rich(format_number(count_words(article), language)))]
