"""Edition or pages → bytes. Each backend is one function, `write`, named in the table and imported when it is used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Literal

from msgspec import Struct


class Backend(Struct, frozen=True):
    """An output format. `flowing` lets the reading device break the lines, `paged` paints pages that are made up.

    Flowing: ``write(edition, style, env, report) -> bytes``;
    paged: ``write(pages, edition, style, env, report) -> bytes``.
    """

    kind: Literal["flowing", "paged"]
    module: str
    media_type: str
    suffix: str
    about: str

    def load(self) -> Callable[..., bytes]:
        """Return the backend's write function; imports what it needs."""
        write: Any = import_module(self.module).write
        return write  # type: ignore[no-any-return]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BACKENDS: dict[str, Backend] = {
    "pdf": Backend("paged", "exporter.backends.pdf.write", "application/pdf", "pdf", "pages as from a press"),
    "docx": Backend("flowing", "exporter.backends.docx.write", WORD, "docx", "a Word file to edit"),
    "epub": Backend("flowing", "exporter.backends.epub.write", "application/epub+zip", "epub", "a book for e-readers"),
    "json": Backend("flowing", "exporter.backends.json", "application/json", "json", "the article model, lossless"),
    "dump": Backend("paged", "exporter.backends.dump", "text/plain", "txt", "what stands where on the pages, as text"),
}
