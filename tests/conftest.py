"""Rules that hold for every test.

`pytest` alone is for somebody who has just installed the program: of each test with many cases it takes a part, and
what is marked `thorough` it leaves out. A run that names files, folders or words takes all that they name. With
EXPORTER_CI=1, as `.ci/run` has it, everything is taken and nothing may be skipped.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from typing import Any

import pytest

ONE_IN, AT_LEAST = 8, 4  # cases of a test that an ordinary run takes
NOTHING_IS_SKIPPED = os.environ.get("EXPORTER_CI") == "1"


def _fail_if_skipped(report: Any) -> None:
    """Turn a skip into a failure: a validator that is missing there would otherwise let everything pass."""
    if NOTHING_IS_SKIPPED and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome, report.longrepr = "failed", f"skipped where EXPORTER_CI=1 forbids it: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    report = yield
    _fail_if_skipped(report)
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    named = config.args != config.getini("testpaths") or config.option.keyword or config.option.markexpr
    if NOTHING_IS_SKIPPED or named:
        return
    kept = {item.nodeid for item in _part(items)}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in kept])
    items[:] = [item for item in items if item.nodeid in kept]


def _part(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield the first, the eighth, the sixteenth ... case of each test, sooner the next where that would be too few."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("thorough") is None:
            cases[item.nodeid.partition("[")[0]].append(item)
    for all_of_one in cases.values():
        yield from all_of_one[:: max(1, min(ONE_IN, len(all_of_one) // AT_LEAST))]
