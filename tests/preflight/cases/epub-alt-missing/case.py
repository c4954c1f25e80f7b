"""A book with a picture without an alt attribute."""

from __future__ import annotations

import pytest
from spoil import spoil_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_book("EPUB/a1.xhtml", ' alt="Cranes above a quay."', "")
