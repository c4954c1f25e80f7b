"""``python -m exporter`` and the console script."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

OBJECTS = 200_000  # made within one story before the garbage collector looks


def main() -> NoReturn:
    """Run the command line and end the process with its code."""
    collect_seldom()
    from exporter.cli.run import run

    _end(run(sys.argv[1:]))


def collect_seldom() -> None:
    """Let the garbage collector work between two stories, as `cli.jobs` asks it to, and not after each 700 objects.

    Nearly all that a run makes is freed without it, and while libraries are loaded it finds nothing at all: as Python
    has it, it takes a tenth of a short run.
    """
    gc.set_threshold(OBJECTS)


def _end(code: int) -> NoReturn:
    """End the process at once: to take all objects down one by one takes Python a sixth of a short run."""
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)  # standard output has been flushed by `run`, where a full disk is still an error


if __name__ == "__main__":
    main()
