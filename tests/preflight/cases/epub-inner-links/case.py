"""A book with a link from one story to another."""

from __future__ import annotations

import pytest
from spoil import write_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    write_book(
        "other.epub",
        "<h1>Harbour opens</h1><p>The new harbour opened on Monday, ten years after it had been drawn.</p><p>See <a href='p2.xhtml'>the market</a>.</p>",
        "<h1>Market</h1><p>The market closes on Tuesday, when nobody is left to buy fish.</p>",
    )
    return ["export", "other.epub", "--to", "json", "-o", "out"]
