"""``python -m exporter`` and the console script."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

OBJECTS = 10_000  # made between two rounds of the garbage collector


def main() -> NoReturn:
    """Run the command line and end the process with its code."""
    collect_seldom()
    from exporter.cli.run import run

    _end(run(sys.argv[1:]))


def collect_seldom() -> None:
    """Let the garbage collector go round less often than after each 700 objects, as it does in Python.

    Nearly all that a run makes is freed without it, and while libraries are loaded it finds nothing at all. To look
    seldom saves a twentieth of a short run. More seldom yet would save little, and a long run would grow by the finds.
    """
    gc.set_threshold(OBJECTS)


def _end(code: int) -> NoReturn:
    """End the process at once: to take all objects down one by one takes Python a sixth of a short run."""
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)  # standard output has been flushed by `run`, where a full disk is still an error


if __name__ == "__main__":
    main()
