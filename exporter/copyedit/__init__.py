"""Edition → Edition, in pure passes. No pass changes a word: signs, dashes and spelling stay as written."""

from __future__ import annotations

from collections.abc import Callable

from exporter.copyedit.dateline import settle_dateline
from exporter.copyedit.identify import identify
from exporter.copyedit.language import settle_language
from exporter.copyedit.quotations import sign_quotations
from exporter.copyedit.structure import straighten
from exporter.model import Edition

PASSES: tuple[Callable[[Edition], Edition], ...] = (
    settle_dateline,  # the text goes on right after it
    settle_language,  # language and direction
    sign_quotations,  # in the signs of that language
    straighten,  # runs, empty blocks, crosshead levels
    identify,  # last, so that ids number what is left
)


def copyedit(edition: Edition) -> Edition:
    """Return the edition ready for every backend; a second time changes nothing."""
    for edit in PASSES:
        edition = edit(edition)
    return edition
