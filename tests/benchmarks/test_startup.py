"""The benchmark of the start-up runs, and counts every import once."""

from __future__ import annotations

from pathlib import Path

import pytest
import startup


def test_the_table_shows_who_pays_for_what(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(startup, "COMMANDS", {"--help": ["--help"], "all three": ["formats"]})
    monkeypatch.setattr(startup, "RUNS", 1)
    monkeypatch.setattr(startup, "SHOWN", 0.0)
    startup.main(modules=True)
    lines = capsys.readouterr().out.splitlines()
    cells = {line.split("|")[1].strip(): line.split("|")[2:4] for line in lines if line.startswith("|")}
    assert all(float(cell) > 0 for cell in cells["click"])
    assert cells["msgspec"][0].strip() == ""  # help does without it
    assert float(cells["msgspec"][1]) > 0
    assert float(cells["whole, CPU ms"][0]) > 5
    assert any(line.split()[1:] == ["click.core"] for line in lines)


def test_the_sums_of_the_libraries_are_those_of_their_modules(tmp_path: Path) -> None:
    modules = {"click": 1.0, "click.core": 2.0, "re": 0.5, "exporter.backends.pdf.write": 3.0, "exporter.cli.run": 4.0}
    assert startup.by_library(modules) == {
        "click": 3.0,
        "Python": 0.5,
        "exporter.backends.pdf": 3.0,
        "exporter.cli": 4.0,
    }
