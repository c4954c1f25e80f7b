"""A book with a page that tells nothing."""

from __future__ import annotations

import pytest
from spoil import write_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    write_book(
        "other.epub",
        "<h1>Harbour opens</h1><p>The new harbour opened on Monday, ten years after it had been drawn.</p>",
        "<p> </p>",
    )
    return ["export", "other.epub", "--to", "json", "-o", "out"]
