"""Whatever comes in a newsroom format: a story or an error with place and hint, soon, and never a traceback."""

import random
from pathlib import Path

import pytest
from kept import FIXTURES, read_bytes
from yardstick import yards

from exporter.copyedit import copyedit
from exporter.model.json import decode_edition, encode_edition
from exporter.readers import html
from exporter.report import InputError, ResourceError

PATHS = sorted(path for path in FIXTURES.rglob("*.*") if path.suffix in (".xml", ".json", ".html"))
YARDS = 120  # about five seconds of CPU
WRONG = [
    b"<",
    b">",
    b"&",
    b'"',
    b"\x00",
    b"\xff\xfe",
    b"</p>",
    b"<p>",
    b"]]>",
    b"&#xD800;",
    b"\xe2\x80\xae",
    b"{",
    b"}",
]


@pytest.fixture(autouse=True)
def without_oracle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html.oracle, "find_spec", lambda name: None)


def attempt(data: bytes, name: str) -> None:
    try:
        edition = read_bytes(data, name).edition
    except (InputError, ResourceError) as error:
        assert error.where.source == name
        assert error.hint
    else:
        edited = copyedit(edition)
        assert decode_edition(encode_edition(edited), "a.json") == edited


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_cut_anywhere_is_read_or_refused(path: Path) -> None:
    data = path.read_bytes()
    for length in range(1, len(data), max(1, len(data) // 25)):
        attempt(data[:length], path.name)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_damaged_file_is_read_or_refused(path: Path) -> None:
    data, chance = path.read_bytes(), random.Random(path.name)
    for _ in range(25):
        at = chance.randrange(len(data))
        attempt(data[:at] + chance.choice(WRONG) + data[at + chance.randrange(4) :], path.name)


@pytest.mark.parametrize(
    ("opening", "closing", "name"),
    [
        ("<nitf><body><body.content>", "</body.content></body></nitf>", "a.xml"),
        ("<rss><channel><item><description><![CDATA[", "]]></description></item></channel></rss>", "a.xml"),
        ("<!DOCTYPE html><article>", "</article>", "a.html"),
    ],
)
@pytest.mark.parametrize(
    "inner",
    ["<p>" * 20_000, "<b>" * 20_000, "<p>a" * 20_000, "<td>" * 20_000, "<ul><li>" * 3_000, "<!--" * 20_000, "&lt;" * 99_999,
     "<a href='" * 20_000, "<figure>" * 100 + "<img src='a.jpg'>", "<figure><img src='https://a.b/c.jpg'><figcaption>" * 90,
     "<blockquote>" * 60 + "x", "\n" * 500_000 + "x", " " * 500_000, "x" * 1_000_000, "x\n\n" * 50_000,
     "<img srcset='" + "a 1x," * 100_000 + "'>", "<br>" * 50_000 + "x"],
    ids=lambda inner: inner[:14],
)  # fmt: skip
def test_pages_made_to_take_long_do_not(opening: str, closing: str, name: str, inner: str) -> None:
    assert yards(lambda: attempt((opening + inner + closing).encode(), name)) < YARDS


@pytest.mark.parametrize("name", ["a.xml", "a.json", "a.html"])
def test_a_file_of_fifty_megabytes_is_refused_at_once(name: str) -> None:
    opening = {"a.xml": b"<nitf>", "a.json": b'{"uri": "', "a.html": b"<!DOCTYPE html>"}[name]
    data = opening + b"x" * 50_000_000

    def refuse() -> None:
        with pytest.raises(InputError, match="larger"):
            read_bytes(data, name)

    assert yards(refuse) < YARDS
