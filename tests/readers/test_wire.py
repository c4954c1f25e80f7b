"""Wire text: control bytes, header, hard-wrapped lines, several messages."""

import pytest
from kept import lost, read_bytes

from exporter.model import Paragraph, text_of
from exporter.report import InputError

WRAPPED = (
    "\x16\x16\x01dpa1234 4 pl 120 dpa 0567\r\nHafen/Verkehr/\r\n\x02Hafen öffnet ohne Schiff =\r\n\r\n"
    "   Sandvik (dpa) - Der neue Hafen ist am Sonntag mit drei Kapellen\r\n"
    "und ohne Schiff eröffnet worden, denn die einzige Fähre der Insel lag\r\n"
    "noch im Dock auf dem Festland.\r\n"
    "   Man habe elf Jahre gewartet, sagte der Bürgermeister, und könne auch\r\n"
    "noch bis Dienstag warten. Die Menge lachte und aß Waffeln im Ost-\r\n"
    "West-Wind.\r\n\x03031400 MAY 26\r\n\x04"
)
SECOND = (
    "\x01AP 0042 2 SPT 00099\r\nBC-WHALES\r\n\x02Nine whales pass the cape\r\n\r\nSANDVIK (AP) _ Nine whales passed the "
    "cape.\r\n\r\nThey went north.\r\n\x03\x04"
)


def test_a_message_is_joined_into_paragraphs() -> None:
    (article,) = read_bytes(WRAPPED.encode(), "in.txt").edition.articles
    assert article.provenance.format == "wire"
    assert text_of(article.headline) == "Hafen öffnet ohne Schiff"
    assert article.dateline.place == "Sandvik"
    first, second = article.body
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert text_of(first.text).endswith("noch im Dock auf dem Festland.")
    assert text_of(second.text).endswith("im Ost-West-Wind.")


def test_the_header_is_kept_and_the_time_read() -> None:
    (article,) = read_bytes(WRAPPED.encode(), "in.txt").edition.articles
    assert article.extra["wire:service"] == "dpa"
    assert (article.extra["wire:number"], article.extra["wire:category"]) == ("1234", "pl")
    assert article.slugline == "dpa 0567"
    assert article.extra["wire:header"] == "Hafen/Verkehr/"
    assert article.dates.created == "2026-05-03T14:00:00"


def test_several_messages_are_an_edition() -> None:
    reading = read_bytes((WRAPPED + SECOND).encode(), "in.txt")
    assert [text_of(article.headline) for article in reading.edition.articles] == [
        "Hafen öffnet ohne Schiff",
        "Nine whales pass the cape",
    ]
    assert [line.line for line in reading.trace] == list(range(1, len(reading.trace) + 1))


def test_no_words_of_the_wire_are_lost() -> None:
    edition = read_bytes((WRAPPED + SECOND).encode(), "in.txt").edition
    for line in (WRAPPED + SECOND).replace("Ost-\r\nWest", "Ost-West").splitlines():
        for part in line.split("   "):
            for word in part.split():
                assert not lost(word, edition), word


def test_letters_of_the_old_wire_are_read() -> None:
    reading = read_bytes(WRAPPED.encode("cp1252"), "in.txt")
    assert text_of(reading.edition.articles[0].headline) == "Hafen öffnet ohne Schiff"
    assert "control-characters" not in [finding.code for finding in reading.findings]


def test_a_message_cut_short_is_refused_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(WRAPPED.partition("\x03")[0].encode(), "in.txt", "wire")
    assert caught.value.where.line == 3
    assert caught.value.hint
    with pytest.raises(InputError):
        read_bytes(b"no control bytes at all", "in.txt", "wire")
