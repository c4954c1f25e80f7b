"""Each thing that a file can say otherwise is found in every format, by its code, with the words that differ."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from told import FORMATS, PAIRS, codes, compared, made, told

from exporter.model import Article, Block, Edition, Mark, Paragraph, Quote, Rich, Run, Table, rich, text_of
from exporter.model.walk import map_article, map_edition

Spoil = Callable[[Article], Article]


def spoilt(spoil: Spoil) -> Edition:
    return map_edition(told(), spoil)


def place_of(article: Article, start: str) -> int:
    return next(
        place
        for place, block in enumerate(article.body)
        if isinstance(block, Paragraph) and text_of(block.text).startswith(start)
    )


def without_paragraph(article: Article) -> Article:
    place = place_of(article, "The vote is on")
    return replace(article, body=article.body[:place] + article.body[place + 1 :])


def doubled_paragraph(article: Article) -> Article:
    place = place_of(article, "They keep")
    twin = replace(article.body[place], id="twin")
    return replace(article, body=(*article.body[: place + 1], twin, *article.body[place + 1 :]))


def swapped_paragraphs(article: Article) -> Article:
    first, second, *rest = article.body
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    last = rest.pop()
    return replace(article, body=(first, last, second, *rest))


def added_sentence(article: Article) -> Article:
    return replace(article, body=(*article.body, Paragraph(rich("Subscribe now and read on for free."), id="ad")))


def in_runs(old: str, new: str) -> Spoil:
    def change(runs: Rich) -> Rich:
        return tuple(replace(run, text=run.text.replace(old, new)) for run in runs)

    return lambda article: map_article(article, change_rich=change)


def relinked(old: str, new: str) -> Spoil:
    def change(runs: Rich) -> Rich:
        return tuple(replace(run, href=new if run.href == old else run.href) for run in runs)

    return lambda article: map_article(article, change_rich=change)


def photo_with(**fields: object) -> Spoil:
    return lambda article: replace(article, photos=tuple(replace(photo, **fields) for photo in article.photos))


def without_cell(article: Article) -> Article:
    def change(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        head, first, last = block.rows
        return replace(block, rows=(head, (first[0], replace(first[1], blocks=())), last))

    return map_article(article, change)


def without_call(article: Article) -> Article:
    return map_article(article, change_rich=lambda runs: tuple(run for run in runs if not run.note))


def joined_words(article: Article) -> Article:
    return in_runs("harbour office", "harbouroffice")(article)


CASES: dict[str, tuple[Spoil, str, str]] = {
    # what is spoilt: how, the code, words of the message
    "a paragraph removed": (without_paragraph, "words-missing", "[-The vote is on Thursday at four, in the old"),
    "a paragraph doubled": (doubled_paragraph, "words-doubled", "They keep two lamps"),
    "paragraphs swapped": (swapped_paragraphs, "words-moved", "The vote is on Thursday"),
    "a word changed": (in_runs("ice house", "fish hall"), "words-changed", "and the [-ice house-]{+fish hall+} is full"),
    "a word of the headline changed": (in_runs("Storm", "Calm"), "words-changed", "[-Storm-]{+Calm+} keeps the fleet"),
    "a figure changed": (in_runs("410", "140"), "words-changed", "[-410-]{+140+} metres."),
    "a sentence added": (added_sentence, "words-added", "{+Subscribe now"),
    "a credit gone": (photo_with(credit=""), "words-missing", "[-Mara Lind / Quay Pictures-]"),
    "a caption gone": (photo_with(caption=()), "words-missing", "[-The harbour at noon, with a chart.-]"),
    "a credit changed": (photo_with(credit="Mara Lund / Quay Pictures"), "words-changed", "[-Lind-]{+Lund+}"),
    "an alternative text gone": (photo_with(alt=""), "alt-changed", "[-Boats lie against"),
    "an alternative text changed": (photo_with(alt="Boats lie against a ship."), "alt-changed", "[-wall-]{+ship+}"),
    "a link led elsewhere": (relinked("https://example.org/lamps", "https://example.com/buy"), "link-changed",
                             "[-https://example.org/lamps-]{+https://example.com/buy+}"),
    "a link gone": (relinked("https://example.org/lamps", ""), "link-changed", "[-https://example.org/lamps-]"),
    "a link of a caption gone": (relinked("https://example.org/chart", ""), "link-changed", "[-https://example.org/chart-]"),
    "a cell emptied": (without_cell, "words-missing", "[-31-]"),
    "a cell changed": (in_runs("28", "82"), "words-changed", "[-28-]{+82+}"),
    "a note changed": (in_runs("in March", "in May"), "words-changed", "in [-March-]{+May+}."),
    "a note not called": (without_call, "words-changed", "[-[note]-]"),
    "who said it changed": (in_runs("Elder sister", "Elder brother"), "words-changed", "[-sister-]{+brother+}"),
    "a question changed": (in_runs("Will it", "Would it"), "words-changed", "[-Will-]{+Would+} it hold"),
    "two words run together": (joined_words, "words-changed", "[-harbour office-]{+harbouroffice+}"),
    "a deck without its end": (in_runs(" the breakwater is built", ""), "words-changed", "whether[- the breakwater is built-]"),
}  # fmt: skip


# The cover of a book says headline and picture again; Word prints a note that nothing calls at the end of the story.
TOLD_TWICE = ("a word of the headline changed", "an alternative text changed", "a note not called")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_what_a_file_says_otherwise_is_found(case: str, format: str) -> None:
    spoil, code, words = CASES[case]
    findings = compared(made(spoilt(spoil), format), format)
    assert code in codes(findings)
    assert {finding.severity for finding in findings} == {"error"}
    assert words in " ".join(finding.message for finding in findings), [finding.message for finding in findings]
    if case not in TOLD_TWICE:
        assert len(findings) == 1, [str(finding) for finding in findings]


def swapped_in_photos(field: str) -> Spoil:
    def spoil(article: Article) -> Article:
        one, two = article.photos
        kept = {field: getattr(one, field)}
        return replace(article, photos=(replace(one, **{field: getattr(two, field)}), replace(two, **kept)))

    return spoil


def swapped_notes(article: Article) -> Article:
    one, two = article.notes
    return replace(article, notes=(replace(one, blocks=two.blocks), replace(two, blocks=one.blocks)))


def unlinked_call(article: Article) -> Article:
    return map_article(
        article,
        change_rich=lambda runs: tuple(replace(run, note="" if run.text == "2" else run.note) for run in runs),
    )


def swapped_speakers(article: Article) -> Article:
    said = [block.attribution for block in article.body if isinstance(block, Quote)]
    return map_article(
        article,
        lambda block: replace(block, attribution=said.pop()) if isinstance(block, Quote) else block,
    )


def swapped_cells(article: Article) -> Article:
    def change(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        head, (year, boats), (next_year, next_boats) = block.rows
        return replace(block, rows=(head, (year, next_boats), (next_year, boats)))

    return map_article(article, change)


PAIRED: dict[str, tuple[Spoil, str, str]] = {
    "the texts of two notes": (swapped_notes, "note-changed", "Counted by the harbour office in March."),
    "a note's call, made a figure": (unlinked_call, "words-changed", "Friday.[-[note]-]{+2+}"),
    "two captions": (swapped_in_photos("caption"), "words-moved", "the caption stands elsewhere"),
    "two credits": (swapped_in_photos("credit"), "words-moved", "the credit stands elsewhere"),
    "two alternative texts": (swapped_in_photos("alt"), "words-moved", "the caption stands elsewhere"),
    "who said what": (swapped_speakers, "words-moved", "the attribution stands elsewhere"),
    "two cells": (swapped_cells, "words-moved", "the cell, paragraph stands elsewhere"),
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", PAIRED)
def test_what_stands_in_the_place_of_its_like_is_found(case: str, format: str) -> None:
    spoil, code, words = PAIRED[case]
    story = told(PAIRS)
    findings = compared(made(map_edition(story, spoil), format), format, story)
    assert code in codes(findings)
    assert words in " ".join(finding.message for finding in findings), [finding.message for finding in findings]


@pytest.mark.parametrize("format", ["docx", "epub"])
@pytest.mark.parametrize("mark", ["bold", "italic", "superscript", "subscript"])
def test_a_mark_that_words_have_lost_is_found(mark: Mark, format: str) -> None:
    def spoil(article: Article) -> Article:
        return map_article(
            article,
            change_rich=lambda runs: tuple(
                replace(run, marks=tuple(other for other in run.marks if other != mark)) for run in runs
            ),
        )

    story = told("# Marks\n\nThe **one** and *the other*: H<sub>2</sub>O, 10<sup>6</sup> times.\n")
    (found,) = compared(made(map_edition(story, spoil), format), format, story)
    assert (found.code, f"[-{mark}: " in found.message) == ("marks-lost", True)
    assert compared(made(story, format), format, story) == ()


@pytest.mark.parametrize("format", FORMATS)
def test_two_links_that_changed_places_are_found(format: str) -> None:
    one, two = "https://example.org/one", "https://example.org/two"
    right = (Run("See "), Run("this", href=one), Run(" and "), Run("that", href=two), Run("."))
    wrong = (Run("See "), Run("this", href=two), Run(" and "), Run("that", href=one), Run("."))
    story, file = (
        map_edition(told(), lambda article, runs=runs: replace(article, body=(Paragraph(runs, id="p"),)))  # type: ignore[misc]
        for runs in (right, wrong)
    )
    assert codes(compared(made(file, format), format, story)) == ["link-changed"]


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_another_story_is_told_apart_in_a_moment(format: str) -> None:
    other = map_edition(
        told(), lambda article: replace(article, body=(Paragraph(rich("Nothing of it is here."), id="p"),))
    )
    findings = compared(made(other, format), format)
    assert codes(findings).count("words-missing") > 10
    assert "words-added" in codes(findings) or "words-changed" in codes(findings)
