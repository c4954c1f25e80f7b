"""What it costs to compare a file with its story: python tests/benchmarks/compare.py

Prints for samples and formats the CPU time of making the file (checks included, the comparison not), of comparing it, and
their ratio, the best of many rounds in a warm process. What the story wants is worked out for each file here; a command
that makes all three does it once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import exporter
from exporter.__main__ import collect_seldom
from exporter.model import Edition
from exporter.pipeline import compare_file
from exporter.preflight.compare.wanted import want
from exporter.style.model import Style

SAMPLES = Path(__file__).parents[2] / "samples"
ROUNDS = 20
STORIES = ("harbour.md", "edition.yaml", "budget.md", "lighthouse.yaml")


def milliseconds(*works: Callable[[], object]) -> list[float]:
    """Return the CPU time of each, the best of all rounds; they take turns, so that a busy machine hits all alike."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            begin = time.process_time()
            work()
            best[index] = min(best[index], time.process_time() - begin)
    return [seconds * 1000 for seconds in best]


def compare(data: bytes, format: str, edition: Edition, style: Style) -> None:
    """Compare the file with its story."""
    compare_file(data, format, want(edition, style))


def main() -> None:
    """Print the table."""
    collect_seldom()  # as the command does
    env, style = exporter.real_env(SAMPLES), exporter.load_style("newspaper")
    print(f"{'story':16} {'':5} {'made':>9} {'compared':>9} {'share':>6}")
    for name in STORIES:
        edition = exporter.read(name, env, exporter.Report())
        for format in ("pdf", "docx", "epub"):
            make = partial(exporter.export, edition, format, style, env, exporter.Report())
            whole, compared = milliseconds(make, partial(compare, make(), format, edition, style))
            made = whole - compared
            print(f"{name:16} {format:5} {made:6.1f} ms {compared:6.2f} ms {100 * compared / made:4.0f} %")


if __name__ == "__main__":
    main()
