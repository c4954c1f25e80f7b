"""A book that does not say whether it may flash."""

from __future__ import annotations

import pytest
from spoil import spoil_book


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_book("EPUB/content.opf", "schema:accessibilityHazard", "schema:other")
