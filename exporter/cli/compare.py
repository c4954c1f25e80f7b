"""`exporter compare STORY OUT...`: does each finished file say what the story says?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec.structs import replace

from exporter import __version__
from exporter.cli.console import print_error, print_finding, printable, printable_name
from exporter.cli.finished import format_of
from exporter.cli.jobs import Source, read_stories
from exporter.cli.options import GIVEN, READING, options
from exporter.cli.stories import find_stories
from exporter.cli.targets import STDOUT, write_target
from exporter.copyedit import copyedit
from exporter.env import Env, Folders
from exporter.model import Edition
from exporter.preflight.compare.certificate import Certificate, Compared, Sum, certify, sum_of
from exporter.preflight.compare.prove import NAMES, read_shown
from exporter.preflight.compare.wanted import Wanted, want
from exporter.report import (
    EXIT_OK,
    EXIT_SOME_FAILED,
    EXIT_STRICT,
    ExporterError,
    Finding,
    InputError,
    Place,
    Report,
    ResourceError,
    UsageError,
)
from exporter.style.load import load_style

EXIT_DIFFERENT = 1


@click.command("compare", short_help="Prove that finished files say the same as the story.")
@click.argument("story", metavar="STORY")
@click.argument("files", metavar="OUT...", nargs=-1, required=True)
@click.option("--with", "more", multiple=True, metavar="STORY", help="A further story of a bound edition, in order.")
@click.option("--title", default="", metavar="TEXT", help="Title of the bound edition.")
@click.option("--style", "look", default="newspaper", metavar="NAME|FILE", help="The look of the files (newspaper).")
@options(READING[:1], READING[2:], GIVEN)
@click.option("--certificate", default="", metavar="FILE", help="Write what was compared as JSON; - prints it.")
@click.option("--json", "as_json", is_flag=True, help="Print the certificate and nothing else.")
@click.option("--strict", is_flag=True, help="Exit with 3 where headers or footers have words of their own.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def compare(
    story: str,
    files: tuple[str, ...],
    more: tuple[str, ...],
    title: str,
    look: str,
    source_format: str,
    resource_paths: tuple[Path, ...],
    certificate: str,
    as_json: bool,
    strict: bool,
    quiet: bool,
    **given: Any,
) -> int:
    """Prove that finished PDF, Word and EPUB files say the same as the story.

    Text, headlines, captions, credits, tables, notes, links and alternative texts are looked for in each file: nothing
    missing, changed, added, doubled or moved. Give the options by which the files were made (--photo, --date ...).
    Exit code 0: all say the same, 1: something differs.

    \b
      exporter compare story.md out/story.pdf out/story.docx out/story.epub
      exporter compare monday.md --with tuesday.md --certificate proof.json out/week.epub
    """
    source = Source(given, source_format, resource_paths, title)
    stories = find_stories((story, *more), bound=True)
    if len(stories) > 1 + len(more):
        raise UsageError(f"{story} holds {len(stories)} stories", hint="name one file, others with --with")
    edition, env, originals = read_stories(stories, source, Report())
    edition = copyedit(edition)
    wanted = want(edition, load_style(look))
    compared: list[Compared] = []
    errors: list[ExporterError] = []
    for file in files:
        try:
            compared.append(_compare(Path(file), wanted))
        except ExporterError as error:
            errors.append(error)
            for each in error.all:
                print_error(each)
    proof = Certificate(
        tool=f"exporter {__version__}",
        story=tuple(sum_of(name, data) for name, data in originals),
        pictures=_pictures(edition, env),
        files=tuple(compared),
    )
    _say(proof, certificate, as_json, quiet)
    return _exit_code(proof, errors, len(files), strict)


def _compare(path: Path, wanted: Wanted) -> Compared:
    data, name = _read(path), printable_name(path.name)
    format = format_of(data)
    if not format:
        raise InputError("this is no file that can be compared", Place(name), f"a story is compared with {_kinds()}")
    try:
        return certify(name, data, format, wanted, read_shown(data, format))
    except InputError as error:
        raise InputError(error.message, Place(name), error.hint) from error


def _read(path: Path) -> bytes:
    files = Folders(())
    try:
        return files.read(files.grant(path))
    except ResourceError as error:
        hint = "name a finished file" if not path.exists() else ""  # not the hint for a story's pictures
        raise InputError(error.message, Place(printable_name(str(path))), hint) from error


def _kinds() -> str:
    *first, last = NAMES.values()
    return f"a {', a '.join(first)} or an {last}"


def _pictures(edition: Edition, env: Env) -> tuple[Sum, ...]:
    """Return the sums of the pictures that the story names, each once."""
    names = dict.fromkeys(photo.src for article in edition.articles for photo in article.photos if photo.src)
    return tuple(sum_of(name, env.files.read(name)) for name in names)


def _say(proof: Certificate, target: str, as_json: bool, quiet: bool) -> None:
    """Print a line a file and the findings, or the certificate; write the certificate where it is asked for."""
    document = msgspec.json.format(msgspec.json.encode(proof)) + b"\n"
    if target:
        write_target(Path(target), document)
    if as_json:
        write_target(STDOUT, document)
        return
    for file in proof.files:
        for finding in file.findings:
            if not quiet or finding.severity == "error":
                print_finding(_in_file(finding, file.name))
        if not quiet and target != str(STDOUT):
            click.echo(f"{printable(file.name)}: {_verdict(file)}")


def _verdict(file: Compared) -> str:
    if not file.same:
        count = sum(finding.severity == "error" for finding in file.findings)
        return f"{count} difference{'s' if count > 1 else ''}"
    counts = file.checked
    told = {
        "passage": counts.passages, "word": counts.words, "link": counts.links, "alternative text": counts.alternatives,
    }  # fmt: skip
    return "the same: " + ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in told.items())


def _in_file(finding: Finding, name: str) -> Finding:
    return replace(finding, where=replace(finding.where, source=name))


def _exit_code(proof: Certificate, errors: list[ExporterError], files: int, strict: bool) -> int:
    if errors:
        return errors[0].exit_code if files == 1 else EXIT_SOME_FAILED
    if not all(file.same for file in proof.files):
        return EXIT_DIFFERENT
    return EXIT_STRICT if strict and any(file.findings for file in proof.files) else EXIT_OK
