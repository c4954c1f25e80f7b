"""A Word file with a link that runs a script."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/_rels/document.xml.rels", 'Target="https://example.org/plan"', 'Target="javascript:1"')
