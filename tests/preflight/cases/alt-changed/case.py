"""A book that describes a picture in other words."""

from __future__ import annotations

import pytest
from spoil import compare_book


def spoil(page: str) -> str:
    return page.replace("Cranes above a quay.", "Ships.")


def command(_: pytest.MonkeyPatch) -> list[str]:
    return compare_book(spoil)
