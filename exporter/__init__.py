"""Lay a news story out as a printed page (PDF), a Word file and an EPUB from one shared article model."""

__version__ = "0.1.0"
