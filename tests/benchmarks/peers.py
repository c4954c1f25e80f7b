"""This project beside its peers, in one run on the same stories: python tests/benchmarks/peers.py [--quick]

Prints a table in Markdown: what one story costs from a cold start, what each further one costs in one file and in files
of their own, memory, size, and whether the targets are met. Every figure is of whole processes, CPU time and peak memory.
The peers come with ``pip install -e '.[bench]'``; one that is missing is named. --quick: few stories, each run once.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from contest.contestants import ALL, CONTESTANTS, Contestant
from contest.results import Results
from contest.stories import write_stories
from contest.targets import judge

TITLES = {"pdf": "PDF", "docx": "Word", "epub": "EPUB", ALL: "all three"}


def main(counts: list[int], runs: int, only: Sequence[str] = ()) -> None:
    for package in sorted({one.get for one in CONTESTANTS if not one.installed}):
        print(f"not installed: {package}; all peers come with: pip install -e '.[bench]'", file=sys.stderr)
    with TemporaryDirectory() as folder:
        stories = write_stories(Path(folder) / "stories", max(counts))
        results = Results(counts, runs, Path(folder), [story.name for story in stories], only)
    print(f"{machine()}.\n{stories[0].words} words and a photo of its own a story.")
    print("", *table(results), sep="\n")
    print("\n| target | found | |\n|---|---|---|")
    for verdict in judge(results):
        print(f"| {verdict.target} | {verdict.found} | {'met' if verdict.met else '**missed**'} |")


def table(results: Results) -> Iterator[str]:
    """Yield the lines of the table. In brackets stands the ratio to the peer that the format's target names."""
    steps = ", ".join(f"{count:,}" for count in results.counts[1:])
    yield f"| | cold, s | MB | kB | {steps} in one file, ms a story | MB | each its own file | MB |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in results.present:
        reference = results.reference(one.format)
        cold = results.cold(one)
        base = results.cold(reference).seconds if reference else 0.0
        many = [cell for apart in (False, True) for cell in _many(one, apart, reference, results)]
        yield (
            f"| {TITLES[one.format]}: {one.name} | {cold.seconds:.2f}{_times(cold.seconds, base)} "
            f"| {cold.megabytes:.0f} | {cold.size / 1000:.0f} | {' | '.join(many)} |"
        )


def _many(one: Contestant, apart: bool, reference: Contestant | None, results: Results) -> tuple[str, str]:
    """Return the milliseconds of a story for each number of stories and the memory of the largest."""
    theirs = results.per_story(reference, apart) if reference else {}
    each = [f"{ms:.1f}{_times(ms, theirs.get(count, 0.0))}" for count, ms in results.per_story(one, apart).items()]
    last = results.many(one, apart)
    return ", ".join(each) or "–", f"{last.megabytes:.0f}" if last and each else "–"


def _times(value: float, base: float) -> str:
    return f" ({value / base:.2g})" if base > 0 and value != base else ""


def machine() -> str:
    """Return what this was measured on, and which peers."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    peers = {one.get for one in CONTESTANTS if one.installed and one.get}
    versions = ", ".join(f"{package} {version(package)}" for package in sorted(peers))
    return (
        f"{os.cpu_count()} cores, {model or platform.processor() or platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}; {versions}"
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--quick", action="store_true", help="1 and 5 stories, each measured once")
    asked.add_argument(
        "--stories", default="1,10,100", help="how many, from 1 (1,10,100; 1000 takes a quarter of an hour more)"
    )
    asked.add_argument("--runs", type=int, default=9, help="how often one story is measured (9)")
    asked.add_argument("--only", action="append", default=[], metavar="NAME", help="leave the others out; repeatable")
    options = asked.parse_args()
    if options.quick:
        options.stories, options.runs = "1,5", 1
    main([int(count) for count in options.stories.split(",")], options.runs, options.only)
