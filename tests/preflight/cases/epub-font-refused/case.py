"""A style with a font that its maker does not let anybody embed."""

from __future__ import annotations

import pytest
from spoil import set_in_a_font


def command(_: pytest.MonkeyPatch) -> list[str]:
    return set_in_a_font("epub", licence=2)  # must not be embedded
