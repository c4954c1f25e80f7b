"""A book that somebody else made → an edition: each page of the spine that tells something is a story."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element
from msgspec.structs import replace

from exporter.env import Env
from exporter.model import SCHEMA, Article, Edition, Entry, Publication, Rights, Section, edition_of, text_of
from exporter.model.walk import plain_text
from exporter.readers.byline import parse_byline
from exporter.readers.clean import Cleaner
from exporter.readers.epub.notes import Notes
from exporter.readers.epub.package import Listed, Package, read_package
from exporter.readers.epub.parts import language_of, read_part, resolve
from exporter.readers.epub.story import StoryReader, join_parts, why_no_story
from exporter.readers.reading import Draft, Source, Trace
from exporter.readers.zipped import Zipped
from exporter.report import InputError, Place, Report

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


def read_pages(book: Zipped, source: Source, env: Env, report: Report) -> Draft:
    """Return the edition that the book's pages say; raises InputError where none of them tells a story."""
    cleaner = Cleaner()
    package = read_package(book, source.name, cleaner)
    pages = _Pages(book, Place(source.name), report, cleaner)
    articles = tuple(pages.stories(package))
    cleaner.tell(source.name, report)
    if not articles:
        raise InputError("no page of the book tells a story", Place(source.name), "is it a book of pictures?")
    return Draft(_bind(articles, package), tuple(_trace(articles)), pages.files)


class _Pages:
    """The pages of one book, and the pictures that its stories show."""

    def __init__(self, book: Zipped, place: Place, report: Report, cleaner: Cleaner) -> None:
        self._book, self._place, self._report, self._cleaner = book, place, report, cleaner
        self.files: dict[str, bytes] = {}

    def stories(self, package: Package) -> Iterator[Article]:
        """Yield the story of each page that tells one; of the others it is said that they are left out."""
        bodies = [(page, body) for page in package.pages if (body := self._body(page)) is not None]
        notes, section = Notes(bodies), ""
        for page, body in join_parts(bodies, frozenset(package.listed)):
            section = package.listed[page].section if page in package.listed else section
            listed = package.listed.get(page, Listed(section=section))
            if why := why_no_story(body, self._cleaner):
                if not notes.on(page):
                    self._report.add("epub-page-skipped", "info", f"{page} is left out: {why}", self._place)
                continue
            yield self._story(page, body, listed, notes)

    def _story(self, page: str, body: _Element, listed: Listed, notes: Notes) -> Article:
        reader = StoryReader(page, notes, self._cleaner, lambda href: self._picture(page, href))
        article = reader.read(body, listed)
        if reader.blocks.left_out:
            what = ", ".join(f"{count} {tag}" for tag, count in sorted(reader.blocks.left_out.items()))
            hint = "give pictures of them with --photo"
            self._report.add("epub-left-out", "warning", f"{page}: {what} left out", self._place, hint)
        if reader.phrases.inner_links:
            message = f"{page}: {reader.phrases.inner_links} links inside the book are read as words"
            self._report.add("epub-inner-links", "info", message, self._place)
        return article

    def _body(self, page: str) -> _Element | None:
        root, whole = read_part(self._book, page)
        body = root.find("{*}body") if root is not None else None
        if not whole:
            rest = "it is left out" if body is None else "what can be saved is read"
            message = f"{page} is no well-formed XML; {rest}"
            self._report.add("epub-page-broken", "warning", message, self._place, "compare the story with the book")
        if body is not None and root is not None and not language_of(body):
            body.set("lang", language_of(root))
        return body

    def _picture(self, page: str, href: str) -> str:
        """Return the name of the picture in the book, "" with a finding where it is not there or no picture we use."""
        name, _ = resolve(page, href)
        if name not in self._book or not name.lower().endswith(PICTURES):
            shown = href if len(href) <= 60 else f"{href[:57]}…"
            self._report.add("epub-picture", "warning", f"the picture {shown!r} is not one in the book", self._place)
            return ""
        if name not in self.files:
            self.files[name] = self._book.read(name)
        return name


def _bind(articles: tuple[Article, ...], package: Package) -> Edition:
    """Return the edition; what the package says holds for every story that does not say otherwise."""
    name = package.series or package.publisher
    publication = Publication(name=name, date=package.date if len(articles) > 1 else "", number=package.number)
    settled = tuple(_settle(article, package, publication, len(articles) == 1) for article in articles)
    if len(settled) == 1:
        return edition_of(*settled)
    sections: list[Section] = []
    for article in settled:
        if sections and sections[-1].name == article.section:
            sections[-1] = Section((*sections[-1].entries, Entry(article)), article.section)
        else:
            sections.append(Section((Entry(article),), article.section))
    return Edition(
        schema=SCHEMA,
        sections=tuple(sections),
        publication=publication,
        title=package.title,
        date=package.date,
        language=package.language,
        rights=Rights(notice=package.rights),
    )


def _settle(article: Article, package: Package, publication: Publication, alone: bool) -> Article:
    own = article.publication.name
    article = replace(
        article,
        language=article.language or package.language,
        publication=replace(publication, name=own) if own and own != publication.name else publication,
    )
    if not alone:
        return article
    byline = article.byline if article.byline.raw or not package.creator else parse_byline(package.creator)
    dates = replace(article.dates, published=article.dates.published or package.date)
    rights = article.rights if article.rights.notice else Rights(notice=package.rights)
    words = tuple(word for word in package.subjects if word != article.section)
    return replace(article, byline=byline, dates=dates, rights=rights, keywords=words)


def _trace(articles: tuple[Article, ...]) -> Iterator[Trace]:
    number = 0
    for article in articles:
        lines = [("headline", text_of(article.headline)), ("byline", article.byline.raw)]
        lines += [(str(block.__struct_config__.tag), plain_text((block,))) for block in article.body]
        for role, text in lines:
            if text:
                number += 1
                yield Trace(number, " ".join(text.split()), role, "as the page marks it")
