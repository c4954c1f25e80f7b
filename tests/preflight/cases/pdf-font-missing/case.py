"""A PDF that names a font and does not carry it."""

from __future__ import annotations

import pikepdf
import pytest
from spoil import spoil_pdf


def spoil(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            del item["/FontFile2"]
            return


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_pdf(spoil)
