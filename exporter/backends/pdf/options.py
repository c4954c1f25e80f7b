"""What the user asks of a PDF besides the look; resolved, with files already read."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from exporter.backends.pdf.color.icc import PrintProfile
from exporter.backends.pdf.profiles import Profile
from exporter.backends.pdf.profiles.archive import PROFILE as ARCHIVE

Imposition = Literal["", "booklet", "2up", "4up"]


class PdfOptions(Struct, frozen=True, kw_only=True):
    """All measures in points. `originals` are the story files by name, for profiles that enclose them."""

    profile: Profile = ARCHIVE
    bleed: float = 0.0
    marks: bool = False
    print_profile: PrintProfile | None = None
    condition: str = ""  # registered name of the printing condition, such as FOGRA39
    impose: Imposition = ""
    creep: float = 0.0  # how much each sheet of a booklet pushes the next one outwards
    originals: tuple[tuple[str, bytes], ...] = ()
