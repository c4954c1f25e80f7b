"""The edition as it was given, kept in the book beside its pages, so that it can be read back without loss.

It lies in META-INF, which no reading system shows and no manifest lists (EPUB 3.3, clause 4.2.6). Beside it are the
file of each picture and the sum of each page, by which a reader tells whether somebody changed the pages since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from exporter.backends.epub.plan import Book

NAME = "META-INF/exporter-edition.json"
SCHEMA = "exporter-book/1"


def keep_original(book: Book, pages: Iterable[tuple[str, bytes]], folder: str) -> bytes:
    """Return the file to be kept; `pages` are names and bytes of the stories' pages, names relative to `folder`."""
    pictures = {
        photo.src: f"{folder}/{story.pictures[photo.id].href}"
        for story in book.stories
        for photo in story.article.photos
        if photo.id in story.pictures
    }
    sums = {f"{folder}/{name}": hashlib.sha256(page).hexdigest() for name, page in pages}
    return msgspec.json.encode({"schema": SCHEMA, "pictures": pictures, "pages": sums, "edition": book.edition})
