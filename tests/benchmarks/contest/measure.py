"""A process from its start to its end: CPU seconds, memory, the size of what it made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct

MEGA = 1_000_000
# As on a user's machine, where compiled modules are kept after the first run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
STOPWATCH = Path(__file__).with_name("stopwatch.py")


class Cost(Struct, frozen=True):
    """What a process took: CPU of user and system with all its children, memory of the largest of them at its peak."""

    seconds: float
    megabytes: float
    size: int  # bytes of all files made


def measure(command: Sequence[str], folder: Path, made: Path) -> Cost:
    """Return what the command took in the folder; `made` is the folder it writes into, emptied before."""
    if made.exists():
        shutil.rmtree(made)
    made.mkdir()
    stopwatch = [sys.executable, "-I", "-S", str(STOPWATCH), *command]
    done = subprocess.run(stopwatch, cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True)
    seconds, peak, code = done.stdout.splitlines()[-1].split()
    if code != "0":
        raise RuntimeError(f"{' '.join(command)[:200]}\nended with {code}: {done.stderr[-2000:]}")
    size = sum(path.stat().st_size for path in made.iterdir())
    return Cost(float(seconds), float(peak) / MEGA, size)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of several runs of the same command."""
    return Cost(
        seconds=median(cost.seconds for cost in costs),
        megabytes=median(cost.megabytes for cost in costs),
        size=costs[0].size,
    )
