"""The door: encodings and characters."""

import codecs

import pytest
from copied import CLIPPING, codes, read_text, texts
from yardstick import yards

from exporter.env import fixed_env
from exporter.model import text_of
from exporter.readers import Given, Reading, clean, read
from exporter.readers.clean import Cleaner
from exporter.report import Report


def read_bytes(data: bytes) -> Reading:
    return read(data, "story.txt", Given(), fixed_env(), Report())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_says_the_encoding(mark: bytes, encoding: str) -> None:
    reading = read_bytes(mark + CLIPPING.encode(encoding))
    assert reading.edition.articles[0].body == read_text(CLIPPING).edition.articles[0].body
    assert codes(reading) == []


def test_windows_text_is_read_with_a_finding() -> None:
    reading = read_bytes("Head\n\nThe “caf\u00e9” was shut.".encode("cp1252"))
    assert texts(reading.edition.articles[0]) == ["The “caf\u00e9” was shut."]
    assert codes(reading) == ["encoding-guessed"]
    assert reading.findings[0].where.line == 3


def test_utf16_without_a_mark_is_guessed_with_a_finding() -> None:
    reading = read_bytes("Head\n\nThe harbour was shut on Sunday.".encode("utf-16-le"))
    assert texts(reading.edition.articles[0]) == ["The harbour was shut on Sunday."]
    assert codes(reading) == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("dirty", "clean", "code"),
    [
        ("a\x07b\x9fc", "abc", "control-characters"),
        ("a\ufffeb\ufdd0c\U0001ffff", "abc", "broken-characters"),
        ("a\u202eb\u2066c", "abc", "bidi-overrides"),
        ("a\u200bb\ufeffc\u00ad", "abc", "invisible-characters"),
    ],
)
def test_unwanted_characters_are_left_out_with_a_finding_that_counts(dirty: str, clean: str, code: str) -> None:
    reading = read_text(f"Head\n\nFirst {dirty} paragraph.")
    assert texts(reading.edition.articles[0]) == [f"First {clean} paragraph."]
    assert codes(reading) == [code]
    assert reading.findings[0].where.line == 3
    assert reading.findings[0].message.endswith((": 2", ": 3"))


@pytest.mark.parametrize("kept", ["a\u200cb", "a\u200db", "a\u200eb", "a\u200fb", "a\u00a0b", "a\tb"])
def test_spelling_marks_and_no_break_spaces_are_kept(kept: str) -> None:
    assert Cleaner().text(kept) == kept


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one_and_glues_no_words(end: str) -> None:
    assert Cleaner().text(f"one{end}two") == "one\ntwo"


def test_text_is_composed() -> None:
    assert Cleaner().text("cafe\u0301") == "caf\u00e9"


def test_a_lone_surrogate_from_json_is_dropped() -> None:
    reading = read_text('{"headline": [{"text": "a\\ud800b"}]}', "a.json")
    assert text_of(reading.edition.articles[0].headline) == "ab"
    assert codes(reading) == ["broken-characters"]


def test_a_heap_of_combining_marks_costs_little() -> None:
    heap = "a" + "\u0301\u0323" * 100_000
    assert yards(lambda: Cleaner().text(heap)) < 40  # without the limit of UAX #15 it is a thousand


def test_letters_lost_before_are_told() -> None:
    assert codes(read_text("Head\n\nThe caf\ufffd was shut.")) == ["replacement-character"]


def test_no_letter_that_has_to_be_cleaned_is_passed_over() -> None:
    letters = [*range(0x10000), *(plane * 0x10000 + end for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))]
    dirty = (clean._LINE_ENDS, clean._ANY_UNWANTED, clean._MARK_RUN)
    passed = (chr(letter) for letter in letters if not clean._ANY.search(chr(letter)))
    assert not [letter for letter in passed if any(kind.search(letter * 30) for kind in dirty)]
