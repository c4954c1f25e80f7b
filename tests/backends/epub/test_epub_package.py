"""What the package says about the book, and the container around it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from epub_stories import ARABIC, FERRY, FULL, GAZETTE, PLAIN, edition, env, export, find, page, part, single
from lxml import etree
from lxml.etree import _Element
from msgspec.structs import replace

from exporter.backends.epub.metadata import file_as, identify
from exporter.backends.epub.write import write
from exporter.env import Env
from exporter.model import Edition, Provenance, Rule, Section, rich
from exporter.report import InputError, Report, ResourceError
from exporter.style.model import Style


def package(book: bytes) -> _Element:
    return etree.fromstring(part(book, "EPUB/content.opf"))


def meta(root: _Element, name: str) -> list[str]:
    return [element.text for element in find(root, f"//o:meta[@property='{name}']")]


def dc(root: _Element, name: str) -> list[str]:
    return [element.text for element in find(root, f"//dc:{name}")]


def test_a_story_is_described_by_its_own_fields(newspaper: Style) -> None:
    root = package(export(single(FERRY), newspaper))
    assert dc(root, "title") == ["The last boat out of Port Ellen"]
    assert dc(root, "creator") == ["Ruth van der Meer"]
    assert dc(root, "contributor") == ["Tom Okafor", "Lena Brandt", "Ina Duarte"]
    assert meta(root, "role") == ["aut", "pht", "trl", "pht"]
    assert meta(root, "file-as") == ["van der Meer, Ruth", "Okafor, Tom", "Brandt, Lena", "Duarte, Ina"]
    assert dc(root, "publisher") == ["The Harbour Gazette"]
    assert dc(root, "date") == ["2025-11-14"]
    assert dc(root, "source") == ["https://gazette.example/ferry?a=1&b=2"]
    assert dc(root, "rights") == ["© 2025 The Harbour Gazette", "No reprint without permission."]
    assert dc(root, "subject") == ["Island", "ferries", "islands & coasts"]
    assert dc(root, "description")[0].startswith("For ninety years the Solan")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert meta(root, "belongs-to-collection") == []


def test_an_edition_is_an_issue_of_its_publication(newspaper: Style) -> None:
    root = package(export(FULL, newspaper))
    assert dc(root, "title") == ["The Harbour Gazette, 2025-11-14"]
    assert dc(root, "creator") == ["The Harbour Gazette"]
    assert dc(root, "language") == ["en", "ar"]
    assert meta(root, "belongs-to-collection") == ["The Harbour Gazette"]
    assert meta(root, "group-position") == ["212"]


def test_an_edition_without_a_number_is_shelved_by_its_date(newspaper: Style) -> None:
    unnumbered = replace(FULL, publication=replace(GAZETTE, number=""))
    assert meta(package(export(unnumbered, newspaper)), "group-position") == ["20251114"]


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Ruth van der Meer", "van der Meer, Ruth"),
        ("Martin Luther King Jr.", "King, Martin Luther Jr."),
        ("Анна Ахматова", "Ахматова, Анна"),
        ("Plato", ""),
        ("Agence France-Presse", ""),
        ("GAZETTE STAFF", ""),
        ("From our correspondent", ""),
        ("山田 太郎", ""),
        ("By Ann, in Rome", ""),
    ],
)
def test_only_a_personal_name_is_turned_round(name: str, sorted_as: str) -> None:
    assert file_as(name) == sorted_as


def test_the_identifier_depends_on_the_words_and_not_on_where_they_came_from() -> None:
    moved = replace(PLAIN, provenance=Provenance("other.md", "markdown", "0" * 64))
    changed = replace(PLAIN, kicker=rich("Late"))
    assert identify(single(PLAIN)) == identify(single(moved)) != identify(single(changed))
    assert identify(single(PLAIN)).startswith("urn:uuid:")


def test_the_moment_of_change_is_that_of_the_clock_in_universal_time(newspaper: Style) -> None:
    clock = datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    book = write(single(PLAIN), newspaper, Env(env().files, clock), Report())
    assert meta(package(book), "dcterms:modified") == ["2026-02-28T23:30:00Z"]


def test_a_language_nobody_knows_is_undetermined_and_nothing_is_claimed(newspaper: Style) -> None:
    root = package(export(single(replace(PLAIN, language="not a tag")), newspaper))
    assert dc(root, "language") == ["und"]
    assert meta(root, "dcterms:conformsTo") == []


def test_accessibility_says_what_is_there(newspaper: Style) -> None:
    full, plain = package(export(single(FERRY), newspaper)), package(export(single(PLAIN), newspaper))
    assert meta(full, "schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert "alternativeText" in meta(full, "schema:accessibilityFeature")
    assert "rubyAnnotations" in meta(full, "schema:accessibilityFeature")
    assert "rubyAnnotations" not in meta(plain, "schema:accessibilityFeature")
    assert meta(full, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert len(meta(full, "a11y:certifiedBy")) == 1
    assert meta(full, "schema:accessibilityHazard") == ["none"]


def test_a_picture_without_alternative_text_takes_the_claims_back(newspaper: Style) -> None:
    photos = (replace(FERRY.photos[0], alt=""), *FERRY.photos[1:])
    root = package(export(single(replace(FERRY, photos=photos)), newspaper))
    assert "alternativeText" not in meta(root, "schema:accessibilityFeature")
    assert meta(root, "schema:accessModeSufficient") == ["textual,visual"]
    assert meta(root, "dcterms:conformsTo") == meta(root, "a11y:certifiedBy") == []
    assert "1 of 3 pictures" in meta(root, "schema:accessibilitySummary")[0]


def test_contents_list_sections_with_their_stories(newspaper: Style) -> None:
    book = export(FULL, newspaper)
    toc = find(page(book, "nav.xhtml"), "//h:nav[@e:type='toc']/h:ol/h:li")
    assert [find(section, "string(h:span)") for section in toc] == ["Island", "World", "Weather"]
    assert [find(section, "h:ol/h:li/h:a/@href") for section in toc] == [
        ["a1.xhtml", "a2.xhtml"],
        ["a3.xhtml"],
        ["a4.xhtml"],
    ]
    assert find(page(book, "nav.xhtml"), "//h:nav[@e:type='landmarks']//h:a/@e:type") == ["cover", "toc", "bodymatter"]
    points = find(page(book, "toc.ncx"), "//n:navPoint")
    assert [(point.get("playOrder"), find(point, "string(n:content/@src)")) for point in points] == [
        ("1", "a1.xhtml"), ("1", "a1.xhtml"), ("2", "a2.xhtml"), ("3", "a3.xhtml"), ("3", "a3.xhtml"), ("4", "a4.xhtml"), ("4", "a4.xhtml"),
    ]  # fmt: skip


def test_contents_are_a_page_of_an_edition_but_not_of_a_single_story(newspaper: Style) -> None:
    def spine(book: Edition) -> list[str]:
        return find(package(export(book, newspaper)), "//o:itemref/@idref")

    assert spine(FULL) == ["cover", "nav", "a1", "a2", "a3", "a4"]
    assert spine(single(FERRY)) == ["cover", "a1"]


def test_pages_turn_from_right_to_left_in_arabic_only(newspaper: Style) -> None:
    assert find(package(export(single(ARABIC), newspaper)), "//o:spine/@page-progression-direction") == ["rtl"]
    assert find(package(export(FULL, newspaper)), "//o:spine/@page-progression-direction") == ["ltr"]


def test_a_picture_shown_often_is_packed_once(newspaper: Style) -> None:
    items = find(package(export(FULL, newspaper)), "//o:item[starts-with(@media-type, 'image/')]/@href")
    assert items == ["images/cover.jpg", "images/a1-p1.jpg", "images/a1-p2.jpg"]


def test_the_container_opens_with_its_media_type_and_bears_no_date(newspaper: Style) -> None:
    with zipfile.ZipFile(BytesIO(export(FULL, newspaper))) as archive:
        entries = archive.infolist()
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}


def test_an_edition_without_stories_is_refused(newspaper: Style) -> None:
    with pytest.raises(InputError, match="no story"):
        export(replace(FULL, sections=(Section(()),)), newspaper)


def test_a_missing_picture_stops_the_book(newspaper: Style) -> None:
    photo = replace(FERRY.photos[0], src="gone.jpg")
    with pytest.raises(ResourceError, match=r"gone\.jpg"):
        export(single(replace(PLAIN, photos=(photo,))), newspaper)


def test_a_story_without_words_still_makes_a_book(newspaper: Style) -> None:
    root = package(export(single(replace(PLAIN, headline=(), body=(Rule(),))), newspaper))
    assert dc(root, "title") == ["The Harbour Gazette"]


SCRIPT = """
import sys
from hashlib import sha256
from epub_stories import FULL, export
from exporter.style.load import load_style
print(sha256(export(FULL, load_style("magazine"))).hexdigest())
"""


def test_the_same_story_gives_the_same_bytes_in_another_process() -> None:
    def run(seed: str, zone: str) -> str:
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        world = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path}
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=world, capture_output=True, text=True, check=True)
        return done.stdout

    assert run("1", "UTC") == run("2", "Asia/Manila") != ""


def test_sections_of_one_name_apart_are_both_kept(newspaper: Style) -> None:
    book = export(edition(("A", (PLAIN,)), ("B", (FERRY,)), ("A", (PLAIN,))), newspaper)
    names = find(page(book, "nav.xhtml"), "//h:li[@class='section']/h:span/text()")
    assert names == ["A", "B", "A"]
