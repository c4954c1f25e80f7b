"""What starting costs, and which command pays for it: python tests/benchmarks/startup.py [--modules]

Prints the milliseconds that the imports of each library take in each command, as python -X importtime tells them (which
makes them a third dearer than they are), and below the CPU time of the whole command without it. --modules adds the
dearest modules one by one. tests/cli/test_cli_commands.py holds which command may import what.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from contest.measure import ENVIRONMENT, Cost, measure, middle

SAMPLES = Path(__file__).parents[2] / "samples"
STORY = str(SAMPLES / "harbour.md")
PROGRAM = "from exporter.__main__ import main; main()"  # what the console script does
COMMANDS = {
    "--help": ["--help"],
    "--version": ["--version"],
    "export --help": ["export", "--help"],
    "formats": ["formats"],
    "inspect": ["inspect", STORY],
    "json": ["export", STORY, "--to", "json", "-o", "."],
    "epub": ["export", STORY, "--to", "epub", "-o", "."],
    "docx": ["export", STORY, "--to", "docx", "-o", "."],
    "pdf": ["export", STORY, "--to", "pdf", "-o", "."],
    "all three": ["export", STORY, "--to", "pdf,docx,epub", "-o", "."],
}
LINE = re.compile(r"^import time:\s*(\d+) \|\s*\d+ \|\s*([\w.]+)$", re.MULTILINE)
SHOWN = 1.0  # ms in any of the commands
RUNS = 5
MOST_HELP = 0.15


def main(modules: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        imports = {title: imported(arguments, folder) for title, arguments in COMMANDS.items()}
        costs: dict[str, list[Cost]] = {title: [] for title in COMMANDS}
        for _ in range(RUNS):
            for title, arguments in COMMANDS.items():
                costs[title].append(measure([sys.executable, "-c", PROGRAM, *arguments], folder, folder / "made"))
    libraries = {title: by_library(found) for title, found in imports.items()}
    names = {library for found in libraries.values() for library, ms in found.items() if ms >= SHOWN}
    row("ms of imports", COMMANDS)
    row("---", ["---"] * len(COMMANDS))
    for library in sorted(names, key=lambda library: -libraries["all three"][library]):
        row(library, (f"{found[library]:.1f}" if found[library] else "" for found in libraries.values()))
    row("all imports", (f"{sum(found.values()):.0f}" for found in libraries.values()))
    row("modules", (str(len(found)) for found in imports.values()))
    row("whole, CPU ms", (f"{middle(costs[title]).seconds * 1000:.0f}" for title in COMMANDS))
    print(f"\n--help: {middle(costs['--help']).seconds:.3f} s, at most {MOST_HELP} s")
    if modules:
        for module, ms in Counter(imports["all three"]).most_common(60):
            print(f"{ms:6.1f}  {module}")


def row(head: str, cells: Iterable[str]) -> None:
    print(f"| {head} | {' | '.join(cells)} |")


def imported(arguments: list[str], folder: Path) -> dict[str, float]:
    """Return the milliseconds of each module that the command imports, without those that it imports in turn.

    The least of several runs: it is time by the clock, which stands still for nobody on a busy machine.
    """
    command = [sys.executable, "-X", "importtime", "-c", PROGRAM, *arguments]
    least: dict[str, float] = {}
    for _ in range(RUNS):
        done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True)
        for microseconds, module in LINE.findall(done.stderr):
            least[module] = min(least.get(module, 1e9), int(microseconds) / 1000)
    return least


def by_library(modules: dict[str, float]) -> Counter[str]:
    """Return the sums: of each library, of each part of this project, of Python's own library together."""
    sums: Counter[str] = Counter()
    for module, ms in modules.items():
        parts = module.split(".")
        own = parts[0] == "exporter"
        library = ".".join(parts[: 3 if parts[1:2] == ["backends"] else 2]) if own else parts[0]
        sums["Python" if parts[0] in sys.stdlib_module_names else library] += ms
    return sums


if __name__ == "__main__":
    main("--modules" in sys.argv[1:])
