"""`exporter check FILE...`: stories, styles and finished files, looked over; nothing is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from exporter.cli.console import Console, TextConsole, print_error, printable_name
from exporter.cli.finished import FINISHED, format_of
from exporter.cli.jobs import Outcome, collecting, exit_code
from exporter.cli.options import GIVEN, LOOK, READING, given_to, options, refuse_unfit
from exporter.cli.stories import STORY_SUFFIXES, Story, find_files, open_env, read_bytes
from exporter.pipeline import check_edition, check_file, edit_story, read_story
from exporter.report import ExporterError, Finding, Place, Report, UsageError
from exporter.style.load import load_style
from exporter.style.model import Style

STYLE_SUFFIX = ".toml"
KINDS = ("error", "warning", "info")


class Asked(Struct, frozen=True):
    """What the user asked for, resolved."""

    style: Style
    given: dict[str, Any]
    source_format: str
    resource_paths: tuple[Path, ...]


@click.command("check", short_help="Check stories, styles and finished PDF, Word and EPUB files.")
@click.argument("arguments", metavar="FILE...", nargs=-1, required=True)
@options(LOOK, READING, GIVEN)
@click.option("--strict", is_flag=True, help="Exit with 3 when there is a warning.")
@click.option("--json", "as_events", is_flag=True, help="Events on standard output, one JSON a line.")
@click.option("--sarif", "as_sarif", is_flag=True, help="The findings on standard output as one SARIF 2.1.0 document.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def check(arguments: tuple[str, ...], as_events: bool, as_sarif: bool, quiet: bool, strict: bool, **values: Any) -> int:
    """Check stories, styles and finished files; nothing is written.

    A story, of any kind that export takes, is read, looked over as a subeditor would, and made up in the style to look
    at its pages. A style is a TOML file. Finished PDF, Word and EPUB files may be of any maker; with --from docx or
    epub such a file is checked as a story. What the codes mean: exporter explain CODE.

    \b
      exporter check story.md --style magazine
      exporter check out/ --sarif > findings.sarif
    """
    if as_events and as_sarif:
        raise UsageError("--json and --sarif both want standard output", hint="choose one")
    console = _console(as_events, as_sarif, quiet)
    try:
        files, asked = _asked(arguments, **values)
    except ExporterError as error:
        console.failed(error, "")
        console.done(error.exit_code, 0, 0, 0)
        return error.exit_code
    console.started([_name(file) for file in files], [], asked.style.name)
    outcomes = [_look_over(file, asked, console) for file in files]
    code = exit_code(outcomes, strict)
    console.done(code, len(outcomes), 0, sum(outcome.failed for outcome in outcomes))
    return code


def _asked(
    arguments: tuple[str, ...],
    *,
    style_name: str,
    page_size: str,
    columns: int | None,
    font_paths: tuple[Path, ...],
    source_format: str,
    stdin_name: str,
    resource_paths: tuple[Path, ...],
    **given: Any,
) -> tuple[tuple[Story, ...], Asked]:
    files = find_files(arguments, stdin_name, (*STORY_SUFFIXES, *FINISHED))
    refuse_unfit(given, source_format, files)
    style = load_style(style_name, page_size=page_size, columns=columns or 0, font_paths=font_paths)
    return files, Asked(style, given, source_format, resource_paths)


def _look_over(file: Story, asked: Asked, console: Console) -> Outcome:
    report, errors = Report(), dict[str, ExporterError]()
    with collecting(errors):
        _check(file, asked, report)
    for finding in report.findings:
        console.finding(finding, _name(file))
    for error in errors.values():
        console.failed(error, _name(file))
    console.story_done()
    broken = any(finding.severity == "error" for finding in report.findings)
    return Outcome(0, tuple(errors.values()), broken, report.has_warnings())


def _check(file: Story, asked: Asked, report: Report) -> None:
    env = open_env(file, asked.resource_paths)
    data = read_bytes(file, env)
    format = "" if asked.source_format else format_of(data)
    if format:
        found = check_file(data, format)
        report.extend(tuple(replace(finding, where=_inside(file, finding.where)) for finding in found))
    elif file.path and file.path.suffix.lower() == STYLE_SUFFIX:
        from exporter.preflight.style import check_style

        report.extend(check_style(load_style(str(file.path)), file.name))
    else:
        given = given_to(env, asked.given)
        reading = read_story(data, file.name, env, report, given, asked.source_format)
        check_edition(edit_story(reading.edition, env, report), asked.style, env, report)


def _name(file: Story) -> str:
    return printable_name(str(file.path or file.name))


def _inside(file: Story, where: Place) -> Place:
    return replace(where, source=f"{file.name}: {where.source}" if where.source else file.name)


class CheckConsole(TextConsole):
    """Says it to people, and at the end how much there was."""

    def __init__(self, quiet: bool) -> None:
        super().__init__(quiet)
        self._silent = quiet
        self._counts: Counter[str] = Counter()

    def finding(self, finding: Finding, stem: str) -> None:
        """Count and print the finding."""
        self._counts[finding.severity] += 1
        super().finding(finding, stem)

    def failed(self, error: ExporterError, stem: str) -> None:
        """Count and print the error."""
        self._counts["error"] += 1
        print_error(error)

    def done(self, code: int, stories: int, files: int, failed: int) -> None:
        """Print a sum where there was more than one file."""
        if stories > 1 and not self._silent:
            counts = [f"{count} {kind}{'s' * (count > 1)}" for kind in KINDS if (count := self._counts[kind])]
            click.echo(f"{stories} files checked: {', '.join(counts) or 'nothing found'}", err=True)


def _console(as_events: bool, as_sarif: bool, quiet: bool) -> Console:
    if as_events:
        from exporter.cli.events import EventConsole

        return EventConsole()
    if as_sarif:
        from exporter.cli.sarif import SarifConsole

        return SarifConsole()
    return CheckConsole(quiet)
