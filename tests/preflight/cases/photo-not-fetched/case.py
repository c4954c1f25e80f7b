"""A page from the web with a picture on a host that nobody allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.env import MemoryFiles, fixed_env
from exporter.pipeline import read_story
from exporter.report import Finding, Report

BESIDES = {"page-part"}


def findings(_: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    env, report = fixed_env(), Report()
    env.web = MemoryFiles({})
    read_story(Path("story.html").read_bytes(), "story.html", env, report)
    return report.findings
