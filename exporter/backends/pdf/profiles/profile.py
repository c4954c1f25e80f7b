"""What a file claims to be, as questions that the writer asks."""

from __future__ import annotations

from msgspec import Struct


class Profile(Struct, frozen=True, kw_only=True):
    """A profile and its claims. 0 and "" = does not claim it. Every file is tagged, whatever it claims."""

    name: str
    about: str
    archive_part: int = 0  # PDF/A part (ISO 19005)
    archive_level: str = ""  # A = tagged, U = with Unicode, B = looks the same
    accessible_part: int = 0  # PDF/UA part (ISO 14289)
    exchange: str = ""  # PDF/X as XMP names it (ISO 15930)
    picture_ppi: float = 0.0  # as fine as pictures are kept at least, twice that at most; 0 = as the style says
    encloses_source: bool = False
    loads_page_by_page: bool = False

    def version(self) -> tuple[int, int]:
        """Return the version of PDF: PDF/X-4 rests on 1.6, which PDF/A-2 takes too; the others on 1.7."""
        return (2, 0) if self.is_pdf2() else (1, 6) if self.exchange else (1, 7)

    def is_pdf2(self) -> bool:
        """Return True when the file is PDF 2.0, where structure has namespaces and metadata are XMP alone."""
        return self.archive_part == 4 or self.accessible_part == 2

    def requires_output_intent(self) -> bool:
        """Return True when device colours need a profile that says what they mean (ISO 19005-2, 6.2.3)."""
        return bool(self.archive_part or self.exchange)

    def prints_inks(self) -> bool:
        """Return True when colours are inks of a press and no colours of a screen."""
        return bool(self.exchange)

    def forbids_annotations(self) -> bool:
        """Return True when nothing on the page may be active (ISO 15930-7, 6.17)."""
        return bool(self.exchange)
