"""The benchmark runs, and what it prints is what it measured. No figure is judged here."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import peers
import pytest
from contest import results
from contest.contestants import CONTESTANTS
from contest.measure import Cost, measure
from contest.results import Results, Task
from contest.stories import first_story, other_story, write_stories
from contest.targets import judge
from PIL import Image

import exporter

pytestmark = pytest.mark.thorough

INSTALLED = [one for one in CONTESTANTS if one.installed]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contest")
    write_stories(folder / "stories", 2)
    return folder


@pytest.mark.parametrize("one", INSTALLED, ids=lambda one: f"{one.format}-{one.name}")
def test_each_contestant_that_is_installed_makes_its_file(one: object, desk: Path) -> None:
    cost = Task(one, 1).run(desk, ["story-0000"])  # type: ignore[arg-type]
    assert 0.01 < cost.seconds < 60
    assert cost.size > 100_000  # the photo is in it


def test_each_story_has_a_photo_that_no_other_has(desk: Path) -> None:
    """Also when what is not seen is cut off; else the photo of one story would be decoded for all."""
    photos = [exporter.real_env(desk / "stories").picture(f"photo-000{number}.jpg") for number in (0, 1)]
    assert photos[0] != photos[1]
    shown = [Image.open(BytesIO(photo.data)).tobytes() for photo in photos]
    assert shown[0] == shown[1]


def test_the_table_shows_every_contestant_and_every_target(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(results, "CONTESTANTS", INSTALLED)
    monkeypatch.setattr(Task, "run", lambda task, folder, names: Cost(0.1 + 0.01 * task.count, 50 + task.count, 7000))
    peers.main([1, 10, 100], 1)
    printed = capsys.readouterr().out
    assert printed.count(": exporter | 0.11") == 4
    assert "10.0" in printed  # milliseconds of a story
    assert "in files of their own: at most 150 MB | 150 MB | met |" in printed
    assert all(f"{peers.TITLES[one.format]}: {one.name} |" in printed for one in INSTALLED)


def test_a_peer_that_is_missing_is_named(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = peers.Contestant("pdf", "absent", "absent_package", "absent-package", CONTESTANTS[0].bound, None)
    monkeypatch.setattr(peers, "CONTESTANTS", (absent,))
    monkeypatch.setattr(results, "CONTESTANTS", (absent,))
    peers.main([1], 1)
    assert "not installed: absent-package" in capsys.readouterr().err


def test_a_start_is_no_part_of_what_a_story_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Task, "run", lambda task, folder, names: Cost(5.0 + 0.25 * task.count, 20.0, 1))
    found = Results([1, 3, 7], 1, Path(), [])
    assert found.per_story(INSTALLED[0], apart=False) == found.per_story(INSTALLED[0], apart=True)
    assert found.per_story(INSTALLED[0], apart=False) == {3: 250.0, 7: 250.0}


def test_what_was_measured_before_an_interruption_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(1000))

    def run(task: Task, folder: Path, names: list[str]) -> Cost:
        if next(calls) == 2 * len(INSTALLED) + 3:  # each once to warm up, each once, and three more
            raise KeyboardInterrupt
        return Cost(1.0, 20.0, 1)

    monkeypatch.setattr(Task, "run", run)
    found = Results([1], 3, Path(), [])
    assert {task.contestant for task in found.costs} == set(INSTALLED)


def test_a_target_that_is_missed_is_said_to_be() -> None:
    """Where we take twice what the peers take, only three times as much when cold is allowed."""

    class Rigged(Results):
        def __init__(self) -> None:
            self.counts, self.present = [1, 10], list(CONTESTANTS)
            self.costs = {Task(one, count, apart): Cost((2.0 if one.package == "exporter" else 1.0) * count, 200.0, 1)
                          for one in CONTESTANTS for count in (1, 10) for apart in (False, True)}  # fmt: skip

    met = {verdict.target: verdict.met for verdict in judge(Rigged())}
    assert [target for target, good in met.items() if good] == [
        "pdf, cold: at most 3 × typst",
        "all three, cold: at most 1 × pandoc twice and typst",
    ]
    assert len(met) == 6


def test_what_fails_is_told_with_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        measure([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, tmp_path / "made")


def test_a_process_is_charged_for_its_own_memory_alone(tmp_path: Path) -> None:
    ballast = bytearray(200_000_000)
    cost = measure([sys.executable, "-c", "pass"], tmp_path, tmp_path / "made")
    assert cost.megabytes < 60 < len(ballast)


def test_the_stories_are_of_one_length_and_of_different_words() -> None:
    def words(number: int) -> list[str]:
        return [word for part in (other_story(first, number) if number else first).parts for word in part.text.split()]

    first = first_story()
    assert 600 < first.words < 720
    assert len({len(words(number)) for number in range(4)}) == 1
    known = set(words(0))
    for number in (1, 2, 3):
        new = set(words(number)) - known
        assert 20 < len(new) < 120  # words that nobody has seen before
        known |= new


def test_no_two_stories_share_the_bytes_of_a_photo(desk: Path) -> None:
    photos = [path.read_bytes() for path in sorted((desk / "stories").glob("*.jpg"))]
    assert len(photos) == len(set(photos)) == 2
