"""A book with a page that is no well-formed XML."""

from __future__ import annotations

import pytest
from spoil import write_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    write_book(
        "other.epub",
        "<h1>Harbour opens</h1><p>The new harbour opened on Monday, ten years after it had been drawn.</p><p>Ships <b>came</p>",
    )
    return ["export", "other.epub", "--to", "json", "-o", "out"]
