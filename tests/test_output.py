"""Files appear whole or not at all, whatever fails."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from exporter.output import remove_leftovers, write_file
from exporter.report import OutputError


def test_an_interruption_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    target = tmp_path / "story.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(target, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "story.pdf", b"new")
    assert (tmp_path / "a" / "b" / "story.pdf").read_bytes() == b"new"


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "story.pdf", b"new")
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "story.pdf").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    write_file(tmp_path / "link.pdf", b"new")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "story.pdf").mkdir()
    with pytest.raises(OutputError, match=r"story\.pdf cannot be written") as caught:
        write_file(tmp_path / "story.pdf", b"new")
    assert caught.value.hint


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written") as caught:
        write_file(tmp_path / "out" / "story.pdf", b"new")
    assert caught.value.hint.startswith("a file stands where a folder is needed")


def test_a_name_as_long_as_the_disk_allows_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".pdf")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"


def test_a_left_over_part_of_a_killed_run_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / f".exporter-{os.getpid()}-0.part").write_bytes(b"")
    write_file(tmp_path / "story.pdf", b"new")
    assert (tmp_path / "story.pdf").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_device_is_an_output_error() -> None:
    with pytest.raises(OutputError, match=r"/dev/full cannot be written"):
        write_file(Path("/dev/full"), b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of files")
def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    """The kernel itself refuses the bytes: no part of Python is replaced."""
    target = tmp_path / "story.pdf"
    target.write_bytes(b"old")
    program = (
        "import resource, signal, sys; from pathlib import Path; from exporter.output import write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000))\n"
        "write_file(Path(sys.argv[1]), bytes(100000))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=False)
    assert "File too large" in done.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["os.fsync", "pathlib.Path.replace", "os.fdopen"])
def test_a_killed_run_leaves_the_old_file_whole(moment: str, tmp_path: Path) -> None:
    target = tmp_path / "story.pdf"
    target.write_bytes(b"old")
    program = (
        "import os, pathlib, signal, sys; from exporter.output import write_file\n"
        f"{moment} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_file(pathlib.Path(sys.argv[1]), bytes(100000))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(target)], capture_output=True, check=False)
    assert done.returncode == -9
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work differently on Windows")
def test_the_users_mask_is_respected(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "story.pdf", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "story.pdf").stat().st_mode) == 0o640


def test_what_killed_runs_left_is_removed_once_it_is_old_and_nothing_else_is(tmp_path: Path) -> None:
    names = (".exporter-1-0.part", ".exporter-77-12.part", ".exporter-1-0.part.txt", "story.part", "story.pdf")
    for name in (*names, ".exporter-2-0.part"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".exporter-3-0.part").mkdir()
    (tmp_path / ".exporter-4-0.part").symlink_to("story.pdf")
    for name in (*names, ".exporter-3-0.part"):
        os.utime(tmp_path / name, (86_400, 86_400))
    remove_leftovers(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        ".exporter-1-0.part.txt", ".exporter-2-0.part", ".exporter-3-0.part", ".exporter-4-0.part", "story.part",
        "story.pdf",
    }  # fmt: skip


def test_a_folder_that_cannot_be_looked_into_has_no_leftovers(tmp_path: Path) -> None:
    remove_leftovers(tmp_path / "not" / "there")
