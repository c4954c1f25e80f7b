"""The same story gives the same bytes, whatever the hash seed, time zone and locale of the run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from exporter.backends.pdf.profiles import PROFILES

SAMPLES = Path(__file__).parents[3] / "samples"
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Manila", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"},
)


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_profile_gives_the_same_bytes_in_every_world(profile: str, tmp_path: Path) -> None:
    made = []
    for number, world in enumerate(WORLDS):
        path = tmp_path / f"{number}.pdf"
        command = [
            sys.executable,
            "-m",
            "exporter",
            "export",
            "village.md",
            "-o",
            str(path),
            "--pdf-profile",
            profile,
            "-q",
        ]
        environment = {
            **os.environ,
            **world,
            "SOURCE_DATE_EPOCH": "1767225600",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        subprocess.run(command, cwd=SAMPLES, env=environment, check=True, capture_output=True)
        made.append(path.read_bytes())
    assert made[0] == made[1]
