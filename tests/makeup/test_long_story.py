"""Cost grows with length and no faster."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from long import cost, long_story


def test_twice_the_words_take_little_more_than_twice_the_time() -> None:
    cost(long_story(1_000))
    times = [(sum(cost(long_story(4_000))), sum(cost(long_story(8_000)))) for _ in range(4)]  # in turns, as load comes
    once, twice = (min(found) for found in zip(*times, strict=True))
    assert twice < 2.7 * once
