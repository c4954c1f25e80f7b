"""What the EPUB tests share: styles read once, and epubcheck in one JVM for the session."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.style.load import load_style
from exporter.style.model import Style

sys.path[:0] = [str(Path(__file__).parents[2])]  # tests/: modules that several folders use


@pytest.fixture(scope="session")
def newspaper() -> Style:
    """Return the newspaper look."""
    return load_style("newspaper")


@pytest.fixture(scope="session")
def magazine() -> Style:
    """Return the magazine look, which has a drop cap, an accent and an end mark."""
    return load_style("magazine")


@pytest.fixture
def epubcheck(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """Return a function that lists what epubcheck has against a book."""
    from warm_epubcheck import check_book

    def check(data: bytes) -> list[str]:
        book = tmp_path / "book.epub"
        book.write_bytes(data)
        return check_book(book)

    return check
