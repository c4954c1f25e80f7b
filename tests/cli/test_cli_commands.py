"""The small commands, help, completion, and how quickly help comes."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from cli_runs import Cli

from exporter import __version__
from exporter.backends import BACKENDS
from exporter.cli.commands import COMMANDS, exporter
from exporter.preflight.codes import read_codes
from exporter.readers import READERS
from exporter.style.load import style_names

SAMPLES = Path(__file__).parents[2] / "samples"
CLIPPING = """The Daily


Harbour opens after nine years


SEOUL — The new harbour opened on Monday, and ships came from everywhere to see what nine years had built.

Speaking at the gate, the mayor thanked the masons, the divers and the cooks who had fed them all that while.

Newspapers in English
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_with_what_the_table_says(name: str, cli: Cli) -> None:
    command = exporter.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.short_help == COMMANDS[name][1]
    result = cli(name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: exporter {name}")
    assert all(len(line) <= 100 for line in result.out.splitlines())


def test_help_lists_every_command(cli: Cli) -> None:
    listed = cli("--help").out
    assert all(f"  {name} " in listed for name in COMMANDS)


def test_the_version_is_printed(cli: Cli) -> None:
    assert cli("--version").out == f"exporter {__version__}\n"


def cpu_seconds(*arguments: str) -> float:
    """Return the least CPU time of five runs of Python with the arguments."""
    resource = pytest.importorskip("resource")
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def test_help_costs_little_more_than_importing_click() -> None:
    assert cpu_seconds("-m", "exporter", "--help") <= 2 * cpu_seconds("-c", "import click")


LIBRARIES = "reportlab docx ebooklib lxml PIL uharfbuzz yaml markdown_it pyphen babel bidi pikepdf trafilatura".split()
PYTHONS = """
    asyncio ctypes email encodings.idna html.parser http importlib.metadata importlib.resources multiprocessing pytz
    socket sqlite3 ssl statistics unittest xml zoneinfo
""".split()
PARTS = "fetch makeup readers.docx readers.html readers.markup typeset".split()
HEAVY = frozenset([*LIBRARIES, *PYTHONS, *(f"exporter.{part}" for part in PARTS)])
STORY = {"yaml", "markdown_it", "PIL"}  # what reading the story and its photo takes
STARTS = {  # command: which of the heavy modules it may import
    "--help": set(),
    "--version": set(),
    "export --help": set(),
    "explain photo-not-supplied": set(),
    "formats": set(),
    "export clipping.txt --to json": set(),
    "export village.md --to json": STORY - {"yaml"},  # its front matter is JSON
    "export harbour.md --to json": STORY,
    "export harbour.md --to docx": STORY | {"lxml", "uharfbuzz", "docx"},
    "export harbour.md --to epub": STORY | {"lxml", "uharfbuzz", "ebooklib"},
    "export harbour.md --to pdf": STORY | {"uharfbuzz", "reportlab", "exporter.makeup", "exporter.typeset"},
}


@pytest.mark.parametrize("command", STARTS)
def test_a_command_imports_nothing_heavy_but_what_it_uses(command: str, tmp_path: Path) -> None:
    """What each costs and who pays for it: tests/benchmarks/startup.py."""
    program = (
        "import json, sys; from exporter.cli.run import run; code = run(sys.argv[1:]); "
        "print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)"
    )
    arguments = [*command.split(), *(["-o", str(tmp_path), "-q"] if " --to " in command else [])]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=SAMPLES, capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert HEAVY & set(modules) <= STARTS[command]


def test_importing_the_package_imports_nothing() -> None:
    program = "import sys; before = set(sys.modules); import exporter; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=False)
    assert "msgspec" not in done.stdout
    assert "click" not in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_good_shell(shell: str, cli: Cli) -> None:
    result = cli("completion", shell)
    assert result.code == 0
    assert "_EXPORTER_COMPLETE" in result.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=result.out.encode(), check=True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_tab_key_completes_commands_and_options(shell: str, program) -> None:  # type: ignore[no-untyped-def]
    words = {"COMP_WORDS": "exporter exp", "COMP_CWORD": "exp" if shell == "fish" else "1"}
    done = program(env={"_EXPORTER_COMPLETE": f"{shell}_complete", **words})
    assert b"export" in done.stdout
    words = {"COMP_WORDS": "exporter export --st", "COMP_CWORD": "--st" if shell == "fish" else "2"}
    assert b"--style" in program(env={"_EXPORTER_COMPLETE": f"{shell}_complete", **words}).stdout


def test_styles_lists_the_looks_and_the_page_sizes(cli: Cli) -> None:
    listed = cli("styles").out
    assert all(name in listed for name in (*style_names(), "broadsheet"))
    assert [style["name"] for style in json.loads(cli("styles", "--json").out)] == list(style_names())


def test_styles_checks_a_style_file(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('extends = "base"\ndescription = "ours"\n', "utf-8")
    assert "ours" in cli("styles", path).out
    path.write_text('extends = "base"\n[text.body]\nlading = "9pt"\n', "utf-8")
    result = cli("styles", path)
    assert result.code == 4
    assert "mine.toml:3: error: unknown key 'text.body.lading' [style]\n  hint: did you mean 'leading'?" in result.err


def test_formats_lists_what_is_read_and_written(cli: Cli) -> None:
    listed = cli("formats").out
    assert all(name in listed for name in (*READERS, *BACKENDS))
    told = json.loads(cli("formats", "--json").out)
    assert sorted(told["read"]) == sorted(READERS)
    assert list(told["write"]) == list(BACKENDS)


@pytest.mark.parametrize("what", ["edition", "events", "inspection"])
def test_a_schema_is_a_schema(what: str, cli: Cli) -> None:
    schema = json.loads(cli("schema", what).out)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_a_code_is_explained(cli: Cli) -> None:
    assert "--photo FILE" in cli("explain", "photo-not-supplied").out
    assert "1.4.3" in cli("explain", "text-contrast").out
    told = [line for line in cli("explain").out.splitlines() if not line.startswith(" ")]
    assert [line.partition(" ")[0] for line in told] == list(read_codes())
    result = cli("explain", "photo-not-suplied")
    assert result.code == 2
    assert "did you mean 'photo-not-supplied'?" in result.err
    assert "exporter explain, without a code" in cli("explain", "zzz").err


def test_inspect_shows_every_line_with_its_role_and_why(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "clip.txt"
    path.write_text(CLIPPING, "utf-8")
    result = cli("inspect", path)
    lines = result.out.splitlines()
    assert result.code == 0
    assert lines[0].split() == ["line", "role", "why", "text"]
    assert [line.split()[0] for line in lines[1:]] == [str(number) for number in range(1, CLIPPING.count("\n") + 1)]
    assert "masthead" in lines[1]
    assert "dropped" in lines[-1]
    columns = {line.index(text) for line, text in ((lines[0], "text"), (lines[1], "The Daily"), (lines[4], "Harbour"))}
    assert len(columns) == 1
    assert "2 paragraphs, 0 crossheads, 0 photos, 1 dropped line" in result.err


def test_inspect_as_json_fits_its_schema(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "clip.txt"
    path.write_text(CLIPPING, "utf-8")
    told = json.loads(cli("inspect", path, "--json").out)
    jsonschema.validate(told, json.loads(cli("schema", "inspection").out))
    assert told["format"] == "clipping"
    assert told["lines"][0]["role"] == "masthead"
    assert told["dropped"][0]["text"] == "Newspapers in English"


def test_inspect_reads_standard_input(cli: Cli) -> None:
    assert "masthead" in cli("inspect", "-", stdin=CLIPPING.encode()).out


def test_check_finds_a_sound_epub_sound_and_a_torn_one_torn(cli: Cli, story: Path) -> None:
    import zipfile

    cli("export", story, "--to", "epub", "-o", "out")
    sound = cli("check", "out/harbour.epub", "--strict")
    assert (sound.code, sound.err) == (0, "")
    with zipfile.ZipFile("out/harbour.epub") as whole, zipfile.ZipFile("torn.epub", "w") as torn:
        for name in whole.namelist():
            if not name.endswith(".css"):
                torn.writestr(name, whole.read(name))
    result = cli("check", "torn.epub")
    assert result.code == 1
    assert "torn.epub: " in result.err
    assert "[epub-manifest]" in result.err
