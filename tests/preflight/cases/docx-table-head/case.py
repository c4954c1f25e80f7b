"""A Word file with a table whose first row is like the others."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/document.xml", "<w:tblHeader/>", "")
