"""What a reader hands over: the edition, the role every source line got, and what was noticed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from exporter.model import Edition
from exporter.report import Finding, Place


class Trace(Struct, frozen=True):
    """One source line (from 1), the role it got and why."""

    line: int
    text: str
    role: str
    why: str = ""


class Reading(Struct, frozen=True):
    """The edition read, one `Trace` for every line of the source, and the findings of the reading.

    `files` are the pictures that came inside the file that was read, by the names that photos call them.
    """

    edition: Edition
    trace: tuple[Trace, ...]
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


class Given(Struct, frozen=True):
    """What copying lost and the user gives; it wins over what was read. "" = not given.

    The n-th caption, credit and alt belong to the n-th photo.
    """

    publication: str = ""
    section: str = ""
    byline: str = ""
    date: str = ""  # ISO 8601
    source_url: str = ""
    language: str = ""  # BCP 47
    photos: tuple[str, ...] = ()  # names the resource broker opens
    caption: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    roles: tuple[tuple[int, str], ...] = ()  # of lines of copied text, from 1


class Draft(Struct, frozen=True):
    """What one format's reader makes: the edition as the source says it, the trace, the pictures inside the file."""

    edition: Edition
    trace: tuple[Trace, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


class Source(Struct, frozen=True):
    """A story as text with the name to say it by and what the user gave. The text is clean, but for JSON as it came.

    A packed format (a zip of files) has no text of its own; its reader goes by `data`.
    """

    name: str
    text: str
    given: Given = Given()
    data: bytes = b""

    def place(self, line: int) -> Place:
        """Return the place of a line in this source."""
        return Place(self.name, line)

    @property
    def lines(self) -> list[str]:
        """Return the lines; the newline that ends a file begins no line."""
        lines = self.text.split("\n")
        return lines[:-1] if lines[-1] == "" else lines
