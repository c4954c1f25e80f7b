"""What flows down the columns of one story: its blocks, its further photos, captions without a picture, its rights."""

from __future__ import annotations

from exporter.makeup.beside import settle
from exporter.makeup.blocks.figures import set_story_photo
from exporter.makeup.blocks.flower import Flow
from exporter.makeup.blocks.footnotes import set_notes
from exporter.makeup.blocks.kinds import flower_of
from exporter.makeup.compositor import Compositor
from exporter.makeup.notes import Notes, called, set_foot
from exporter.makeup.strips import Element, PageTurn, Spanning, solid
from exporter.model import Article, Paragraph, Photo, rich
from exporter.model.walk import lead_photo_ids
from exporter.page import Item


def lead_photos(article: Article) -> tuple[Photo | None, list[Photo]]:
    """Return the photo that leads the story, and the others that no figure names."""
    wanted = lead_photo_ids(article)
    free = [photo for photo in article.photos if photo.id in wanted]
    lead = next((photo for photo in free if photo.src), None)
    return lead, [photo for photo in free if photo is not lead]


def set_body(desk: Compositor, opener: Photo | None, photos: list[Photo]) -> tuple[Flow, Notes]:
    """Return the flow, `opener` beside its first paragraphs and the photos spread over it; and its notes.

    Notes that are called nowhere in it, but perhaps in the head or in a note, stand below the body.
    """
    article, flower = desk.article, flower_of(desk, desk.style.page.column_width)
    flow: Flow = set_story_photo(flower, opener) if opener else []
    shown = [photo for photo in photos if photo.src]
    every = max(1, len(article.body) // (len(shown) + 1)) if shown else len(article.body) + 1
    if flower.first is None:  # to open with the dateline
        flower.first = Paragraph(id=f"{article.id}-dateline", text=())
        flow += flower.element(flower.first, "body", 0.0)
    for number, block in enumerate(article.body, 1):
        flow += flower.element(block, "body", 0.0)
        if number % every == 0 and shown:
            flow += set_story_photo(flower, shown.pop(0))
    for photo in (*shown, *(photo for photo in photos if not photo.src)):
        flow += set_story_photo(flower, photo)
    notes = set_notes(flower, article.notes)
    heard = {note for element in settle(flow, 0) for note in called(_items(element), notes)} if notes else set()
    uncalled = [line for note, lines in notes.items() if note not in heard for line in lines]
    flow += [solid(desk, set_foot(desk, uncalled))] if uncalled else []
    flow += flower.text("rights", rich(_rights(desk)), f"{article.id}-rights", 0.0)
    return flow, {note: lines for note, lines in notes.items() if note in heard}


def _items(element: Element | Spanning | PageTurn) -> tuple[Item, ...]:
    if isinstance(element, PageTurn):
        return ()
    if isinstance(element, Spanning):
        return element.stack.items
    return tuple(item for strip in element.strips() or () for item in strip.items)


def _rights(desk: Compositor) -> str:
    """Return the line that says where the story comes from and by what right; the record says the source itself."""
    article = desk.article
    sources = ", ".join(source.name for source in article.sources)
    source = (
        f"{desk.phrase('source')}{desk.phrase('colon')}{sources}"
        if sources and desk.style.page.opening != "record"
        else ""
    )
    return " · ".join(part for part in (source, article.rights.notice) if part)
