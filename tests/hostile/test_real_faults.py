"""Faults of the kernel's own making: disks that fill up, folders that may not be written, runs killed in the midst.

The command line as a process of its own replaces earlier files. Nothing of Python is replaced.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from files import png

pytestmark = pytest.mark.thorough

STEMS = ("one", "two")
SUFFIXES = ("pdf", "docx", "epub", "json", "txt")
TARGETS = sorted(f"{stem}.{suffix}" for stem in STEMS for suffix in SUFFIXES)
COMMAND = (
    *(sys.executable, "-B", "-m", "exporter", "export", *(f"{stem}.md" for stem in STEMS)),
    *("--to", "pdf,docx,epub,json,dump", "-o", "out", "-q"),
)
STORY = "---\nheadline: {}\nlanguage: en\n---\n\nThe harbour opened on Monday.\n\n![Sea](sea.png){{credit=X}}\n"
OLD = b"the old file"
KILLS = 20
ENVIRONMENT = dict(os.environ) | {"SOURCE_DATE_EPOCH": "1780000000"}


def within(bytes_a_file: int) -> Callable[[], None]:
    """Let a process write no file larger than this: the kernel refuses the rest, as a quota does."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    return limit


def works(*command: str) -> bool:
    """Return True when this machine lets us do this."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


# A disk of its own that is gone with the process. A container need not allow it: then only the limit above is left.
APART = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "--mount", "--map-root-user")
CAN_MOUNT = works(*APART, "mount", "-t", "tmpfs", "none", "/tmp")
# Root writes where it may not, unless this power is taken away.
AS_USER = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a run without faults."""
    desk = lay_out(tmp_path_factory.mktemp("whole"))
    subprocess.run(COMMAND, cwd=desk, env=ENVIRONMENT, check=True)
    files = contents(desk / "out")
    assert sorted(files) == TARGETS
    assert OLD not in files.values()
    return files


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with stories, and old files in `out`."""
    return lay_out(tmp_path)


def lay_out(desk: Path) -> Path:
    """Write stories and old files into the folder, and return it."""
    for stem in STEMS:
        (desk / f"{stem}.md").write_text(STORY.format(stem), "utf-8")
    (desk / "sea.png").write_bytes(png(30, 20))
    (desk / "out").mkdir()
    for name in TARGETS:
        (desk / "out" / name).write_bytes(OLD)
    return desk


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_files_over_a_limit_stay_the_old_ones(share: float, desk: Path, new: dict[str, bytes]) -> None:
    limit = int(max(map(len, new.values())) * share)
    done = subprocess.run(
        COMMAND, cwd=desk, env=ENVIRONMENT, preexec_fn=within(limit), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    for name, data in contents(desk / "out").items():
        too_large = len(data if data != OLD else new[name]) > limit
        assert data == (OLD if too_large else new[name]), name
        assert (f"out/{name} cannot be written: File too large" in done.stderr) == too_large
    assert sorted(contents(desk / "out")) == TARGETS


def on_small_disk(kilobytes: int) -> tuple[str, ...]:
    """Return a command that makes `out` a disk of this size, runs the program, and copies what is there to `found`."""
    script = (
        f"mkdir found old && cp out/* old/ && mount -t tmpfs -o size={kilobytes}k none out && cp old/* out/ || exit 99\n"
        '"$@"; code=$?; cp -a out/. found/; exit $code'
    )
    return (*APART, "sh", "-c", script, "sh", *COMMAND)


if CAN_MOUNT:

    @pytest.mark.parametrize("share", [0.05, 0.4, 0.8])
    def test_a_disk_that_is_full_keeps_the_old_files(share: float, desk: Path, new: dict[str, bytes]) -> None:
        room = int(sum(map(len, new.values())) * share) >> 10
        done = subprocess.run(
            on_small_disk(room + 4 * len(TARGETS)),
            cwd=desk,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        assert "Traceback" not in done.stderr
        found = contents(desk / "found")
        assert sorted(found) == TARGETS
        assert all(data in (OLD, new[name]) for name, data in found.items())
        refused = {name for name in TARGETS if f"out/{name} cannot be written: No space left on device" in done.stderr}
        assert refused == {name for name, data in found.items() if data == OLD} != set()

    def test_a_disk_that_may_only_be_read_keeps_the_old_files(desk: Path) -> None:
        script = 'mount --bind out out && mount -o remount,bind,ro out || exit 99\n"$@"'
        command = (*APART, "sh", "-c", script, "sh", *COMMAND)
        done = subprocess.run(command, cwd=desk, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 1, done.stderr
        assert done.stderr.count("cannot be written: Read-only file system") == len(TARGETS)
        assert contents(desk / "out") == dict.fromkeys(TARGETS, OLD)


def test_a_folder_of_somebody_else_keeps_the_old_files(desk: Path) -> None:
    (desk / "out").chmod(0o555)
    try:
        done = subprocess.run(
            (*AS_USER, *COMMAND), cwd=desk, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
    finally:
        (desk / "out").chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("cannot be written: Permission denied") == len(TARGETS)
    assert contents(desk / "out") == dict.fromkeys(TARGETS, OLD)


def test_a_run_killed_at_twenty_moments_leaves_old_files_and_new_ones(desk: Path, new: dict[str, bytes]) -> None:
    """Killed as soon as so many files are new; every other time when the next one is being written besides."""
    out, ends, seen = desk / "out", [], set()
    for moment in range(KILLS):
        for name in TARGETS:
            (out / name).write_bytes(OLD)
        with subprocess.Popen(COMMAND, cwd=desk, env=ENVIRONMENT, stdout=subprocess.DEVNULL) as running:
            wanted = moment * len(TARGETS) // KILLS
            while running.poll() is None and replaced(out) < wanted:
                time.sleep(0.0005)
            while running.poll() is None and moment % 2 and not unfinished(out):
                time.sleep(0.0001)
            running.kill()
        ends.append(running.returncode)
        found = contents(out)
        parts = unfinished(out)
        assert sorted({*found} - {*parts}) == TARGETS
        assert all(found[name] in (OLD, new[name]) for name in TARGETS), moment
        seen.add(sum(found[name] != OLD for name in TARGETS))
    assert ends.count(-signal.SIGKILL) >= KILLS // 2
    assert len(seen) >= KILLS // 4
    left = unfinished(out)
    for name in left:
        os.utime(out / name, (86_400, 86_400))
    subprocess.run(COMMAND, cwd=desk, env=ENVIRONMENT, check=True)
    assert contents(out) == new, f"{left} lay there and were in the way, or stayed"


def replaced(out: Path) -> int:
    """Return how many of the files are no longer the old ones, by their size."""
    return sum((out / name).stat().st_size != len(OLD) for name in TARGETS)


def unfinished(out: Path) -> list[str]:
    """Return the names of hidden files that are being written or were when their run was killed."""
    return sorted(path.name for path in out.iterdir() if path.name.startswith(".exporter-"))
