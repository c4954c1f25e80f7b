"""The findings of ``check --sarif``: one document of OASIS SARIF 2.1.0, which code hosts and editors can show.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the clauses named below are its.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import msgspec

from exporter import __version__
from exporter.preflight.codes import Code, read_codes
from exporter.report import ExporterError, Finding, Severity

LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}  # 3.27.10
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class SarifConsole:
    """Collects what is found and prints it when the run is over."""

    def __init__(self) -> None:
        self._codes = read_codes()
        self._used: dict[str, int] = {}  # code: its index among the rules of the document
        self._results: list[dict[str, Any]] = []

    def started(self, stems: list[str], formats: list[str], style: str) -> None:
        """Say nothing: a document that names no result is one of sound files."""

    def finding(self, finding: Finding, stem: str) -> None:
        """Keep the finding as a result (3.27)."""
        rule = self._used.setdefault(finding.code, len(self._used))
        text = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
        self._results.append(
            {
                "ruleId": finding.code,
                "ruleIndex": rule,
                "level": LEVELS[finding.severity],
                "message": {"text": text},
                "locations": [_location(finding, stem)] if stem else [],
            }
        )

    def file(self, path: str, format: str, data: bytes, stem: str) -> None:
        """Say nothing: a check writes no file."""

    def failed(self, error: ExporterError, stem: str) -> None:
        """Keep the error as a result."""
        self.finding(Finding(error.code, "error", error.message, error.where, error.hint), stem)

    def story_done(self) -> None:
        """Say nothing: all comes at the end."""

    def done(self, code: int, stories: int, files: int, failed: int) -> None:
        """Print the document."""
        rules = [_rule(name, self._codes[name]) for name in self._used]
        driver = {"name": "exporter", "version": __version__, "rules": rules}
        run = {
            "tool": {"driver": driver},
            "invocations": [{"executionSuccessful": bool(stories), "exitCode": code}],
            "results": self._results,
        }
        document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        click.echo(msgspec.json.format(msgspec.json.encode(document)).decode())


def _rule(name: str, code: Code) -> dict[str, Any]:
    """Return what ``codes.toml`` says about the code as a reportingDescriptor (3.49)."""
    clause = f" {code.clause}." if code.clause else ""
    link = {"helpUri": code.link} if code.link else {}
    return {
        "id": name,
        "shortDescription": {"text": code.means},
        "help": {"text": f"{code.remedy}{clause}"},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
        **link,
    }


def _location(finding: Finding, stem: str) -> dict[str, Any]:
    """Return file and line (3.29), and the block of the story or the part of the package that is meant (3.33)."""
    where, path = finding.where, Path(stem)
    uri = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    inner = where.source.removeprefix(path.name).removeprefix(": ")
    if where.line and not inner:
        physical["region"] = {"startLine": where.line}
    names = [name for name in (inner, where.block) if name]
    logical = [{"fullyQualifiedName": "/".join(names)}] if names else []
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}
