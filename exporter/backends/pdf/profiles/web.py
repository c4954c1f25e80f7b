"""For downloads: the same pages and tags (PDF/UA-1), with pictures as fine as screens show them.

With pikepdf installed the first page shows before the rest has come (linearised, ISO 32000-1, annex F).
"""

from exporter.backends.pdf.profiles.profile import Profile

PROFILE = Profile(
    name="web",
    about="smaller, to load page by page: PDF/UA-1",
    accessible_part=1,
    picture_ppi=120.0,
    loads_page_by_page=True,
)
