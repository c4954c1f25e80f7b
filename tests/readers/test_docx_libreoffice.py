"""LibreOffice opens our Word files, changes them, saves them; the story comes back, whole or with the change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tools import need
from word_edits import STORIES, read_back, story, word_file

from exporter.model import text_of
from exporter.model.walk import plain_text
from exporter.preflight.compare.prove import prove
from exporter.preflight.compare.wanted import want
from exporter.style.load import load_style

pytestmark = pytest.mark.thorough

LOOKS = ("newspaper", "magazine", "clipping")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all samples, saved again by LibreOffice as Word files."""
    need("soffice")
    folder = tmp_path_factory.mktemp("libreoffice")
    names = [f"{name}-{look}.docx" for name in STORIES for look in LOOKS]
    for name in STORIES:
        for look in LOOKS:
            (folder / f"{name}-{look}.docx").write_bytes(word_file(name, look))
    convert(folder, folder / "saved", "docx:MS Word 2007 XML", names)
    return folder / "saved"


def convert(folder: Path, target: Path, kind: str, names: list[str]) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(target), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=400, cwd=folder)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", STORIES)
def test_a_file_that_libreoffice_saved_gives_back_the_story(saved: Path, name: str, look: str) -> None:
    assert read_back((saved / f"{name}-{look}.docx").read_bytes()) == story(name)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", STORIES)
def test_a_file_that_libreoffice_saved_says_the_same_as_the_story(saved: Path, name: str, look: str) -> None:
    assert prove((saved / f"{name}-{look}.docx").read_bytes(), "docx", want(story(name), load_style(look))) == ()


def test_a_story_that_was_kept_as_an_opendocument_file_is_read_by_its_styles(tmp_path: Path) -> None:
    """The journey leaves no part of our Word file as it was, and nothing that is not shown."""
    need("soffice")
    (tmp_path / "budget.docx").write_bytes(word_file("budget.md"))
    convert(tmp_path, tmp_path, "odt", ["budget.docx"])
    convert(tmp_path, tmp_path, "docx:MS Word 2007 XML", ["budget.odt"])
    old, new = story("budget.md").articles[0], read_back((tmp_path / "budget.docx").read_bytes()).articles[0]
    assert (text_of(new.headline), new.publication.name) == (text_of(old.headline), old.publication.name)
    assert [type(block) for block in new.body] == [type(block) for block in old.body]
    assert plain_text(new.body) == plain_text(old.body)
    assert [plain_text(note.blocks) for note in new.notes] == [plain_text(note.blocks) for note in old.notes]
