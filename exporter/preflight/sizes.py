"""How small type may be in print: the floors that presses and design handbooks name."""

from __future__ import annotations

LEAST_SIZE, LEAST_BODY = 7.0, 8.0  # points: of anything, of running text
_ROUNDING = 0.01


def is_under(size: float, least: float) -> bool:
    """Return True when the size is smaller than `least` by more than rounding."""
    return size < least - _ROUNDING
