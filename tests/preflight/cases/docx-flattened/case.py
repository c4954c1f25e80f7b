"""A Word file with a formula."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from spoil import export


def command(_: pytest.MonkeyPatch) -> list[str]:
    export("--to", "docx")
    document = docx.Document("out/harbour.docx")
    paragraph = next(part for part in document.paragraphs if part.text.startswith("Ships"))
    formula = parse_xml(
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
    )
    paragraph._p.append(formula)
    document.save("out/harbour.docx")
    return ["export", "out/harbour.docx", "--to", "json", "-o", "back"]
