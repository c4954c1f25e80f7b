"""What a file may say besides the passages of its stories: what they state elsewhere, and the words of furniture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from exporter.dates import format_date, format_number
from exporter.model import Article, Edition, Paragraph, Table, text_of
from exporter.model.walk import plain_text, walk
from exporter.preflight.compare.passages import short_forms
from exporter.preflight.compare.shown import fold, squeeze
from exporter.regex import regex
from exporter.style.model import Style

_NUMBER = regex(r"\{\w+\}")
_TITLE = 60  # characters of a story without a headline that stand for it in lists


def known_of(edition: Edition, style: Style) -> frozenset[str]:
    """Return what the edition states besides its passages and a look may show, the words of furniture with it."""
    languages = _languages(edition)
    dates = {edition.date, edition.publication.date}
    texts = {edition.title, edition.publication.name, edition.publication.edition, *_rights(edition.rights)}
    numbers = {edition.publication.number}
    for section in edition.sections:
        texts.add(section.name)
    for article in edition.articles:
        publication = article.publication
        dates |= {publication.date, article.dates.published, article.dates.updated, article.dates.created}
        numbers.add(publication.number)
        texts |= {publication.name, publication.edition, article.section, article.page, article.series}
        texts |= {article.byline.raw, article.dateline.raw, *_rights(article.rights), *short_forms(article.url)}
        texts |= {_opening(article), *(source.name for source in article.sources)}
        texts |= {text for person in article.byline.persons for text in (person.name, person.bio)}
        length = len(plain_text(article.body).split())
        texts |= {format_number(length, language) for language in languages}
        texts |= {note.label for note in article.notes if not (note.blocks and isinstance(note.blocks[0], Paragraph))}
        for photo in article.photos:
            texts |= {photo.headline, photo.source, *_rights(photo.rights), *(person.name for person in photo.byline)}
    written = {format_date(date, language) for date in dates if date for language in languages}
    said = {part for language in languages for key in style.words["en"] for part in _parts(style.phrase(key, language))}
    named = {style.phrase("number", language).format(number=n) for language in languages for n in numbers if n}
    lines = {line for text in texts if "\n" in text for line in text.split("\n")}  # each is set by itself
    return _squeezed(texts | lines | dates | written | named) | said


def _languages(edition: Edition) -> set[str]:
    """Return the languages that furniture may speak."""
    return {edition.language, "", *(article.language for article in edition.articles)}


@lru_cache(maxsize=2048)
def _parts(phrase: str) -> frozenset[str]:
    """Return the furniture phrase, parted where a number goes in."""
    return _squeezed(_NUMBER.split(phrase))


def _rights(rights: object) -> tuple[str, ...]:
    names = ("notice", "holder", "year", "usage", "licence", "instructions")
    return tuple(str(getattr(rights, name)) for name in names)


def repeated_of(edition: Edition) -> frozenset[str]:
    """Return what covers, contents, running heads and the heads of tables that go on say again of the stories."""
    texts: set[str] = set()
    for article in edition.articles:
        texts |= {text_of(article.headline), *(photo.alt for photo in article.photos)}
        tables = (block for block in walk(article.body) if isinstance(block, Table))
        heads = (cell for table in tables for row in table.rows[: table.head_rows] for cell in row)
        texts |= {plain_text(cell.blocks) for cell in heads}
    return _squeezed(texts)


def _opening(article: Article) -> str:
    """Return the first words of a story without a headline, which stand for one."""
    if text_of(article.headline).strip():
        return ""
    opening = " ".join(plain_text(article.body[:1]).split())
    return opening if len(opening) <= _TITLE else opening[:_TITLE].rsplit(" ", 1)[0] + "…"


def stand_ins_of(edition: Edition, style: Style) -> frozenset[str]:
    """Return what is read aloud for a picture that has no text for that: what is printed with it, or a word for it."""
    texts = {style.phrase("photo", language) for language in _languages(edition)}
    for article in edition.articles:
        for photo in article.photos:
            if not photo.alt:
                texts |= {text_of(photo.caption), photo.catchline, photo.headline, photo.src}
    return frozenset({"", *map(fold, texts)})


def _squeezed(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(squeeze, texts)))
