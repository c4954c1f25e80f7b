"""A disk that fails at its n-th operation: all that Python does with files and folders is counted and may be made to fail.

Functions of `os` are replaced, and `open` by one whose raw stream reads and writes through them, below Python's own
buffers: a file is written in part before it fails, as on a real disk. Only what happens below `folder` counts.
"""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BY_PATH = ("open", "stat", "lstat", "mkdir", "replace", "rename", "unlink", "remove", "scandir", "listdir", "readlink")
BY_DESCRIPTOR = ("fsync", "fstat", "close", "write", "read")
HALF = 2  # a failing write still writes half of what it was given


class Disk:
    """Counts operations below a folder; `failing` is the number of the one that fails, from 1, with `number`."""

    def __init__(self, folder: Path, failing: int = 0, number: int = 0) -> None:
        self._folder, self._failing, self._number = str(folder), failing, number
        self._known: dict[int, str] = {}  # open descriptors and their paths
        self._real: dict[str, Callable[..., Any]] = {}
        self.done: list[tuple[str, str]] = []  # each operation and its path

    @property
    def failed(self) -> tuple[str, str] | None:
        """Return operation and path of what failed."""
        return self.done[self._failing - 1] if 0 < self._failing <= len(self.done) else None

    def count(self, operation: str, path: str) -> bool:
        """Return True when this operation is the one to fail."""
        self.done.append((operation, path))
        return len(self.done) == self._failing

    def fail(self, path: str) -> OSError:
        """Return the error of the disk."""
        return OSError(self._number, os.strerror(self._number), path)

    @contextmanager
    def installed(self) -> Iterator[Disk]:
        """Stand in for the disk."""
        opened = {"builtins": builtins.open, "io": io.open, "fdopen": os.fdopen}
        for name in (*BY_PATH, *BY_DESCRIPTOR):
            self._real[name] = getattr(os, name)
            setattr(os, name, self._by_path(name) if name in BY_PATH else self._by_descriptor(name))
        builtins.open = io.open = self._open  # type: ignore[assignment]
        os.fdopen = self._fdopen  # type: ignore[assignment]
        try:
            yield self
        finally:
            builtins.open, io.open, os.fdopen = opened["builtins"], opened["io"], opened["fdopen"]  # type: ignore[misc]
            for name, real in self._real.items():
                setattr(os, name, real)

    def _by_path(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def operate(path: Any, *more: Any, **named: Any) -> Any:
            where = self._place(path, named.get("dir_fd"))
            if where and self.count(name, where):
                raise self.fail(where)
            result = real(path, *more, **named)
            if name == "open" and where:
                self._known[result] = where
            return result

        return operate

    def _by_descriptor(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def operate(descriptor: int, *more: Any) -> Any:
            where = self._known.get(descriptor)
            if where and name == "close":
                del self._known[descriptor]
            if where and self.count(name, where):
                if name == "write":
                    real(descriptor, bytes(more[0])[: len(more[0]) // HALF])
                if name == "close":
                    real(descriptor)  # the descriptor is gone all the same, as in Linux
                raise self.fail(where)
            return real(descriptor, *more)

        return operate

    def _place(self, path: Any, dir_fd: int | None) -> str:
        """Return the whole path, "" for what lies elsewhere or is a descriptor."""
        if not isinstance(path, str | bytes | os.PathLike):
            return ""
        name = os.fsdecode(path)
        home = self._known.get(dir_fd, "") if dir_fd is not None else ""
        whole = os.path.normpath(Path(home or Path.cwd()) / name)
        return whole if whole == self._folder or whole.startswith(self._folder + os.sep) else ""

    def _open(self, file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        where = self._place(file, None)
        if not where:
            return (
                io._io.open(file, mode, *more, **named)
                if hasattr(io, "_io")
                else _real_open(file, mode, *more, **named)
            )
        flags = os.O_RDONLY if "r" in mode else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        return self._fdopen(os.open(file, flags, 0o666), mode, *more, **named)

    def _fdopen(self, descriptor: int, mode: str = "r", *more: Any, **named: Any) -> Any:
        if descriptor not in self._known:
            return _real_open(descriptor, mode, *more, **named)
        raw = _Raw(descriptor, "w" in mode)
        buffered: Any = io.BufferedWriter(raw) if "w" in mode else io.BufferedReader(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, named.get("encoding"))


_real_open = io.open


class _Raw(io.RawIOBase):
    """A stream without a buffer, whose every call is one of `os`."""

    def __init__(self, descriptor: int, writes: bool) -> None:
        self._descriptor, self._writes = descriptor, writes

    def readable(self) -> bool:
        return not self._writes

    def writable(self) -> bool:
        return self._writes

    def fileno(self) -> int:
        return self._descriptor

    def readinto(self, buffer: Any) -> int:
        data = os.read(self._descriptor, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: Any) -> int:
        return os.write(self._descriptor, bytes(data))

    def close(self) -> None:
        if not self.closed:
            super().close()
            os.close(self._descriptor)
