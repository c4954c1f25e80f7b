"""What the user asks of an EPUB besides the look; resolved."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from exporter.page import Page

Device = Literal["", "kindle", "kobo", "phone", "generic"]


class EpubOptions(Struct, frozen=True, kw_only=True):
    """`pages` are those of the PDF made in the same run, whose breaks the book then marks; none without a PDF.

    `device` is what pictures are made for ("" = as they are), `most_bytes` what the book may have (0 = any size).
    """

    pages: tuple[Page, ...] = ()
    device: Device = ""
    most_bytes: int = 0
