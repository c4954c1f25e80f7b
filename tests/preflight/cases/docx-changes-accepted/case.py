"""A Word file with a word inserted while changes were tracked."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "docx")
    document = docx.Document("out/harbour.docx")
    paragraph = next(part for part in document.paragraphs if part.text.startswith("Ships"))
    change = OxmlElement("w:ins")
    change.set(qn("w:id"), "900")
    change.set(qn("w:author"), "Desk")
    paragraph._p.append(change)
    change.append(paragraph.add_run(" All of them.")._r)
    document.save("out/harbour.docx")
    return ["export", "out/harbour.docx", "--to", "json", "-o", "back"]
