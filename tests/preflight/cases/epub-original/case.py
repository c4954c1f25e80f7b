"""A book whose kept edition was cut in two."""

from __future__ import annotations

import pytest
from spoil import export, rewrite

BESIDES = {"epub-page-skipped"}


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "epub")
    rewrite("out/harbour.epub", "META-INF/exporter-edition.json", lambda data: data[: len(data) // 2])
    return ["export", "out/harbour.epub", "--to", "json", "-o", "back"]
