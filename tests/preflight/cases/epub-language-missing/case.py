"""A book with a page that does not say its language."""

from __future__ import annotations

import pytest
from spoil import spoil_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_book("EPUB/a1.xhtml", ' xml:lang="en"', "")
