"""Many stories in one process: memory stays flat when each becomes files of its own, because every cache has an end."""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from contest.stories import first_story, other_story, write_story

import exporter
from exporter.style.fonts import FontBook
from exporter.style.load import load_style
from exporter.typeset import words
from exporter.typeset.words import Font, Measurer, Span

pytestmark = pytest.mark.thorough

FEW, MANY = 20, 60
GROWTH = 6.0  # MB; to keep the photos of 40 stories would take 8, to keep their files 30
SCRIPT = """
import resource, sys
from exporter.__main__ import collect_seldom
from exporter.cli.run import run
collect_seldom()
out, few, *names = sys.argv[1:]
for some in (names[:int(few)], names[int(few):]):
    assert run(["export", *some, "--to", "pdf,docx,epub", "--style", "magazine", "-q", "-o", out]) == 0
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def test_memory_does_not_grow_with_the_number_of_stories(tmp_path: Path) -> None:
    """PDF, Word and EPUB of each; short stories, because it is what is kept of each that counts."""
    pytest.importorskip("resource", reason="peak memory as Unix tells it")
    first = first_story()
    (tmp_path / "exporter").mkdir()
    stories = [other_story(first._replace(parts=first.parts[:2]), number) for number in range(1, MANY + 1)]
    for story in stories:
        write_story(story, tmp_path)
    names = [f"{story.name}.md" for story in stories]
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "made"), str(FEW), *names]
    done = subprocess.run(command, cwd=tmp_path / "exporter", capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 3 * MANY
    few, many = (int(peak) / (1_000_000 if sys.platform == "darwin" else 1000) for peak in done.stderr.split())
    assert many - few < GROWTH


def test_every_cache_has_an_end() -> None:
    """One without is for functions that have no argument, or are called with a handful of them ever."""
    endless = {"exporter.readers.markdown.parse._made"}
    found = set()
    for module in pkgutil.walk_packages(exporter.__path__, "exporter."):
        if module.name != "exporter.__main__":
            found |= {
                f"{value.__module__}.{value.__qualname__}"
                for value in vars(importlib.import_module(module.name)).values()
                if isinstance(value, functools._lru_cache_wrapper)
                and value.cache_info().maxsize is None
                and inspect.signature(value).parameters
            }
    assert found <= endless


def test_a_shelf_of_words_is_emptied_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "WORDS_KEPT", 10)
    style = load_style("newspaper")
    measurer = Measurer(FontBook(style.font_folders), style.limits)
    span = Span("", Font((style.families["text"].regular,), 9.0), "en")
    shelf = measurer.shelf(span)
    for number in range(25):
        measurer.words([f"word{number}"], span)
    assert list(shelf) == [f"word{number}" for number in range(20, 25)]
