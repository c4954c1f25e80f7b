"""Output intents: what the device colours of the file mean, for screens or for a press."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

from exporter.backends.pdf.canvas import DEFLATE, text_string
from exporter.backends.pdf.color.icc import PrintProfile
from exporter.backends.pdf.color.srgb import SRGB_NAME, srgb_profile
from exporter.backends.pdf.profiles import Profile

if TYPE_CHECKING:
    from exporter.backends.pdf.canvas import PdfCanvas

REGISTRY = "http://www.color.org"


def output_intents(canvas: PdfCanvas, profile: Profile, press: PrintProfile | None, condition: str) -> bytes:
    """Return the array of output intents, for screens where there is no `press`.

    `condition` is the press's name in the registry, "" for none. PDF/X-4 wants the profile inside the file (ISO
    15930-7, 6.2.3). Where PDF/A is claimed too, both intents name the same object (ISO 19005-2, 6.2.3).
    """
    if not profile.requires_output_intent():
        return b"[]"
    if not press:
        number = canvas.add_stream(b"/N 3/Filter/FlateDecode", _packed_srgb(), compress=False)
        return b"[%s]" % _intent(b"GTS_PDFA1", SRGB_NAME, SRGB_NAME, b"", number)
    number = canvas.add_stream(b"/N %d" % press.inks, press.data)
    registry = b"/RegistryName%s" % text_string(REGISTRY) if condition else b""
    kinds = [b"GTS_PDFX", *([b"GTS_PDFA1"] if profile.archive_part else [])]
    return b"[%s]" % b"".join(_intent(kind, condition or "Custom", press.name, registry, number) for kind in kinds)


@cache
def _packed_srgb() -> bytes:
    return zlib.compress(srgb_profile(), DEFLATE)


def _intent(kind: bytes, identifier: str, info: str, registry: bytes, number: int) -> bytes:
    return b"<</Type/OutputIntent/S/%s/OutputConditionIdentifier%s/Info%s%s/DestOutputProfile %d 0 R>>" % (
        kind, text_string(identifier), text_string(info), registry, number,
    )  # fmt: skip
