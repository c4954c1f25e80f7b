"""Roles of lines that the user gives."""

import json
from pathlib import Path

import pytest
from cli_runs import Cli

STORY = """Harbour opens

By Jane Doe

A quay for all

The new harbour opened on Monday, and ships came from everywhere to see it before the evening.

Ships and more

The mayor spoke for an hour, and the band of the fire brigade played until the evening came down.
"""


def lines(cli: Cli, roles: str) -> dict[int, str]:
    Path("story.txt").write_text(STORY, "utf-8")
    Path("roles.yaml").write_text(roles, "utf-8")
    result = cli("inspect", "story.txt", "--roles", "roles.yaml", "--json")
    assert result.code == 0, result.err
    return {line["line"]: line["role"] for line in json.loads(result.out)["lines"] if line["role"] != "blank"}


def test_a_role_that_is_given_overrules_the_rules(cli: Cli, story: Path) -> None:
    found = lines(cli, "{}")
    assert (found[1], found[3], found[9]) == ("headline", "byline", "crosshead 1")
    found = lines(cli, "1: kicker\n3: body\n5: headline\n9: dropped\n")
    assert found == {1: "kicker", 3: "body", 5: "headline", 7: "body", 9: "dropped", 11: "body"}


def test_no_rule_gives_a_role_again_that_the_user_gave_to_another_line(cli: Cli, story: Path) -> None:
    found = lines(cli, "5: byline\n")
    assert found[5] == "byline" and found[3] == "body"


@pytest.mark.parametrize(
    "roles", ["1: nonsense", "x: headline", "0: headline", "- a", "1: headline\n2: headline", "1: ["]
)
def test_a_file_of_roles_that_is_wrong_is_told(roles: str, cli: Cli, story: Path) -> None:
    Path("roles.yaml").write_text(roles, "utf-8")
    result = cli("export", story, "--from", "clipping", "--roles", "roles.yaml", "--to", "json")
    assert result.code == 4 and "roles.yaml" in result.err and "hint" in result.err


def test_roles_are_for_copied_text(cli: Cli, story: Path) -> None:
    Path("roles.yaml").write_text("1: headline", "utf-8")
    assert cli("export", story, "--roles", "roles.yaml", "--to", "json").code == 2


def test_a_role_for_a_line_without_text_is_told(cli: Cli, story: Path) -> None:
    Path("story.txt").write_text(STORY, "utf-8")
    Path("roles.yaml").write_text("2: deck\n90: body\n", "utf-8")
    said = cli("inspect", "story.txt", "--roles", "roles.yaml").err
    assert "line 2 holds no text" in said and "line 90 holds no text" in said
