"""The same stories give the same bytes wherever, whenever and however the program is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec import Struct

from exporter.backends import BACKENDS

pytestmark = pytest.mark.thorough

SAMPLES = Path(__file__).parents[2] / "samples"
# A photo in English, pictures of every kind with tables and notes, Greek, five stories bound together.
STORIES = ("harbour.md", "lighthouse.yaml", "ferry.md", "edition.yaml")
FORMATS = ("pdf", "docx", "epub", "json", "dump")
OLD = b"what was made before, by another version" * 20_000


class World(Struct, frozen=True):
    """What is otherwise than in the first run; a variable that is None is not set."""

    name: str
    variables: dict[str, str | None] = {}
    umask: int = 0o022
    way: str = "{name}"  # how a story is named; {samples} is their folder, {from_out} the way to it from `out`
    copied: bool = False  # the samples lie in a copy, made in another order, at another time, that may not be written
    stories: tuple[str, ...] = STORIES
    formats: tuple[str, ...] = FORMATS
    alone: bool = False  # each story is exported by a run of its own
    twice: bool = False  # two runs write the same files at the same time
    again: bool = False  # there are files of the same names


def tongue(name: str, **more: str) -> dict[str, str | None]:
    """Return the variables of somebody who speaks another language, whether the system knows it or not."""
    return {"LANG": name, "LC_ALL": name, "LANGUAGE": name.split(".", maxsplit=1)[0], **more}


WORLDS = (
    World("as it is"),
    World("no hash seed", {"PYTHONHASHSEED": "0"}),
    World("the last hash seed", {"PYTHONHASHSEED": "4294967295"}),
    World("no assertions, no docstrings", {"PYTHONHASHSEED": "random", "PYTHONOPTIMIZE": "2"}),
    World("tomorrow already", {"TZ": "Pacific/Kiritimati"}),
    World("yesterday still, and half an hour", {"TZ": "<-1130>11:30"}),
    World("ASCII only", tongue("C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")),
    World("German", tongue("de_DE.UTF-8", PYTHONUTF8="1")),
    World("Turkish, in which I is no i", tongue("tr_TR.UTF-8")),
    World("Arabic, from right to left", tongue("ar_EG.UTF-8")),
    World("files for everyone", umask=0),
    World("files for nobody else", umask=0o077),
    World("a stranger without a home", dict.fromkeys(("HOME", "USER", "LOGNAME", "PATH", "TMPDIR", "SHELL"))),
    World("another home", {"HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere"}),
    World("a narrow screen", {"COLUMNS": "20", "LINES": "5", "NO_COLOR": "1", "TERM": "dumb"}),
    World("memory that was used before", {"PYTHONMALLOC": "malloc", "MALLOC_PERTURB_": "165"}),
    World("from another folder, by whole paths", way="{samples}/{name}"),
    World("from another folder, by the way there", way="{from_out}/{name}", copied=True),
    World("the last story first, the last format first", stories=STORIES[::-1], formats=FORMATS[::-1], again=True),
    World("each story alone", alone=True),
    World("two at once in one folder", twice=True),
)


def lie(world: World, desk: Path) -> Path:
    """Return the folder of the samples."""
    if not world.copied:
        return SAMPLES
    folder = desk / "Übernahme für Ines"
    for path in sorted(SAMPLES.rglob("*"), reverse=True):
        if path.suffix in (".md", ".yaml", ".jpg", ".png") and "pages" not in path.parts:
            copy = folder / path.relative_to(SAMPLES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.utime(copy, (86_400, 86_400))  # in 1970
            copy.chmod(0o444)
    return folder


def made(world: World, desk: Path) -> dict[str, str]:
    """Return name and SHA-256 of all that the program makes in this world."""
    samples, out, other = lie(world, desk), desk / "out", desk / "elsewhere"
    out.mkdir(parents=True)
    other.mkdir()
    for story in STORIES if world.again else ():
        for format in FORMATS:
            (out / story).with_suffix(f".{BACKENDS[format].suffix}").write_bytes(OLD)
    base = dict(os.environ) | {
        "SOURCE_DATE_EPOCH": "1780000000",
        "PYTHONHASHSEED": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }
    environment = {name: value for name, value in (base | world.variables).items() if value is not None}
    names = [
        world.way.format(name=name, samples=samples, from_out=os.path.relpath(samples, other)) for name in world.stories
    ]
    runs = [[name] for name in names] if world.alone else [names] * (2 if world.twice else 1)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "exporter", "export", *run, "--to", ",".join(world.formats), "-o", out, "-q"],
            cwd=samples if world.way == "{name}" else other,
            env=environment,
            umask=world.umask,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for run in runs
    ]
    said = [process.communicate()[1].decode(errors="replace") for process in started]
    assert [process.returncode for process in started] == [0] * len(runs), said
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def test_there_are_twenty_other_worlds_each_with_a_name_of_its_own() -> None:
    assert len({world.name for world in WORLDS[1:]}) >= 20


def test_every_world_gets_the_same_files(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        desks = [tmp_path / str(number) for number in range(len(WORLDS))]
        first, *others = pool.map(made, WORLDS, desks)
    assert len(first) == len(STORIES) * len(FORMATS)
    differing = {
        world.name: [name for name in {*first, *files} if first.get(name) != files.get(name)]
        for world, files in zip(WORLDS[1:], others, strict=True)
    }
    assert {name: files for name, files in differing.items() if files} == {}
