"""For keeping together with what the pages were made of: PDF/A-3a, the only part that lets any file be enclosed.

What is enclosed: the edition as JSON, the story's own file, the pictures (ISO 19005-3, 6.8).
"""

from exporter.backends.pdf.profiles.profile import Profile

PROFILE = Profile(
    name="archive-source",
    about="the same with the story, its file and pictures inside: PDF/A-3a and PDF/UA-1",
    archive_part=3,
    archive_level="A",
    accessible_part=1,
    encloses_source=True,
)
