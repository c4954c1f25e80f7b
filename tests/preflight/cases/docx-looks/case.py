"""A manuscript without styles, its headline in bold."""

from __future__ import annotations

import docx
import pytest


def command(_: pytest.MonkeyPatch) -> list[str]:
    document = docx.Document()
    document.add_paragraph().add_run("The boats stay in").bold = True
    document.add_paragraph("The harbour master counted the boats twice on Monday, and found that one was there.")
    document.save("manuscript.docx")
    return ["export", "manuscript.docx", "--lang", "en", "--to", "json", "-o", "out"]
