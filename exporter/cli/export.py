"""`exporter export STORY...`: the files of one or many stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.backends.epub.options import EpubOptions
from exporter.backends.pdf.options import PdfOptions
from exporter.cli.console import Console, TextConsole, as_exporter_error
from exporter.cli.ereader import EREADER, EREADER_KEYS, epub_options
from exporter.cli.house import HOUSE, HOUSE_KEYS, word_options
from exporter.cli.jobs import Job, Order, run_jobs
from exporter.cli.options import GIVEN, LOOK, READING, options, refuse_unfit
from exporter.cli.press import PRESS, PRESS_KEYS, pdf_options
from exporter.cli.stories import Story, file_name, find_stories
from exporter.cli.targets import STDOUT, choose_formats, plan_targets, reaching, refuse_overwriting
from exporter.cli.webpages import WEB, Permit
from exporter.env import real_path
from exporter.report import ExporterError, UsageError
from exporter.style.load import load_style

if TYPE_CHECKING:
    from exporter.backends.docx.options import WordOptions
    from exporter.fetch import Transport

BINDING = (
    click.option("--edition", "bound", is_flag=True, help="Bind all stories into one file per format."),
    click.option(
        "--edition-name", default="", metavar="NAME", help="What the bound files are called; else by title or folder."
    ),
    click.option("--title", default="", metavar="TEXT", help="Title of the bound edition."),
)
SAYING = (
    click.option("--strict", is_flag=True, help="Exit with 3 on a warning; the files are written all the same."),
    click.option("--json", "as_events", is_flag=True, help="Events on standard output, one JSON a line."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
)


EXIT_CODES = """\b
Exit codes: 0 done, 1 some stories failed, 2 usage, 3 warnings under --strict,
4 input cannot be read, 5 a picture, style or font is missing or refused,
6 output cannot be written, 7 a defect of exporter, 130 interrupted."""


@click.command("export", short_help="Make files from stories: pages, Word, EPUB.", epilog=EXIT_CODES)
@click.argument("arguments", metavar="STORY...", nargs=-1)
@click.option("--to", default="", metavar="FORMATS", help="pdf,docx,epub, if not said; json, dump.")
@click.option("-o", "--output", default=".", metavar="PATH", help="Folder (here), one file, or - for standard output.")
@options(LOOK, READING, WEB, GIVEN, BINDING, PRESS, EREADER, HOUSE, SAYING)
@click.pass_obj
def export(transport: Transport | None, /, as_events: bool, quiet: bool, **values: Any) -> int:
    """Make files from stories.

    STORY is a file (copied text, Markdown, Word, a saved page of the web, newsroom XML and JSON, an edition in YAML),
    a folder of them, or - for standard input; --fetch names pages of the web besides. The path of each file that was
    made is printed on standard output, findings go to standard error.

    \b
      exporter export story.md -o out/
      exporter export clipping.txt --photo harbour.jpg -o page.pdf
      exporter export monday/ --edition --style magazine -o out/
    """
    console = _console(as_events, quiet)
    try:
        pdf = pdf_options({key: values.pop(key) for key in PRESS_KEYS})
        epub = epub_options({key: values.pop(key) for key in EREADER_KEYS})
        word = word_options(**{key: values.pop(key) for key in HOUSE_KEYS})
        order = _order(**values, transport=transport, pdf=pdf, epub=epub, word=word)
        if as_events and STDOUT in order.targets.values():
            raise UsageError("--json and -o - both want standard output", hint="write to a file: -o FILE")
    except (ExporterError, OSError) as raised:
        error = as_exporter_error(raised)
        for each in error.all:
            console.failed(each, "")
        console.done(error.exit_code, 0, 0, 0)
        return error.exit_code
    return run_jobs(order, console)


def _order(
    *,
    arguments: tuple[str, ...],
    to: str,
    output: str,
    style_name: str,
    page_size: str,
    columns: int | None,
    font_paths: tuple[Path, ...],
    source_format: str,
    stdin_name: str,
    resource_paths: tuple[Path, ...],
    bound: bool,
    edition_name: str,
    title: str,
    strict: bool,
    addresses: tuple[str, ...],
    hosts: tuple[str, ...],
    transport: Transport | None,
    pdf: PdfOptions,
    epub: EpubOptions,
    word: WordOptions | None,
    **given: Any,
) -> Order:
    with reaching(output):
        formats = choose_formats(to, output)
    stories = find_stories(arguments, stdin_name, addresses, bound=bound)
    _refuse_none(stories, addresses, hosts)
    refuse_unfit(given, source_format, stories)
    _refuse_unbound(bound, edition_name, title)
    jobs = _jobs(stories, arguments, bound, edition_name or file_name(title))
    with reaching(output):
        targets = plan_targets([job.stem for job in jobs], formats, output)
        refuse_overwriting(targets.values(), (story.path for story in stories))
    return Order(
        jobs=jobs,
        formats=formats,
        targets=targets,
        style=load_style(style_name, page_size=page_size, columns=columns or 0, font_paths=font_paths),
        given=given,
        source_format=source_format,
        resource_paths=resource_paths,
        title=title,
        strict=strict,
        permit=Permit(hosts, transport),
        pdf=pdf,
        epub=epub,
        word=word,
    )


def _jobs(stories: tuple[Story, ...], arguments: tuple[str, ...], bound: bool, name: str) -> tuple[Job, ...]:
    if not bound:
        return tuple(Job(story.stem, (story,)) for story in stories)
    if name and Path(name).name != name:
        raise UsageError(f"--edition-name {name!r} is a path", hint="give a name, and the folder with -o FOLDER/")
    folder = real_path(Path(arguments[0])) if len(arguments) == 1 else None
    default = folder.name if folder and folder.is_dir() else "edition"
    return (Job(name or default, stories),)


def _refuse_none(stories: tuple[Story, ...], addresses: tuple[str, ...], hosts: tuple[str, ...]) -> None:
    if not stories:
        raise UsageError("no story is named", hint="name a file, a folder, - or --fetch URL: exporter export --help")
    if hosts and not addresses:
        raise UsageError("--allow-host needs --fetch", hint="add --fetch URL")


def _refuse_unbound(bound: bool, name: str, title: str) -> None:
    if not bound and (name or title):
        raise UsageError(f"{'--edition-name' if name else '--title'} needs --edition", hint="add --edition")


def _console(as_events: bool, quiet: bool) -> Console:
    if not as_events:
        return TextConsole(quiet)
    from exporter.cli.events import EventConsole

    return EventConsole()
