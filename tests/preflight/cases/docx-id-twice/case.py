"""A Word file with two bookmarks of one name."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/document.xml", 'w:name="b_a1_b1"', 'w:name="b_a1_b2"')
