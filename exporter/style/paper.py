"""Sheet sizes by name, and sizes written out such as ``210x275mm``."""

from __future__ import annotations

import re

from exporter.length import parse_length
from exporter.regex import regex
from exporter.wording import nearest_name

# Width and height as trimmed, upright. A sizes: ISO 216. letter, legal, tabloid: ANSI/ASME Y14.1 and the trade's habit
# (tabloid is 11 × 17 in). berliner and broadsheet are the British and continental newspaper pages, a single page and
# not the spread: https://en.wikipedia.org/wiki/Newspaper_format
PAGE_SIZES: dict[str, tuple[str, str]] = {
    "a3": ("297mm", "420mm"),
    "a4": ("210mm", "297mm"),
    "a5": ("148mm", "210mm"),
    "letter": ("8.5in", "11in"),
    "legal": ("8.5in", "14in"),
    "tabloid": ("11in", "17in"),
    "berliner": ("315mm", "470mm"),
    "broadsheet": ("375mm", "597mm"),
}
SMALLEST, LARGEST = "60mm", "2000mm"  # below, no word fits; above, PDF readers refuse the page (14,400 units)
_WRITTEN_OUT = regex(r"\s*([\d.]+)\s*[x×]\s*([\d.]+)\s*([a-z]+)\s*", re.IGNORECASE)


def paper_size(text: str) -> tuple[str, float, float]:
    """Return name, width and height of the sheet; raises ValueError that names the nearest size."""
    name = text.strip().lower()
    if name in PAGE_SIZES:
        width, height = PAGE_SIZES[name]
        return name, parse_length(width), parse_length(height)
    if match := _WRITTEN_OUT.fullmatch(name):
        wide, high = (parse_length(match[side] + match[3]) for side in (1, 2))
        if min(wide, high) >= parse_length(SMALLEST) and max(wide, high) <= parse_length(LARGEST):
            return name, wide, high
        raise ValueError(f"page size {text!r}: each side must be from {SMALLEST} to {LARGEST}")
    near = nearest_name(name, PAGE_SIZES)
    guess = f"; did you mean {near}?" if near else "."
    raise ValueError(f"page size {text!r} is not known{guess} There are: {', '.join(PAGE_SIZES)}, or 210x275mm")
