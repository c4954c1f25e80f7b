"""A book with a file whose name leads out of it."""

from __future__ import annotations

import pytest
from spoil import export, rewrite


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "epub")
    rewrite("out/harbour.epub", "../evil.txt", lambda _: b"x")
    return ["export", "out/harbour.epub", "--to", "json", "-o", "back"]
