"""A PDF that was cut short on its way."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "pdf")
    data = Path("out/harbour.pdf").read_bytes()
    Path("out/harbour.pdf").write_bytes(data[:-30])
    return ["check", "out/harbour.pdf"]
