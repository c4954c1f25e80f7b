"""EPUB Accessibility 1.1: what the book's content allows to be said, computed from it.

Properties: https://www.w3.org/TR/epub-a11y-11/#sec-disc-package; values: the schema.org accessibility vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from exporter.backends.epub.plan import Book, Story
from exporter.model import Run
from exporter.model.language import UNKNOWN
from exporter.model.walk import riches, walk

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"


class Access(Struct, frozen=True):
    """What people with other senses will find in the book."""

    pictures: int  # that say something
    described: int  # of them, those with alternative text
    ruby: bool
    languages_known: bool
    paged: bool  # the pages of a printed edition are marked

    @property
    def all_described(self) -> bool:
        """Return True when no picture is left without words."""
        return self.described == self.pictures

    @property
    def conforms(self) -> bool:
        """Return True when everything that can be checked without a person holds.

        Contrast (success criterion 1.4.3) always does: `color.py` sees to it.
        """
        return self.all_described and self.languages_known


def measure_access(book: Book, paged: bool) -> Access:
    """Return what there is to say about the book; the cover's alternative text is ours and always there."""
    shown = [
        photo
        for story in book.stories
        for photo in story.article.photos
        if photo.id in story.pictures and not photo.decorative
    ]
    return Access(
        pictures=len(shown),
        described=sum(bool(photo.alt) for photo in shown),
        ruby=any(run.ruby for story in book.stories for run in _runs(story)),
        languages_known=all(story.language != UNKNOWN for story in book.stories),
        paged=paged,
    )


def access_metadata(access: Access) -> Iterator[tuple[str, str]]:
    """Yield property and value of each statement, in the order of the specification."""
    yield "schema:accessMode", "textual"
    yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual,visual"
    if access.all_described:
        yield "schema:accessModeSufficient", "textual"
    if access.all_described:
        yield "schema:accessibilityFeature", "alternativeText"
    for feature in ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"):
        yield "schema:accessibilityFeature", feature
    if access.paged:
        yield "schema:accessibilityFeature", "pageBreakMarkers"
        yield "schema:accessibilityFeature", "pageNavigation"
    if access.ruby:
        yield "schema:accessibilityFeature", "rubyAnnotations"
    yield "schema:accessibilityHazard", "none"
    yield "schema:accessibilitySummary", _summary(access)
    if access.conforms:
        yield "dcterms:conformsTo", CONFORMS
        yield "a11y:certifiedBy", "exporter (automatic check)"


def _summary(access: Access) -> str:
    opening = "The text reflows, is in reading order and can be reached by headings and by a table of contents."
    if not access.pictures:
        return f"{opening} Apart from the cover there are no pictures that carry information."
    if access.all_described:
        return f"{opening} Every picture that carries information has alternative text."
    missing = access.pictures - access.described
    return f"{opening} {missing} of {access.pictures} pictures have no alternative text; their captions are given."


def _runs(story: Story) -> Iterator[Run]:
    article = story.article
    for runs in (article.kicker, article.headline, *article.subheads, article.deck):
        yield from runs
    for block in walk(article.body):
        for runs in riches(block):
            yield from runs
