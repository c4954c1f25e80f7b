"""A book that somebody else made."""

from __future__ import annotations

from exporter.env import Env
from exporter.readers.reading import Draft, Source
from exporter.readers.zipped import Zipped
from exporter.report import InputError, Place, Report


def read_pages(book: Zipped, source: Source, env: Env, report: Report) -> Draft:
    """Return the edition that the book's pages say."""
    raise InputError("the book was not made by exporter", Place(source.name))
