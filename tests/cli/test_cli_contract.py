"""What a program that calls the command line may rely on: exit codes, streams, signals, terminals."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from cli_runs import STORY, Cli

from exporter import report
from exporter.cli import run as cli_run

resource = pytest.importorskip("resource", reason="signals, limits and terminals as Unix has them")
Program = Callable[..., subprocess.CompletedProcess[bytes]]
ESCAPE = b"\x1b"


def test_the_exit_codes_are_those_of_the_report() -> None:
    assert cli_run.EXIT_OK == report.EXIT_OK
    assert cli_run.EXIT_USAGE == report.EXIT_USAGE
    assert cli_run.EXIT_OUTPUT == report.EXIT_OUTPUT
    assert cli_run.EXIT_INTERNAL == report.EXIT_INTERNAL
    assert cli_run.EXIT_INTERRUPTED == report.EXIT_INTERRUPTED


def test_done_is_0_with_paths_alone_on_standard_output(program: Program, story: Path) -> None:
    done = program("export", "harbour.md", "--to", "json,dump", "-o", "out")
    assert done.returncode == 0
    assert done.stdout == b"out/harbour.json\nout/harbour.txt\n"


def test_some_stories_failed_is_1(cli: Cli, story: Path) -> None:
    assert cli("export", "harbour.md", "absent.md", "--to", "json").code == 4  # nothing is begun
    Path("broken.json").write_text('{"headline": ', "utf-8")
    assert cli("export", "harbour.md", "broken.json", "--to", "json", "-o", "out").code == 1


@pytest.mark.parametrize(
    "arguments", [(), ("exprt",), ("export",), ("export", "--fo", "x"), ("inspect",), ("completion", "csh")]
)
def test_usage_is_2_with_a_message_and_where_help_is(arguments: tuple[str, ...], cli: Cli) -> None:
    result = cli(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert "[usage]" in result.err or "Usage:" in result.err
    assert "--help" in result.err


def test_an_unknown_command_names_the_nearest(cli: Cli) -> None:
    assert "Did you mean 'export'?" in cli("exprt").err


def test_findings_under_strict_are_3(cli: Cli, story: Path) -> None:
    story.write_text("---\nlanguage: en\n---\n\nWords alone.\n", "utf-8")
    assert cli("export", "harbour.md", "--to", "json", "-o", "out", "--strict").code == 3


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7", b"", b'{"a": ', b"\x00" * 500])
def test_input_that_cannot_be_read_is_4(data: bytes, cli: Cli, story: Path) -> None:
    story.write_bytes(data)
    result = cli("export", "harbour.md", "--to", "json", "-o", "out")
    assert result.code == 4
    assert "harbour.md" in result.err


def test_a_story_over_the_limit_is_4(cli: Cli, story: Path) -> None:
    story.write_bytes(b"word " * 5_000_000)
    result = cli("export", "harbour.md", "--to", "json")
    assert result.code == 4
    assert "larger than" in result.err


@pytest.mark.parametrize("name", ["absent.png", "../outside.png", "/etc/hostname", "https://example.org/a.png"])
def test_a_resource_that_is_missing_or_refused_is_5(name: str, cli: Cli, story: Path) -> None:
    (story.parent.parent / "outside.png").write_bytes(b"")
    story.write_text(f"{STORY}\n![The sea]({name})\n", "utf-8")
    result = cli("export", "harbour.md", "--to", "json", "-o", "out")
    assert result.code == 5
    assert "hint: " in result.err


@pytest.mark.parametrize("target", ["harbour.md/x.json", "folder"])
def test_output_that_cannot_be_written_is_6_and_names_the_path(target: str, cli: Cli, story: Path) -> None:
    Path("folder", "harbour.json").mkdir(parents=True)
    result = cli("export", "harbour.md", "--to", "json", "-o", target)
    assert result.code == 6
    assert target in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_device_is_6(program: Program, story: Path) -> None:
    done = program("export", "harbour.md", "--to", "json", "-o", "/dev/full")
    assert done.returncode == 6
    assert b"/dev/full cannot be written: No space left" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_standard_output_is_6(story: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "exporter", "formats"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 6
    assert b"Traceback" not in done.stderr
    assert b"No space left" in done.stderr


def test_a_disk_that_fills_up_is_6_and_leaves_the_old_file(story: Path) -> None:
    story.write_text(STORY + "Many words. " * 20_000, "utf-8")
    old = Path("harbour.json")
    old.write_bytes(b"old")

    def fill_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    command = [sys.executable, "-B", "-m", "exporter", "export", "harbour.md", "--to", "json"]
    done = subprocess.run(command, preexec_fn=fill_disk, capture_output=True, check=False)
    assert done.returncode == 6
    assert b"harbour.json cannot be written: File too large" in done.stderr
    assert old.read_bytes() == b"old"
    assert sorted(path.name for path in story.parent.iterdir()) == ["harbour.json", "harbour.md"]


def test_a_defect_is_7_without_a_traceback(cli: Cli, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise ZeroDivisionError("nothing to divide")

    monkeypatch.setattr("exporter.pipeline.Exports.file", fail)
    result = cli("export", "harbour.md", "--to", "json")
    assert result.code == 7
    assert "ZeroDivisionError: nothing to divide [internal]" in result.err
    assert "EXPORTER_DEBUG=1" in result.err
    assert "Traceback" not in result.err
    monkeypatch.setenv("EXPORTER_DEBUG", "1")
    assert "Traceback" in cli("export", "harbour.md", "--to", "json").err


def test_a_defect_in_one_format_does_not_stop_the_others(
    cli: Cli, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exporter.backends.dump.write", lambda *_: 1 / 0)
    result = cli("export", "harbour.md", "--to", "dump,json", "-o", "out")
    assert (result.code, result.paths) == (7, ["out/harbour.json"])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_soon_and_leaves_nothing(number: int, code: int, story: Path) -> None:
    command = [sys.executable, "-m", "exporter", "export", "-", "--to", "json", "--json"]
    pipe = subprocess.PIPE
    # What a shell starts in the background is deaf to Ctrl-C, and so is what that starts.
    listening = partial(signal.signal, signal.SIGINT, signal.SIG_DFL) if os.name == "posix" else None
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, preexec_fn=listening) as running:
        assert running.stdout is not None
        assert b"started" in running.stdout.readline()  # it now waits for its input
        running.send_signal(number)
        _, said = running.communicate(timeout=10)
    assert running.returncode == code
    assert b"Traceback" not in said
    assert list(story.parent.iterdir()) == [story]


def test_a_reader_that_goes_away_is_no_error_worth_a_word(story: Path) -> None:
    command = f"{sys.executable} -m exporter schema | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stdout == b"{"
    assert done.stderr == b""


def test_nothing_but_a_terminal_gets_colour(program: Program, story: Path) -> None:
    story.write_text("---\nlanguage: en\n---\n\nWords alone.\n", "utf-8")
    done = program("export", "harbour.md", "--to", "json", "-o", "out")
    assert b"warning" in done.stderr
    assert ESCAPE not in done.stderr + done.stdout


def run_on_a_terminal(*arguments: str, env: dict[str, str] | None = None) -> bytes:
    """Return what a terminal shows: standard output and error together."""
    import pty

    shown = b""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, [sys.executable, "-m", "exporter", *arguments], dict(os.environ) | (env or {}))
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.waitpid(process, 0)
    os.close(terminal)
    return shown


def test_a_terminal_gets_colour_unless_it_is_refused(story: Path) -> None:
    story.write_text("---\nlanguage: en\n---\n\nWords alone.\n", "utf-8")
    arguments = ("export", "harbour.md", "--to", "json", "-o", "out")
    plain = {"TERM": "xterm", "NO_COLOR": ""}
    assert ESCAPE in run_on_a_terminal(*arguments, env=plain)
    assert ESCAPE not in run_on_a_terminal(*arguments, env=plain | {"NO_COLOR": "1"})
    assert ESCAPE not in run_on_a_terminal(*arguments, env=plain | {"TERM": "dumb"})


def test_a_progress_bar_is_shown_for_many_stories_and_only_on_a_terminal(program: Program, story: Path) -> None:
    for number in range(12):
        Path(f"story{number}.md").write_text(STORY, "utf-8")
    arguments = ("export", ".", "--to", "json", "-o", "out")
    assert b" of 13" in run_on_a_terminal(*arguments)
    done = program(*arguments)
    assert b" of 13" not in done.stderr
    assert len(done.stdout.splitlines()) == 13


def test_story_text_cannot_steer_the_terminal(cli: Cli, story: Path) -> None:
    story.write_text("headline: [3\x1b[31m\n", "utf-8")
    assert "\x1b" not in cli("export", "harbour.md", "--from", "yaml", "--to", "json").err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a file name be any bytes")
def test_a_file_name_that_is_no_text_is_printed_as_it_is(program: Program, story: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    Path(name).write_text(STORY, "utf-8")
    done = program("export", name, "--to", "json", "-o", "out", env={"PYTHONUTF8": "1"})
    assert (done.returncode, done.stdout) == (0, b"out/caf\xe9.json\n")
    events = program("export", name, "--to", "json", "-o", "out", "--json", env={"PYTHONUTF8": "1"})
    assert "out/caf\ufffd.json" in events.stdout.decode()


def test_every_event_fits_the_published_schema(cli: Cli, story: Path) -> None:
    schema = json.loads(cli("schema", "events").out)
    Path("broken.json").write_text('{"headline": ', "utf-8")
    story.write_text("---\nlanguage: en\n---\n\nWords alone.\n", "utf-8")
    result = cli("export", "harbour.md", "broken.json", "--to", "json", "-o", "out", "--json")
    events = [json.loads(line) for line in result.out.splitlines()]
    for event in events:
        jsonschema.validate(event, schema)
    kinds = [event["event"] for event in events]
    assert kinds[0] == "started"
    assert kinds[-1] == "done"
    assert {"finding", "file", "failed"} <= set(kinds)
    assert events[-1] == {
        "event": "done", "schema": "exporter-events/1", "exit_code": 1, "stories": 2, "files": 1, "failed": 1
    }  # fmt: skip
    assert (result.code, result.err) == (1, "")


@pytest.mark.parametrize("options", [("--to", "pfd"), ("--style", "nowhere"), ("-o", "-", "--to", "json")])
def test_a_run_that_cannot_begin_says_so_in_events_too(options: tuple[str, ...], cli: Cli, story: Path) -> None:
    result = cli("export", "harbour.md", *options, "--json")
    failed, done = (json.loads(line) for line in result.out.splitlines())
    assert (failed["event"], failed["code"], failed["story"]) == ("failed", "usage", "")
    assert (done["event"], done["exit_code"], result.code, result.err) == ("done", 2, 2, "")


def test_an_event_tells_the_hash_of_the_file(cli: Cli, story: Path) -> None:
    from hashlib import sha256

    result = cli("export", "harbour.md", "--to", "json", "-o", "out", "--json")
    wrote = next(event for event in map(json.loads, result.out.splitlines()) if event["event"] == "file")
    assert wrote["sha256"] == sha256(Path(wrote["path"]).read_bytes()).hexdigest()
    assert wrote["bytes"] == Path(wrote["path"]).stat().st_size
