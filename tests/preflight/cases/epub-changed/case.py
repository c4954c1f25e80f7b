"""A book in which somebody changed a word."""

from __future__ import annotations

import pytest
from spoil import export, rewrite, swap

BESIDES = {"epub-page-skipped"}


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "epub")
    rewrite("out/harbour.epub", "EPUB/a1.xhtml", swap("from everywhere", "from nowhere"))
    return ["export", "out/harbour.epub", "--to", "json", "-o", "back"]
