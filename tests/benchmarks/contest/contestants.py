"""Who takes part: this project and its peers, how each is called, and how to get those that are missing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

HERE = Path(__file__).parent
Call = Callable[[Path, Sequence[str], Path], list[str]]  # folder of the stories, their names, what to make → command


class Contestant(Struct, frozen=True):
    """A program that makes one format.

    `bound` calls it for one file with all stories, `apart` for a file of each; None where one process cannot. It is
    given no more than `most` stories in one file and `most_apart` in files of their own: with more it takes many
    minutes or gigabytes.
    """

    format: str
    name: str
    package: str  # what is imported
    get: str  # what is installed
    bound: Call
    apart: Call | None
    most: int = 1000
    most_apart: int = 1000

    @property
    def installed(self) -> bool:
        """Return True when it can be measured."""
        return find_spec(self.package) is not None


def _exporter(formats: str, *options: str, bound: bool = True) -> Call:
    def call(folder: Path, names: Sequence[str], out: Path) -> list[str]:
        stories = [str(folder / "exporter" / f"{name}.md") for name in names]
        where = ["--edition", "--edition-name", out.stem, "-o", str(out.parent)] if bound else ["-o", str(out)]
        program = "from exporter.__main__ import main; main()"  # what the console script does
        return [sys.executable, "-c", program, "export", *stories, "--to", formats, "-q", *options, *where]

    return call


def _script(name: str) -> Call:
    def call(folder: Path, names: Sequence[str], out: Path) -> list[str]:
        return [sys.executable, str(HERE / f"{name}.py"), str(folder), str(len(names)), str(out)]

    return call


def _pandoc(folder: Path, names: Sequence[str], out: Path) -> list[str]:
    import pypandoc

    title = ["--metadata", "title=Stories", "--metadata", "lang=en-GB"] if out.suffix == ".epub" else []
    return [pypandoc.get_pandoc_path(), *(f"{name}.md" for name in names), *title, "-o", str(out)]


def _ours(format: str, name: str, *options: str, most: int = 1000) -> Contestant:
    formats = format.replace("+", ",")
    bound, apart = _exporter(formats, *options), _exporter(formats, *options, bound=False)
    return Contestant(format, name, "exporter", "", bound, apart, most)


def _scripted(
    format: str, name: str, package: str, script: str, most: int = 1000, most_apart: int = 1000
) -> Contestant:
    call = _script(script)
    return Contestant(format, name, package, name.lower(), call, call, most, most_apart)


LIKE_THEIRS = ("--style", "magazine", "--columns", "3")  # photos in colour, as the peers have them
ALL = "pdf+docx+epub"
CONTESTANTS = (
    _ours("pdf", "exporter", *LIKE_THEIRS),
    _ours("pdf", "exporter, newspaper"),
    _scripted("pdf", "typst", "typst", "with_typst", most=100),
    _scripted("pdf", "reportlab", "reportlab", "with_reportlab"),
    _scripted("pdf", "WeasyPrint", "weasyprint", "with_weasyprint", most=10, most_apart=10),
    _ours("docx", "exporter"),
    _scripted("docx", "python-docx", "docx", "with_docx", most=100),
    Contestant("docx", "pandoc", "pypandoc", "pypandoc_binary", _pandoc, None, most=100),
    _ours("epub", "exporter"),
    _scripted("epub", "ebooklib", "ebooklib", "with_ebooklib"),
    Contestant("epub", "pandoc", "pypandoc", "pypandoc_binary", _pandoc, None, most=100),
    _ours(ALL, "exporter", *LIKE_THEIRS, most=100),
)
