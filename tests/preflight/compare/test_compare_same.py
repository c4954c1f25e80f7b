"""A file of the story says the same in every format, look and profile: the comparison raises no false alarm."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from told import ARABIC, FORMATS, GERMAN, PAIRS, QUOTED, STORY, compared, made, told

from exporter.backends.pdf.options import PdfOptions
from exporter.backends.pdf.profiles import PROFILES
from exporter.copyedit import copyedit
from exporter.model import (
    Article,
    Dateline,
    Edition,
    Figure,
    Footnote,
    List,
    Paragraph,
    Photo,
    Publication,
    Run,
    Source,
    edition_of,
    rich,
)  # fmt: skip
from exporter.preflight.compare.prove import read_shown
from exporter.preflight.compare.shown import squeeze
from exporter.style.load import load_style

LOOKS = ("newspaper", "magazine", "clipping")
TEXTS = {
    "everything": STORY,
    "two of each": PAIRS,
    "right to left": ARABIC,
    "divided words, no headline": GERMAN,
    "quotations": QUOTED,
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_file_says_what_its_story_says(text: str, format: str, look: str) -> None:
    edition = told(text)
    assert compared(made(edition, format, look), format, edition) == ()


@pytest.mark.parametrize("format", FORMATS)
def test_a_marked_quotation_has_the_same_signs_in_every_format(format: str) -> None:
    shown = read_shown(made(told(QUOTED), format, "clipping"), format).shown
    words = "".join(" ".join(text.text.split()) for text in shown)
    assert "« Brume » sur le port" in words
    assert "« oui, le mot Nebel et “brume” se valent », puis rien." in words


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("text", [STORY, ARABIC], ids=["everything", "right to left"])
def test_a_pdf_of_every_profile_says_the_same(text: str, profile: str) -> None:
    data = made(told(text), "pdf", "clipping", PdfOptions(profile=PROFILES[profile]))
    assert compared(data, "pdf", told(text)) == ()


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("look", LOOKS)
def test_links_of_a_headline_in_close_lines_that_run_both_ways_lead_where_they_should(look: str, language: str) -> None:
    runs = (
        Run("Home to the"), Run(" light ships came ", href="https://example.org/1"),
        Run("at home pilots light came עולם", href="https://example.org/2"), Run(" of night ships"),
        Run(" night the quay עולם harbour of ", href="https://example.org/3"), Run("came", href="https://example.org/4"),
    )  # fmt: skip
    article = Article(headline=runs, body=(Paragraph(rich("Some text.")),), language=language)
    edition = copyedit(edition_of(article))
    assert compared(made(edition, "pdf", look), "pdf", edition) == ()


@pytest.mark.parametrize("scheme", ["booklet", "2up", "4up"])
def test_pages_imposed_on_sheets_say_the_same(scheme: str) -> None:
    pytest.importorskip("pikepdf", reason="pikepdf, which imposes pages, is not installed")
    data = made(told(), "pdf", "newspaper", PdfOptions(impose=scheme))  # type: ignore[arg-type]
    assert compared(data, "pdf") == ()


def long_story(number: int, paragraphs: int) -> Article:
    body = tuple(
        Paragraph(rich(f"Story {number}, paragraph {count}: " + "the tide comes in again. " * 30))
        for count in range(paragraphs)
    )
    return Article(
        id=f"s{number}", headline=rich(f"Story number {number}"), section=f"Part {number}", language="en", body=body
    )


@pytest.mark.parametrize("format", FORMATS)
def test_an_edition_whose_stories_go_on_overleaf_says_the_same(format: str) -> None:
    edition = told_edition(edition_of(long_story(1, 20), long_story(2, 2), told().articles[0]))
    data = made(edition, format)
    assert compared(data, format, edition) == ()
    if format == "pdf":
        furniture = "".join(shown.text for shown in read_shown(data, "pdf").shown if shown.zone == "furniture")
        assert "Continued on page" in furniture


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["de-CH", "fr", "ja", "ar"])
def test_furniture_in_the_language_of_the_story_says_nothing_of_its_own(format: str, language: str) -> None:
    stories = [long_story(1, 20), replace(long_story(2, 3), page="A4", sources=(Source("Quay News"),))]
    publication = Publication(name="The Quay Courier", number="212", edition="City")
    stories = [replace(story, language=language, publication=publication) for story in stories]
    if language == "ar":  # a page is told by its letters, not by its language
        body = tuple(
            Paragraph(rich(f"{count}: " + "عاد المد مرة أخرى إلى الميناء القديم. " * 20)) for count in range(20)
        )
        stories = [replace(story, body=body, headline=rich("المد يعود")) for story in stories]
    edition = told_edition(replace(edition_of(*stories), publication=publication))
    for look in ("newspaper", "clipping"):
        data = made(edition, format, look)
        assert compared(data, format, edition) == ()
        furniture = "".join(shown.text for shown in read_shown(data, format).shown)
        if format == "pdf" and language != "ar":  # whose furniture is told as it is seen
            assert squeeze(load_style(look).phrase("continued-on", language).format(page=2)) in squeeze(furniture)
        assert not any(word in furniture for word in ("Continued", "Contents", "Words", "No."))


def told_edition(edition: Edition) -> Edition:
    return copyedit(edition)


@pytest.mark.parametrize("format", FORMATS)
def test_japanese_with_readings_above_its_words_says_the_same(format: str) -> None:
    runs = (
        Run("昨夜、"),
        Run("灯台", ruby="とうだい"),
        Run("の光が百年ぶりに戻った。町の人々は岸壁に集まり、静かに見守った。" * 4),
    )
    article = Article(headline=rich("灯台の光"), language="ja", body=(Paragraph(runs), Paragraph(rich("終わり。"))))
    edition = told_edition(edition_of(article))
    assert compared(made(edition, format), format, edition) == ()


@pytest.mark.parametrize("format", FORMATS)
def test_a_photo_that_stands_twice_is_not_called_doubled(format: str) -> None:
    photo = Photo(id="q", src="quay.png", caption=rich("The same quay."), credit="Mara Lind", alt="A quay.")
    body = (
        Figure(("q",)),
        Paragraph(rich("Years go by, nothing is built.")),
        Figure(("q",)),
        Paragraph(rich("Nothing at all.")),
    )
    edition = told_edition(edition_of(Article(headline=rich("Twice"), language="en", body=body, photos=(photo,))))
    assert compared(made(edition, format), format, edition) == ()


@pytest.mark.parametrize("format", FORMATS)
def test_a_photo_without_a_picture_or_words_for_it_is_nothing_to_miss(format: str) -> None:
    photos = (
        Photo(id="a", caption=rich("Never sent.")),
        Photo(id="b", src="quay.png", decorative=True),
        Photo(id="c", src="quay.png"),
    )
    article = replace(told().articles[0], photos=photos)
    edition = told_edition(edition_of(article))
    assert compared(made(edition, format), format, edition) == ()


def test_the_head_of_a_table_that_goes_on_in_the_next_column_is_nothing_added() -> None:
    rows = "\n".join(f"| Candidate {number} | Town {number} | {number * 37} |" for number in range(160))
    head = "| Name of all candidates | Town | Votes |"
    edition = told(f"# Results\n\nAll are counted.\n\n{head}\n|---|---|---:|\n{rows}\n")
    data = made(edition, "pdf")
    said = [shown.text for shown in read_shown(data, "pdf").shown if shown.zone == "furniture"]
    assert any("Votes" in text for text in said)
    assert not any("Name of all candidates" in text for text in said)  # it is set in two lines
    assert compared(data, "pdf", edition) == ()


CALL = Run("1", note="n")
ODD = {
    "a note that calls itself": Article(
        body=(Paragraph(rich("All is said.")),), notes=(Footnote("n", (Paragraph((Run("Twice"), CALL)),)),)
    ),
    "notes called in another order, one in the headline": Article(
        headline=(Run("Called"), Run("2", note="m")),
        body=(Paragraph((Run("First"), Run("3", note="o"), Run(" and then"), CALL)),),
        notes=tuple(Footnote(id, (Paragraph(rich(f"Note {id}.")),)) for id in "nmo"),
    ),
    "a note that begins with a list": Article(
        body=(Paragraph((Run("Called"), CALL)),),
        notes=(Footnote("n", (List(((Paragraph(rich("An item.")),),), ordered=True, start=5),)),),
    ),
    "a call with another sign than its note's": Article(
        body=(Paragraph((Run("Called"), Run("*", note="n"))),),
        notes=(Footnote("n", (Paragraph(rich("The note.")),), label="a"),),
    ),
    "a call of a note that is not there": Article(
        body=(Paragraph((Run("Called"), Run("*", note="lost"), Run("1", note="lost"))),),
        photos=(Photo(id="p", src="quay.png", catchline="Quay", caption=(Run("*", note="lost"),)),),
    ),
    "a dateline and a lead alone": Article(
        dateline=Dateline(raw="OSLO"), body=(Paragraph(rich("The lead."), role="lead"),)
    ),
    "a photo that a note shows": Article(
        body=(Paragraph((Run("See below"), CALL)),), notes=(Footnote("n", (Figure(("p",)),)),),
        photos=(Photo(id="p", src="quay.png", caption=rich("The quay.")),),
    ),
    "a headline of lines, too long for the running head": Article(
        headline=rich("One\nTwo\nThree " + "and a line that goes on " * 9), body=(Paragraph(rich("Words.")),)
    ),
    "lines in a reading, in a name, a number without end": Article(
        publication=Publication(name="The Quay\nCourier"),
        body=(
            Paragraph((Run("灯台", ruby="とう\nだい"), Run("."))),
            List(((Paragraph(rich("An item.")),),), ordered=True, start=10**15),
        ),
    ),
    "words that run both ways": Article(
        body=(Paragraph((Run("Halden ערפל (נמל) 77 שָׁלוֹם, المدينة ١٢٣ (شمال): مدّ"), CALL, Run(" – end."))),),
        notes=(Footnote("n", (Paragraph(rich("ערפל: Halden.")),)),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("article", ODD.values(), ids=ODD)
def test_odd_stories_are_no_alarm(article: Article, language: str, format: str) -> None:
    edition = told_edition(edition_of(replace(article, language=language)))
    for look in ("clipping", "newspaper"):
        assert compared(made(edition, format, look), format, edition, look) == ()
