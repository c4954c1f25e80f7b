"""A hostile case: files in a folder, the command that reads them, and how it has to end."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

FORMATS = ("pdf", "docx", "epub", "json", "dump")
SUFFIXES = {"dump": "txt"}  # of files, where they are not the format's name
OUTSIDE = b"canary-outside-6b1f"  # the content of a file that lies beside the story's folder and is never to be read


class Link(Struct, frozen=True):
    """A symbolic link."""

    target: str


class Special(Struct, frozen=True):
    """What is no file: a ``pipe``, ``socket`` or ``folder``, or ``huge``, a file of a terabyte without content."""

    kind: str


Content = bytes | str | Link | Special | Callable[[], bytes]


class Case(Struct, frozen=True):
    """One thing that somebody may hand in.

    `ends` is the exit code and the codes of findings or errors that have to be among those made. The first of the
    files is the story, unless `command` says otherwise. `reads` are files outside the folder that the command names.
    `without` are the formats that are not made: none after exit code 0 or 1 and all after others, unless it says so.
    """

    name: str
    ends: str
    files: dict[str, Content]
    command: tuple[str, ...] = ()
    stdin: bytes = b""
    reads: tuple[str, ...] = ()
    without: tuple[str, ...] | None = None

    @property
    def arguments(self) -> list[str]:
        """Return the command line; without a command of its own the story is exported to all formats."""
        command = self.command or ("export", next(iter(self.files)))
        shared = ["--to", ",".join(FORMATS), "-o", "out", "--json"] if command[0] == "export" else []
        return [command[0], *shared, *command[1:]]

    @property
    def suffixes(self) -> set[str]:
        """Return the suffixes of the files to be made."""
        if self.arguments[0] != "export":
            return set()
        without = self.without if self.without is not None else () if self.code in (0, 1) else FORMATS
        return {SUFFIXES.get(format, format) for format in FORMATS if format not in without}

    @property
    def code(self) -> int:
        """Return the exit code."""
        return int(self.ends.split()[0])

    @property
    def codes(self) -> set[str]:
        """Return the codes of the findings or errors to be made."""
        return set(self.ends.split()[1:])

    def lay_out(self, folder: Path) -> None:
        """Write the files into the folder, and a secret beside it."""
        folder.mkdir(parents=True)
        (folder.parent / "outside.txt").write_bytes(OUTSIDE)
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _lay(path, content)


def _lay(path: Path, content: Content) -> None:
    match content:
        case bytes():
            path.write_bytes(content)
        case str():
            path.write_text(content, "utf-8", newline="")
        case Link():
            path.symlink_to(content.target)
        case Special(kind="pipe"):
            os.mkfifo(path)
        case Special(kind="folder"):
            path.mkdir()
        case Special(kind="socket"):
            before = Path.cwd()
            os.chdir(path.parent)  # the path of a socket may have 107 bytes only
            with socket.socket(socket.AF_UNIX) as listener:
                listener.bind(path.name)
            os.chdir(before)
        case Special():
            with path.open("wb") as stream:
                stream.truncate(1 << 40)
        case _:
            path.write_bytes(content())


def story(body: str, **head: str) -> str:
    """Return a story in Markdown."""
    fields = "".join(f"{key}: {value}\n" for key, value in ({"headline": "Harbour", "language": "en"} | head).items())
    return f"---\n{fields}---\n\n{body}\n"
