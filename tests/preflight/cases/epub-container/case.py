"""A book whose first file is not its mimetype."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "epub")
    data = Path("out/harbour.epub").read_bytes()
    with ZipFile(BytesIO(data)) as book, ZipFile("out/harbour.epub", "w") as other:
        for name in reversed(book.namelist()):
            other.writestr(name, book.read(name))
    return ["check", "out/harbour.epub"]
