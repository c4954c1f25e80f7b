"""The same story gives the same bytes, whatever the hash seed, time zone and locale of the run."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest

from exporter.backends.pdf.profiles import PROFILES
from exporter.style.load import style_names

pytestmark = pytest.mark.thorough

SAMPLES = Path(__file__).parents[3] / "samples"
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Manila", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"},
)


STORIES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".md", ".txt", ".yaml"))
STORIES.remove("README.md")


@pytest.mark.parametrize(
    ("profile", "look", "stories"),
    [*zip(sorted(PROFILES), cycle(style_names()), cycle((STORIES[::2], STORIES[1::2])), strict=False)],
)
def test_the_samples_give_the_same_bytes_in_every_world(
    profile: str, look: str, stories: list[str], tmp_path: Path
) -> None:
    made = []
    for number, world in enumerate(WORLDS):
        folder = tmp_path / str(number)
        options = ("--to", "pdf", "--style", look, "--pdf-profile", profile, "-q", "-o", str(folder) + os.sep)
        environment = {
            **os.environ,
            **world,
            "SOURCE_DATE_EPOCH": "1767225600",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-m", "exporter", "export", *stories, *options]
        subprocess.run(command, cwd=SAMPLES, env=environment, check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == len(stories)
    assert made[0] == made[1]
