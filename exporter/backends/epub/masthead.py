"""The name of the publication and the line under it, as cover and contents show them."""

from __future__ import annotations

from msgspec import Struct

from exporter.backends.epub.plan import Book, Story
from exporter.dates import format_date
from exporter.style.model import Style

BETWEEN = " · "


class Masthead(Struct, frozen=True):
    """The name ("" for a story of no known publication) and edition, date and number in one line."""

    name: str
    line: str


def masthead_of(book: Book, style: Style) -> Masthead:
    """Return the masthead of the edition, or that of the publication that the leading story comes from."""
    leader = leading_story(book)
    publication = book.edition.publication if book.edition.publication.name else leader.article.publication
    own_date = "" if book.is_edition else leader.article.dates.published
    date = format_date(book.edition.date or publication.date or own_date, book.language)
    number = style.phrase("number", book.language).format(number=publication.number) if publication.number else ""
    # "Saturday" before "Saturday, 14 March" would be said twice.
    edition = "" if publication.edition in date else publication.edition
    line = BETWEEN.join(part for part in (edition, date, number) if part)
    return Masthead(publication.name or (book.title if book.is_edition else ""), line)


def leading_story(book: Book) -> Story:
    """Return the story of the highest priority (1 before 2 before none), the first among equals."""
    entries = [entry for section in book.edition.sections for entry in section.entries]
    ranks = [entry.priority or len(entries) + 1 for entry in entries]
    return book.stories[ranks.index(min(ranks))]
