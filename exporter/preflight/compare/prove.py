"""The proof that a finished file says what its story says. The recipe is `prove`: read the file, judge it, tell."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from exporter.preflight.compare.difference import Difference
from exporter.preflight.compare.judge import judge
from exporter.preflight.compare.shown import Reading
from exporter.preflight.compare.wanted import Wanted
from exporter.report import Finding, Place, Severity
from exporter.wording import in_line

READERS: dict[str, str] = {
    "pdf": "exporter.preflight.compare.pdf:read_pdf",
    "docx": "exporter.preflight.compare.docx:read_docx",
    "epub": "exporter.preflight.compare.epub:read_epub",
}
NAMES = {"pdf": "PDF", "docx": "Word file", "epub": "EPUB"}
_AGAIN = "export the story again"
# kind of difference: code, severity, what is said of it (with the passage, the file, the words), what to do
_SAID: dict[str, tuple[str, Severity, str, str]] = {
    "missing": ("words-missing", "error", "the {what} is not in the {file}: {words}", _AGAIN),
    "changed": ("words-changed", "error", "the {what} says otherwise in the {file}: {words}", _AGAIN),
    "added": ("words-added", "error", "the {file} says what the story does not: {words}", _AGAIN),
    "doubled": ("words-doubled", "error", "the {what} stands once more in the {file}: {words}", _AGAIN),
    "moved": ("words-moved", "error", "the {what} stands elsewhere in the {file}: {words}", _AGAIN),
    "link": ("link-changed", "error", "links of the {what} lead elsewhere in the {file}: {words}", _AGAIN),
    "note": ("note-changed", "error", "the {what} stands under another call in the {file}: {words}", _AGAIN),
    "marks": ("marks-lost", "error", "words of the {what} are not set apart in the {file}: {words}", _AGAIN),
    "alt": ("alt-changed", "error", "the {what} of a picture is another in the {file}: {words}", _AGAIN),
    "house": ("words-of-the-house", "info", "header or footer of the {file} say: {words}", ""),
}


def prove(data: bytes, format: str, wanted: Wanted) -> tuple[Finding, ...]:
    """Return what the file says otherwise than its story wants; raises InputError for a file that cannot be read."""
    return tell(judge(wanted, read_shown(data, format)), format)


def read_shown(data: bytes, format: str) -> Reading:
    """Return what the finished file shows to whoever reads it."""
    module, _, function = READERS[format].partition(":")
    read: Callable[[bytes], Reading] = getattr(import_module(module), function)
    return read(data)


def tell(differences: tuple[Difference, ...], format: str) -> tuple[Finding, ...]:
    """Return the differences as findings."""
    return tuple(_finding(difference, format) for difference in differences)


def _finding(difference: Difference, format: str) -> Finding:
    code, severity, said, hint = _SAID[difference.kind]
    what = difference.what or "text"
    return Finding(
        code,
        severity,
        said.format(what=what, file=NAMES[format], words=in_line(difference.words)),
        Place(block=difference.id),
        hint,
    )
