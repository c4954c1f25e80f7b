"""How well one colour stands out from another: WCAG 2.1, success criterion 1.4.3."""

from __future__ import annotations

from functools import lru_cache

RGB = tuple[float, float, float]  # each 0 to 1
WHITE: RGB = (1.0, 1.0, 1.0)
LEAST, LEAST_LARGE = 4.5, 3.0  # for text; for large text
LARGE, LARGE_BOLD = 18.0, 14.0  # points


@lru_cache(maxsize=1024)
def contrast(one: RGB, other: RGB = WHITE) -> float:
    """Return the contrast of two colours: 1 = none, 21 = black on white (WCAG 2.1, contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: RGB) -> float:
    """Return the relative luminance: 0 = black, 1 = white (WCAG 2.1, relative luminance)."""
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
