"""A PDF whose metadata has no title."""

from __future__ import annotations

import pikepdf
import pytest
from spoil import spoil_pdf


def spoil(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"dc:title", b"dc:format"))


def command(_: pytest.MonkeyPatch) -> list[str]:
    return spoil_pdf(spoil)
