"""For reading and keeping: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one file. The default."""

from exporter.backends.pdf.profiles.profile import Profile

PROFILE = Profile(
    name="archive",
    about="to read and to keep: PDF/A-2a and PDF/UA-1",
    archive_part=2,
    archive_level="A",
    accessible_part=1,
)
