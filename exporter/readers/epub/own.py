"""A book that exporter made: the edition lies in it as JSON, with the names of its pictures and sums of its pages."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Edition
from exporter.model.json import decode_edition
from exporter.model.walk import map_edition
from exporter.readers.clean import Cleaner
from exporter.readers.reading import Draft, Source, Trace
from exporter.readers.zipped import Zipped
from exporter.report import InputError, Place, Report

ORIGINAL = "META-INF/exporter-edition.json"


class Original(Struct, frozen=True):
    """What the writer left: the edition, the file of each picture by its name in the edition, SHA-256 of each page."""

    edition: msgspec.Raw
    pictures: dict[str, str] = {}
    pages: dict[str, str] = {}


def read_own(book: Zipped, source: Source, env: Env, report: Report) -> Draft | None:
    """Return the edition the book was made of, or None where there is none or where the pages were changed since."""
    if ORIGINAL not in book:
        return None
    place = Place(source.name)
    cleaner = Cleaner()
    try:
        original = msgspec.json.decode(book.read_text(ORIGINAL), type=Original)
        edition = decode_edition(bytes(original.edition), source.name, env.limits, cleaner.value)
    except (msgspec.DecodeError, InputError):
        report.add("epub-original", "warning", "the edition kept in the book is damaged: its pages are read", place)
        return None
    if not _pages_stand(book, original):
        report.add("epub-changed", "info", "the book was changed since it was made: its pages are read", place)
        return None
    cleaner.tell(source.name, report)
    files = {src: book.read(name) for src, name in original.pictures.items() if name in book}
    edition = _only_packed(edition, files, place, report)
    return Draft(edition, (Trace(1, ORIGINAL, "native", "the edition that the book was made of"),), files)


def _pages_stand(book: Zipped, original: Original) -> bool:
    return bool(original.pages) and all(
        name in book and hashlib.sha256(book.read_text(name)).hexdigest() == digest
        for name, digest in original.pages.items()
    )


def _only_packed(edition: Edition, files: dict[str, bytes], place: Place, report: Report) -> Edition:
    """Return the edition with the pictures that are in the book; a book opens no file that lies beside it."""

    def change(article: Article) -> Article:
        photos = []
        for photo in article.photos:
            if photo.src and photo.src not in files:
                report.add("epub-picture", "warning", f"the picture {photo.src[:80]!r} is not in the book", place)
                photo = replace(photo, src="")
            photos.append(photo)
        return replace(article, photos=tuple(photos))

    return map_edition(edition, change)
