"""Package and container. All contact with ebooklib is here; it writes the OPF and nothing of the pages.

What ebooklib 0.20 does otherwise, and why it is done here: it reads pages again as HTML and loses words in front of
the first element (so pages are plain items of bytes); `write_epub` returns False when the disk is full (so its writer
is called itself, into memory); values that XML cannot carry are dropped with a line in the log (so they are counted);
the package has no xml:lang; dates in the zip are those of the wall clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from ebooklib import epub
from msgspec import Struct

from exporter.backends.epub.metadata import Agent, Metadata
from exporter.backends.epub.xml import LANG
from exporter.backends.epub.zip import MIMETYPE, Container
from exporter.report import OutputError

PAGE = "application/xhtml+xml"
# Without a word in it Apple Books shows no font of a book (Apple Books Asset Guide 5.3, Fonts Overview).
IBOOKS = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
FOLDER = "EPUB"  # in the zip, where ebooklib puts the package


class Item(Struct, frozen=True):
    """A file of the package. Items with `in_spine` are read in the order in which they are given."""

    key: str
    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class Guide(Struct, frozen=True):
    """A place that EPUB 2 readers can jump to: kind (cover, toc, text), title, file."""

    kind: str
    title: str
    href: str


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    def _write_opf_file(self, root: Any) -> None:
        root.set(LANG, self.book.language)
        self._check_metadata(root)
        super()._write_opf_file(root)

    def _check_metadata(self, root: Any) -> None:
        asked = sum(len(values) for names in self.book.metadata.values() for values in names.values())
        if len(root[0]) != asked + 1:  # one more: dcterms:modified
            raise OutputError(
                "the EPUB's metadata cannot be written", hint="a field holds a character XML cannot carry"
            )

    def write(self) -> None:
        with Container(self.file_name, "w") as self.out:
            self.out.writestr("mimetype", MIMETYPE)
            self._write_container()
            self._write_opf()
            self._write_items()
            for name, data in self.options["beside"].items():
                self.out.writestr(name, data)


def write_package(
    items: tuple[Item, ...],
    guides: tuple[Guide, ...],
    metadata: Metadata,
    access: tuple[tuple[str, str], ...],
    direction: str,
    modified: datetime,
    beside: Mapping[str, bytes],
) -> bytes:
    """Return the whole EPUB file.

    `modified` is the moment that the package states for its last change; `beside` are the files of META-INF.
    """
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and ebooklib's own name
    _describe(book, metadata)
    for name, value in access:
        _meta(book, name, value)
    if any(item.media_type.startswith("font/") for item in items):
        book.add_prefix("ibooks", IBOOKS)
        _meta(book, "ibooks:specified-fonts", "true")
    book.direction = direction
    for item in items:
        entry = epub.EpubItem(item.key, item.href, item.media_type, item.data)
        entry.properties = list(item.properties)
        book.add_item(entry)
        if item.in_spine:
            book.spine.append(entry)
    book.guide = [{"type": guide.kind, "title": guide.title, "href": guide.href} for guide in guides]
    container = BytesIO()
    options = {"mtime": modified.astimezone(UTC), "package_direction": True, "beside": beside}
    _Writer(container, book, options).write()
    return container.getvalue()


def _describe(book: Any, metadata: Metadata) -> None:
    book.set_identifier(metadata.identifier)
    book.set_title(metadata.title)
    book.language = metadata.languages[0]
    for language in metadata.languages:
        book.add_metadata("DC", "language", language)
    _add_agents(book, "creator", metadata.creators)
    _add_agents(book, "contributor", metadata.contributors)
    single = {
        "publisher": metadata.publisher,
        "date": metadata.date,
        "description": metadata.description,
        "source": metadata.source,
    }
    for name, value in single.items():
        if value:
            book.add_metadata("DC", name, value)
    for name, values in (("rights", metadata.rights), ("subject", metadata.subjects)):
        for value in values:
            book.add_metadata("DC", name, value)
    if metadata.printed:
        book.add_metadata("DC", "source", metadata.printed, {"id": "printed"})
        _meta(book, "source-of", "pagination", refines="#printed")
        _meta(book, "pageBreakSource", metadata.printed)
    if metadata.series is not None:
        _meta(book, "belongs-to-collection", metadata.series.name, id="series")
        _meta(book, "collection-type", "series", refines="#series")
        if metadata.series.issue:
            _meta(book, "group-position", metadata.series.issue, refines="#series")


def _add_agents(book: Any, name: str, agents: tuple[Agent, ...]) -> None:
    for number, agent in enumerate(agents, 1):
        key = f"{name}-{number}"
        book.add_metadata("DC", name, agent.name, {"id": key})
        _meta(book, "role", agent.relator, refines=f"#{key}", scheme="marc:relators")
        if agent.file_as:
            _meta(book, "file-as", agent.file_as, refines=f"#{key}")


def _meta(book: Any, name: str, value: str, **attributes: str) -> None:
    book.add_metadata(None, "meta", value, {"property": name, **attributes})
