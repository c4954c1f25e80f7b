"""The rules by which copied text is read, one by one."""

import pytest
from copied import CAPTION, CLIPPING, LAST, OPENING, SECOND, THIRD, article_of, codes, read_text, roles, texts

from exporter.model import Crosshead, List, Quote, Rule, text_of
from exporter.readers import Given

MORE = "Nobody in the village could say who had paid for the lamps, and the council would not say it in public either."
LONG = "This paragraph is long enough to stand for running text, and it ends the way a sentence of the paper does end."


def test_the_whole_clipping_comes_out_as_a_story() -> None:
    article = article_of(CLIPPING)
    assert article.publication.name == "The Island Courier"
    assert text_of(article.headline) == "Sandvik opens a ‘harbour for all’ without a ship"
    assert (article.dateline.raw, article.dateline.place, article.dateline.separator) == ("SANDVIK — ", "SANDVIK", "—")
    assert texts(article) == [OPENING, SECOND, "Gravel and lamps", THIRD, LAST]
    assert [index for index, block in enumerate(article.body) if isinstance(block, Crosshead)] == [2]


def test_a_repeated_caption_is_kept_once_with_credit_and_catchline() -> None:
    (photo,) = article_of(CLIPPING).photos
    assert text_of(photo.caption) == CAPTION
    assert photo.credit == "NORDFOTO PHOTO VIA AP"
    assert photo.catchline == "KEYS WITHOUT A SHIP"
    assert photo.src == ""


def test_the_readers_own_lines_are_dropped_on_record() -> None:
    dropped = article_of(CLIPPING).provenance.dropped
    assert [line.text for line in dropped] == ["Newspapers in English", "Newspapers from Norway"]


def test_every_line_is_traced_with_its_role() -> None:
    reading = read_text(CLIPPING)
    assert [line.line for line in reading.trace] == list(range(1, CLIPPING.count("\n") + 1))
    assert [line.text for line in reading.trace] == CLIPPING.split("\n")[:-1]
    told = [role for role in roles(reading).values() if role != "blank"]
    assert told == [
        "masthead", "headline", "body", "body", "crosshead 1", "body", "body", "caption", "credit", "dropped", "dropped"
    ]  # fmt: skip
    assert all(line.why for line in reading.trace if line.role != "blank")
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("prefix", "credit", "catchline"),
    [
        ("SPUTNIK PHOTO VIA AP BUDDIES", "SPUTNIK PHOTO VIA AP", "BUDDIES"),
        ("AP PHOTO HIGH WATER", "AP PHOTO", "HIGH WATER"),
        ("PHOTO BY REUTERS HIGH WATER", "PHOTO BY REUTERS", "HIGH WATER"),
        ("PHOTO FROM AFP/GETTY IMAGES HIGH WATER", "PHOTO FROM AFP/GETTY IMAGES", "HIGH WATER"),
        ("XINHUA", "XINHUA", ""),
    ],
)
def test_a_known_agency_ends_the_credit(prefix: str, credit: str, catchline: str) -> None:
    (photo,) = article_of(f"Head\n\n{LONG}\n\n{CAPTION}\n{prefix} {CAPTION}").photos
    assert (photo.credit, photo.catchline) == (credit, catchline)


def test_a_name_and_a_catchline_that_cannot_be_told_apart_stay_credit_with_a_warning() -> None:
    reading = read_text(f"Head\n\n{LONG}\n\n{CAPTION}\nPHOTO BY JUAN DELA CRUZ BIG DAY {CAPTION}")
    (photo,) = reading.edition.articles[0].photos
    assert (photo.credit, photo.catchline) == ("PHOTO BY JUAN DELA CRUZ BIG DAY", "")
    assert codes(reading) == ["role-unsure"]
    assert reading.findings[0].where.line == 6


def test_line_one_is_the_headline_where_nothing_vouches_for_a_masthead() -> None:
    reading = read_text(f"Village Life\n\nSandvik opens a harbour\n\n{LONG}\n\n{MORE}")
    article = reading.edition.articles[0]
    assert text_of(article.headline) == "Village Life"
    assert article.publication.name == ""
    assert codes(reading)[0] == "role-unsure"
    assert '--publication "Village Life"' in reading.findings[0].hint


def test_a_given_publication_vouches_for_the_masthead() -> None:
    article = article_of(f"VILLAGE LIFE\n\nSandvik opens\n\n{LONG}\n\n{MORE}", given=Given(publication="Village Life"))
    assert article.publication.name == "Village Life"
    assert text_of(article.headline) == "Sandvik opens"


def test_the_readers_address_vouches_for_the_masthead_and_gives_the_date() -> None:
    address = "https://www.pressreader.com/norway/village-life/20260504/281500000000001"
    article = article_of(f"Village Life\n\nSandvik opens\n\n{LONG}\n\n{MORE}", given=Given(source_url=address))
    assert article.publication.name == "Village Life"
    assert article.dates.published == article.publication.date == "2026-05-04"
    assert article.url == address


def test_a_headline_above_a_byline_is_no_masthead() -> None:
    article = article_of(f"Sandvik opens\n\nBy Jane Doe and Tom Roe\n\n{LONG}\n\nNewspapers in English\n")
    assert text_of(article.headline) == "Sandvik opens"
    assert article.byline.raw == "By Jane Doe and Tom Roe"
    assert [person.name for person in article.byline.persons] == ["Jane Doe", "Tom Roe"]


def test_a_short_paragraph_above_the_dateline_is_the_deck() -> None:
    article = article_of(f"Head\n\nA short line that says why\n\nOSLO (NTB) – {LONG}\n\n{MORE}")
    assert text_of(article.deck) == "A short line that says why"
    assert article.dateline.agency == "NTB"


def test_a_short_paragraph_without_a_dateline_below_stays_text() -> None:
    article = article_of(f"Head\n\nA short line that says why\n\n{LONG}\n\n{MORE}")
    assert article.deck == ()
    assert texts(article)[0] == "A short line that says why"


def test_a_crosshead_needs_long_paragraphs_around_it() -> None:
    article = article_of(f"Head\n\n{LONG}\n\nAfter the rain\n\n{LONG}\n\nToo near\n\nShort one.")
    assert [text_of(block.text) for block in article.body if isinstance(block, Crosshead)] == ["After the rain"]


@pytest.mark.parametrize(
    "line", ["It rained.", "Photo: Jane Doe", "Read more about it", "and then it ended", "“We won”", "12"]
)
def test_what_ends_or_begins_like_something_else_is_no_crosshead(line: str) -> None:
    article = article_of(f"Head\n\n{LONG}\n\n{line}\n\n{MORE}")
    assert texts(article) == [LONG, line, MORE]
    assert not any(isinstance(block, Crosshead) for block in article.body)


def test_short_lines_together_are_no_crossheads_and_are_told() -> None:
    reading = read_text(f"Head\n\n{LONG}\n\nBread\n\nButter\n\n{MORE}")
    assert texts(reading.edition.articles[0]) == [LONG, "Bread", "Butter", MORE]
    assert codes(reading) == ["role-unsure", "role-unsure"]


def test_a_paragraph_repeated_whole_inside_the_story_is_kept_twice_with_a_warning() -> None:
    reading = read_text(f"Head\n\n{LONG}\n\n{LONG}\n\n{MORE}")
    assert texts(reading.edition.articles[0]) == [LONG, LONG, MORE]
    assert codes(reading) == ["role-unsure"]


def test_marks_force_roles() -> None:
    text = (
        f"WORLD\n\n# Head\n\n{LONG}\n\n## Short\n\nTiny.\n\n- one\n\n- two\n\n> Said so\n> — Ann Lee\n\n***\n\n{LONG}"
    )
    article = article_of(text, "notes.txt", format="clipping")
    assert text_of(article.kicker) == "WORLD"
    assert text_of(article.headline) == "Head"
    kinds = [type(block).__name__ for block in article.body]
    assert kinds == ["Paragraph", "Crosshead", "Paragraph", "List", "Quote", "Rule", "Paragraph"]
    assert [len(block.items) for block in article.body if isinstance(block, List)] == [2]
    assert [text_of(block.attribution) for block in article.body if isinstance(block, Quote)] == ["Ann Lee"]


def test_an_underscore_rule_is_a_pause_and_an_end_mark_is_dropped() -> None:
    article = article_of(f"Head\n\n{LONG}\n\n___\n\n{LONG}\n\n-30-")
    assert [type(block) for block in article.body][1] is Rule
    assert [line.text for line in article.provenance.dropped] == ["-30-"]


def test_the_last_line_that_names_helpers_is_a_contribution() -> None:
    article = article_of(f"Head\n\n{LONG}\n\nWith reports by Jane Doe in Oslo")
    assert article.body[-1].role == "contribution"  # type: ignore[union-attr]


def test_a_notice_below_the_text_is_the_rights_notice() -> None:
    assert article_of(f"Head\n\n{LONG}\n\n© 2026 Island Press").rights.notice == "© 2026 Island Press"


def test_a_line_glued_to_the_agency_by_copying_stays_text_with_a_warning() -> None:
    reading = read_text(f"Head\n\n- The first meeting in WashAFP\n\n{LONG}")
    assert texts(reading.edition.articles[0])[0] == "The first meeting in WashAFP"
    assert codes(reading) == ["role-unsure"]


def test_wrapped_lines_are_joined_to_paragraphs() -> None:
    wrapped = (
        "Head\n\nThe new harbour opened on Sunday with three brass bands and no\n"
        "ship, because the only ferry of the island was still in its dry-\ndock, on the mainland, where it had been since the start of\n"
        "the winter.\n\nThe council had put off the opening twice, first for want of\ngravel.\n"
    )
    first, second = texts(article_of(wrapped))
    assert first.startswith("The new harbour opened on Sunday with three brass bands and no ship, because")
    assert "dry-dock, on the mainland" in first
    assert second == "The council had put off the opening twice, first for want of gravel."


def test_a_line_that_is_the_given_caption_is_no_body_text() -> None:
    caption = "Ida Lund on the quay"
    article = article_of(f"Head\n\n{LONG}\n\n{caption}", given=Given(photos=("a.jpg",), caption=(caption,)))
    assert texts(article) == [LONG]
    assert [(photo.src, text_of(photo.caption)) for photo in article.photos] == [("a.jpg", caption)]


def test_quotation_marks_and_no_break_spaces_stay_as_they_are() -> None:
    odd = "He said \"no\", «non\u00a0», „nein“ and 'nope' -- all  in one\u00a0breath, which took a while and cost him a good deal."
    assert texts(article_of(f"Head\n\n{odd}\n\n{LONG}"))[0] == odd
