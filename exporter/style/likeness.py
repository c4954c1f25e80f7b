"""How much larger a face is set that stands in for another, so that its letters look as large as those beside them.

Faces fill their em differently: at one size, the Arabic of one is as small as footnotes. What is compared is the height
of letters that carry a script's look, as CSS `font-size-adjust` compares those of the small x.
"""

from __future__ import annotations

import unicodedata

from exporter.style.fonts import Face

SAME_EYE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")  # set as large as the x; others never below the size
SMALL_LETTERS = {"LATIN": "x", "GREEK": "ο", "CYRILLIC": "х", "ARMENIAN": "ա", "GEORGIAN": "ა"}
# Letters of one height, and how high they look right beside capitals of height 1 (set by eye on Noto and STIX faces).
LETTERS = {
    "HEBREW": ("ה", 0.9), "DEVANAGARI": ("क", 0.87), "BENGALI": ("ক", 0.87), "GURMUKHI": ("ਕ", 0.87),
    "GUJARATI": ("ક", 0.87), "TAMIL": ("க", 0.82), "TELUGU": ("క", 0.87), "KANNADA": ("ಕ", 0.87),
    "MALAYALAM": ("ക", 0.82), "SINHALA": ("ක", 0.82), "THAI": ("ก", 0.8), "LAO": ("ກ", 0.8),
}  # fmt: skip
LOOP, ALIF, HIGHEST_ALIF = "ه", "ا", 1.2  # Arabic: the loop as high as an x, the alif no higher than so many capitals
LEAST, MOST = 0.8, 1.35


def size_beside(own: Face, other: Face, character: str) -> float:
    """Return by what factor `other` is set, where it has the character that `own` lacks; 1 = at the same size."""
    script = unicodedata.name(character, "").partition(" ")[0]
    if script in SAME_EYE:
        letter = SMALL_LETTERS[script]
        return _held(own.x_height, other.height(letter), LEAST)
    if script == "ARABIC":
        eye = _held(own.x_height, other.height(LOOP), 1.0)
        return min(eye, _held(HIGHEST_ALIF * own.cap_height, other.height(ALIF), 1.0))
    if script in LETTERS:
        letter, share = LETTERS[script]
        return _held(share * own.cap_height, other.height(letter), 1.0)
    return 1.0


def _held(wanted: float, height: float, least: float) -> float:
    """Return the factor that makes a height the one wanted, within what still is the same size of type."""
    return round(min(max(wanted / height, least), MOST), 3) if height else 1.0
