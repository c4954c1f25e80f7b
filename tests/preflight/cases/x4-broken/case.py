"""A file for the press that leaves open whether it is trapped."""

from __future__ import annotations

import pikepdf
import pytest
from spoil import spoil_pdf


def spoil(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Trapped"] = pikepdf.Name.Unknown


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_pdf(spoil, "--pdf-profile", "press")
