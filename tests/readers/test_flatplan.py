"""An edition put together by hand: its sections name the files of their stories."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec import Struct

import exporter
from exporter.model import Edition, text_of
from exporter.pipeline import read_edition, read_story
from exporter.readers.reading import Trace
from exporter.report import ExporterError, Report

ROOT = Path(__file__).parents[2]
STORY = b"---\ntitle: Boats stay in\npublication: {name: The Gazette, date: 2026-01-01}\ndate: 2026-03-01\n---\n\nA storm.\n"
PLAIN = b"# On bells\n\nA bell is as good as the arm behind it.\n\n![A bell](bell.jpg)\n"
NATIVE = b"headline: [{text: Fares rise}]\nsection: Money\nlanguage: de\nbody: []\n"
PLAN = """\
title: The Gazette, Monday
publication: {name: The Gazette, number: "265"}
date: 2026-11-09
language: en-GB
sections:
- name: Region
  stories: [boats.md, desk/bells.md]
- name: Economy
  stories:
  - fares.yaml
"""


class Read(Struct, frozen=True):
    """What was read of a plan."""

    edition: Edition
    trace: tuple[Trace, ...]


def read(plan: str) -> Read:
    picture = (ROOT / "samples/pictures/waves.png").read_bytes()
    files = {"boats.md": STORY, "desk/bells.md": PLAIN, "desk/bell.jpg": picture, "fares.yaml": NATIVE}
    reading = read_story(plan.encode(), "monday.yaml", exporter.fixed_env(files), Report())
    return Read(reading.edition, reading.trace)


def error(plan: str) -> str:
    with pytest.raises(ExporterError) as caught:
        read(plan)
    assert caught.value.exit_code == 4 and caught.value.hint
    where = caught.value.where
    return f"{where}: {caught.value.message}. {caught.value.hint}"


def test_each_section_has_the_stories_that_it_names_in_order() -> None:
    edition = read(PLAN).edition
    found = [
        (section.name, [text_of(entry.article.headline) for entry in section.entries]) for section in edition.sections
    ]
    assert found == [("Region", ["Boats stay in", "On bells"]), ("Economy", ["Fares rise"])]
    assert [article.section for article in edition.articles] == ["Region", "Region", "Economy"]


def test_what_a_story_leaves_blank_it_has_from_the_edition() -> None:
    boats, bells, fares = read(PLAN).edition.articles
    assert [article.publication.number for article in (boats, bells, fares)] == ["265"] * 3
    assert {article.publication.date for article in (boats, bells, fares)} == {"2026-11-09"}
    assert (boats.dates.published, bells.dates.published) == ("2026-03-01", "2026-11-09")
    assert (boats.language, fares.language) == ("en-GB", "de")


def test_a_story_of_another_paper_keeps_its_name() -> None:
    first = read(PLAN.replace("name: The Gazette, number", "name: Press Review, number")).edition.articles[0]
    assert (first.publication.name, first.publication.date) == ("The Gazette", "2026-01-01")


def test_pictures_are_found_from_the_folder_of_their_story() -> None:
    (photo,) = read(PLAN).edition.articles[1].photos
    assert photo.src == "desk/bell.jpg"


def test_pictures_inside_a_word_file_come_with_it() -> None:
    samples = exporter.real_env(ROOT / "samples")
    style = exporter.load_style("newspaper")
    word = exporter.export(exporter.read("harbour.md", samples, Report()), "docx", style, samples, Report())
    env = exporter.fixed_env({"in/a.docx": word, "in/b.docx": word, "plan.yaml": b"stories: [in/a.docx, in/b.docx]\n"})
    edition = read_edition("plan.yaml", env, Report())
    sources = [photo.src for article in edition.articles for photo in article.photos]
    assert len(set(sources)) == 2
    assert all(env.picture(source).width > 100 for source in sources)


def test_without_sections_the_stories_keep_their_own() -> None:
    edition = read("title: All\nstories: [fares.yaml, boats.md]\n").edition
    assert [section.name for section in edition.sections] == ["Money", ""]
    assert edition.title == "All"


def test_lines_that_name_stories_are_told() -> None:
    assert [trace.line for trace in read(PLAN).trace if trace.role == "story"] == [7, 10]


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    assert error(PLAN.replace("boats", "boast")).startswith("monday.yaml:7: 'boast.md' is missing")
    assert "monday.yaml:7: the story 'boats.md' is named twice" in error(PLAN.replace("fares.yaml", "boats.md"))
    assert "monday.yaml:1: '../up.md' is missing" in error("stories: [../up.md]\n")
    assert "the name of a file is expected" in error("stories: [{file: boats.md}]\n")
    assert "did you mean 'stories'?" in error(PLAN.replace("  stories: [", "  storys: ["))


def test_a_plan_names_no_plan_or_it_could_name_itself() -> None:
    env = exporter.fixed_env({"again.yaml": b"stories: [again.yaml]\n"})
    with pytest.raises(ExporterError, match="this file names stories in turn"):
        read_edition("again.yaml", env, Report())


def test_the_plan_in_the_readme_is_one() -> None:
    (plan,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    env = exporter.real_env(ROOT / "samples")
    edition = read_story(plan.encode(), "city.yaml", env, Report()).edition
    assert [len(section.entries) for section in edition.sections] == [2, 2]
