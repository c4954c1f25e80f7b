"""A book that exporter made gives back the edition it was made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from epub_books import pack, read_book, unpack

from exporter.env import Env, MemoryFiles, fixed_env, real_env
from exporter.model import Edition, text_of
from exporter.pipeline import edit_story, export_edition, read_edition
from exporter.report import Report
from exporter.style.load import load_style

SAMPLES = Path(__file__).parents[2] / "samples"
STORIES = sorted(
    path.name for path in SAMPLES.iterdir() if path.suffix in (".md", ".txt", ".yaml") and path.stem != "README"
)
ORIGINAL = "META-INF/exporter-edition.json"


def exported(name: str, look: str = "newspaper") -> tuple[Edition, bytes]:
    env, report = real_env(SAMPLES), Report()
    env.clock = fixed_env().clock
    edition = read_edition(name, env, report)
    return edition, export_edition(edition, "epub", load_style(look), env, report)


@pytest.mark.parametrize("look", ["newspaper", "magazine", "clipping"])
@pytest.mark.parametrize("name", STORIES)
def test_a_book_of_ours_gives_the_model_again(name: str, look: str) -> None:
    edition, data = exported(name, look)
    reading, _ = read_book(data)
    assert reading.edition == edition


@pytest.mark.parametrize("name", ["edition.yaml", "lighthouse.yaml"])
def test_what_is_read_back_gives_the_same_bytes(name: str) -> None:
    _, data = exported(name)
    env = fixed_env()
    reading, report = read_book(data, env)
    again = export_edition(edit_story(reading.edition, env, report), "epub", load_style("newspaper"), env, report)
    assert again == data


def test_a_page_changed_since_is_read_and_not_the_edition_kept_beside_it() -> None:
    _, data = exported("harbour.md")
    files = unpack(data)
    files["EPUB/a1.xhtml"] = files["EPUB/a1.xhtml"].replace(b"harbour", b"HAVEN")
    reading, report = read_book(pack(files))
    assert "epub-changed" in [finding.code for finding in report.findings]
    assert "HAVEN" in "".join(
        text_of(block.text) for block in reading.edition.articles[0].body if hasattr(block, "text")
    )


def test_a_damaged_edition_is_said_to_be_one() -> None:
    _, data = exported("village.md")
    files = unpack(data) | {ORIGINAL: b'{"edition": '}
    reading, report = read_book(pack(files))
    assert "epub-original" in [finding.code for finding in report.findings]
    assert reading.edition.articles[0].language == "de-CH"


def test_the_edition_in_a_book_opens_no_file_beside_it() -> None:
    edition, data = exported("village.md")
    source = edition.articles[0].photos[0].src
    files = unpack(data)
    files[ORIGINAL] = files[ORIGINAL].replace(b'"pictures":{"' + source.encode(), b'"pictures":{"other.jpg')
    env = Env(MemoryFiles({source: b"secret"}), fixed_env().clock)
    reading, report = read_book(pack(files), env)
    assert reading.edition.articles[0].photos[0].src == ""
    assert "epub-picture" in [finding.code for finding in report.findings]


def test_the_words_of_a_story_are_read_from_its_pages_as_they_are() -> None:
    edition, data = exported("edition.yaml")
    files = unpack(data)
    del files[ORIGINAL]
    reading, _ = read_book(pack(files))
    again = reading.edition
    assert [section.name for section in again.sections] == [section.name for section in edition.sections]
    for one, other in zip(edition.articles, again.articles, strict=True):
        assert text_of(one.headline) == text_of(other.headline)
        assert one.byline.raw == other.byline.raw
        assert one.dateline == other.dateline
        assert [type(block) for block in one.body] == [type(block) for block in other.body]
        assert [photo.caption for photo in one.photos] == [photo.caption for photo in other.photos]
        assert [photo.credit for photo in one.photos] == [photo.credit for photo in other.photos]
