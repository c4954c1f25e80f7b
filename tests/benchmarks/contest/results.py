"""The run of a contest and what it found."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from contest.contestants import CONTESTANTS, Contestant
from contest.measure import Cost, measure, middle

REFERENCES = {"pdf": "typst", "docx": "pandoc", "epub": "pandoc"}  # whom ratios are of, by format


class Task(Struct, frozen=True):
    """One call of a contestant: so many stories, in one file or each in its own."""

    contestant: Contestant
    count: int
    apart: bool = False

    def run(self, folder: Path, names: Sequence[str]) -> Cost:
        """Return what it costs; the stories are in `folder`/stories."""
        one, made, stories = self.contestant, folder / "made", folder / "stories"
        if self.apart and one.apart:
            return measure(one.apart(stories, names[: self.count], made), stories, made)
        out = made / f"stories.{one.format.partition('+')[0]}"
        return measure(one.bound(stories, names[: self.count], out), stories, made)


class Results:
    """What each contestant that is installed took for each number of stories."""

    def __init__(
        self, counts: Sequence[int], runs: int, folder: Path, names: Sequence[str], only: Sequence[str] = ()
    ) -> None:
        """Measure all, or those of the names `only`. The tasks take turns: a busy moment of the machine hits all alike.

        A hundred stories are measured a third as often as ten, a thousand once: they are many runs in themselves.
        """
        self.counts = counts
        self.present = [one for one in CONTESTANTS if one.installed and (not only or one.name in only)]
        taken: dict[Task, list[Cost]] = defaultdict(list)
        for one in self.present:
            Task(one, 1).run(folder, names)  # files are read and modules compiled for the first time
        try:
            for turn in range(runs):
                for task in self._tasks():
                    if turn == 0 or task.count * turn < 30 * runs:
                        taken[task].append(task.run(folder, names))
                        print(".", end="", file=sys.stderr, flush=True)
        except KeyboardInterrupt:
            if any(Task(one, 1) not in taken for one in self.present):
                raise
            print("interrupted: this is what was measured so far", end="", file=sys.stderr)
        print(file=sys.stderr)
        self.costs = {task: middle(costs) for task, costs in taken.items()}

    def _tasks(self) -> list[Task]:
        """Return what is to be measured; one story by itself is a file of its own either way."""
        bound = [Task(one, count) for one in self.present for count in self.counts if count <= one.most]
        return bound + [
            Task(one, count, True)
            for one in self.present
            for count in self.counts
            if one.apart and 1 < count <= one.most_apart
        ]

    def find(self, format: str, name: str = "exporter") -> Contestant | None:
        """Return the contestant if it took part."""
        return next((one for one in self.present if (one.format, one.name) == (format, name)), None)

    def reference(self, format: str) -> Contestant | None:
        """Return whom the others of the format are compared with."""
        return self.find(format, REFERENCES.get(format, ""))

    def cold(self, one: Contestant) -> Cost:
        """Return what a single story costs."""
        return self.costs[Task(one, 1)]

    def many(self, one: Contestant, apart: bool) -> Cost | None:
        """Return what the largest number of stories cost."""
        return next((cost for task, cost in reversed(self.costs.items()) if task == Task(one, task.count, apart)), None)

    def per_story(self, one: Contestant, apart: bool) -> dict[int, float]:
        """Return the milliseconds of a story by number of stories: what the last of them took, the start left out."""
        found: dict[int, float] = {}
        for fewer, count in zip(self.counts, self.counts[1:], strict=False):
            less = self.costs.get(Task(one, fewer, apart and fewer > 1))
            more = self.costs.get(Task(one, count, apart))
            if less and more:
                found[count] = (more.seconds - less.seconds) * 1000 / (count - fewer)
        return found
