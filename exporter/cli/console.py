"""What a run says: results on standard output, messages on standard error; or all of it as events, one JSON a line."""

from __future__ import annotations

import os
import sys
from typing import Protocol

import click

from exporter.report import ExporterError, Finding, OutputError, Place, ResourceError

COLORS = {"error": "red", "warning": "yellow", "info": "cyan"}
DEFECT = "set EXPORTER_DEBUG=1, run it again, and report what it prints together with the story"


class Console(Protocol):
    """Hears what happens during a run and passes it on."""

    def started(self, stems: list[str], formats: list[str], style: str) -> None:
        """Hear which files will be made."""

    def finding(self, finding: Finding, stem: str) -> None:
        """Hear of a finding about a story."""

    def file(self, path: str, format: str, data: bytes, stem: str) -> None:
        """Hear that a file was written."""

    def failed(self, error: ExporterError, stem: str) -> None:
        """Hear that a story failed."""

    def story_done(self) -> None:
        """Hear that the work on a story, well or not, is over."""

    def done(self, code: int, stories: int, files: int, failed: int) -> None:
        """Hear that the run is over."""


class TextConsole:
    """Says it to people: each path on standard output, everything else on standard error."""

    def __init__(self, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bar = Bar()

    def started(self, stems: list[str], formats: list[str], style: str) -> None:
        """Show a progress bar where there is much to do and somebody sees it."""
        self._bar = Bar(len(stems))

    def finding(self, finding: Finding, stem: str) -> None:
        """Print the finding; quiet prints errors only."""
        if not self._quiet or finding.severity == "error":
            self._bar.clear()
            print_finding(finding)

    def file(self, path: str, format: str, data: bytes, stem: str) -> None:
        """Print the path."""
        self._bar.clear()
        print_path(path)

    def failed(self, error: ExporterError, stem: str) -> None:
        """Print the error."""
        self._bar.clear()
        print_error(error)

    def story_done(self) -> None:
        """Move the progress bar on."""
        self._bar.step()

    def done(self, code: int, stories: int, files: int, failed: int) -> None:
        """Print a sum where there was more than one story."""
        self._bar.clear()
        if stories > 1 and not self._quiet:
            lost = f", {failed} failed" if failed else ""
            click.echo(f"{stories} stories: {files} files{lost}", err=True)


class Bar:
    """A progress bar on a terminal; for few stories and elsewhere it shows nothing."""

    MANY = 10

    def __init__(self, total: int = 0) -> None:
        self._total, self._done = total, 0
        self._shown = total > self.MANY and _is_terminal()

    def step(self) -> None:
        """Count one story."""
        self._done += 1
        if self._shown and self._done < self._total:
            filled = 30 * self._done // self._total
            bar = "#" * filled + "-" * (30 - filled)
            sys.stderr.write(f"\r[{bar}] {self._done} of {self._total} ")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the bar away so that a message stands on a line of its own."""
        if self._shown:
            sys.stderr.write("\r" + " " * 70 + "\r")


def print_path(path: str) -> None:
    """Print the path on standard output with the very bytes of its name, whatever the terminal's character set."""
    click.echo(os.fsencode(path) if os.name == "posix" else path)


def print_finding(finding: Finding) -> None:
    """Print ``place: severity: message [code]`` and the hint on standard error."""
    where = f"{finding.where}: " if str(finding.where) else ""
    severity = _paint(finding.severity, COLORS[finding.severity])
    text = f"{printable(where)}{severity}: {printable(finding.message)} [{finding.code}]"
    hint = f"\n  hint: {printable(finding.hint)}" if finding.hint else ""
    click.echo(text + hint, err=True, color=_wants_color())


def print_error(error: ExporterError) -> None:
    """Print the error on standard error like a finding."""
    print_finding(Finding(error.code, "error", error.message, error.where, error.hint))


def as_exporter_error(error: Exception) -> ExporterError:
    """Return the error, or one that says it is a defect of ours. EXPORTER_DEBUG=1 shows where it was raised."""
    if os.environ.get("EXPORTER_DEBUG"):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, ExporterError):
        return error
    if isinstance(error, OSError) and error.errno and error.filename is None:  # an open stream, our output
        return OutputError(f"standard output cannot be written: {error.strerror}")
    if (
        isinstance(error, OSError) and error.filename is not None
    ):  # a folder on the way that may not be looked into, a disk that fails
        return ResourceError(f"{os.fsdecode(error.filename)} cannot be reached: {error.strerror}")
    kind = type(error).__name__
    if isinstance(error, MemoryError):
        return ExporterError("the memory of this machine is not enough", hint="split the story or shrink its pictures")
    return ExporterError(f"a defect of exporter, not of the story: {kind}: {str(error)[:200]}", Place(), DEFECT)


def printable(text: str) -> str:
    """Return the text on one line without control characters: story text must not steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def printable_name(path: str) -> str:
    """Return the path as valid text: a name on disk may be bytes that are no UTF-8, which no file format can carry."""
    return os.fsencode(path).decode("utf-8", "replace")


def _paint(text: str, color: str) -> str:
    return click.style(text, fg=color, bold=True)


def _wants_color() -> bool:
    """Return True on a terminal, unless NO_COLOR (https://no-color.org) is set."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and _is_terminal()


def _is_terminal() -> bool:
    return sys.stderr.isatty()
