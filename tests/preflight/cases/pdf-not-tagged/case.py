"""A PDF that does not say that it is tagged."""

from __future__ import annotations

import pikepdf
import pytest
from spoil import spoil_pdf


def spoil(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_pdf(spoil)
