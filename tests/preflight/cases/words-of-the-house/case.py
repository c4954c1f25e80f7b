"""A Word file with the newsroom's own words in its footer."""

from __future__ import annotations

import docx
import pytest
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "docx")
    document = docx.Document("out/harbour.docx")
    document.sections[0].footer.paragraphs[0].add_run("The Courier, a paper of the Island Press")
    document.save("out/harbour.docx")
    return ["compare", "harbour.md", "out/harbour.docx"]
