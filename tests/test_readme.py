"""The README says what is true: its commands run, its links lead somewhere, its tables are complete."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from exporter import report
from exporter.backends import BACKENDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "exporter" / "README.md", ROOT / "samples" / "README.md"]

# The two that set up the machine carry a marker; `.ci/run` takes them from here and runs them as they are printed.
MARKED = dict(re.findall(r"<!-- run: (\w+) -->\n```sh\n(.+)\n```", README))
SHELL = re.findall(r"^```sh\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in SHELL for line in block.splitlines() if line not in MARKED.values()]
PYTHON = re.findall(r"^```python\n(.+?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the samples, the styles and the files that the first command of the README makes of one."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "samples", folder / "samples", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copytree(ROOT / "styles", folder / "styles", ignore=shutil.ignore_patterns("fonts"))
    done = run(["-m", "exporter", *shlex.split(COMMANDS[0])[1:]], folder)
    assert done.returncode == 0, done.stderr
    return folder


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_two_commands_are_all_the_set_up() -> None:
    assert set(MARKED) == {"export", "test"}
    assert "pip install" in MARKED["export"] and MARKED["export"].endswith("-o out/")
    assert "pytest" in MARKED["test"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, desk: Path) -> None:
    program, *arguments = shlex.split(command)
    assert program == "exporter"
    done = run(["-m", "exporter", *arguments], desk)
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr


def test_the_python_of_the_readme_runs(desk: Path) -> None:
    (code,) = PYTHON
    assert run(["-c", code], desk).returncode == 0
    assert (desk / "out" / "harbour.pdf").read_bytes().startswith(b"%PDF-")


def test_the_finding_that_is_shown_is_the_one_that_is_printed(desk: Path) -> None:
    done = run(["-m", "exporter", "export", "samples/clipping.txt", "--to", "json", "-o", "out/"], desk)
    shown = "\n".join(line.removeprefix("    ") for line in README.splitlines() if line.startswith("    "))
    assert done.stderr.strip() in shown


def test_every_exit_code_is_in_the_table() -> None:
    codes = {value for name, value in vars(report).items() if name.startswith("EXIT_")}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)} == codes


def test_every_format_is_in_the_table() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)) == set(BACKENDS)


def test_every_option_that_is_named_exists(desk: Path) -> None:
    helped = "".join(run(["-m", "exporter", name, "--help"], desk).stdout for name in ("export", "check", "compare"))
    assert [option for option in set(re.findall(r"--[a-z][a-z-]+", README)) if option not in helped] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_folder_of_the_house_has_its_paragraph() -> None:
    told = (ROOT / "exporter" / "README.md").read_text(encoding="utf-8")
    folders = [path.name for path in (ROOT / "exporter").iterdir() if (path / "__init__.py").exists()]
    assert [name for name in folders if f"[{name}/]({name})" not in told] == []


def test_the_page_pictures_are_small_and_legible() -> None:
    pictures = re.findall(r"samples/pages/\w+\.png", README)
    assert len(pictures) >= 3
    for name in pictures:
        assert (ROOT / name).stat().st_size < 150_000
        with Image.open(ROOT / name) as image:
            assert image.width >= 600


def test_the_licences_are_told_as_they_are() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "Apache-2.0" in project["license"]
    assert any(name.startswith("ebooklib") for name in project["dependencies"])
    for words in ("Apache License 2.0", "SIL Open Font License", "AGPL", "ebooklib", "over a network"):
        assert words in README
