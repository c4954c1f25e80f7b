"""`exporter check FILE...`: finished files, read again by code that did not write them."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from exporter.backends import BACKENDS
from exporter.cli.console import print_error, print_finding, printable_name
from exporter.env import Folders
from exporter.pipeline import CHECKS, check_file
from exporter.report import (
    EXIT_OK,
    EXIT_SOME_FAILED,
    EXIT_STRICT,
    ExporterError,
    Finding,
    InputError,
    Place,
    ResourceError,
)

ENTRIES = ((b"word/document.xml", "docx"), (b"META-INF/container.xml", "epub"))


@click.command("check", short_help="Check finished PDF, Word and EPUB files.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Exit with 3 when there is a warning.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def check(files: tuple[str, ...], strict: bool, quiet: bool) -> int:
    """Check finished PDF, Word and EPUB files, whoever made them."""
    findings: list[Finding] = []
    errors: list[ExporterError] = []
    for file in files:
        try:
            findings += _check(Path(file))
        except ExporterError as error:
            errors.append(error)
            print_error(error)
    for finding in findings:
        if not quiet or finding.severity == "error":
            print_finding(finding)
    if errors:
        return errors[0].exit_code if len(files) == 1 else EXIT_SOME_FAILED
    if any(finding.severity == "error" for finding in findings):
        return EXIT_SOME_FAILED
    return EXIT_STRICT if strict and any(finding.severity == "warning" for finding in findings) else EXIT_OK


def _check(path: Path) -> list[Finding]:
    data = _read(path)
    format = _format(data)
    if not format:
        kinds = ", ".join(BACKENDS[name].about for name in CHECKS)
        raise InputError("this is no file that can be checked", Place(str(path)), f"there are checks for: {kinds}")
    return [replace(finding, where=_inside(path, finding.where)) for finding in check_file(data, format)]


def _read(path: Path) -> bytes:
    files = Folders(())
    try:
        return files.read(files.grant(path))
    except ResourceError as error:
        hint = "name a finished file" if not path.exists() else ""  # not the hint for a story's pictures
        raise InputError(error.message, Place(printable_name(str(path))), hint) from error


def _format(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    found = [format for entry, format in ENTRIES if data.startswith(b"PK\x03\x04") and entry in data]
    return found[0] if found else ""


def _inside(path: Path, where: Place) -> Place:
    name = printable_name(path.name)
    return replace(where, source=f"{name}: {where.source}" if where.source else name)
