"""The events of ``--json``: one JSON object a line on standard output. `exporter schema events` prints their schema.

Every event names the `schema`; it grows a new number when a field changes its meaning or goes away. New fields and new
events may come at any time: a program skips what it does not know.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import click
import msgspec
from msgspec import Struct

from exporter.cli.console import printable_name
from exporter.report import ExporterError, Finding, Severity

Schema = Literal["exporter-events/1"]
SCHEMA: Schema = "exporter-events/1"


class _Event(Struct, frozen=True, kw_only=True, tag_field="event"):
    schema: Schema = SCHEMA


class Started(_Event, frozen=True, kw_only=True, tag="started"):
    """The run begins; `stories` are the stems of the files to be made."""

    stories: list[str]
    formats: list[str]
    style: str


class Found(_Event, frozen=True, kw_only=True, tag="finding"):
    """Something was noticed about the story; `line` 0 and "" mean unknown."""

    story: str
    code: str
    severity: Severity
    message: str
    hint: str = ""
    source: str = ""
    line: int = 0
    block: str = ""


class Wrote(_Event, frozen=True, kw_only=True, tag="file"):
    """A file was written."""

    story: str
    path: str
    format: str
    media_type: str
    bytes: int
    sha256: str


class Failed(_Event, frozen=True, kw_only=True, tag="failed"):
    """A story failed; `exit_code` is what the run would end with if it were the only one."""

    story: str
    code: str
    message: str
    hint: str = ""
    source: str = ""
    line: int = 0
    block: str = ""
    exit_code: int


class Done(_Event, frozen=True, kw_only=True, tag="done"):
    """The run is over."""

    exit_code: int
    stories: int
    files: int
    failed: int


Event = Started | Found | Wrote | Failed | Done


class EventConsole:
    """Says it to programs."""

    def started(self, stems: list[str], formats: list[str], style: str) -> None:
        """Print the event `started`."""
        _print(Started(stories=[printable_name(stem) for stem in stems], formats=formats, style=style))

    def finding(self, finding: Finding, stem: str) -> None:
        """Print the event `finding`."""
        _print(
            Found(
                story=printable_name(stem),
                code=finding.code,
                severity=finding.severity,
                message=finding.message,
                hint=finding.hint,
                source=finding.where.source,
                line=finding.where.line,
                block=finding.where.block,
            )
        )

    def file(self, path: str, format: str, data: bytes, stem: str) -> None:
        """Print the event `file`."""
        from exporter.backends import BACKENDS

        digest, kind = hashlib.sha256(data).hexdigest(), BACKENDS[format].media_type
        name = printable_name(path)
        _print(
            Wrote(story=printable_name(stem), path=name, format=format, media_type=kind, bytes=len(data), sha256=digest)
        )

    def failed(self, error: ExporterError, stem: str) -> None:
        """Print the event `failed`."""
        _print(
            Failed(
                story=printable_name(stem),
                code=error.code,
                message=error.message,
                hint=error.hint,
                source=error.where.source,
                line=error.where.line,
                block=error.where.block,
                exit_code=error.exit_code,
            )
        )

    def story_done(self) -> None:
        """Say nothing: the events themselves show how far the run is."""

    def done(self, code: int, stories: int, files: int, failed: int) -> None:
        """Print the event `done`."""
        _print(Done(exit_code=code, stories=stories, files=files, failed=failed))


def event_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one event."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:exporter:events:1",
        "title": "Event of exporter export --json and check --json",
        **msgspec.json.schema(Event),
    }


def _print(event: Event) -> None:
    click.echo(msgspec.json.encode(event).decode())
