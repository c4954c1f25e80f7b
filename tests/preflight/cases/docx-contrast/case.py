"""A Word file with pale grey text."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/styles.xml", 'w:val="595959"', 'w:val="b0b0b0"')
