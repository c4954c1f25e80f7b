"""`exporter check`: stories, styles and finished files; text, events and SARIF."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from cli_runs import Cli
from PIL import Image

from exporter.cli.events import event_schema
from exporter.preflight.codes import read_codes

PALE = 'extends = "newspaper"\n[text.credit]\nsize = "5pt"\ncolor = "rule"\n'


def photo_story(folder: Path) -> Path:
    """Write a story that shows a photo too small to be printed, of which nothing is said."""
    Image.new("L", (60, 40), 90).save(folder / "quay.jpg")
    story = folder / "quay.md"
    story.write_text('---\nheadline: The quay\nlanguage: en\n---\n\n![](quay.jpg)\n\nThe "quay" is empty.\n', "utf-8")
    return story


def codes(text: str) -> list[str]:
    return [line.rpartition("[")[2].removesuffix("]") for line in text.splitlines() if not line.startswith("  ")]


def test_a_story_is_looked_over_by_a_subeditor_and_a_make_up_editor(cli: Cli, tmp_path: Path) -> None:
    result = cli("check", photo_story(tmp_path))
    found = ["alt-missing", "credit-missing", "byline-missing", "rights-missing", "quotes-straight", "photo-resolution"]
    assert (result.code, result.out, codes(result.err)) == (0, "", found)
    assert "quay.md:8 [a1-b2]: info: straight quotation marks: 2 [quotes-straight]" in result.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quay.jpg", "quay.md"]
    assert cli("check", tmp_path / "quay.md", "--strict").code == 3
    assert cli("check", tmp_path / "quay.md", "-q").err == ""


def test_export_says_only_what_every_eye_sees(cli: Cli, tmp_path: Path) -> None:
    result = cli("export", photo_story(tmp_path), "--to", "pdf", "-o", tmp_path)
    assert codes(result.err) == ["alt-missing", "credit-missing", "photo-resolution"]


def test_the_pages_are_those_of_the_style(cli: Cli, story: Path) -> None:
    Path("mine.toml").write_text(PALE.replace("credit", "body"), "utf-8")
    assert {"text-small", "text-contrast"} <= set(codes(cli("check", story, "--style", "mine.toml").err))
    assert not {"text-small", "text-contrast"} & set(codes(cli("check", story).err))


def test_a_style_is_checked(cli: Cli, tmp_path: Path) -> None:
    style = tmp_path / "mine.toml"
    style.write_text(PALE, "utf-8")
    result = cli("check", style)
    assert codes(result.err) == ["text-small", "text-contrast"]
    assert "mine.toml [text.credit]: warning: credit is set in 5 pt" in result.err
    style.write_text('extends = "base"\n[text.body]\nlading = "9pt"\n', "utf-8")
    result = cli("check", style)
    assert (result.code, codes(result.err)) == (4, ["style"])


def test_finished_files_and_stories_are_checked_side_by_side(cli: Cli, story: Path) -> None:
    cli("export", story, "-o", "out")
    sound = cli("check", "out", "--strict")
    assert (sound.code, sound.err) == (0, "3 files checked: nothing found\n")
    Path("out/harbour.pdf").write_bytes(Path("out/harbour.pdf").read_bytes()[:-900])
    result = cli("check", "out", story)
    assert (result.code, codes(result.err)[0]) == (1, "pdf-damaged")
    assert "harbour.pdf" in result.err
    assert "4 files checked: 1 error, 2 infos" in result.err


def test_a_word_file_is_a_finished_file_or_by_wish_a_story(cli: Cli, story: Path) -> None:
    cli("export", story, "--to", "docx", "-o", "out")
    assert cli("check", "out/harbour.docx").err == ""
    assert "byline-missing" in cli("check", "out/harbour.docx", "--from", "docx").err


def test_what_the_story_lacks_can_be_given(cli: Cli, tmp_path: Path) -> None:
    result = cli("check", photo_story(tmp_path), "--alt", "A quay", "--credit", "Ann Lee", "--byline", "By Bo Ek")
    assert not {"alt-missing", "credit-missing", "byline-missing"} & set(codes(result.err))
    both = cli("check", tmp_path / "quay.md", tmp_path / "quay.md", "--alt", "A quay")
    assert both.code == 2
    assert "--alt belongs to one story" in both.err


@pytest.mark.parametrize("data", [b"PK\x03\x04 but nothing else", b""])
def test_what_is_neither_story_nor_file_is_an_error(data: bytes, cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "page.bin"
    path.write_bytes(data)
    result = cli("check", path)
    assert (result.code, codes(result.err)) == (4, ["input"])


def test_a_missing_file_is_named(cli: Cli, story: Path) -> None:
    result = cli("check", "harbor.md")
    assert result.code == 4
    assert "harbor.md" in result.err
    assert "did you mean 'harbour.md'?" in result.err


def test_events_fit_their_schema(cli: Cli, tmp_path: Path) -> None:
    result = cli("check", photo_story(tmp_path), "--json")
    events = [json.loads(line) for line in result.out.splitlines()]
    for event in events:
        jsonschema.validate(event, event_schema())
    assert [event["event"] for event in events] == ["started", *["finding"] * 6, "done"]
    assert events[1]["story"].endswith("quay.md")
    assert result.err == ""


def sarif(cli: Cli, *arguments: str | Path) -> dict[str, object]:
    result = cli("check", *arguments, "--sarif")
    assert result.err == ""
    document = json.loads(result.out)
    (run,) = document["runs"]
    assert run["invocations"][0]["exitCode"] == result.code
    return document


def test_sarif_names_rule_level_file_line_and_block(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo_story(tmp_path)
    monkeypatch.chdir(tmp_path)
    document = sarif(cli, "quay.md")
    (run,) = document["runs"]  # type: ignore[misc]
    (result,) = [result for result in run["results"] if result["ruleId"] == "quotes-straight"]
    assert result["level"] == "note"
    assert "straight quotation marks: 2. write" in result["message"]["text"]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "quay.md"}, "region": {"startLine": 8}}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "a1-b2"}]
    rules, known = run["tool"]["driver"]["rules"], read_codes()
    assert rules[result["ruleIndex"]]["id"] == "quotes-straight"
    for rule in rules:
        code = known[rule["id"]]
        assert rule["shortDescription"]["text"] == code.means
        assert code.remedy in rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] == {"info": "note"}.get(code.severity, code.severity)


def test_sarif_tells_errors_too(cli: Cli, story: Path) -> None:
    cli("export", story, "--to", "epub", "-o", "out")
    Path("out/torn.epub").write_bytes(Path("out/harbour.epub").read_bytes()[:-600])
    (run,) = sarif(cli, "out", "absent.md")["runs"]  # type: ignore[misc]
    assert [result["ruleId"] for result in run["results"]] == ["input"]
    assert run["invocations"][0]["executionSuccessful"] is False
    (run,) = sarif(cli, "out/torn.epub", "out/harbour.epub")["runs"]  # type: ignore[misc]
    assert run["results"]
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_is_what_its_standard_says(cli: Cli, story: Path, tmp_path: Path) -> None:
    """The schema of OASIS comes with the npm package @microsoft/jest-sarif; where it is not, the test is skipped."""
    schema = os.environ.get("EXPORTER_SARIF_SCHEMA")
    if not schema:
        pytest.skip("EXPORTER_SARIF_SCHEMA does not name the JSON Schema of SARIF 2.1.0")
    validator = jsonschema.Draft7Validator(json.loads(Path(schema).read_text("utf-8")))
    cli("export", story, "-o", "out")
    Path("out/torn.epub").write_bytes(Path("out/harbour.epub").read_bytes()[:-600])
    for arguments in ((photo_story(tmp_path),), ("out",), ("out/torn.epub",), ("absent.md",)):
        validator.validate(sarif(cli, *arguments))


def test_one_standard_output_is_not_for_two(cli: Cli, story: Path) -> None:
    result = cli("check", story, "--json", "--sarif")
    assert result.code == 2
    assert "--json and --sarif" in result.err
