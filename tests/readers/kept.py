"""Fixtures of a format, and the test that nothing in them is lost."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from exporter.env import MemoryFiles, fixed_env
from exporter.model import Edition
from exporter.readers import Given, Reading, read
from exporter.readers.times import iso_time
from exporter.report import Report

FIXTURES = Path(__file__).parent / "fixtures"


def fixtures(format: str, suffix: str, broken: bool = False) -> list[Path]:
    """Return the fixtures of the format, the broken ones or all others."""
    found = sorted((FIXTURES / format).glob(f"*{suffix}"))
    assert found, format
    return [path for path in found if path.name.startswith("broken") == broken]


def read_fixture(path: Path, files: dict[str, bytes] | None = None, given: Given | None = None) -> Reading:
    """Return the reading of a fixture, its format told by its content."""
    env = fixed_env(files or {})
    assert isinstance(env.files, MemoryFiles)
    return read(path.read_bytes(), path.name, given or Given(), env, Report())


def read_bytes(data: bytes, name: str, format: str = "") -> Reading:
    """Return the reading of bytes."""
    return read(data, name, Given(), fixed_env(), Report(), format)


def letters(text: str) -> str:
    """Return the letters and digits alone."""
    return re.sub(r"[\W_]", "", text)


def strings(value: Any) -> Iterator[str]:
    """Yield every string inside plain values, in order; of a Person's or a run's keys only the values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def held_in(edition: Edition) -> str:
    """Return the letters of all that the edition holds, in order."""
    return letters(" ".join(strings(msgspec.to_builtins(edition))))


def said_in_runs(edition: Edition) -> str:
    """Return the letters of all runs alone, in order: words that marks divide stand together here."""

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("text"), str):
                yield value["text"]
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                yield from texts(inner)

    return letters(" ".join(texts(msgspec.to_builtins(edition))))


def lost(text: str, edition: Edition) -> list[str]:
    """Return the paragraphs of the text that are nowhere in the edition.

    A paragraph may stand divided where a dateline, a credit in brackets or a name ends.
    """
    held = held_in(edition) + "|" + said_in_runs(edition)
    openings = [letters(article.dateline.raw) for article in edition.articles if article.dateline.raw]
    missing = []
    for paragraph in re.split(r"\n+", text):
        plain = letters(paragraph)
        cut = [plain.removeprefix(opening) for opening in openings]
        pieces = [letters(piece) for piece in re.split(r"[(),;–—]| and ", paragraph)]
        if moment := iso_time(paragraph.strip()):
            plain = letters(moment)
        if not any(piece in held for piece in (plain, *cut)) and not all(piece in held for piece in pieces):
            missing.append(paragraph)
    return missing


def without_tags(html: str) -> str:
    """Return the words of HTML, a line for each element."""
    if "<" not in html:
        return unescape(html)
    root = etree.fromstring(f"<div>{html}</div>".encode(), etree.HTMLParser(encoding="utf-8"))
    return "\n".join(" ".join(text.split()) for text in root.itertext("*") if text.strip())


def xml_texts(data: bytes) -> Iterator[str]:
    """Yield every text node of XML that is not blank; HTML inside a text node is taken apart."""
    from html.entities import html5

    from exporter.readers.tagged import declared_encoding

    text = data.decode(declared_encoding(data, "nitf") or "utf-8-sig", "replace")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    text = re.sub(
        r"&(\w+);", lambda m: m[0] if m[1] in ("lt", "gt", "amp", "quot", "apos") else html5[f"{m[1]};"], text
    )
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8"))
    for node in root.itertext("*"):
        yield from (line for line in without_tags(node.replace("\u202e", "")).split("\n") if line.strip())
