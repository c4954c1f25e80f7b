"""A PDF whose only page is no page."""

from __future__ import annotations

import pikepdf
import pytest
from spoil import spoil_pdf


def spoil(pdf: pikepdf.Pdf) -> None:
    for leaf in list(pdf.pages):
        leaf.obj.Type = pikepdf.Name.Leaf


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_pdf(spoil)
