"""The head and the foot of a story: what is no block of its text."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from exporter.model import Article, Byline, Dateline, Paragraph, Photo, Rich, Rights, text_of
from exporter.model.walk import lead_photo_ids
from exporter.readers.byline import is_byline, parse_byline
from exporter.readers.dateline import find_dateline, parse_dateline
from exporter.readers.docx.blocks import BlockReader
from exporter.readers.docx.items import Item, Line
from exporter.readers.docx.memory import Memory
from exporter.readers.runs import cut

_HEAD_ROLES = frozenset({"masthead", "section", "kicker", "headline", "subhead", "deck", "byline"})


class Parts(Struct):
    """The items of one story by what they are; `body` holds all that has no field of its own."""

    masthead: list[Line]
    section: list[Line]
    kicker: list[Line]
    headline: list[Line]
    subhead: list[Line]
    deck: list[Line]
    byline: list[Line]
    rights: list[Line]
    bios: list[Line]
    lead_photos: list[Line]
    notes: dict[str, list[Item]]  # those that nothing calls, which stand in the text
    body: list[Item]


def part_items(items: list[Item], stored: Article | None, memory: Memory, title_level: int) -> Parts:
    """Return the items sorted; `title_level` is the level of Word's headings that is the headline, 0 = none.

    Photos that open the story are its lead photos; a photo that a figure of the story named stays in the text.
    """
    parts = Parts([], [], [], [], [], [], [], [], [], [], {}, [])
    leads = set(lead_photo_ids(stored)) if stored else set()
    placed = {photo.id for photo in stored.photos} - leads if stored else set()
    note = ""
    for item in items:
        if not isinstance(item, Line):
            parts.body.append(item)
            continue
        role = item.look.role
        if role == "crosshead" and item.look.level == title_level and not parts.headline:
            role = "headline"
        if role == "furniture":
            continue
        if any(name.startswith("bio:") for name in item.ids):
            parts.bios.append(item)
        elif role == "note" and (note := _note_of(item, memory) or note):
            parts.notes.setdefault(note, []).append(item)
        elif role == "rights":
            parts.rights.append(item)
        elif not parts.body and _is_lead_photo(item, parts, placed):
            parts.lead_photos.append(item)
        elif role in _HEAD_ROLES and not (parts.body and role in ("deck", "byline", "headline")) and not item.blank:
            getattr(parts, role).append(item)
        elif not (role in _HEAD_ROLES and item.blank) and not _is_space(item):
            parts.body.append(item)
    return parts


def _note_of(line: Line, memory: Memory) -> str:
    return next((name for name in line.ids if name in memory.notes), "")


def _is_space(line: Line) -> bool:
    return line.blank and not line.list and not line.breaks and line.look.role not in ("rule", "question", "code")


def _is_lead_photo(line: Line, parts: Parts, placed: set[str]) -> bool:
    """Return True for a picture in front of the text, and for the caption of such a one."""
    if any(name in placed for name in line.ids):
        return False
    if line.look.role in ("caption", "credit") or (line.look.role == "photo" and line.pictures):
        return bool(parts.lead_photos) or bool(line.ids) or bool(line.pictures)
    return bool(line.pictures) and not line.text.strip()


def read_head(article: Article, parts: Parts, memory: Memory, reader: BlockReader) -> Article:
    """Return the article with the fields of its head and foot as the document says them."""

    def rich_of(lines: list[Line], stored: Rich) -> Rich:
        if not lines:
            return ()
        if len(lines) == 1:
            return reader.text(lines[0], stored)
        runs = [run for line in lines for run in (*reader.text(line), *reader.text(replace_text(line, " ")))]
        return tuple(runs[:-1])

    subheads = tuple(
        reader.text(line, article.subheads[number] if number < len(article.subheads) else ())
        for number, line in enumerate(parts.subhead)
    )
    return replace(
        article,
        kicker=rich_of(parts.kicker, article.kicker),
        headline=rich_of(parts.headline, article.headline),
        subheads=subheads,
        deck=rich_of(parts.deck, article.deck),
        byline=_byline(article, parts, memory),
        dateline=_dateline(article, parts),
        rights=_rights(article, parts, memory),
    )


def replace_text(line: Line, text: str) -> Line:
    """Return the line with its first piece alone, saying `text`."""
    first = line.pieces[0]
    return replace(line, pieces=(replace(first, run=replace(first.run, text=text, note="")),))


def _byline(article: Article, parts: Parts, memory: Memory) -> Byline:
    words = ", ".join(line.text.strip() for line in parts.byline)
    shown = memory.shown.get(f"byline:{article.id}", "")
    byline = article.byline if words == shown.strip() else parse_byline(words) if words else Byline()
    bios = {int(number): line.text for line in parts.bios for number in _bio_numbers(line)}
    if words != shown.strip():
        return byline
    persons = tuple(
        replace(person, bio=bios.get(number, "")) if person.bio else person
        for number, person in enumerate(byline.persons)
    )
    return replace(byline, persons=persons)


def _bio_numbers(line: Line) -> list[str]:
    return [name.split(":")[1] for name in line.ids if name.startswith("bio:")]


def _dateline(article: Article, parts: Parts) -> Dateline:
    """Return the words that are set as a dateline; those of a table or a quotation are none."""
    said = "".join(
        piece.run.text
        for item in parts.body
        if isinstance(item, Line)
        for piece in item.pieces
        if piece.role == "dateline"
    )
    if said == article.dateline.raw:
        return article.dateline
    return parse_dateline(said) if said.strip() else Dateline()


def _rights(article: Article, parts: Parts, memory: Memory) -> Rights:
    words = " ".join(line.text.strip() for line in parts.rights)
    if not words or words == memory.shown.get(f"rights:{article.id}", "").strip():
        return article.rights
    return replace(article.rights, notice=words, usage="", licence="")


def find_unmarked(article: Article) -> Article:
    """Return the article with a byline and a dateline that only their words tell, as in a file that is not ours."""
    body = list(article.body)
    first = body[0] if body else None
    if not article.byline.raw and isinstance(first, Paragraph) and is_byline(text_of(first.text).strip()):
        article = replace(article, byline=parse_byline(text_of(first.text).strip()))
        body.pop(0)
    index = next((number for number, block in enumerate(body) if isinstance(block, Paragraph)), -1)
    opening = body[index] if index >= 0 else None
    found = find_dateline(text_of(opening.text)) if isinstance(opening, Paragraph) else None
    if found and isinstance(opening, Paragraph):
        article = replace(article, dateline=found)
        body[index] = replace(opening, text=cut(opening.text, len(found.raw)))
    return replace(article, body=tuple(body))


def in_old_order(photos: dict[str, Photo], stored: Article | None, memory: Memory) -> tuple[Photo, ...]:
    """Return the photos in the order they had, those that showed nothing among them, new ones at the end."""
    old = [photo for photo in stored.photos if photo.id in photos or photo.id not in memory.written] if stored else []
    names = {photo.id for photo in old}
    return (*(photos.get(photo.id, photo) for photo in old), *(photos[name] for name in photos if name not in names))
