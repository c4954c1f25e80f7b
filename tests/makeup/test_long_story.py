"""Cost grows with length and no faster."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from long import cost, long_story


def test_twice_the_words_take_little_more_than_twice_the_time() -> None:
    def least(words: int) -> float:
        story = long_story(words)
        return min(sum(cost(story)) for _ in range(3))

    least(1_000)
    assert least(8_000) < 2.7 * least(4_000)
