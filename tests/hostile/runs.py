"""Runs of the command line, each in a process of its own that the kernel holds to its limits and that is watched.

A server imports the program once and forks for every run, so that a run costs its work alone. `Server` is the side of
the tests; this file as a script is the server.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import sysconfig
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

CPU_SECONDS = 5
MEMORY = 512 << 20  # bytes, of all that the process has in memory
PATIENCE = 120  # seconds until a run that neither works nor ends is given up
ROOT = Path(__file__).parents[2]
# What a run may know of its machine and must not tell.
CANARY_USER, CANARY_HOST, CANARY_HOME = "canary-user-6b1f", "canary-host-6b1f", "canary-home-6b1f"


class Run(Struct, frozen=True):
    """How a run ended: exit code (negative: the signal that killed it), what it said, what it touched against the rules."""

    code: int
    out: str
    err: str
    trespasses: list[str]
    cpu: float
    peak: int  # bytes in memory

    @property
    def events(self) -> list[dict[str, Any]]:
        """Return the events of ``--json``."""
        return [json.loads(line) for line in self.out.splitlines()]


class Server:
    """The process that forks; it ends with its standard input."""

    def __init__(self) -> None:
        command = [sys.executable, "-W", "error", __file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def run(
        self, arguments: Sequence[str], folder: Path, reads: Sequence[Path] = (), stdin: bytes = b"", **more: Any
    ) -> Run:
        """Return how ``exporter ARGUMENTS`` ended in the folder.

        It may read below `reads`, besides what is installed, and write below the folder's ``out``.
        """
        desk = folder.parent / f"{folder.name}-desk"  # what the run is not to see
        desk.mkdir(exist_ok=True)
        (desk / "in").write_bytes(stdin)
        job = {
            "arguments": list(arguments), "folder": str(folder), "desk": str(desk),
            "reads": [str(path) for path in (folder, *reads)], "writes": [str(folder / "out")], **more,
        }  # fmt: skip
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the server died"
        ended = json.loads(answer)
        seen = desk / "seen"
        return Run(
            code=ended["code"],
            out=(desk / "out").read_text("utf-8"),
            err=(desk / "err").read_text("utf-8"),
            trespasses=json.loads(seen.read_text("utf-8") or "[]"),
            cpu=ended["cpu"],
            peak=ended["peak"],
        )

    def close(self) -> None:
        """End the server."""
        self._process.communicate()


# --- the server ------------------------------------------------------------------------------------------------------


def serve() -> None:
    """Run what comes in, one JSON object a line, and answer how it ended."""
    import resource

    answers = os.fdopen(os.dup(1), "w")
    warm_up()
    resident, virtual = _memory()
    room = virtual + MEMORY - resident  # what is mapped but not in memory does not count
    for line in sys.stdin:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
            resource.setrlimit(resource.RLIMIT_AS, (room, room))
            signal.alarm(PATIENCE)
            live(job)
        _, status, usage = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        ended = {"code": code, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024}
        answers.write(json.dumps(ended) + "\n")
        answers.flush()


def warm_up() -> None:
    """Import and load what nearly every run needs, by making a small story of every kind."""
    import tempfile

    from exporter.cli.run import run

    story = "---\nheadline: Warm\nlanguage: en\n---\n\nWords *and* words.\n\n- one\n\n![Sea](a.png){credit=X}\n"
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f617"
        "38550000000049454e44ae426082"
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.png").write_bytes(png)
        (Path(folder) / "a.md").write_text(story, "utf-8")
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        out = f"{folder}/out"
        assert run(["export", f"{folder}/a.md", "--to", "pdf,docx,epub,json,dump", "-o", out, "--json"]) == 0
        assert run(["check", f"{out}/a.pdf", f"{out}/a.docx", f"{out}/a.epub"]) == 0
        for name in ("a.docx", "a.epub", "a.json"):
            assert run(["inspect", f"{out}/{name}"]) == 0
        import lxml.html
        import PIL.ImageCms  # noqa: F401

        lxml.html.fromstring("<p>warm")


def live(job: dict[str, Any]) -> None:
    """Be one run, and end."""
    from exporter.cli.run import run

    desk = Path(job["desk"])
    for number, name in enumerate(("in", "out", "err")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(desk / name, flags), number)
    seen = os.open(desk / "seen", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.chdir(job["folder"])
    pretend(desk)
    watch = Watch(job["reads"], job["writes"])
    code = 255
    try:
        watch.begin()
        code = run(job["arguments"])
    except BaseException:
        traceback.print_exc()
    finally:
        watch.end()
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(seen, json.dumps(watch.trespasses).encode())
        os._exit(code)


def pretend(desk: Path) -> None:
    """Give the machine and its user names that can be found again wherever they are told."""
    import getpass
    import platform
    import socket

    home = desk / CANARY_HOME
    os.environ |= {"HOME": str(home), "USER": CANARY_USER, "LOGNAME": CANARY_USER, "HOSTNAME": CANARY_HOST}
    os.environ |= {"TMPDIR": str(home / "tmp"), "PWD": str(home)}
    os.environ.pop("EXPORTER_DEBUG", None)
    getpass.getuser = lambda: CANARY_USER
    platform.node = socket.gethostname = lambda: CANARY_HOST
    uname = list(os.uname())
    os.uname = lambda: os.uname_result((uname[0], CANARY_HOST, *uname[2:]))


def installed() -> tuple[str, ...]:
    """Return the folders that belong to Python, to the program and to the system's fonts and time zones."""
    homes = {Path(path) for path in sysconfig.get_paths().values()} | {Path(sys.prefix), Path(sys.base_prefix)}
    homes |= {ROOT / "exporter", ROOT / "styles"}
    return (*(str(home.resolve()) for home in homes), "/usr", "/etc/localtime", "/dev/null", "/dev/urandom")


class Watch:
    """Notes what Python itself tells of files, processes and connections (PEP 578) and what the run had no right to."""

    FORBIDDEN = (
        "socket", "subprocess", "urllib", "http", "ftplib", "smtplib", "webbrowser", "pty", "tempfile", "shutil",
        "pickle.find_class", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
        "os.spawn", "os.kill", "os.killpg", "os.chmod", "os.chown", "os.link", "os.symlink", "os.truncate",
        "os.setxattr", "os.rmdir", "os.utime",
    )  # fmt: skip
    CHANGING = ("os.mkdir", "os.remove", "os.rename")

    def __init__(self, reads: Sequence[str], writes: Sequence[str]) -> None:
        self._writes = tuple(os.path.realpath(path) for path in writes)
        self._reads = (*(os.path.realpath(path) for path in reads), *installed())
        self.trespasses: list[str] = []
        self._on = False
        self._open = os.open

    def begin(self) -> None:
        """Look on from here."""
        sys.addaudithook(self._note)
        os.open = self._opened  # type: ignore[assignment]
        self._on = True

    def end(self) -> None:
        """Look away."""
        self._on = False

    def _opened(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        """Open like `os.open`; where a name was relative to a folder, the descriptor tells what was opened."""
        descriptor = self._open(path, flags, mode, dir_fd=dir_fd)
        if self._on and dir_fd is not None:
            opened = Path(f"/proc/self/fd/{descriptor}").readlink()
            self._judge(str(opened), bool(flags & (os.O_WRONLY | os.O_RDWR)), "opened")
        return descriptor

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, mode, flags = arguments
            if isinstance(path, str | bytes | os.PathLike):
                writing = bool((flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
                self._judge(os.fsdecode(path), writing or any(sign in (mode or "") for sign in "wax+"), "opened")
        elif event in self.CHANGING:
            for path in arguments[: 2 if event == "os.rename" else 1]:
                self._judge(os.fsdecode(path), True, event)
        elif event.startswith(self.FORBIDDEN):
            self.trespasses.append(f"{event} {arguments!r}"[:200])

    def _judge(self, path: str, writing: bool, how: str) -> None:
        real = os.path.realpath(path)
        roots = (*self._writes, "/dev/null") if writing else (*self._reads, *self._writes)
        if not any(real == root or real.startswith(root.rstrip("/") + "/") for root in roots):
            self.trespasses.append(f"{how} for {'writing' if writing else 'reading'}: {path}")


def _memory() -> tuple[int, int]:
    """Return how many bytes of this process are in memory, and how many are mapped."""
    pages = Path("/proc/self/statm").read_text("ascii").split()
    return int(pages[1]) * os.sysconf("SC_PAGESIZE"), int(pages[0]) * os.sysconf("SC_PAGESIZE")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.dont_write_bytecode = True  # a module that a run is the first to import is not to be written anywhere
    serve()
