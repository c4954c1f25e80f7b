"""What it costs to compare a file with its story: python tests/benchmarks/compare.py

Prints for samples and formats the CPU time of making the file (checks included, the comparison not), of comparing it, and
their ratio, the best of seven in a warm process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import exporter
from exporter.pipeline import compare_file

SAMPLES = Path(__file__).parents[2] / "samples"
STORIES = ("harbour.md", "edition.yaml", "budget.md", "lighthouse.yaml")


def milliseconds(work: Callable[[], object]) -> float:
    """Return the CPU time of the work, the best of seven."""
    best = float("inf")
    for _ in range(7):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best * 1000


def main() -> None:
    """Print the table."""
    env, style = exporter.real_env(SAMPLES), exporter.load_style("newspaper")
    print(f"{'story':16} {'':5} {'made':>9} {'compared':>9} {'share':>6}")
    for name in STORIES:
        edition = exporter.read(name, env, exporter.Report())
        for format in ("pdf", "docx", "epub"):

            def make(edition: exporter.Edition = edition, format: str = format) -> bytes:
                return exporter.export(edition, format, style, env, exporter.Report())

            data = make()
            compared = milliseconds(
                lambda data=data, format=format, edition=edition: compare_file(data, format, edition, style)
            )  # type: ignore[misc]
            made = milliseconds(make) - compared
            print(f"{name:16} {format:5} {made:6.1f} ms {compared:6.2f} ms {100 * compared / made:4.0f} %")


if __name__ == "__main__":
    main()
