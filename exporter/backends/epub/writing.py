"""Which way the lines run: from top to bottom for Japanese and Chinese, where the style asks for it."""

from __future__ import annotations

from exporter.backends.epub.plan import Book
from exporter.style.model import Style

UPRIGHT = ("ja", "zh")


def is_vertical(language: str, style: Style) -> bool:
    """Return True when text of the language is set from top to bottom."""
    return style.epub.writing_mode == "vertical" and language.split("-")[0].lower() in UPRIGHT


def progression(book: Book, style: Style) -> str:
    """Return the direction in which pages are turned: vertical lines follow each other from right to left."""
    return "rtl" if all(is_vertical(story.language, style) for story in book.stories) else book.direction
