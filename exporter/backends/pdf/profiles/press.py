"""For the printer: PDF/X-4 (ISO 15930-7), inks instead of colours of a screen, nothing active on the page."""

from exporter.backends.pdf.profiles.profile import Profile

PROFILE = Profile(name="press", about="for the printer: PDF/X-4 in inks", exchange="PDF/X-4")
