"""A Word file in which somebody left a comment."""

from __future__ import annotations

import docx
import pytest
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "docx")
    document = docx.Document("out/harbour.docx")
    paragraph = next(part for part in document.paragraphs if part.text.startswith("Ships"))
    document.add_comment(paragraph.runs, "Who says so?", "Desk")
    document.save("out/harbour.docx")
    return ["export", "out/harbour.docx", "--to", "json", "-o", "back"]
