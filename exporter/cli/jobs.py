"""The work of a run, job by job: one story that fails does not stop the others."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from exporter.backends.epub.options import EpubOptions
from exporter.backends.pdf.options import PdfOptions
from exporter.bind import bind
from exporter.cli.console import Console, as_exporter_error
from exporter.cli.options import given_to
from exporter.cli.stories import Story, open_env, read_bytes
from exporter.cli.targets import STDOUT, write_target
from exporter.cli.webpages import Permit, fetch_page
from exporter.env import Env
from exporter.model import Edition
from exporter.output import remove_leftovers
from exporter.page import Page
from exporter.pipeline import Exports, edit_story, read_story
from exporter.readers.clean import without_unwanted
from exporter.report import EXIT_OK, EXIT_SOME_FAILED, EXIT_STRICT, ExporterError, Report
from exporter.style.model import Style

if TYPE_CHECKING:
    from exporter.backends.docx.options import WordOptions


class Job(Struct, frozen=True):
    """One set of files, named by `stem`: of one story, or of several that are bound into an edition."""

    stem: str
    stories: tuple[Story, ...]


class Order(Struct, frozen=True, kw_only=True):
    """What the user asked for, resolved; `targets` has the path of each file by stem and format."""

    jobs: tuple[Job, ...]
    formats: tuple[str, ...]
    targets: dict[tuple[str, str], Path]
    style: Style
    given: dict[str, Any]
    source_format: str
    resource_paths: tuple[Path, ...]
    title: str
    strict: bool
    permit: Permit = Permit()
    pdf: PdfOptions = PdfOptions()
    epub: EpubOptions = EpubOptions()
    word: WordOptions | None = None


class Source(Struct, frozen=True):
    """How stories are to be read: what was given to them, in which format, from where, under which title."""

    given: dict[str, Any]
    format: str = ""
    resource_paths: tuple[Path, ...] = ()
    title: str = ""
    permit: Permit = Permit()


class Outcome(Struct, frozen=True):
    """How a job ended: the number of files, the errors that stopped it or one of its formats, the findings' gravity."""

    files: int
    errors: tuple[ExporterError, ...]
    broken: bool  # a finding says that a file is not as it must be
    warned: bool

    @property
    def failed(self) -> bool:
        """Return True when files of the job are missing or broken."""
        return self.broken or bool(self.errors)


def run_jobs(order: Order, console: Console) -> int:
    """Return the exit code after all jobs."""
    console.started([job.stem for job in order.jobs], list(order.formats), order.style.name)
    for folder in sorted({path.parent for path in order.targets.values() if path != STDOUT}):
        remove_leftovers(folder)
    outcomes: list[Outcome] = []
    for job in order.jobs:
        if outcomes:
            gc.collect(0)  # what the story before left in rings, a few MB
        outcomes.append(_run_job(job, order, console))
        console.story_done()
    code = exit_code(outcomes, order.strict)
    failed = sum(outcome.failed for outcome in outcomes)
    console.done(code, len(outcomes), sum(outcome.files for outcome in outcomes), failed)
    return code


def exit_code(outcomes: list[Outcome], strict: bool) -> int:
    """Return the code of what failed: the error's own for a single job, EXIT_SOME_FAILED for one among several."""
    if len(outcomes) == 1 and (errors := outcomes[0].errors):
        return errors[0].exit_code
    if any(outcome.failed for outcome in outcomes):
        return EXIT_SOME_FAILED
    return EXIT_STRICT if strict and any(outcome.warned for outcome in outcomes) else EXIT_OK


def _run_job(job: Job, order: Order, console: Console) -> Outcome:
    report, files = Report(), 0
    errors: dict[str, ExporterError] = {}  # by what they say: a missing font is told once, not for every format
    with collecting(errors):
        edition, env, originals = _read(job, order, report)
        pdf = replace(order.pdf, originals=originals)
        exports = Exports(edition, order.style, env, report)
        epub = replace(order.epub, pages=_printed(order, exports))
        for format in order.formats:
            with collecting(errors):
                data = exports.file(format, pdf, epub, order.word)
                path = order.targets[job.stem, format]
                write_target(path, data)
                files += 1
                if path != STDOUT:
                    console.file(str(path), format, data, job.stem)
    for finding in report.findings:
        console.finding(finding, job.stem)
    for error in errors.values():
        console.failed(error, job.stem)
    broken = any(finding.severity == "error" for finding in report.findings)
    return Outcome(files, tuple(errors.values()), broken, report.has_warnings())


def _printed(order: Order, exports: Exports) -> tuple[Page, ...]:
    """Return the pages of the PDF that comes with the EPUB; none where it cannot be made, which its own turn tells."""
    if not {"pdf", "epub"} <= set(order.formats):
        return ()
    try:
        return exports.pages
    except Exception:  # of whatever kind: the book is to be made all the same
        return ()


@contextmanager
def collecting(errors: dict[str, ExporterError]) -> Iterator[None]:
    """Keep the error that ends the block, whatever it is: other formats and stories are still to be made."""
    try:
        yield
    except BrokenPipeError:  # nobody listens any more
        raise
    except Exception as raised:
        for error in as_exporter_error(raised).all:
            errors.setdefault(str(error), error)


def _read(job: Job, order: Order, report: Report) -> tuple[Edition, Env, tuple[tuple[str, bytes], ...]]:
    """Return the job's edition, copy-edited and checked, the Env that opens its pictures, the stories' own files."""
    source = Source(order.given, order.source_format, order.resource_paths, order.title, order.permit)
    edition, env, originals = read_stories(job.stories, source, report)
    return edit_story(edition, env, report), env, originals


def read_stories(
    stories: tuple[Story, ...], source: Source, report: Report
) -> tuple[Edition, Env, tuple[tuple[str, bytes], ...]]:
    """Return the stories as one edition, the Env that opens its pictures, and the stories' own files."""
    read: list[tuple[str, Edition, Env]] = []
    originals: list[tuple[str, bytes]] = []
    for story in stories:
        env = open_env(story, source.resource_paths)
        given = given_to(env, source.given)
        source_format = source.format
        if story.address:
            data, given = fetch_page(story, env, given, source.permit)
            source_format = source_format or "html"
        else:
            data = read_bytes(story, env)
        originals.append((story.name, data))
        reading = read_story(data, story.name, env, report, given, source_format)
        shelf = story.stem if story.stem not in (name for name, _, _ in read) else f"{len(read) + 1}-{story.stem}"
        read.append((shelf, reading.edition, env))
    _, edition, env = read[0]
    if len(read) > 1 or source.title:
        edition, env = bind(read, without_unwanted(source.title))
    return edition, env, tuple(originals)
