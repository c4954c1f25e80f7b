"""Text that is too pale to read on white paper: WCAG 2.1, success criterion 1.4.3, as Word's own checker asks.

Large type (18 pt, or 14 pt bold) needs 3 : 1, all other 4.5 : 1. Colours left to Word ("auto") and text on a shade are
not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from exporter.preflight.contrast import LARGE, LARGE_BOLD, LEAST, LEAST_LARGE, contrast

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pale_texts(root: _Element) -> Iterator[tuple[str, float]]:
    """Yield colour and contrast of each run or style of the part that is too pale; each colour once for each size."""
    told: set[tuple[str, float]] = set()
    for properties in root.iter(W + "rPr"):
        color = properties.find(W + "color")
        value = "" if color is None else str(color.get(W + "val", ""))
        if len(value) != 6 or properties.find(W + "shd") is not None:
            continue
        ratio = contrast_on_white(value)
        least = LEAST_LARGE if _is_large(properties) else LEAST
        if ratio < least and (value, least) not in told:
            told.add((value, least))
            yield value, ratio


def contrast_on_white(color: str) -> float:
    """Return the contrast of a colour, ``rrggbb``, with white."""
    red, green, blue = (int(color[index : index + 2], 16) / 255 for index in (0, 2, 4))
    return contrast((red, green, blue))


def _is_large(properties: _Element) -> bool:
    size = properties.find(W + "sz")
    halves = int(size.get(W + "val", "0")) if size is not None and size.get(W + "val", "0").isdecimal() else 0
    return halves / 2 >= (LARGE_BOLD if properties.find(W + "b") is not None else LARGE)
