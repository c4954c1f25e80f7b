"""Every code has a case that triggers it, and nothing else.

`cases/CODE/` holds a story or style that `exporter check` is given, or a `command.txt` with other arguments, or a
`case.py`: its `command` makes the files and returns the arguments, its `findings` returns what a part of the program
finds where no command can. What cannot but come along is named there in BESIDES, in `command.txt` behind `besides:`.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from exporter.cli.run import run
from exporter.preflight.codes import read_codes

CASES = Path(__file__).parent / "cases"
CODES = list(read_codes())


@pytest.mark.parametrize("code", CODES)
def test_a_case_triggers_its_code_and_nothing_else(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(CASES / code, desk, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(desk)
    found, besides = _found(desk, monkeypatch, capsys)
    assert set(found) - besides == {code}
    assert besides < set(found), "BESIDES names what does not come along"


def _found(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Iterable[str], set[str]]:
    files = sorted(path.name for path in desk.iterdir())
    if "case.py" in files:
        case = _load(desk / "case.py")
        besides = set(getattr(case, "BESIDES", ()))
        if hasattr(case, "findings"):
            return [finding.code for finding in case.findings(monkeypatch)], besides
        arguments = case.command(monkeypatch)
    elif "command.txt" in files:
        command, _, rest = (desk / "command.txt").read_text("utf-8").partition("besides:")
        arguments, besides = shlex.split(command), set(rest.split())
    else:
        arguments, besides = ["check", *(name for name in files if name.endswith((".md", ".toml", ".yaml")))], set()
    capsys.readouterr()
    run([*arguments, "--json"])
    said = capsys.readouterr()
    assert said.err == ""
    if arguments[0] == "compare":  # which prints a certificate
        return [finding["code"] for file in json.loads(said.out)["files"] for finding in file["findings"]], besides
    events = [json.loads(line) for line in said.out.splitlines()]
    return [event["code"] for event in events if event["event"] in ("finding", "failed")], besides


def _load(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"case_{path.parent.name}", path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
