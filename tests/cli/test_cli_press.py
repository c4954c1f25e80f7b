"""The options of PDF files on the command line: profiles, a press and its paper, sheets with several pages."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from cli_runs import Cli

from exporter.backends.pdf.color.newsprint import newsprint

MM = 72 / 25.4


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile of a press as a file."""
    path = tmp_path / "press.icc"
    path.write_bytes(newsprint().data)
    return path


def test_an_enclosed_story_comes_out_as_the_book_it_was(cli: Cli, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert cli("export", story, "--to", "pdf", "--pdf-profile", "archive-source", "-o", "out").code == 0
    assert cli("export", story, "--to", "epub", "-o", "out").code == 0  # by itself: with pages it would count them
    assert cli("export", "out/harbour.pdf", "--to", "epub", "-o", "again").code == 0
    assert Path("again/harbour.epub").read_bytes() == Path("out/harbour.epub").read_bytes()
    with pikepdf.open("out/harbour.pdf") as pdf:
        assert pdf.attachments["original-1"].get_file().read_bytes() == story.read_bytes()


def test_stories_of_an_edition_are_all_enclosed(cli: Cli, story: Path) -> None:
    Path("second.md").write_text("# Second\n\nMore words.\n", "utf-8")
    arguments = ("--edition", "--edition-name", "both", "--to", "pdf", "--pdf-profile", "archive-source")
    assert cli("export", story, "second.md", *arguments).code == 0
    with pikepdf.open("both.pdf") as pdf:
        names = {spec.filename for spec in pdf.attachments.values()}
    assert names == {"edition.json", "harbour.md", "second.md"}


def test_a_file_for_the_press_passes_its_check(cli: Cli, story: Path, profile: Path) -> None:
    options = ("--pdf-profile", "press", "--icc", profile, "--condition", "FOGRA39", "--bleed", "3mm", "--marks")
    assert cli("export", story, "-o", "page.pdf", *options, "--strict").code == 0
    checked = cli("check", "page.pdf", "--strict")
    assert (checked.code, checked.err) == (0, "")
    with pikepdf.open("page.pdf") as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"
        bleed = [float(corner) for corner in pdf.pages[0].obj.BleedBox]
    assert bleed[0] == pytest.approx(-3 * MM, abs=0.01)


def test_check_finds_what_breaks_the_claim(cli: Cli, story: Path) -> None:
    assert cli("export", story, "-o", "page.pdf", "--pdf-profile", "press").code == 0
    with pikepdf.open("page.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(b"1 0 0 rg 0 0 9 9 re f")
        pdf.save("page.pdf")
    result = cli("check", "page.pdf")
    assert result.code == 1
    assert "page 1 uses DeviceRGB" in result.err
    assert "6.4.3.2" in result.err


def test_pages_are_imposed_on_sheets(cli: Cli, story: Path) -> None:
    result = cli("export", story, "-o", "sheet.pdf", "--impose", "booklet", "--creep", "0.1mm")
    assert (result.code, "[imposed-claims]" in result.err) == (0, True)
    with pikepdf.open("sheet.pdf") as pdf:
        left, bottom, right, top = (float(corner) for corner in pdf.pages[0].mediabox)
        assert len(pdf.pages) == 2
    assert (right - left, top - bottom) == pytest.approx((2 * 210 * MM, 297 * MM), abs=0.5)


def test_other_formats_do_not_mind_the_options_of_pdf(cli: Cli, story: Path) -> None:
    assert cli("export", story, "--to", "epub,json", "-o", "out", "--pdf-profile", "press").code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pdf-profile", "prss"), "did you mean 'press'?"),
        (("--impose", "8up"), "booklet, 2up or 4up"),
        (("--bleed", "3"), "the unit must be one of"),
        (("--bleed", "-3mm"), "--bleed -3mm is not from 0"),
        (("--bleed", "3m"), "the unit must be one of"),
        (("--condition", "FOGRA39"), "--condition is for a press"),
        (("--impose", "2up", "--marks"), "marks stand around single pages"),
        (
            ("--impose", "2up", "--pdf-profile", "press+archive"),
            "no file can be press+archive and imposed: a sheet has",
        ),
        (("--pdf-profile", "press+ua2"), "standards of press rest on PDF 1.6, those of ua2 on PDF 2.0"),
        (("--pdf-profile", "ua2+archive"), "standards of archive rest on PDF 1.7, those of ua2 on PDF 2.0"),
        (("--pdf-profile", "web+press"), "no file can be web+press: a press prints inks"),
        (("--pdf-profile", "archive+press"), "profiles: archive, archive-source, press, press+archive"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(cli: Cli, story: Path, options: tuple[str, ...], said: str) -> None:
    result = cli("export", story, "--to", "pdf", "-o", "out", *options)
    assert result.code == 2
    assert said in result.err
    assert list(Path().glob("out/*")) == []


def test_a_file_that_is_no_profile_is_refused(cli: Cli, story: Path) -> None:
    result = cli("export", story, "--to", "pdf", "--pdf-profile", "press", "--icc", story)
    assert result.code == 4
    assert "no ICC profile" in result.err
    assert "ask the printer" in result.err
