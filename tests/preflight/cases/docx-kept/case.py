"""A Word file whose kept story somebody has cut in two."""

from __future__ import annotations

import pytest
from spoil import export, rewrite, swap

BESIDES = {"language-missing"}


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "docx")
    rewrite("out/harbour.docx", "customXml/item1.xml", swap("exporter-edition/1", "nobody knows"))
    return ["export", "out/harbour.docx", "--to", "json", "-o", "back"]
