"""THE FLOW: read → copyedit → check story → (make up | flow) → write → check file → compare it with the story."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from exporter.backends import BACKENDS, Backend
from exporter.report import InputError, UsageError
from exporter.wording import nearest_name

if TYPE_CHECKING:
    from exporter.backends.docx.options import WordOptions
    from exporter.backends.epub.options import EpubOptions
    from exporter.backends.pdf.options import PdfOptions
    from exporter.env import Env
    from exporter.model import Edition
    from exporter.page import Page
    from exporter.preflight.compare.wanted import Wanted
    from exporter.readers.reading import Given, Reading
    from exporter.report import Finding, Report
    from exporter.style.model import Style

# format: what reads the finished file again, without a line of the code that wrote it
CHECKS: dict[str, str] = {
    "pdf": "exporter.preflight.pdf:check_pdf",
    "docx": "exporter.preflight.docx:check_docx",
    "epub": "exporter.preflight.epub:check_epub",
}
# What a second reader finds in a file, and the finding about the story that has told its cause already.
TOLD = {"docx-alt-missing": "alt-missing", "docx-language-missing": "language-missing"}


def read_story(
    data: bytes, name: str, env: Env, report: Report, given: Given | None = None, format: str = ""
) -> Reading:
    """Return the story as its reader understands it; `format` "" = as the content tells. Raises InputError.

    From now on `env` also opens the pictures that the story brought with it.
    """
    from exporter.readers import read
    from exporter.readers.reading import Given

    reading = read(data, name, given or Given(), env, report, format)
    env.take_in(reading.files)
    return reading


def edit_story(edition: Edition, env: Env, report: Report) -> Edition:
    """Return the edition copy-edited and checked; raises ResourceError or InputError for a picture of no use."""
    from exporter.copyedit import copyedit
    from exporter.preflight.story import check_story

    if not edition.articles:
        raise InputError("the edition has no story", hint="give at least one story")
    edited = copyedit(edition)
    report.extend(check_story(edited, env))
    return edited


def read_edition(name: str, env: Env, report: Report, given: Given | None = None, format: str = "") -> Edition:
    """Return the story called `name` in the files of `env`, ready for export."""
    return edit_story(read_story(env.files.read(name), name, env, report, given, format).edition, env, report)


def export_edition(
    edition: Edition,
    format: str,
    style: Style,
    env: Env,
    report: Report,
    pdf: PdfOptions | None = None,
    epub: EpubOptions | None = None,
    word: WordOptions | None = None,
) -> bytes:
    """Return the file in the format; what a second reader finds wrong in it is reported.

    `pdf`, `epub` and `word` are what is asked of these formats besides the look.
    """
    return Exports(edition, style, env, report).file(format, pdf, epub, word)


class Exports:
    """The files of an edition in a look: it is made up once and told once, however many of them are asked for."""

    def __init__(self, edition: Edition, style: Style, env: Env, report: Report) -> None:
        self._edition, self._style, self._env, self._report = edition, style, env, report

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, made up; what catches every eye on them is reported."""
        return make_pages(self._edition, self._style, self._env, self._report)

    @cached_property
    def _wanted(self) -> Wanted:
        from exporter.preflight.compare.wanted import want

        return want(self._edition, self._style)

    def file(
        self,
        format: str,
        pdf: PdfOptions | None = None,
        epub: EpubOptions | None = None,
        word: WordOptions | None = None,
    ) -> bytes:
        """Return the file in the format; what a second reader finds wrong in it is reported."""
        backend = find_backend(format)
        write, report = backend.load(), self._report
        told = self.pages if backend.kind == "paged" else self._edition
        asked = {"pdf": pdf, "epub": epub, "docx": word}.get(format)
        own = (self._edition,) if backend.kind == "paged" else ()
        data = write(told, *own, self._style, self._env, report, *((asked,) if asked else ()))
        known = {finding.code for finding in report.findings}
        found = (finding for finding in check_file(data, format) if TOLD.get(finding.code) not in known)
        report.extend(tuple(finding for finding in found if finding.severity != "info"))  # it is as it was asked for
        if format in CHECKS:
            said = compare_file(data, format, self._wanted)
            report.extend(tuple(finding for finding in said if finding.severity == "error"))  # not a template's words
        return data


def check_file(data: bytes, format: str) -> tuple[Finding, ...]:
    """Return what a second reader finds wrong in the finished file; () for a format without a check."""
    if format not in CHECKS:
        return ()
    module, _, function = CHECKS[format].partition(":")
    check: Any = getattr(import_module(module), function)
    return tuple(check(data))


def compare_file(data: bytes, format: str, wanted: Wanted) -> tuple[Finding, ...]:
    """Return what the finished file of a format of CHECKS says otherwise than its story wants."""
    from exporter.preflight.compare.prove import prove

    return prove(data, format, wanted)


def find_backend(format: str) -> Backend:
    """Return the backend of the format; raises UsageError that names the nearest one."""
    if format not in BACKENDS:
        near = nearest_name(format, BACKENDS)
        hint = f"did you mean {near!r}?" if near else f"formats: {', '.join(BACKENDS)}"
        raise UsageError(f"no format is called {format!r}", hint=hint)
    return BACKENDS[format]


def make_pages(edition: Edition, style: Style, env: Env, report: Report) -> tuple[Page, ...]:
    """Return the pages of the edition, made up; what catches every eye on them is reported."""
    pages, findings = _made(edition, style, env, report)
    report.extend(tuple(finding for finding in findings if finding.severity != "info"))
    return pages


def check_edition(edition: Edition, style: Style, env: Env, report: Report) -> None:
    """Report all that a subeditor and a make-up editor would say of the edition in the style."""
    from exporter.preflight.copy import check_copy

    report.extend(check_copy(edition))
    report.extend(_made(edition, style, env, report)[1])


def _made(edition: Edition, style: Style, env: Env, report: Report) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    from exporter.makeup.compose import make_pages
    from exporter.preflight.pages import check_pages

    pages = make_pages(edition, style, env, report)
    return pages, check_pages(pages, edition, style, env)
