"""For benchmarks in a warm process: stories of other words, and the fastest of many runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from exporter.model import Edition, Rich, edition_of
from exporter.model.walk import map_article

SAMPLES = Path(__file__).parents[2] / "samples"


def varied(edition: Edition, number: int) -> Edition:
    """Return the story with every fifth word made new, so that no cache knows the paragraph."""
    from msgspec.structs import replace

    def change(runs: Rich) -> Rich:
        changed = []
        for run in runs:
            words = run.text.split(" ")
            words[::5] = [
                word[::-1] if word.isalpha() and number % 2 else word + "s" * (number % 3) for word in words[::5]
            ]
            changed.append(replace(run, text=" ".join(words)))
        return tuple(changed)

    return edition_of(map_article(edition.articles[0], change_rich=change))


def fastest(work: Callable[[Edition], object], stories: Iterable[Edition]) -> float:
    """Return the CPU milliseconds of the story that took least; what others do on the machine adds to all."""
    times = []
    for story in stories:
        begin = time.process_time()
        work(story)
        times.append(time.process_time() - begin)
    return min(times) * 1000
