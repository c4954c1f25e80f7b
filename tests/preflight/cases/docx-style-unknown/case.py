"""A Word file with a paragraph in a style that it does not have."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/document.xml", '<w:pStyle w:val="Caption"/>', '<w:pStyle w:val="Capshun"/>')
