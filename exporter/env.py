"""The world around a run: files, clock and limits. Everything that could differ between two runs comes from here."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from exporter.report import ResourceError

if TYPE_CHECKING:
    from exporter.pictures import Picture

MEGA = 1_000_000


class Limits(Struct, frozen=True):
    """How much one input may ask of the machine."""

    file_bytes: int = 100 * MEGA
    text_bytes: int = 20 * MEGA
    picture_pixels: int = 50 * MEGA
    nesting: int = 64  # blocks in blocks; a story never needs ten


class Files(Protocol):
    """The one door through which bytes come in."""

    def read(self, name: str) -> bytes:
        """Return the bytes of the file called `name`, or raise ResourceError."""
        ...


class Folders:
    """Files below some folders, and single files that the user named.

    `name` is always relative, with ``/`` between its parts. A name is looked up in the granted files, then in each root
    in order. Refused: absolute names, links or ``..`` that lead out of the root, anything that is no regular file,
    files over the size limit. There is no network.
    """

    def __init__(self, roots: tuple[Path, ...], limits: Limits = Limits()) -> None:
        self._roots = tuple(root.resolve() for root in roots)
        self._granted: dict[str, Path] = {}
        self._limits = limits

    def grant(self, path: Path) -> str:
        """Let one file be read that the user named on the command line; return the name to read it by."""
        name = path.name
        while name in self._granted and self._granted[name] != path.resolve():
            name = f"{PurePosixPath(name).stem}-2{path.suffix}"
        self._granted[name] = path.resolve()
        return name

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, or raise ResourceError that says why not and what to try."""
        if granted := self._granted.get(name):
            return self._open(granted, name)
        parts = PurePosixPath(name.replace("\\", "/"))
        if "://" in name or name.startswith("data:"):
            raise ResourceError(f"{name!r} is a web address", hint="download the file and name it; nothing is fetched")
        if parts.is_absolute() or ":" in parts.parts[0] if parts.parts else True:
            raise ResourceError(f"{name!r} is not a relative file name", hint="name files relative to the story")
        for root in self._roots:
            try:
                path = (root / parts).resolve(strict=True)
            except (OSError, RuntimeError, ValueError):
                continue
            if not path.is_relative_to(root):
                raise ResourceError(
                    f"{name!r} leads out of the story's folder", hint=f"copy it there or add --resource-path {path.parent}"
                )
            return self._open(path, name)
        raise ResourceError(f"{name!r} is missing", hint="put it beside the story or add --resource-path FOLDER")

    def _open(self, path: Path, name: str) -> bytes:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(path, flags)
        except OSError as error:
            raise ResourceError(f"{name!r} cannot be read: {error.strerror}") from error
        with os.fdopen(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ResourceError(f"{name!r} is not a regular file")
            limit = self._limits.file_bytes
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ResourceError(f"{name!r} is larger than {limit // MEGA} MB")
        return data


class MemoryFiles:
    """Files held in memory, for tests and for callers that have no folder."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, or raise ResourceError."""
        if name not in self._files:
            raise ResourceError(f"{name!r} is missing", hint=f"there are: {', '.join(sorted(self._files)) or 'none'}")
        return self._files[name]


class Env:
    """Files, clock and limits of one run. `clock` stamps every file written; pictures are decoded once."""

    def __init__(self, files: Files, clock: datetime, limits: Limits = Limits()) -> None:
        self.files, self.clock, self.limits = files, clock, limits
        self._pictures: dict[str, Picture] = {}

    def picture(self, name: str) -> Picture:
        """Return the picture called `name`: upright, without metadata, in a format every backend can carry.

        Raises ResourceError when the file is missing or refused and InputError when it is no usable picture.
        """
        if name not in self._pictures:
            from exporter.pictures import read_picture

            self._pictures[name] = read_picture(self.files.read(name), name, self.limits)
        return self._pictures[name]


def real_env(root: Path, resource_paths: tuple[Path, ...] = (), limits: Limits = Limits()) -> Env:
    """Return the Env of a story in the folder `root`.

    The clock is SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) where it is set.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    seconds = int(epoch) if epoch.isdecimal() else int(time.time())
    return Env(Folders((root, *resource_paths), limits), datetime.fromtimestamp(seconds, UTC), limits)


def fixed_env(files: Mapping[str, bytes] | None = None) -> Env:
    """Return an Env with files in memory and a clock that stands still."""
    return Env(MemoryFiles(files or {}), datetime(2026, 1, 1, tzinfo=UTC))
