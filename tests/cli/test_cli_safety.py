"""What a run touches and what its files give away."""

import io
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import STORY, Cli
from PIL import Image

FORMATS = ("pdf", "docx", "epub", "json", "dump")
SPY = """
import json, sys
seen = []
def spy(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        seen.append((event, arguments[0], str(arguments[1])))
    elif event.split(".")[0] in ("socket", "subprocess", "os") and event not in ("os.listdir", "os.scandir"):
        seen.append((event, str(arguments[0]) if arguments else "", ""))
sys.addaudithook(spy)
from exporter.cli.run import run
code = run(sys.argv[1:])
print(json.dumps([code, seen]), file=sys.stderr)
"""


def illustrated(story: Path) -> None:
    """Give the story a picture whose metadata tells who took it and where."""
    picture = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = "EXIF-ARTIST"
    exif.get_ifd(0x8825)[0x001D] = "EXIF-GPS-DATE"
    picture.save("sea.jpg", exif=exif)
    story.write_text(STORY + "\n![Waves](sea.jpg)\n\n[A site](https://example.org/)\n", "utf-8")


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every part of the file, unpacked."""
    data = path.read_bytes()
    yield path.name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield f"{path.name}: {name}", name.encode() + archive.read(name)
    if data.startswith(b"%PDF"):
        for part in data.split(b"stream\n"):
            try:
                yield path.name, zlib.decompressobj().decompress(part.lstrip(b"\r\n"))
            except zlib.error:
                continue


def test_a_run_reads_and_writes_only_where_it_may(story: Path) -> None:
    illustrated(story)
    arguments = ["export", "harbour.md", "--to", ",".join(FORMATS), "-o", "out"]
    done = subprocess.run([sys.executable, "-c", SPY, *arguments], capture_output=True, text=True, check=True)
    code, seen = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert not [
        event for event in seen if event[0].startswith(("socket", "subprocess", "os.exec", "os.fork", "os.system"))
    ]
    package = Path(__file__).parents[2]
    homes = {Path(path) for path in sysconfig.get_paths().values()} | {Path(sys.prefix), Path(sys.base_prefix), package}
    roots = (*(str(home.resolve()) for home in homes), "/usr", "/etc/localtime", "/proc", "/dev")
    for _, name, mode in (event for event in seen if event[0] == "open"):
        path = str(Path(name).resolve())
        inside = path.startswith(str(story.parent))
        if "w" in mode or "a" in mode or "+" in mode:
            assert path.startswith(str(story.parent / "out")) or path == os.devnull, f"{name} is written to"
        assert inside or path.startswith(roots), f"{name} is read"


def test_no_file_tells_who_made_it_or_where(cli: Cli, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    illustrated(story)
    monkeypatch.setenv("USER", "user-of-this-machine")
    monkeypatch.setenv("HOME", "/home/user-of-this-machine")
    result = cli("export", story, "--to", ",".join(FORMATS), "-o", story.parent / "out-of-the-way")
    assert len(result.paths) == len(FORMATS)
    secrets = [str(story.parent), story.parent.name, "out-of-the-way", "user-of-this-machine", "EXIF-"]
    for file in result.paths:
        for name, data in contents(Path(file)):
            for secret in secrets:
                assert secret.encode() not in data, (name, secret)
                assert secret.encode("utf-16-be") not in data, (name, secret)
