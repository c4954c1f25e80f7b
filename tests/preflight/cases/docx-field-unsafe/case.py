"""A Word file with a field that loads a file."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/footer1.xml", "PAGE", "INCLUDETEXT x")
