"""A PDF that claims no standard."""

from __future__ import annotations

import pikepdf
import pytest
from spoil import spoil_pdf


def spoil(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"pdfaid:", b"other:").replace(b"pdfuaid:", b"another:"))


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_pdf(spoil)
