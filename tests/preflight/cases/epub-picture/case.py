"""A book with a picture that is not in it."""

from __future__ import annotations

import pytest
from spoil import write_book

BESIDES = {"photo-not-supplied"}


def command(_: pytest.MonkeyPatch) -> list[str]:
    write_book(
        "other.epub",
        "<h1>Harbour opens</h1><p>The new harbour opened on Monday, ten years after it had been drawn.</p><img src='gone.jpg' alt='A quay'/>",
    )
    return ["export", "other.epub", "--to", "json", "-o", "out"]
