"""Where the files go: ``-o`` names a folder, one file, or standard output (``-``)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from exporter.backends import BACKENDS
from exporter.env import real_path
from exporter.output import HINTS, write_file
from exporter.pipeline import find_backend
from exporter.report import Faults, OutputError, UsageError

DEFAULT_FORMATS = ("pdf", "docx", "epub")
STDOUT = Path("-")
# Endings of files that people ask for and that are not made: a folder of that name would surprise them.
NOT_MADE = {"doc": "docx", "dotx": "docx", "odt": "docx", "rtf": "docx", "pages": "docx", "html": "epub", "htm": "epub",
            "mobi": "epub", "azw3": "epub", "kepub": "epub", "ps": "pdf"}  # fmt: skip


def choose_formats(to: str, output: str) -> tuple[str, ...]:
    """Return the formats of ``--to``; without it those that ``-o FILE.SUFFIX`` means, or pdf, docx and epub."""
    named = tuple(dict.fromkeys(part.strip().lower() for part in to.split(",") if part.strip()))
    faults = Faults()
    for format in named:
        with faults.keep():
            find_backend(format)
    faults.end()
    if to and not named:
        raise UsageError("--to names no format", hint=f"formats: {', '.join(BACKENDS)}")
    suffix = Path(output).suffix.removeprefix(".").lower()
    if suffix in NOT_MADE and not output.endswith(("/", os.sep)) and not Path(output).exists():
        hint = f"make a .{NOT_MADE[suffix]} of it; a folder of that name is written {output}/"
        raise UsageError(f"-o {output}: no format ends in .{suffix}", hint=hint)
    meant = tuple(format for format, backend in BACKENDS.items() if suffix and backend.suffix == suffix)
    if named and meant and _is_file(output) and named != meant:
        message = f"-o {output} names one {meant[0]} file, but --to asks for {', '.join(named)}"
        raise UsageError(message, hint="leave --to away, or give a folder: -o out/")
    return named or (meant if _is_file(output) and meant else DEFAULT_FORMATS)


def plan_targets(stems: Sequence[str], formats: Sequence[str], output: str) -> dict[tuple[str, str], Path]:
    """Return the path of every file to be made, by stem and format; raises UsageError when `-o` names too few."""
    if not _is_file(output):
        suffixes = {format: BACKENDS[format].suffix for format in formats}
        return {(stem, format): Path(output) / f"{stem}.{suffixes[format]}" for stem in stems for format in formats}
    if len(stems) * len(formats) > 1:
        message = f"-o {output} names one file, but {len(stems) * len(formats)} files are to be written"
        together = ", or bind the stories into one file with --edition" if len(stems) > 1 and len(formats) == 1 else ""
        raise UsageError(message, hint=f"give a folder: -o out/{together}")
    return {(stems[0], formats[0]): Path(output)}


def refuse_overwriting(targets: Iterable[Path], stories: Iterable[Path | None]) -> None:
    """Raise UsageError when a file to be written is a story that is read."""
    read = {real_path(story) for story in stories if story}
    for target in targets:
        if real_path(target) in read:
            raise UsageError(f"{target} is the story itself", hint="write to another folder with -o FOLDER")


@contextmanager
def reaching(output: str) -> Iterator[None]:
    """Make it an OutputError when what `-o` names, or the way there, cannot be looked at."""
    try:
        yield
    except OSError as error:
        name = os.fsdecode(error.filename) if error.filename else output
        hint = HINTS.get(error.errno or 0, "write elsewhere with -o FOLDER")
        raise OutputError(f"{name} cannot be reached: {error.strerror}", hint=hint) from error


def write_target(path: Path, data: bytes) -> None:
    """Write the bytes to the file or to standard output; raises OutputError."""
    if path != STDOUT:
        write_file(path, data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def _is_file(output: str) -> bool:
    """Return True when `-o` names a file: ``-``, what ends like a format, or what exists and is no folder."""
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        return False
    endings = {backend.suffix for backend in BACKENDS.values()}
    return path == STDOUT or path.suffix.removeprefix(".").lower() in endings or path.exists()
