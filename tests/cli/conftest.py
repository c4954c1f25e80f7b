"""The command line, run inside this process (quick) or as a program of its own (as users run it)."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import STORY, Cli, Result


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small story in an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "harbour.md"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run the command line in this process."""
    from exporter.cli.run import run

    def call(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return call


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line as a program."""

    def call(
        *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "exporter", *map(str, arguments)]
        return subprocess.run(
            command, input=stdin, capture_output=True, env=dict(os.environ) | (env or {}), check=False, timeout=60
        )

    return call
