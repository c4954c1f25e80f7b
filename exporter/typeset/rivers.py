"""Rivers: word spaces that stand below one another in three lines or more, a white crack down the text.

Where the spaces of a line stand follows from both its ends, which the search for the best line ends cannot see three
lines deep at a bearable cost. So the lines chosen are looked at once more: where a river runs, the paragraph is broken
again with its line ends there made dearer, and the better one is kept, the river's price included.
"""

from __future__ import annotations

from msgspec.structs import replace

from exporter.style.model import Limits
from exporter.typeset.breaking import Choice, Measure, break_by_count, spread
from exporter.typeset.items import Breaks, End

# Demerits for the third line of a river and each one more, by the square of how wide its spaces are. With 120 there
# were no fewer rivers in five stories at three measures, and the spaces were less even.
RIVER = 60.0
SHARED = 0.5  # of the narrower of two spaces: so much stands below the other
WIDE_ENOUGH = 0.4  # of a word space: what two spaces that make a river share at least


def without_rivers(
    choice: Choice, rows: Breaks, measure: Measure, limits: Limits, begins: tuple[float, ...]
) -> tuple[int, ...]:
    """Return the line ends chosen, or others of as many lines if the rivers in them are worse than what those cost."""
    if len(choice.ends) < 3:
        return choice.ends
    price, inside = _rivers(choice.ends, rows, measure, limits, begins)
    if not inside:
        return choice.ends
    dearer = [replace(end, penalty=end.penalty + RIVER) if row in inside else end for row, end in enumerate(rows)]
    again = break_by_count(dearer, measure, limits, choice.tolerance).get(len(choice.ends))
    if again is None:
        return choice.ends
    demerits = again.demerits - RIVER * len(inside.intersection(again.ends))
    better = demerits + _rivers(again.ends, rows, measure, limits, begins)[0] < choice.demerits + price
    return again.ends if better else choice.ends


def _rivers(
    ends: tuple[int, ...], rows: Breaks, measure: Measure, limits: Limits, begins: tuple[float, ...]
) -> tuple[float, set[int]]:
    """Return the price of the rivers, and the line ends inside of them; `begins` are the x of the first lines."""
    price, inside = 0.0, set[int]()
    above: list[tuple[float, float, int]] = []  # left and right end of a space, lines of the river that ends in it
    start = 0
    for number, end in enumerate(ends):
        here: list[tuple[float, float, int]] = []
        passed, count = 0, len(above)  # spaces above that end before this one begins; all of them
        first = rows[start]
        stretch, growth = _changes(first, rows[end], measure.width(number), limits)
        more = stretch - growth  # of white than of letters
        x = (begins[number] if number < len(begins) else 0.0) - first.next_width * growth - first.next_space * more
        for row in rows[start + 1 : end]:
            natural = row.next_space - row.space
            if not 0 < natural < row.next_width - row.width + 0.01:  # no space, or white that a stretched line has only
                continue
            right = x + row.next_width * growth + row.next_space * more
            left = right - natural * stretch
            while passed < count and above[passed][1] <= left:
                passed += 1
            run, index = 1, passed
            while index < count and above[index][0] < right:
                upper_left, upper_right, upper_run = above[index]
                shared = (right if right < upper_right else upper_right) - (left if left > upper_left else upper_left)
                if shared > WIDE_ENOUGH * natural and shared > SHARED * min(right - left, upper_right - upper_left):
                    run = max(run, upper_run + 1)
                index += 1
            here.append((left, right, run))
            if run > 2:
                price += RIVER * ((right - left) / natural) ** 2
                inside.update(ends[number - 2 : number])
        above, start = here, end
    return price, inside


def _changes(first: End, last: End, width: float, limits: Limits) -> tuple[float, float]:
    """Return how the word spaces and the letters of the line between two ends are stretched to the width."""
    space = last.space - first.next_space
    letters = last.width - first.next_width - space
    missing = width - letters - space
    if letters <= 0 or (missing >= 0 and last.forced):
        return 1.0, 1.0
    stretch = 1 + spread(missing, space, last.em - first.next_em, letters, limits).space
    return stretch, (width - space * stretch) / letters
