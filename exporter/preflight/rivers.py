"""Rivers: word spaces that stand one below the other over several lines and part the column like a brook."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.preflight.printed import Gap, PrintedLine


def longest_river(lines: Sequence[PrintedLine]) -> tuple[int, int]:
    """Return over how many of the lines the longest river runs, and the number of the line where it begins.

    A gap continues a river where at least half of the narrower of the two stands below the other.
    """
    best = (0, 0)
    above: list[tuple[Gap, int]] = []  # the gaps of the line above, with the length of the river that ends there
    for number, line in enumerate(lines):
        here: list[tuple[Gap, int]] = []
        for gap in line.gaps:
            length = 1 + max((run for upper, run in above if _joins(upper, gap)), default=0)
            here.append((gap, length))
            if length > best[0]:
                best = (length, number - length + 1)
        above = here
    return best


def _joins(upper: Gap, lower: Gap) -> bool:
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    return shared >= 0.5 * min(upper.right - upper.left, lower.right - lower.left)
