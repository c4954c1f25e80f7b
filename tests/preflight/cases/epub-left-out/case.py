"""A book with a film."""

from __future__ import annotations

import pytest
from spoil import write_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    write_book(
        "other.epub",
        "<h1>Harbour opens</h1><p>The new harbour opened on Monday, ten years after it had been drawn.</p><video src='film.mp4'></video>",
    )
    return ["export", "other.epub", "--to", "json", "-o", "out"]
