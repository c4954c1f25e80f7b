"""A Word file whose first crosshead leaves a level out."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/document.xml", '<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>')
