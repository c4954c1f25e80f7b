"""What each stage of a run costs: python tests/benchmarks/stages.py [--to pdf] [--style newspaper] [STORIES]

Runs the command of peers.py inside this process, on its stories, each with words of its own and a photo of its own, and
prints the CPU milliseconds a story of every stage: once for stories bound into one file, once for a file of each. A stage
within another counts for itself, so that all of them together are the whole. Other stories are exported before, so that
modules are loaded and caches know the common words; of several rounds the least counts for each stage.

Where typst is installed, it sets the same stories in between, in this process: what it does compares with making up and
painting, the stages that it has too.
"""

from __future__ import annotations

import argparse
import functools
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from contest.stories import Story, as_json, write_stories

from exporter.__main__ import collect_seldom
from exporter.cli.run import run

OPTIONS = ("--style", "magazine", "--columns", "3")  # as in peers.py
KNOWN = 5  # stories exported before
REST = "all else"
# Stage → the functions that do it, as module:name or module:class.name.
STAGES: dict[str, tuple[str, ...]] = {
    "read": ("exporter.cli.jobs:read_stories",),
    "copy-edit": ("exporter.copyedit:copyedit",),
    "check the story": ("exporter.preflight.story:check_story",),
    "pictures": ("exporter.env:Env.picture",),
    "photos made anew, covers": ("exporter.backends.pdf.images:rework", "exporter.backends.epub.cover:draw_cover"),
    "make up": ("exporter.makeup.compose:make_pages",),
    "check the pages": ("exporter.preflight.pages:check_pages",),
    "paint or write": (
        "exporter.backends.pdf.write:write", "exporter.backends.docx.write:write", "exporter.backends.epub.write:write",
    ),
    "check the file": ("exporter.pipeline:check_file",),
    "compare": ("exporter.preflight.compare.wanted:want", "exporter.pipeline:compare_file"),
    "save": ("exporter.cli.jobs:write_target",),
}  # fmt: skip
SET = ("make up", "paint or write")  # what typst does too


class Stopwatch:
    """Adds up the CPU seconds of the stages; of nested ones the inner stops the outer."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, its time counted for the stage."""

        @functools.wraps(work)
        def measured(*arguments: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            begin = time.process_time()
            try:
                return work(*arguments, **named)
            finally:
                whole = time.process_time() - begin
                self.seconds[stage] += whole - self._inner.pop()
                if self._inner:
                    self._inner[-1] += whole

        return measured

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time the functions of all stages while the block runs."""
        places = [(stage, *_find(name)) for stage, names in STAGES.items() for name in names]
        kept = [(owner, name, getattr(owner, name)) for _, owner, name in places]
        for (stage, owner, name), (_, _, work) in zip(places, kept, strict=True):
            setattr(owner, name, self.timed(stage, work))
        try:
            yield
        finally:
            for owner, name, work in kept:
                setattr(owner, name, work)


def _find(place: str) -> tuple[Any, str]:
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    return functools.reduce(getattr, owners, import_module(module)), name


def measure(stories: Sequence[Path], out: Path, options: Sequence[str], bound: bool) -> dict[str, float]:
    """Return the milliseconds a story of each stage of one run."""
    watch = Stopwatch()
    where = ["--edition", "--edition-name", "stories"] if bound else []
    arguments = ["export", *map(str, stories), *options, "-q", *where, "-o", str(out)]
    with watch.watching(), Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        code = watch.timed(REST, run)(arguments)
    if code:
        raise SystemExit(f"the run ended with {code}")
    return {stage: watch.seconds[stage] * 1000 / len(stories) for stage in (*STAGES, REST)}


def least(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the least of several rounds for each stage; what others do on the machine adds to all."""
    return {stage: min(costs[stage] for costs in rounds) for stage in rounds[0]}


def typst_beside(stories: Sequence[Story], folder: Path, out: Path, bound: bool) -> float:
    """Return the milliseconds a story that typst takes for the stories whose photos lie in the folder."""
    from contest.with_typst import set_stories

    told = [as_json(story) for story in stories]
    begin = time.process_time()  # of all its threads
    for number, part in enumerate([told] if bound else [[story] for story in told]):
        set_stories(part, folder, out / f"typst-{number}.pdf")
    return (time.process_time() - begin) * 1000 / len(stories)


def main(count: int, rounds: int, options: Sequence[str]) -> None:
    """Print the table."""
    collect_seldom()  # as the command does
    beside = find_spec("typst") and "pdf" in options
    with TemporaryDirectory() as folder:
        work = Path(folder)
        told = write_stories(work / "stories", KNOWN + count * rounds * 2)
        paths = [work / "stories" / "exporter" / f"{story.name}.md" for story in told]
        measure(paths[:KNOWN], work / "out", options, bound=True)
        measure(paths[:KNOWN], work / "out", options, bound=False)
        costs: dict[bool, list[dict[str, float]]] = {True: [], False: []}
        typst: dict[bool, list[float]] = {True: [], False: []}
        for start in range(KNOWN, len(paths), count):
            bound = len(costs[True]) == len(costs[False])
            costs[bound].append(measure(paths[start : start + count], work / "out", options, bound))
            if beside:
                typst[bound].append(typst_beside(told[start : start + count], work / "stories", work / "out", bound))
    print(f"{count} stories of {told[0].words} words, each with a photo of its own: {' '.join(options)}")
    print("| CPU ms a story, warm | in one file | a file of its own |\n|---|---|---|")
    bound, apart = least(costs[True]), least(costs[False])
    for stage in bound:
        print(f"| {stage} | {bound[stage]:.2f} | {apart[stage]:.2f} |")
    print(f"| sum | {sum(bound.values()):.1f} | {sum(apart.values()):.1f} |")
    if beside:
        theirs = (min(typst[True]), min(typst[False]))
        ratios = (sum(cost[stage] for stage in SET) / their for cost, their in zip((bound, apart), theirs, strict=True))
        print("| typst, the same stories | {:.1f} | {:.1f} |".format(*theirs))
        print("| {} as a ratio to it | {:.2f} | {:.2f} |".format(" and ".join(SET), *ratios))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("stories", nargs="?", type=int, default=20)
    asked.add_argument("--to", default="pdf")
    asked.add_argument("--style", default="", help="another look than the magazine's in three columns")
    asked.add_argument("--rounds", type=int, default=5)
    chosen = asked.parse_args()
    look = ("--style", chosen.style) if chosen.style else OPTIONS
    main(chosen.stories, chosen.rounds, ("--to", chosen.to, *look))
