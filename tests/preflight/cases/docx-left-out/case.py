"""A Word file with hidden text."""

from __future__ import annotations

import docx
import pytest
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "docx")
    document = docx.Document("out/harbour.docx")
    paragraph = next(part for part in document.paragraphs if part.text.startswith("Ships"))
    paragraph.add_run(" Ask Ida.").font.hidden = True
    document.save("out/harbour.docx")
    return ["export", "out/harbour.docx", "--to", "json", "-o", "back"]
