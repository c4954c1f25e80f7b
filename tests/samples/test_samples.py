"""The sample stories: whole, without findings, and between them every block and field of the model."""

from __future__ import annotations

import importlib
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import NODEFAULT
from msgspec.structs import FieldInfo, fields
from PIL import Image, ImageChops, ImageStat

import exporter
from exporter.model import Article, Block, Edition, Figure, Mark, Paragraph, Photo, QuestionAnswer, Run, text_of
from exporter.model.walk import riches, walk
from exporter.report import Report

SAMPLES = Path(__file__).parents[2] / "samples"
STORIES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".md", ".txt", ".yaml", ".json"))
STORIES.remove("README.md")
PICTURES = sorted(path for path in (SAMPLES / "pictures").iterdir() if path.suffix in (".jpg", ".png"))
TOLD_WHEN_COPIED = {"photo-not-supplied"}  # the clipping has a caption and no picture until --photo gives it one
READ_FROM_ELSEWHERE = {"line", "id", "provenance"}  # set by readers and by copy-editing, never written by hand


@cache
def read(name: str) -> tuple[Edition, tuple[Any, ...]]:
    """Return the sample as it is ready for export, and what was noticed."""
    report = Report()
    return exporter.read(name, exporter.real_env(SAMPLES), report), report.findings


def articles() -> list[Article]:
    return [article for name in STORIES for article in read(name)[0].articles]


def photos() -> list[Photo]:
    return [photo for article in articles() for photo in article.photos]


def blocks() -> list[Block]:
    return [block for article in articles() for block in walk(article.body)]


def runs() -> list[Run]:
    return [run for block in blocks() for rich in riches(block) for run in rich]


def unused(type_: type[Any], values: list[Any]) -> set[str]:
    """Return the fields of the struct that no value in the list sets to something else than the default."""

    def default(field: FieldInfo) -> Any:
        return field.default_factory() if field.default_factory is not NODEFAULT else field.default

    plain = (field for field in fields(type_) if field.name not in READ_FROM_ELSEWHERE)
    return {field.name for field in plain if all(getattr(value, field.name) == default(field) for value in values)}


def test_there_are_at_least_six_stories_and_an_edition() -> None:
    assert len(STORIES) >= 7
    edition = read("edition.yaml")[0]
    assert len(edition.articles) >= 4
    assert [section.name for section in edition.sections] == ["Region", "Economy", "Letters"]
    assert {entry.priority for section in edition.sections for entry in section.entries} == {1, 2}


@pytest.mark.parametrize("name", STORIES)
def test_a_sample_is_read_without_a_warning(name: str) -> None:
    findings = [finding for finding in read(name)[1] if finding.severity != "info"]
    assert {finding.code for finding in findings} <= (TOLD_WHEN_COPIED if name == "clipping.txt" else set())


@pytest.mark.parametrize("name", STORIES)
def test_a_sample_has_what_a_story_needs(name: str) -> None:
    for article in read(name)[0].articles:
        assert text_of(article.headline)
        assert article.publication.name
        assert article.body


def test_every_kind_of_block_is_used() -> None:
    assert {type(block) for block in blocks()} == set(get_args(Block))


@pytest.mark.parametrize("kind", get_args(Block))
def test_every_field_of_a_block_is_used(kind: type[Any]) -> None:
    missing = unused(kind, [block for block in blocks() if isinstance(block, kind)])
    assert missing - {"language"} == set()  # the language of a block is mostly that of its runs


def test_every_field_of_a_photo_is_used() -> None:
    assert unused(Photo, photos()) - {"extra"} == set()


def test_every_field_of_an_article_is_used() -> None:
    assert unused(Article, articles()) == set()


@pytest.mark.parametrize("name", ["publication", "byline", "dateline", "dates", "rights"])
def test_every_field_of_the_heads_is_used(name: str) -> None:
    values = [getattr(article, name) for article in articles()]
    assert unused(type(values[0]), values) - {"region", "embargo", "expires"} == set()


def test_every_field_of_a_run_and_every_mark_is_used() -> None:
    assert unused(Run, runs()) - {"direction"} == set()
    # In place of a mark of words quoted in a quotation, copyedit puts signs.
    assert {mark for run in runs() for mark in run.marks} == set(get_args(Mark)) - {"quote"}


def test_every_role_of_a_paragraph_is_used() -> None:
    roles = {block.role for block in blocks() if isinstance(block, Paragraph)}
    assert roles == {"body", "lead", "contribution", "endnote"}


def test_there_is_a_gallery_and_a_photo_with_nothing_to_tell() -> None:
    assert max(len(block.photos) for block in blocks() if isinstance(block, Figure)) >= 3
    assert any(photo.decorative for photo in photos())


def test_the_stories_are_in_three_languages_and_two_scripts() -> None:
    assert {article.language.partition("-")[0] for article in articles()} >= {"en", "el", "de"}
    greek = read("ferry.md")[0].articles[0]
    assert len(re.findall(r"[α-ωά-ώ]", "".join(text_of(b.text) for b in greek.body if isinstance(b, Paragraph)))) > 1500


def test_the_clipping_has_the_shape_of_copied_text() -> None:
    article = read("clipping.txt")[0].articles[0]
    assert article.publication.name == "The Ellery Courier"
    assert (article.dateline.place, article.dateline.raw) == ("PORT ELLERY", "PORT ELLERY — ")
    assert [type(block).__name__ for block in article.body].count("Paragraph") == 17
    assert [
        text_of(rich) for block in article.body if type(block).__name__ == "Crosshead" for rich in riches(block)
    ] == ["A bridge for walkers"]
    assert [dropped.text for dropped in article.provenance.dropped] == [
        "Newspapers in English",
        "Newspapers from Elleria",
    ]
    (photo,) = article.photos
    assert (photo.credit, photo.catchline) == ("ELLERY NEWS PHOTO VIA POOL", "LAST STOP, FOR NOW")


def test_every_question_of_the_interview_has_its_answer() -> None:
    exchanges = [block for block in read("interview.md")[0].articles[0].body if isinstance(block, QuestionAnswer)]
    assert len(exchanges) >= 8
    assert all(exchange.answer for exchange in exchanges)


# --- pictures --------------------------------------------------------------------------------------------------------


def test_every_photo_is_there_and_says_what_is_to_be_seen() -> None:
    for photo in photos():
        assert photo.src == "" or (SAMPLES / photo.src).is_file()
        assert photo.decorative or photo.alt or photo.src == ""
        assert photo.decorative or photo.credit


def test_every_picture_belongs_to_a_story() -> None:
    unclaimed = {path.name for path in PICTURES} - {Path(photo.src).name for photo in photos()}
    assert unclaimed == {"tram.jpg"}  # given to the clipping with --photo


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_large_enough_to_print_and_small_enough_to_keep(path: Path) -> None:
    assert path.stat().st_size <= 350_000
    with Image.open(path) as image:
        assert not image.getexif()
        assert max(image.size) >= 900


@pytest.mark.parametrize("path", [path for path in PICTURES if path.suffix == ".jpg"], ids=lambda path: path.name)
def test_a_picture_has_the_tones_of_a_newspaper_photo(path: Path) -> None:
    """Grey print needs blacks, lights and something between; a flat or a murky picture has none of one of them."""
    with Image.open(path) as image:
        tones = image.convert("L").histogram()
    shares = [sum(tones[low:high]) / sum(tones) for low, high in ((0, 60), (60, 160), (160, 256))]
    assert min(shares) > 0.02, shares


@pytest.mark.parametrize("name", ["waves.png", "harbour.jpg"])
@pytest.mark.thorough
def test_the_script_makes_the_picture_that_is_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SAMPLES / "pictures"))
    made = importlib.import_module("make").SCENES[name]()
    for module in ("make", "paint", "sea", "land"):
        sys.modules.pop(module, None)
    with Image.open(SAMPLES / "pictures" / name) as kept:
        assert kept.size == made.size
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("L"), made.convert("L"))).mean[0]
    assert difference < 4  # JPEG rounds, and another version of Pillow may round otherwise
