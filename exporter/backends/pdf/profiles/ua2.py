"""The coming generation: PDF 2.0 with PDF/A-4 (ISO 19005-4) and PDF/UA-2 (ISO 14289-2).

What differs: names of structure elements come from a namespace, ways inside the file lead to elements instead of
places, and there is no information dictionary. Few readers know PDF 2.0 yet, so this is not the default.
"""

from exporter.backends.pdf.profiles.profile import Profile

PROFILE = Profile(
    name="ua2",
    about="PDF 2.0 for readers that know it: PDF/UA-2 and PDF/A-4",
    archive_part=4,
    accessible_part=2,
)
