"""Lengths in points, the unit of every measure in the house: 1 pt = 1/72 inch. The only place that converts units."""

from __future__ import annotations

import re
from functools import lru_cache

from exporter.regex import regex

POINTS: dict[str, float] = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pc": 12.0, "px": 0.75}
_LENGTH = regex(r"\s*([+-]?\d+(?:\.\d+)?)\s*([a-z%]*)\s*", re.IGNORECASE)


@lru_cache(maxsize=1024)  # a style says the same few again and again
def parse_length(text: str | float | int, *, em: float | None = None, line: float | None = None) -> float:
    """Return the length in points.

    Units: pt, mm, cm, in, pc (pica, 12 pt), px (1/96 inch); ``em`` and ``%`` where the size of the type `em` (points)
    is known, ``line``/``lines`` where the leading `line` (points) is known. A bare number is refused unless it is 0,
    because 3 could mean millimetres to a printer and points to a typesetter. Raises ValueError that names the units.
    """
    if isinstance(text, int | float):
        if text == 0:
            return 0.0
        raise ValueError(f"{text} has no unit; write {text}pt or {text}mm")
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a length such as 9pt, 3mm or 1.5em")
    number, unit = float(match[1]), match[2].lower()
    units = dict(POINTS)
    if em is not None:
        units |= {"em": em, "%": em / 100}
    if line is not None:
        units |= {"line": line, "lines": line}
    if unit == "" and number == 0:
        return 0.0
    if unit not in units:
        raise ValueError(f"{text!r}: the unit must be one of {', '.join(units)}")
    return number * units[unit]


def format_length(points: float) -> str:
    """Return the length for people: millimetres with at most one decimal, such as ``42 mm``."""
    return f"{round(points / POINTS['mm'], 1):g} mm"
