"""What the tests of Word files share: editions, looks and pictures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docxstories import FILES, arabic_article, full_article, short_edition

from exporter.env import Env, fixed_env
from exporter.model import Edition, edition_of
from exporter.style.load import load_style
from exporter.style.model import Style


@pytest.fixture
def env() -> Env:
    return fixed_env(FILES)


@pytest.fixture
def full() -> Edition:
    return edition_of(full_article())


@pytest.fixture
def several() -> Edition:
    return short_edition()


@pytest.fixture
def arabic() -> Edition:
    return edition_of(arabic_article())


@pytest.fixture(params=["newspaper", "magazine", "clipping"])
def style(request: pytest.FixtureRequest) -> Style:
    return load_style(request.param)


@pytest.fixture
def newspaper() -> Style:
    return load_style("newspaper")


@pytest.fixture
def look() -> Callable[[str], Style]:
    return load_style
