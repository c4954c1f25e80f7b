"""A book whose spine names a page that the manifest does not have."""

from __future__ import annotations

import pytest
from spoil import spoil_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_book("EPUB/content.opf", '<itemref idref="a1"', '<itemref idref="a9"')
