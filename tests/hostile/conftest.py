"""The process that runs hostile cases, one for the session."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from runs import Server

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]  # the kernel's limits, /proc and fork as Linux has them


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return the process that forks a run for each case."""
    server = Server()
    yield server
    server.close()
