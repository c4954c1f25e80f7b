"""What the user asks of an EPUB besides the look; resolved."""

from __future__ import annotations

from msgspec import Struct

from exporter.page import Page


class EpubOptions(Struct, frozen=True, kw_only=True):
    """`pages` are those of the PDF made in the same run, whose breaks the book then marks; none without a PDF."""

    pages: tuple[Page, ...] = ()
