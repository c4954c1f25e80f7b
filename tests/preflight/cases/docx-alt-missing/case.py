"""A Word file with a picture that nobody describes."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/document.xml", 'descr="Cranes above a quay."', 'descr=""')
