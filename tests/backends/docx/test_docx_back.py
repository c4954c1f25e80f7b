"""Editions of every block and photo field come back from Word as they were, and quickly."""

from __future__ import annotations

import time

from docxstories import short_edition
from msgspec.structs import replace

import exporter
from exporter.backends.docx import write
from exporter.copyedit import copyedit
from exporter.env import Env
from exporter.model import Edition, Provenance, Run
from exporter.model.walk import map_article, map_edition
from exporter.report import Report
from exporter.style.model import Style


def as_read(edition: Edition) -> Edition:
    """Return the edition as a reader would have made it: signed, its links fit to be ones, copy-edited."""

    def plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, href=run.href.replace("<2>", "2")) for run in runs)

    def sign(article: exporter.Article) -> exporter.Article:
        return replace(map_article(article, change_rich=plain), provenance=Provenance("story.md"))

    return copyedit(map_edition(edition, sign))


def back(data: bytes) -> Edition:
    return exporter.read("edited.docx", exporter.fixed_env({"edited.docx": data}), Report())


def test_every_block_and_field_comes_back(full: Edition, style: Style, env: Env) -> None:
    edition = as_read(full)
    assert back(write(edition, style, env, Report())) == edition


def test_an_edition_comes_back_with_its_sections(several: Edition, style: Style, env: Env) -> None:
    edition = as_read(several)
    assert back(write(edition, style, env, Report())) == edition


def test_a_story_from_right_to_left_comes_back(arabic: Edition, style: Style, env: Env) -> None:
    edition = as_read(arabic)
    assert back(write(edition, style, env, Report())) == edition


def test_reading_takes_time_that_grows_with_the_number_of_stories(newspaper: Style, env: Env) -> None:
    """Twice the stories take some twice the time; a search through all of them for each would take four times."""

    def seconds(count: int) -> float:
        data = write(as_read(short_edition(count)), newspaper, env, Report())
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            back(data)
            best = min(best, time.process_time() - start)
        return best

    seconds(4)
    assert seconds(80) < 3.2 * seconds(40)
