"""Every sample in every look is what its profile claims, by two judges that are not ours and by our own preflight."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfvalidators import check_page_validation, check_qpdf, check_verapdf
from test_pdf_profiles import TRAPPED

import exporter
from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.profiles import PROFILES
from exporter.style.load import style_names

SAMPLES = Path(__file__).parents[3] / "samples"
STORIES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".md", ".txt", ".yaml"))
STORIES.remove("README.md")
CASES = [(name, look) for name in STORIES for look in style_names()]

each_sample = pytest.mark.parametrize(("name", "look"), CASES)


@cache
def read(name: str) -> tuple[exporter.Edition, exporter.Env]:
    """Return the sample as it is exported, and the world around it with a clock that stands still."""
    beside = exporter.real_env(SAMPLES)
    env = exporter.Env(beside.files, exporter.fixed_env().clock)
    return exporter.read(name, env, exporter.Report()), env


@cache
def made(name: str, look: str, profile: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the file and the codes of the errors found in it."""
    edition, env = read(name)
    report = exporter.Report()
    options = PdfOptions(profile=PROFILES[profile], originals=((name, (SAMPLES / name).read_bytes()),))
    data = exporter.export(edition, "pdf", exporter.load_style(look), env, report, options)
    return data, tuple(str(finding) for finding in report.findings if finding.severity == "error")


@each_sample
@pytest.mark.parametrize(("profile", "flavour"), [("archive", "2a"), ("archive-source", "3a")])
def test_two_judges_find_no_failure(name: str, look: str, profile: str, flavour: str) -> None:
    data, errors = made(name, look, profile)
    assert errors == ()
    for claimed in (flavour, "ua1"):
        assert check_page_validation(data, claimed) == []
        assert check_verapdf(data, claimed) == []


@each_sample
def test_the_judge_of_pdf_2_finds_no_failure(name: str, look: str) -> None:
    data, errors = made(name, look, "ua2")
    assert errors == ()
    assert check_verapdf(data, "4") == []
    assert check_verapdf(data, "ua2") == []


@each_sample
def test_the_judges_of_accessibility_find_no_failure_in_the_file_for_the_web(name: str, look: str) -> None:
    data, errors = made(name, look, "web")
    assert errors == ()
    assert check_page_validation(data, "ua1") == []
    assert check_verapdf(data, "ua1") == []


@each_sample
def test_the_judges_find_no_failure_in_the_file_for_press_and_archive(name: str, look: str) -> None:
    data, _ = made(name, look, "press+archive")
    assert check_verapdf(data, "2a") == []
    assert check_page_validation(data, "ua1") == []
    assert check_page_validation(data, "2a") == TRAPPED


@each_sample
@pytest.mark.parametrize("profile", PROFILES)
def test_the_file_breaks_no_rule_of_ours_and_is_sound(name: str, look: str, profile: str, tmp_path: Path) -> None:
    """Of the press, the rules are those of PDF/X-4, which no free judge knows.

    The tables of a file that loads page by page are judged by the qpdf inside pikepdf: version 11, which Debian has,
    does not count links among the objects of their page where the structure tree names them too, version 12 does.
    """
    data, errors = made(name, look, profile)
    assert errors == ()
    if PROFILES[profile].loads_page_by_page:
        with pikepdf.open(BytesIO(data)) as pdf:
            assert (pdf.check_linearization(), pdf.check_pdf_syntax()) == (True, [])
    else:
        assert check_qpdf(data, tmp_path) == []


@pytest.mark.parametrize("name", STORIES)
def test_the_enclosed_story_gives_the_same_book_as_the_story_itself(name: str) -> None:
    edition, env = read(name)
    style = exporter.load_style("magazine")
    book = exporter.export(edition, "epub", style, env, exporter.Report())
    data, _ = made(name, "magazine", "archive-source")
    files = exporter.Env(_Alone(data), env.clock)
    again = exporter.read("story.pdf", files, exporter.Report())
    assert exporter.export(again, "epub", style, files, exporter.Report()) == book


class _Alone:
    """One PDF and nothing beside it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, name: str) -> bytes:
        """Return the file, whatever it is called; its pictures have to come from inside."""
        assert name == "story.pdf"
        return self._data
