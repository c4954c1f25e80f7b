"""Is the story complete? Looked at before anything is laid out; no backend has to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from exporter.env import Env
from exporter.model import Article, Edition, Figure, Photo, text_of
from exporter.model.walk import riches, walk
from exporter.preflight.restrictions import check_restrictions
from exporter.report import ExporterError, Faults, Finding, Place


def check_story(edition: Edition, env: Env) -> tuple[Finding, ...]:
    """Return what every article lacks.

    Raises ResourceError or InputError, with its place, for a picture that is missing, refused or unreadable: a page
    without a picture that the story names is not what was asked for. All such pictures are told together.
    """
    faults = Faults()
    found = tuple(finding for article in edition.articles for finding in _check_article(article, env, faults))
    faults.end()
    return found


def _check_article(article: Article, env: Env, faults: Faults) -> Iterator[Finding]:
    yield from _check_head(article)
    yield from _check_embargo(article, env.clock)
    for number, photo in enumerate(article.photos, 1):
        yield from _check_photo(article, photo, number, env, faults)
    yield from _check_captions(article)
    yield from check_restrictions(article)
    yield from _check_references(article)


def _check_head(article: Article) -> Iterator[Finding]:
    where = Place(article.provenance.source)
    if not text_of(article.headline).strip():
        yield Finding(
            "headline-missing", "warning", "the story has no headline", where, "write one in the story's file"
        )
    if not article.body:
        yield Finding("body-missing", "warning", "the story has no text", where, "see what was read: exporter inspect")
    if not article.language:
        hint = "give it with --lang en (or de, fr, ar ...)"
        yield Finding("language-missing", "warning", "the language is not known, so no word is hyphenated", where, hint)


def _check_embargo(article: Article, now: datetime) -> Iterator[Finding]:
    embargo = _moment(article.dates.embargo)
    if embargo is not None and embargo > now:
        message = f"the story is under embargo until {article.dates.embargo}"
        yield Finding("embargo", "warning", message, Place(article.provenance.source), "do not publish before")


def _moment(date: str) -> datetime | None:
    """Return the point in time; None for none, and for a year or month, which is no embargo that can be kept."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _check_photo(article: Article, photo: Photo, number: int, env: Env, faults: Faults) -> Iterator[Finding]:
    where = Place(article.provenance.source, photo.line, photo.id)
    name = photo.src or f"photo {number}"
    if not photo.src:
        says = "its caption, catchline and credit are set without it"
        yield Finding(
            "photo-not-supplied",
            "warning",
            f"no picture was supplied for {name}; {says}",
            where,
            "give it with --photo FILE, or name it in the story",
        )
        return
    with faults.keep():
        try:
            env.picture(photo.src)
        except ExporterError as error:
            error.where = error.where if error.where.source else where
            raise
    if not photo.alt and not photo.decorative:
        message = f"{name} has no alternative text for people who cannot see it"
        yield Finding("alt-missing", "warning", message, where, 'give it with --alt "what is to be seen"')
    if not photo.credit and not photo.byline and not photo.decorative:
        yield Finding("credit-missing", "info", f"{name} has no credit", where, 'give it with --credit "NAME / AGENCY"')


def _check_captions(article: Article) -> Iterator[Finding]:
    first: dict[str, Photo] = {}
    for photo in article.photos:
        caption = text_of(photo.caption).strip()
        if caption and caption in first:
            where = Place(article.provenance.source, photo.line, photo.id)
            message = f"two photos have the same caption: {caption[:60]!r}"
            yield Finding("caption-twice", "warning", message, where, "keep it with the photo that it describes")
        first.setdefault(caption, photo)


def _check_references(article: Article) -> Iterator[Finding]:
    photos, notes = {photo.id for photo in article.photos}, {note.id for note in article.notes}
    for block in walk(article.body):
        where = Place(article.provenance.source, block.line, block.id)
        for missing in sorted(set(block.photos) - photos) if isinstance(block, Figure) else ():
            message = f"a figure names the photo {missing!r}, which the story does not have"
            yield Finding(
                "figure-without-photo", "error", message, where, f"photos: {', '.join(sorted(photos)) or 'none'}"
            )
        called = {run.note for runs in riches(block) for run in runs if run.note}
        for missing in sorted(called - notes):
            message = f"the text calls the note {missing!r}, which the story does not have"
            yield Finding("note-missing", "error", message, where, f"notes: {', '.join(sorted(notes)) or 'none'}")
