"""A book whose contents lead to a place that is not there."""

from __future__ import annotations

import pytest
from spoil import spoil_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_book("EPUB/nav.xhtml", "a1.xhtml", "a1.xhtml#gone")
