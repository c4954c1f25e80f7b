"""A Word file that does not say its language."""

from __future__ import annotations

import pytest
from spoil import spoil_word


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_word("word/styles.xml", '<w:lang w:val="en"', '<w:lang w:bidi="en"')
