"""The world around a run: files, clock and limits. Everything that could differ between two runs comes from here."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from exporter.limits import DEFAULT_LIMITS, MEGA, Limits
from exporter.regex import regex
from exporter.report import ResourceError, UsageError

if TYPE_CHECKING:
    from exporter.pictures import Picture


BESIDE = "put it beside the story or add --resource-path FOLDER"
NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL)
LAST_SECOND = 253_402_300_799  # of the year 9999, beyond which there are no dates
_ADDRESS = regex(r"(https?|ftp|file|data|blob|javascript|smb):|[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DRIVE = regex(r"[a-z]:", re.IGNORECASE)


def real_path(path: Path) -> Path:
    """Return the whole path with all links followed; where links go round in a ring, what cannot be opened later."""
    return Path(os.path.realpath(path))


class Files(Protocol):
    """The one door through which bytes come in."""

    def read(self, name: str) -> bytes:
        """Return the bytes of the file called `name`, or raise ResourceError."""
        ...


class Folders:
    """Files below some folders, and single files that the user named.

    `name` is always relative, with ``/`` between its parts. A name is looked up in the granted files, then in each root
    in order. Refused: absolute names, links or ``..`` that lead out of all roots, anything that is no regular file,
    files over the size limit. There is no network.
    """

    def __init__(self, roots: tuple[Path, ...], limits: Limits = DEFAULT_LIMITS) -> None:
        self._roots = tuple(map(real_path, roots))
        self._granted: dict[str, Path] = {}
        self._limits = limits

    def grant(self, path: Path) -> str:
        """Let one file be read that the user named on the command line; return the name to read it by.

        A file of the same name in a root keeps its name, so that a granted one never stands in for it.
        """
        target = real_path(path)
        name, number = path.name, 1
        while self._taken(name) not in (None, target):
            number += 1
            name = f"{path.stem}-{number}{path.suffix}"
        self._granted[name] = target
        return name

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, or raise ResourceError that says why not and what to try."""
        if granted := self._granted.get(name):
            return self._open(granted.parent, (granted.name,), name, "look at how the file and its folder are spelt")
        parts = _relative_parts(name)
        outside: Path | None = None
        for root in self._roots:
            path = _resolved(root / parts)
            if path is None:
                continue
            for home in self._roots:
                if path.is_relative_to(home):
                    return self._open(home, path.relative_to(home).parts, name)
            outside = path
        if outside is not None:
            raise ResourceError(
                f"{name!r} leads out of the story's folder",
                hint=f"copy it there or add --resource-path {outside.parent}",
            )
        raise ResourceError(f"{name!r} is missing", hint=BESIDE)

    def _taken(self, name: str) -> Path | None:
        """Return the file that is read by `name` so far, or None."""
        found = (path for root in self._roots if (path := _resolved(root / name)))
        return self._granted.get(name) or next(found, None)

    def _open(self, home: Path, parts: tuple[str, ...], name: str, hint: str = BESIDE) -> bytes:
        """Return the bytes of the file `parts` below `home`; the path holds no link any more, and none is followed."""
        try:
            descriptor = _open_below(home, parts)
        except FileNotFoundError as error:
            raise ResourceError(f"{name!r} is missing", hint=hint) from error
        except OSError as error:
            raise ResourceError(f"{name!r} cannot be read: {error.strerror}", hint=hint) from error
        if descriptor is None:
            raise ResourceError(f"{name!r} is not a regular file", hint="name a file, not a folder, pipe or device")
        with os.fdopen(descriptor, "rb") as stream:
            limit = self._limits.file_bytes
            size = os.fstat(descriptor).st_size
            # A file may grow while it is read, and some say 0: what counts is what comes. To ask for as much as is
            # allowed at once would take a buffer of that size, and most of the time.
            data = b"" if size > limit else stream.read(size + 1)
            if len(data) > size:
                data += stream.read(limit + 1 - len(data))
        if max(size, len(data)) > limit:
            raise ResourceError(f"{name!r} is larger than {limit / MEGA:g} MB", hint="supply a smaller file")
        return data


def _relative_parts(name: str) -> PurePosixPath:
    """Return the name as a relative path; raises ResourceError for addresses, absolute names and what is no name.

    Drive letters, streams (``photo.jpg:x``) and network shares are refused on every system, so that a story that is
    refused on one computer is not let in on another.
    """
    if ":" in name and _ADDRESS.match(name):
        raise ResourceError(f"{name!r} is a web address", hint="download the file and name it; nothing is fetched")
    parts = PurePosixPath(name.replace("\\", "/"))
    if (
        not parts.parts
        or parts.is_absolute()
        or "\0" in name
        or (":" in name and (os.name == "nt" or _DRIVE.match(name)))
    ):
        raise ResourceError(f"{name!r} is not a relative file name", hint="name files relative to the story")
    return parts


def _resolved(path: Path) -> Path | None:
    """Return the path with all links followed, or None where there is nothing or the links go round in a ring.

    Raises ResourceError where that cannot be seen: a disk that fails, a folder that may not be entered.
    """
    try:
        return path.resolve(strict=True)
    except (RuntimeError, ValueError):
        return None
    except OSError as error:
        if error.errno in NOTHING_THERE:
            return None
        hint = "look after the disk and the permissions of its folder"
        raise ResourceError(f"{path.name!r} cannot be read: {error.strerror}", hint=hint) from error


def _open_below(home: Path, parts: tuple[str, ...]) -> int | None:
    """Return a descriptor of the regular file, or None for what is no regular file. Raises OSError.

    Folder by folder from `home`, each without following links: between the check of a path and its opening, a folder in
    it may be changed for a link (where the system can open relative to a folder; Windows cannot).
    A pipe or device is told from its status before it is opened, because opening can already block or ring a bell,
    and once more after, because it may have been changed.
    """
    if not parts:
        return None
    quiet = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    reading = os.O_RDONLY | quiet | getattr(os, "O_BINARY", 0)
    if os.open not in os.supports_dir_fd:
        whole = home.joinpath(*parts)
        return _regular(os.open(whole, reading)) if stat.S_ISREG(whole.lstat().st_mode) else None
    folder = os.open(home, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | quiet, dir_fd=folder)
            os.close(folder)
            folder = inner
        if not stat.S_ISREG(os.stat(parts[-1], dir_fd=folder, follow_symlinks=False).st_mode):
            return None
        return _regular(os.open(parts[-1], reading, dir_fd=folder))
    finally:
        os.close(folder)


def _regular(descriptor: int) -> int | None:
    """Return the descriptor, or None, closed, when it is no regular file."""
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    return None


class MemoryFiles:
    """Files held in memory, for tests and for callers that have no folder."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, or raise ResourceError."""
        if name not in self._files:
            raise ResourceError(f"{name!r} is missing", hint=f"there are: {', '.join(sorted(self._files)) or 'none'}")
        return self._files[name]


class LaidOver:
    """Files in memory in front of others: what a story brings with it is found before what lies beside it."""

    def __init__(self, over: Mapping[str, bytes], under: Files) -> None:
        self._over, self._under = dict(over), under

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, or raise ResourceError."""
        return self._over[name] if name in self._over else self._under.read(name)


class Env:
    """Files, clock and limits of one run. `clock` stamps every file written; pictures are decoded once."""

    def __init__(self, files: Files, clock: datetime, limits: Limits = DEFAULT_LIMITS) -> None:
        self.files: Files = files
        self.web: Files | None = None  # reads addresses, where the user asked for a page of the web
        self.clock, self.limits = clock, limits
        self._pictures: dict[str, Picture] = {}

    def take_in(self, files: Mapping[str, bytes]) -> None:
        """Let the pictures that a story brings with it be read by their names there."""
        if files:
            self.files = LaidOver(files, self.files)

    def picture(self, name: str) -> Picture:
        """Return the picture called `name`: upright, without metadata, in a format every backend can carry.

        Raises ResourceError when the file is missing or refused and InputError when it is no usable picture.
        """
        if name not in self._pictures:
            from exporter.pictures import read_picture

            self._pictures[name] = read_picture(self.files.read(name), name, self.limits)
        return self._pictures[name]


def real_env(root: Path, resource_paths: tuple[Path, ...] = (), limits: Limits = DEFAULT_LIMITS) -> Env:
    """Return the Env of a story in the folder `root`.

    The clock is SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) where it is set; raises
    UsageError where that is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "") or str(int(time.time()))
    seconds = int(epoch) if epoch.isdecimal() and len(epoch) <= len(str(LAST_SECOND)) else -1
    if not 0 <= seconds <= LAST_SECOND:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}", hint="give the seconds since 1970, such as 1767225600")
    return Env(Folders((root, *resource_paths), limits), datetime.fromtimestamp(seconds, UTC), limits)


def fixed_env(files: Mapping[str, bytes] | None = None) -> Env:
    """Return an Env with files in memory and a clock that stands still."""
    return Env(MemoryFiles(files or {}), datetime(2026, 1, 1, tzinfo=UTC))
