"""Whoever made several mistakes is told of all of them at once, each with its place and its remedy."""

import json
from pathlib import Path

import pytest
from cli_runs import Cli, Result

from exporter.report import EXIT_INPUT, EXIT_RESOURCE, EXIT_USAGE


def told(result: Result) -> list[str]:
    """Return the errors without their hints."""
    return [line for line in result.err.splitlines() if "error: " in line]


pytestmark = pytest.mark.usefixtures("story")  # in a folder of its own


def test_all_photos_that_are_missing_are_named(cli: Cli) -> None:
    Path("story.md").write_text("# Harbour\n\nText.\n\n![a](one.jpg)\n\n![b](my two.jpg)\n\n![c](three.png)\n", "utf-8")
    result = cli("export", "story.md", "--lang", "en", "--to", "json")
    assert result.code == EXIT_RESOURCE
    assert told(result) == [
        "story.md:5 [p1]: error: 'one.jpg' is missing [resource]",
        "story.md:7 [p2]: error: 'my two.jpg' is missing [resource]",
        "story.md:9 [p3]: error: 'three.png' is missing [resource]",
    ]
    events = [json.loads(line) for line in cli("export", "story.md", "--to", "json", "--json").paths]
    assert [event["line"] for event in events if event["event"] == "failed"] == [5, 7, 9]


def test_a_photo_given_that_is_not_there_is_missing(cli: Cli, story: Path) -> None:
    result = cli("export", story, "--photo", "no.jpg", "--photo", "none.jpg", "--to", "json")
    assert [line.split(": ", 1)[1] for line in told(result)] == [
        "error: 'no.jpg' is missing [resource]",
        "error: 'none.jpg' is missing [resource]",
    ]
    assert "spelt" in result.err


def test_a_photo_on_the_web_is_called_one(cli: Cli, story: Path) -> None:
    result = cli("export", story, "--photo", "https://courier.example/a.jpg", "--to", "json")
    assert result.code == EXIT_RESOURCE
    assert "'https://courier.example/a.jpg' is a web address" in result.err


def test_a_template_that_is_not_there_is_a_file_that_is_missing(cli: Cli, story: Path) -> None:
    result = cli("export", story, "--to", "docx", "--reference-doc", "no.docx")
    assert result.code == EXIT_RESOURCE
    assert "no.docx: error: 'no.docx' is missing [resource]" in result.err


def test_all_stories_formats_and_values_that_are_none_are_named(cli: Cli, story: Path) -> None:
    assert len(told(cli("export", "no.md", story, "none.md"))) == 2
    assert len(told(cli("export", story, "--to", "doc,pdf,epubb"))) == 2
    values = ("--date", "2026-02-30", "--lang", "Klingon!", "--source-url", "harbour")
    result = cli("export", story, *values, "--to", "json")
    assert result.code == EXIT_USAGE
    assert len(told(result)) == 3


def test_all_stories_that_an_edition_lacks_are_named_with_their_lines(cli: Cli, story: Path) -> None:
    plan = f"title: Monday\nsections:\n- name: City\n  stories:\n  - no.md\n  - {story.name}\n  - none.md\n"
    Path("monday.yaml").write_text(plan, "utf-8")
    result = cli("export", "monday.yaml", "--to", "json")
    assert result.code == EXIT_INPUT
    assert [line.split(" ")[0] for line in told(result)] == ["monday.yaml:5:", "monday.yaml:7:"]


def test_all_mistakes_of_a_native_file_are_named_with_their_lines(cli: Cli) -> None:
    Path("story.json").write_text(
        '{"headline": "x",\n"dates": {"published": "0000-00-00",\n"updated": "2026-13-45"},\n"titel": "x",\n'
        '"photos": [{"id": "p1", "file": "x.jpg"},\n{"id": 2},\n{"id": "p3", "alt": 3}],\n'
        '"body": [{"type": "paragraph"},\n{"kind": "para"},\n{"kind": "crosshead", "text": [], "level": "x"},\n7]}',
        "utf-8",
    )
    result = cli("export", "story.json", "--to", "json", "-o", "out/")
    assert result.code == EXIT_INPUT
    assert sorted({int(line.split(":")[1]) for line in told(result)}) == list(range(1, 12))
    assert "photos[2].alt: expected text, found a whole number" in result.err
    assert "body[3]: expected a set of keys" in result.err


@pytest.mark.parametrize("date", ["0000-00-00", "2026-13-01", "2026-02-30", "2026-04-31", "2026-05-03T25:00Z"])
def test_a_day_that_no_calendar_has_is_no_date(cli: Cli, date: str) -> None:
    Path("story.md").write_text(f"---\ntitle: A\ndate: {date}\nlang: en\n---\n\nText.\n", "utf-8")
    result = cli("export", "story.md", "--to", "json", "-o", "out/")
    assert "story.md:3: warning: date" in result.err
    assert '"published"' not in Path("out/story.json").read_text("utf-8")
    Path("story.yaml").write_text(f"headline:\n- text: A\ndates:\n  published: {date}\n", "utf-8")
    assert "story.yaml:4: error: dates.published: expected a date" in cli("export", "story.yaml", "--to", "pdf").err


def test_all_parts_of_a_style_that_are_wrong_are_named(cli: Cli, story: Path) -> None:
    style = (
        'extends = "newspaper"\nfoo = 1\nbar = 2\n[page]\nsize = "a44"\n[limits]\nxx = 3\n[text.body]\nsize = "9qt"\n'
    )
    Path("own.toml").write_text(style, "utf-8")
    result = cli("export", story, "--style", "./own.toml")
    assert result.code == EXIT_INPUT
    assert sorted(int(line.split(":")[1]) for line in told(result)) == [2, 3]
    Path("own.toml").write_text(style.replace("foo = 1\nbar = 2\n", ""), "utf-8")
    result = cli("export", story, "--style", "./own.toml")
    assert sorted(int(line.split(":")[1]) for line in told(result)) == [3, 5, 7]


def test_all_lines_of_a_file_of_roles_that_are_wrong_are_named(cli: Cli) -> None:
    Path("copied.txt").write_text("Harbour\n\nText.\n", "utf-8")
    Path("roles.yaml").write_text("1: headlin\nx: body\n3: headline\n4: headline\n", "utf-8")
    result = cli("inspect", "copied.txt", "--roles", "roles.yaml")
    assert result.code == EXIT_INPUT
    assert [line.split(": ")[0] for line in told(result)] == ["roles.yaml:1", "roles.yaml:2", "roles.yaml:4"]
