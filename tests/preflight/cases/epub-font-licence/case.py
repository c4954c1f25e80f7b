"""A style with a font of which no licence lies beside it."""

from __future__ import annotations

import pytest
from spoil import set_in_a_font


def command(_: pytest.MonkeyPatch) -> list[str]:
    return set_in_a_font("epub", licence=0)  # may be embedded
