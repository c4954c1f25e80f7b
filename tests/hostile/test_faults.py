"""Whatever operation of the disk fails: the old files are whole or the new ones are, and nothing else is left.

Like SQLite's tests: the first operation is made to fail, then the second, and so on until a run goes through.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from faults import Disk
from files import png
from msgspec import Struct

from exporter.backends import BACKENDS
from exporter.cli.run import run
from exporter.model.json import encode_edition
from exporter.pipeline import Exports

pytestmark = pytest.mark.thorough

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS)
STORY = "---\nheadline: {}\nlanguage: en\n---\n\nThe harbour opened on Monday.\n\n![Sea](sea.png){{credit=X}}\n"
OLD = b"the old file"


class Order(Struct, frozen=True):
    """What a run is asked for."""

    stories: tuple[str, ...]
    formats: tuple[str, ...]

    @property
    def targets(self) -> list[str]:
        """Return the names of the files to be made."""
        return sorted(f"{stem}.{BACKENDS[format].suffix}" for stem in self.stories for format in self.formats)

    @property
    def arguments(self) -> list[str]:
        """Return the command line."""
        return ["export", *(f"{stem}.md" for stem in self.stories), "--to", ",".join(self.formats), "-o", "out", "-q"]


ORDERS = [*(Order(("one",), (format,)) for format in BACKENDS), Order(("one", "two"), tuple(BACKENDS))]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two stories and the photo of both, which is the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    for stem in ("one", "two"):
        (tmp_path / f"{stem}.md").write_text(STORY.format(stem), "utf-8")
    (tmp_path / "sea.png").write_bytes(png(30, 20))
    return tmp_path


def fill(desk: Path, order: Order) -> Path:
    """Put old files where the new ones are to come, and return their folder."""
    out = desk / "out"
    out.mkdir(exist_ok=True)
    for path in out.iterdir():
        path.unlink()
    for name in order.targets:
        (out / name).write_bytes(OLD)
    return out


def wanted(desk: Path, order: Order) -> tuple[dict[str, bytes], int]:
    """Return the files of a run without faults, and how many operations it takes.

    From here on what the backends make is remembered, so that a run costs its reading and writing. They do not touch
    the disk themselves, once fonts and styles are in memory: the operations are the same with and without them.
    """
    assert run(order.arguments) == 0
    done: list[list[tuple[str, str]]] = []
    with pytest.MonkeyPatch.context() as patch:
        for remember in (False, True):
            if remember:
                patch.setattr(Exports, "file", remembered)
            out = fill(desk, order)
            with Disk(desk).installed() as disk:
                assert run(order.arguments) == 0
            done.append(disk.done)
    assert done[0] == done[1]
    return {path.name: path.read_bytes() for path in out.iterdir()}, len(done[0])


MADE: dict[tuple[bytes, str], bytes] = {}
make_file = Exports.file


def remembered(exports: Exports, format: str, *more: Any) -> bytes:
    """Return the file as the backend made it the first time."""
    key = (encode_edition(exports._edition), format)
    if key not in MADE:
        MADE[key] = make_file(exports, format, *more)
    return MADE[key]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join((*order.stories, *order.formats)))
def test_the_first_operation_fails_then_the_second_and_so_on(
    order: Order, desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    new, operations = wanted(desk, order)
    monkeypatch.setattr(Exports, "file", remembered)
    for failing in range(1, operations + 1):
        for number in errors_of(order, failing):
            out = fill(desk, order)
            capsys.readouterr()
            with Disk(desk, failing, number).installed() as disk:
                code = run(order.arguments)
            said = capsys.readouterr().err
            assert disk.failed, "a run goes the same way each time"
            judge(order, disk.failed, code, said, out, new, number)


def errors_of(order: Order, failing: int) -> tuple[int, ...]:
    """Return with which errors this operation fails: all of them in every format, one after the other in the bundle."""
    return (ERRORS[failing % len(ERRORS)],) if order is ORDERS[-1] else ERRORS


def judge(
    order: Order, failed: tuple[str, str], code: int, said: str, out: Path, new: dict[str, bytes], number: int
) -> None:
    """Hold what a run with one fault left behind against the promise."""
    operation, path = failed
    what = f"{operation} {path}: exit code {code}, {said}"
    found = {path.name: path.read_bytes() for path in out.iterdir()}
    assert sorted(found) == order.targets, what
    changed = [name for name, data in found.items() if data == new[name]]
    assert all(data in (OLD, new[name]) for name, data in found.items()), what
    assert "Traceback" not in said, what
    if code == 0:  # a second way was found, or the file was whole already
        assert len(changed) == len(order.targets), what
        return
    assert os.strerror(number) in said, what
    assert Path(path).name in said or "out" in said or path == str(out.parent), what
    if len(order.stories) == 1:
        assert code == (6 if path.startswith(str(out)) else code) and code in (4, 5, 6), what
        assert code == 6 or not changed, what
    else:
        assert code in (1, 4, 5, 6), what


def test_there_were_at_least_five_hundred_faults(desk: Path) -> None:
    """Counted from the operations of each run, so that it holds however the tests are shared out to processes."""
    faults = [len(errors_of(order, failing)) for order in ORDERS for failing in range(1, wanted(desk, order)[1] + 1)]
    assert sum(faults) >= 1000
