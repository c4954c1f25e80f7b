"""Files appear whole or not at all: written beside the target, flushed to the disk, renamed.

A killed run leaves the old file or the new one, never half of one; what it had begun lies there under a hidden name
until `remove_leftovers` finds it.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import time
from pathlib import Path

from exporter.regex import regex
from exporter.report import OutputError

PART = regex(r"\.exporter-\d+-\d+\.part")
DEAD = 3600  # seconds after which a part is nobody's: it lives for as long as one file is written
HINTS: dict[int, str] = {
    errno.EACCES: "write to a folder of yours with -o FOLDER",
    errno.EPERM: "write to a folder of yours with -o FOLDER",
    errno.EROFS: "write to another disk with -o FOLDER",
    errno.ENOSPC: "make room on the disk, or write elsewhere with -o FOLDER",
    errno.EDQUOT: "make room in your quota, or write elsewhere with -o FOLDER",
    errno.ENAMETOOLONG: "give a shorter name with -o FILE",
    errno.EEXIST: "a file stands where a folder is needed; write to another with -o FOLDER",
    errno.ENOTDIR: "a file stands where a folder is needed; write to another with -o FOLDER",
    errno.EISDIR: "name a file, or give the folder with -o FOLDER/",
}


def write_file(path: Path, data: bytes) -> None:
    """Write the file, making its folders; raises OutputError that names the path, and then the old file is untouched.

    A link is followed, so that it stays a link. What is no regular file (``/dev/stdout``) is written to directly.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
            return
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        number = getattr(error, "errno", None) or 0
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{path} cannot be written: {reason}", hint=HINTS.get(number, "")) from error


def remove_leftovers(folder: Path) -> None:
    """Remove what killed runs left in the folder.

    By age, since other computers may write to it too, whose processes cannot be asked. What cannot be removed is in
    nobody's way.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if PART.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat(follow_symlinks=False).st_mtime > DEAD:
                        Path(entry.path).unlink()


def _replace(target: Path, data: bytes) -> None:
    descriptor, part = _open_beside(target)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except BaseException:  # an interruption too must leave nothing behind
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _flush_folder(target.parent)


def _open_beside(target: Path) -> tuple[int, Path]:
    """Return a new file in the target's folder: only there is the rename one step. Its mode is that of any new file."""
    for number in itertools.count():
        # The name is short whatever the target's is: a suffix could make a long name too long for the disk.
        part = target.parent / f".exporter-{os.getpid()}-{number}.part"
        try:
            return os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), part
        except FileExistsError:
            continue
    raise AssertionError("counting never ends")


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable. The file is complete by now, so a disk that cannot do it is no failure."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows has no such call
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
