"""Edition → Edition, in pure passes. No pass changes a word: quotation marks, dashes and spelling stay as written."""

from __future__ import annotations

from collections.abc import Callable

from exporter.copyedit.dateline import settle_dateline
from exporter.copyedit.identify import identify
from exporter.copyedit.language import settle_language
from exporter.copyedit.structure import straighten
from exporter.model import Edition

PASSES: tuple[Callable[[Edition], Edition], ...] = (
    settle_dateline,  # the text goes on right after it
    straighten,  # runs, empty blocks, crosshead levels
    settle_language,  # language and direction
    identify,  # last, so that ids number what is left
)


def copyedit(edition: Edition) -> Edition:
    """Return the edition ready for every backend; a second time changes nothing."""
    for edit in PASSES:
        edition = edit(edition)
    return edition
