"""`exporter check` finds nothing in the samples, nor in any file that is made of them, in any look."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from exporter.cli.run import run
from exporter.style.load import style_names

SAMPLES = Path(__file__).parents[2] / "samples"
PHOTO = ("--photo", "pictures/tram.jpg", "--alt", "A tram.")  # the copied text comes without its picture


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the samples, which is the current one."""
    desk = tmp_path / "desk"
    shutil.copytree(SAMPLES, desk, ignore=shutil.ignore_patterns("*.py", "pages", "__pycache__"))
    monkeypatch.chdir(desk)
    return desk


def warned(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """Return the warnings and errors of a command, one a line."""
    capsys.readouterr()
    run([*arguments, "--json"])
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = [event for event in events if event["event"] in ("finding", "failed")]
    return [
        f"{event['source']}: {event['message']} [{event['code']}]" for event in found if event.get("severity") != "info"
    ]


@pytest.mark.parametrize("look", style_names())
def test_the_check_has_nothing_against_a_sample_or_its_files(
    look: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stories = sorted(path.name for path in desk.iterdir() if path.suffix in (".md", ".yaml") and path.stem != "README")
    assert len(stories) >= 7
    assert warned(capsys, "check", *stories, "--style", look) == []
    assert warned(capsys, "check", "clipping.txt", *PHOTO, "--style", look) == []
    assert warned(capsys, "export", *stories, "--style", look, "-o", "out") == []
    assert warned(capsys, "export", "clipping.txt", *PHOTO, "--style", look, "-o", "out") == []
    assert len(list(Path("out").iterdir())) == 3 * (len(stories) + 1)
    assert warned(capsys, "check", "out") == []


def test_the_check_has_nothing_against_the_files_of_any_profile(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for profile in ("archive-source", "press", "press+archive", "web", "ua2"):
        assert warned(capsys, "export", "harbour.md", "--to", "pdf", "--pdf-profile", profile, "-o", "out") == []
        assert warned(capsys, "check", "out/harbour.pdf") == []


@pytest.mark.parametrize("look", style_names())
def test_the_check_has_nothing_against_the_looks(look: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert warned(capsys, "check", str(SAMPLES.parent / "styles" / f"{look}.toml")) == []


@pytest.mark.parametrize("look", style_names())
def test_no_words_are_printed_over_a_picture_on_paper_of_any_size(
    look: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stories = sorted(path.name for path in desk.iterdir() if path.suffix in (".md", ".yaml") and path.stem != "README")
    for size in ("a4", "tabloid", "berliner", "broadsheet"):
        found = warned(capsys, "check", *stories, "--style", look, "--page-size", size)
        assert [line for line in found if "[text-contrast]" in line or "[line-overfull]" in line] == []
