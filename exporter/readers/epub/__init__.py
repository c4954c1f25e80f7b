"""EPUB → edition. A book that exporter made gives back the edition it was made of; any other is read by its pages."""

from __future__ import annotations

from exporter.env import Env
from exporter.readers.reading import Draft, Source
from exporter.readers.zipped import Zipped
from exporter.report import Place, Report


def read_epub(source: Source, env: Env, report: Report) -> Draft:
    """Return the edition in the book with its pictures; raises InputError for a book that cannot be read."""
    from exporter.readers.epub.own import read_own

    book = Zipped(source.data, source.name, env.limits)
    for name in book.refused:
        report.add(
            "zip-name", "warning", f"{name[:80]!r} is not read: the name leads out of the book", Place(source.name)
        )
    own = read_own(book, source, env, report)
    if own is not None:
        return own
    from exporter.readers.epub.foreign import read_pages

    return read_pages(book, source, env, report)
