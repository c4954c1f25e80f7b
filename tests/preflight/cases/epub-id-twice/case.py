"""A book with a page on which an id stands twice."""

from __future__ import annotations

import pytest
from spoil import spoil_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_book("EPUB/a1.xhtml", 'id="a1-b1"', 'id="a1-b2"')
