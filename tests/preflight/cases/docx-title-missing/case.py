"""A Word file without a title in its properties."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("docProps/core.xml", "<dc:title>Harbour opens</dc:title>", "")
