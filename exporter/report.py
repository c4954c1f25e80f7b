"""What is said about an input or a page: findings, the report that collects them, and the errors that stop a run.

A *finding* is about the input or the page: collected, shown together, each with a code, a place, what, and what to do.
An *error* means that it cannot go on: one family, one exit code for each cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, ParamSpec, TypeVar, cast

from msgspec import Struct

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")
Severity = Literal["info", "warning", "error"]

EXIT_OK = 0
EXIT_SOME_FAILED = 1
EXIT_USAGE = 2
EXIT_STRICT = 3
EXIT_INPUT = 4
EXIT_RESOURCE = 5
EXIT_OUTPUT = 6
EXIT_INTERNAL = 7
EXIT_INTERRUPTED = 130
MOST_FAULTS = 50  # told of one input at once


class Place(Struct, frozen=True):
    """Where something stands: source file name, line in it (from 1; 0 = unknown) and block id ("" = none)."""

    source: str = ""
    line: int = 0
    block: str = ""

    def __str__(self) -> str:
        """Return ``file:line [block]``, leaving out what is unknown."""
        where = f"{self.source}:{self.line}" if self.line else self.source
        return f"{where} [{self.block}]".strip() if self.block else where


class Finding(Struct, frozen=True):
    """One thing noticed about the input or the page; `code` is documented in ``preflight/codes.toml``."""

    code: str
    severity: Severity
    message: str
    where: Place = Place()
    hint: str = ""

    def __str__(self) -> str:
        """Return ``place: severity: message [code]``."""
        where = str(self.where)
        return f"{where + ': ' if where else ''}{self.severity}: {self.message} [{self.code}]"


class Report:
    """The findings of one run, in the order in which they were made, each at most once."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all findings in order."""
        return tuple(self._findings)

    def add(self, code: str, severity: Severity, message: str, where: Place = Place(), hint: str = "") -> None:
        """Collect one finding; the same finding made twice is kept once."""
        self._findings[Finding(code, severity, message, where, hint)] = None

    def extend(self, findings: tuple[Finding, ...]) -> None:
        """Collect findings that were made elsewhere."""
        self._findings.update(dict.fromkeys(findings))

    def has_warnings(self) -> bool:
        """Return True when a finding is a warning or an error, which `--strict` refuses."""
        return any(finding.severity != "info" for finding in self._findings)


class ExporterError(Exception):
    """It cannot go on. `message` says what was found, `hint` what to try, `where` the place."""

    exit_code = EXIT_INTERNAL
    code = "internal"

    def __init__(self, message: str, where: Place = Place(), hint: str = "") -> None:
        super().__init__(message)
        self.message, self.where, self.hint = message, where, hint
        self.others: tuple[ExporterError, ...] = ()  # what else is wrong in the same input, told along

    def __str__(self) -> str:
        """Return ``place: error: message [code]``, the shape of a finding."""
        return str(Finding(self.code, "error", self.message, self.where))

    @property
    def all(self) -> tuple[ExporterError, ...]:
        """Return the error and those that are told along with it."""
        return (self, *self.others)


class UsageError(ExporterError):
    """The options contradict each other or name something that does not exist."""

    exit_code, code = EXIT_USAGE, "usage"


class InputError(ExporterError):
    """The story, style or picture cannot be read as what it claims to be."""

    exit_code, code = EXIT_INPUT, "input"


class ResourceError(ExporterError):
    """A file that the story or style names is missing, or may not be read."""

    exit_code, code = EXIT_RESOURCE, "resource"


class OutputError(ExporterError):
    """The result cannot be written; the message names the path."""

    exit_code, code = EXIT_OUTPUT, "output"


class StyleError(InputError):
    """A style file has a wrong key, value or unit."""

    code = "style"


class Faults:
    """Errors of one input that are told together, `MOST_FAULTS` of them: who mends the first sees the others too."""

    def __init__(self) -> None:
        self._errors: list[ExporterError] = []

    @contextmanager
    def keep(self) -> Iterator[None]:
        """Keep the error that ends the block; after so many nothing more is looked at."""
        try:
            yield
        except ExporterError as error:
            self._errors += error.all
            if len(self._errors) >= MOST_FAULTS:
                self.end()

    def of(self, make: Callable[Arguments, Made], *args: Arguments.args, **kwargs: Arguments.kwargs) -> Made:
        """Return what `make` makes; None where it cannot, which nobody may look at before `end`."""
        with self.keep():
            return make(*args, **kwargs)
        return cast("Made", None)

    def end(self) -> None:
        """Raise the first error, with the others told along, where there was one."""
        if self._errors:
            first, *others = self._errors
            first.others = tuple(others)
            raise first
