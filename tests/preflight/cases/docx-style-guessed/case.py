"""A Word file of another maker, with a style that says nothing about a paragraph's role."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE


def command(_: pytest.MonkeyPatch) -> list[str]:
    document = docx.Document()
    document.styles.add_style("Cheerful", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Harbour opens", "Title")
    document.add_paragraph("The new harbour opened on Monday, and ships came from everywhere to see it.", "Cheerful")
    document.save("foreign.docx")
    return ["export", "foreign.docx", "--to", "json", "-o", "out", "--lang", "en"]
