"""What the user asks of a PDF besides the look; resolved, with files already read."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from exporter.backends.pdf.color.icc import PrintProfile
from exporter.backends.pdf.profiles import Profile
from exporter.backends.pdf.profiles.archive import PROFILE as ARCHIVE
from exporter.report import UsageError

Imposition = Literal["", "booklet", "2up", "4up"]


class PdfOptions(Struct, frozen=True, kw_only=True):
    """All measures in points. `originals` are the story files by name, for profiles that enclose them.

    Raises UsageError where one option contradicts another.
    """

    profile: Profile = ARCHIVE
    bleed: float = 0.0
    marks: bool = False
    print_profile: PrintProfile | None = None
    condition: str = ""  # registered name of the printing condition, such as FOGRA39
    impose: Imposition = ""
    creep: float = 0.0  # how much each sheet of a booklet pushes the next one outwards
    originals: tuple[tuple[str, bytes], ...] = ()

    def __post_init__(self) -> None:
        if self.creep and self.impose != "booklet":
            raise UsageError("creep is what the fold of a booklet takes", hint="add --impose booklet")
        if not self.impose:
            return
        if self.marks:
            raise UsageError(
                "marks stand around single pages, not around imposed ones", hint="leave out --marks or --impose"
            )
        if self.profile.encloses_source or (self.profile.exchange and self.profile.archive_part):
            raise UsageError(
                f"no file can be {self.profile.name} and imposed: "
                "a sheet has the pages out of order, an archive has them in it",
                hint="leave out --impose, or take --pdf-profile press for the sheets",
            )
