"""The books as epubcheck sees them, and as our own reader of finished files sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from epub_stories import ARABIC, FERRY, FULL, PLAIN, edition, export, single
from msgspec.structs import replace

from exporter.model import Edition, Run, rich
from exporter.preflight.epub import check_epub
from exporter.style.load import load_style
from exporter.style.model import Style

pytestmark = pytest.mark.thorough

Check = Callable[[bytes], list[str]]
HOSTILE = "<script>alert(1)</script> & ]]> <!-- </p> \u202e \U0001f6a2 '\" %s {x} &nbsp;"
BOOKS: dict[str, Edition] = {
    "one story": single(FERRY),
    "an edition": FULL,
    "right to left": single(ARABIC),
    "no photo": single(PLAIN),
    "no field": single(replace(PLAIN, headline=(), language="", section="", publication=ARABIC.publication)),
    "hostile words": single(
        replace(
            FERRY,
            headline=(Run(HOSTILE),),
            kicker=rich(HOSTILE),
            deck=rich(HOSTILE),
            section=HOSTILE,
            keywords=(HOSTILE,),
        )
    ),
    "many stories": edition(*((f"Section {n}", (PLAIN, FERRY)) for n in range(12))),
}


@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_finds_no_error_and_no_warning(name: str, newspaper: Style, epubcheck: Check) -> None:
    book = export(BOOKS[name], newspaper)
    assert epubcheck(book) == []
    assert check_epub(book) == ()


@pytest.mark.parametrize("look", ["magazine", "clipping"])
def test_epubcheck_finds_nothing_in_the_other_looks(look: str, epubcheck: Check) -> None:
    assert epubcheck(export(FULL, load_style(look))) == []


def test_epubcheck_does_find_a_fault(newspaper: Style, epubcheck: Check) -> None:
    book = export(single(PLAIN), newspaper)
    broken = book.replace(b"META-INF/container.xml", b"META-INF/container.xmx")
    assert any("ERROR" in line or "FATAL" in line for line in epubcheck(broken))
