"""A Word file that calls a note which is not in it."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/document.xml", 'w:footnoteReference w:id="1"', 'w:footnoteReference w:id="9"')
