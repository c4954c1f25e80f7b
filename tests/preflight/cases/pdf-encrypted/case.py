"""A PDF under a password."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "pdf")
    with pikepdf.open(BytesIO(Path("out/harbour.pdf").read_bytes())) as pdf:
        pdf.save("out/harbour.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    return ["check", "out/harbour.pdf"]
