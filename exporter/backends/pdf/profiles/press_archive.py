"""For the printer and for keeping: PDF/X-4, PDF/A-2a and PDF/UA-1 in one file.

The standards allow it: all rest on PDF 1.7 or less, PDF/A-2 takes inks when its output intent is that of the press
(ISO 19005-2, 6.2.3: both intents name the same profile), and PDF/X-4 takes tags. What PDF/X-4 forbids, links on the
page, the others do not ask for.
"""

from exporter.backends.pdf.profiles.profile import Profile

PROFILE = Profile(
    name="press+archive",
    about="one file for both: PDF/X-4, PDF/A-2a and PDF/UA-1",
    archive_part=2,
    archive_level="A",
    accessible_part=1,
    exchange="PDF/X-4",
)
