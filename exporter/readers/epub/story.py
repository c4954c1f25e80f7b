"""One page of a book → a story: its head, its blocks, its photos, its notes and what stands at its foot."""

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element
from msgspec.structs import replace

from exporter.model import (
    Article,
    Block,
    Dates,
    Figure,
    Footnote,
    Paragraph,
    Photo,
    Publication,
    Rights,
    Source,
    rich,
    text_of,
)
from exporter.readers.clean import Cleaner
from exporter.readers.epub.blocks import Blocks
from exporter.readers.epub.head import Head, take_head
from exporter.readers.epub.inlines import Phrases
from exporter.readers.epub.notes import Notes
from exporter.readers.epub.package import Listed
from exporter.readers.epub.parts import classes, kinds, language_of, local, resolve, take_out, words_in
from exporter.readers.links import is_web_address

# Pages that lead into a book, list what is in it, or say who made it.
NO_STORIES = frozenset(
    "cover titlepage halftitlepage toc landmarks page-list loi lot index copyright-page colophon imprint".split()
)
MOSTLY = 0.7  # of a page's letters in links inside the book: a list of stories, not one
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def why_no_story(body: _Element, cleaner: Cleaner) -> str:
    """Return why the page tells no story, "" where it tells one."""
    boxes = [body] if kinds(body) & NO_STORIES else [child for child in body if local(child)]
    if boxes and all(kinds(box) & NO_STORIES for box in boxes):
        return f"it is the {min(kinds(boxes[0]) & NO_STORIES)} of the book"
    words = len(words_in(body, cleaner))
    headings = sum(len(words_in(inner, cleaner)) for inner in body.iter() if local(inner) in HEADINGS)
    if words <= headings:
        return "it holds a title and nothing else" if words else "it has no words"
    links = [link for link in body.iter("{*}a") if resolve("page", link.get("href", "#"))[0] not in ("", "page")]
    linked = sum(len(words_in(link, cleaner)) for link in links)
    return "it is a list of links" if len(links) > 1 and linked > MOSTLY * (words - headings) else ""


def join_parts(pages: list[tuple[str, _Element]], listed: frozenset[str]) -> list[tuple[str, _Element]]:
    """Return the pages, those that only go on with a story joined to the page that it begins on.

    Converters cut long pages at headings. The contents list the first of the parts; a page that they leave out goes on,
    unless it and what it would go on with both have a heading of the first rank.
    """
    joined: list[tuple[str, _Element]] = []
    for page, body in pages:
        base = joined[-1][1] if joined and joined[-1][0] in listed and page not in listed else None
        if base is not None and not (_opens(base) and _opens(body)) and not kinds(body) & NO_STORIES:
            base.extend(list(body))
        else:
            joined.append((page, body))
    return joined


def _opens(body: _Element) -> bool:
    return next(body.iter("{*}h1"), None) is not None


class StoryReader:
    """Reads the story on one page and remembers what of it was not understood."""

    def __init__(self, page: str, notes: Notes, cleaner: Cleaner, picture_of: Callable[[str], str]) -> None:
        self.page, self.notes, self.cleaner = page, notes, cleaner
        self.phrases = Phrases(cleaner, lambda href: notes.key_of(*resolve(page, href)))
        self.blocks = Blocks(cleaner, self.phrases, picture_of)

    def read(self, body: _Element, listed: Listed) -> Article:
        """Return the story."""
        head = take_head(body, self.blocks.rich, self.cleaner)
        rights, url = self._take_tail(body)
        sources = self._take_sources(body)
        self.blocks.rank_headings(body)
        article = _article(head, listed, language_of(body), self.blocks.flow(body))
        called = self.notes.of_story(article, self.page)
        notes = tuple(Footnote(id=key, blocks=self.blocks.flow(self.notes.element(key))) for key in called)
        placed = _lead_photos(replace(article, notes=notes, photos=tuple(self.blocks.photos)))
        return replace(placed, rights=Rights(notice=rights), url=url, sources=sources)

    def _take_tail(self, body: _Element) -> tuple[str, str]:
        """Return the notice of rights and the address of the story, taken out of the page where they are marked."""
        rights = [
            inner for inner in body.iter("{*}p", "{*}div", "{*}small") if classes(inner) & {"rights", "copyright"}
        ]
        notice = words_in(rights[0], self.cleaner) if rights else ""
        address = [inner for inner in body.iter("{*}p") if "address" in classes(inner) and _tail(inner)]
        links = [link.get("href", "") for inner in address for link in inner.iter("{*}a")]
        url = links[0] if links and is_web_address(links[0]) else ""
        for element in [*rights[:1], *(address if url else [])]:
            take_out(element)
        return notice, url

    def _take_sources(self, body: _Element) -> tuple[Source, ...]:
        """Return the sources that a line with a label names, taken out of the page."""
        lines = [
            line
            for line in body.iter("{*}p")
            if "sources" in classes(line) and len(line) == 2 and "label" in classes(line[0])
        ]
        names = [name for line in lines for name in words_in(line[1], self.cleaner).split(", ") if name]
        for line in lines:
            take_out(line)
        return tuple(Source(name=name) for name in names)


def _tail(element: _Element) -> bool:
    return any(local(above) == "footer" for above in element.iterancestors())


def _article(head: Head, listed: Listed, language: str, body: tuple[Block, ...]) -> Article:
    headline = head.headline or rich(listed.title)
    first = body[0] if body and not head.headline else None
    if isinstance(first, Paragraph) and text_of(first.text).split() == listed.title.split():
        headline, body = first.text, body[1:]  # set large, and marked by no heading
    return Article(
        language=language,
        publication=Publication(name=head.publication),
        section=listed.section or head.section,
        kicker=head.kicker,
        headline=headline,
        subheads=head.subheads,
        deck=head.deck,
        byline=head.byline,
        dateline=head.dateline,
        dates=Dates(published=head.published),
        body=body,
    )


def _lead_photos(article: Article) -> Article:
    """Return the article without the figures that open its body: the style decides where lead photos stand."""
    body = list(article.body)
    photos: dict[str, Photo] = {photo.id: photo for photo in article.photos}
    while (
        body and isinstance(body[0], Figure) and not body[0].caption and all(name in photos for name in body[0].photos)
    ):
        body.pop(0)
    return replace(article, body=tuple(body))
