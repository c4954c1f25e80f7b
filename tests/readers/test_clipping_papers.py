"""Stories in the shape in which readers and pages of seven papers are copied, with all that stands around them."""

from pathlib import Path

import pytest
from copied import article_of, codes, read_text, texts

from exporter.model import Article, List, Quote, text_of
from exporter.readers import Given

PAPERS = Path(__file__).parent / "fixtures" / "clipping"
LONG = "This paragraph is long enough to stand for running text, and it ends the way a sentence of the paper does end."


def paper(name: str) -> Article:
    return article_of((PAPERS / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


@pytest.mark.parametrize(
    ("name", "masthead", "kicker", "headline", "byline", "date", "page"),
    [
        ("ledger", "The Cedar Falls Ledger", "SCHOOLS", "District drops homework for youngest readers",
         "By DANA WHITCOMBE, STAFF WRITER", "2026-03-08", "A1"),
        ("kurier", "Nordsee-Kurier", "Lokales", "Hafenfähre fährt wieder – Pendler atmen auf",
         "Von Inka Petersen und Jörn Brandt", "2026-03-14", "7"),
        ("gazette", "La Gazette du Littoral", "ENVIRONNEMENT", "Les dunes reculent, le village s’interroge",
         "Par Maëlle Kerrouan", "2026-03-03", ""),
        ("faro", "El Faro de la Bahía", "CULTURA", "El último imprentero de la calle Mayor cierra con una fiesta",
         "LUCÍA BARRENA", "2026-02-22", ""),
        ("araw", "Ang Bagong Araw", "BALITA", "Tulay sa San Rafael, bukas na matapos ang apat na taon",
         "Ni Liwayway D. Macaraeg", "2026-03-09", "A3"),
        ("marfa", "صحيفة المرفأ", "", "عودة المكتبة المتنقلة إلى قرى الجبل", "نادين حداد", "", ""),
        ("minato", "みなと日報", "", "灯台の食堂、四十年ぶりに灯る\u3000元船員の夫婦が再開", "", "2026-03-10", "23"),
    ],
)  # fmt: skip
def test_the_head_of_a_story_is_found_in_the_manner_of_each_paper(
    name: str, masthead: str, kicker: str, headline: str, byline: str, date: str, page: str
) -> None:
    story = paper(name)
    assert (story.publication.name, text_of(story.kicker), text_of(story.headline)) == (masthead, kicker, headline)
    assert (story.byline.raw, story.dates.published, story.page) == (byline, date, page)


@pytest.mark.parametrize(
    ("name", "credits", "dropped"),
    [
        ("ledger", ["LENA ORTH/THE LEDGER"] * 2, 9),
        ("kurier", ["FOTO: INKA PETERSEN"], 6),
        ("gazette", ["PHOTO MAËLLE KERROUAN / LA GAZETTE", "INFOGRAPHIE LA GAZETTE"], 9),
        ("faro", ["PABLO ORTUÑO"], 8),
        ("marfa", ["تصوير: كريم نصر"], 2),
        ("minato", ["撮影・森下葵"], 3),
    ],
)
def test_captions_with_credits_are_photos_and_what_is_the_pages_is_dropped_on_record(
    name: str, credits: list[str], dropped: int
) -> None:
    story = paper(name)
    assert [photo.credit for photo in story.photos] == credits
    assert all(photo.caption for photo in story.photos)
    assert len(story.provenance.dropped) == dropped


def test_bullets_and_lines_that_count_are_lists_without_their_signs() -> None:
    (bullets,) = [block for block in paper("kurier").body if isinstance(block, List)]
    (numbers,) = [block for block in paper("faro").body if isinstance(block, List)]
    assert (bullets.ordered, numbers.ordered) == (False, True)
    assert [text_of(item[0].text) for item in bullets.items][2] == "Hunde dürfen nur an Deck."  # type: ignore[union-attr]
    assert text_of(numbers.items[2][0].text) == "Tirar: entintar y prensar."  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "attribution"), [("kurier", "Ratsherr Ole Thomsen"), ("gazette", "YANN LE BIHAN, INGÉNIEUR")]
)
def test_a_quotation_alone_that_is_repeated_or_signed_is_a_pull_quote(name: str, attribution: str) -> None:
    (quote,) = [block for block in paper(name).body if isinstance(block, Quote)]
    assert quote.pull
    assert text_of(quote.attribution) == attribution


def test_an_unsigned_quotation_that_nothing_repeats_is_a_paragraph() -> None:
    story = article_of(f"Head\n\n{LONG}\n\n“We shall never see the like of it again.”\n\n{LONG[:-1]} again.")
    assert not any(isinstance(block, Quote) for block in story.body)


def test_a_word_that_is_also_a_button_stays_where_it_heads_a_part_of_the_text() -> None:
    story = article_of(f"Head\n\n{LONG}\n\nListen\n\n{LONG[:-1]} again.")
    assert texts(story)[1] == "Listen"
    assert story.provenance.dropped == ()


def test_what_was_left_out_is_told_and_a_role_given_for_the_line_keeps_it() -> None:
    text = f"Head\n\n3 min read\n\n{LONG}\n\nAdvertisement\n\n{LONG[:-1]} again."
    reading = read_text(text)
    assert codes(reading) == ["lines-dropped"]
    assert "'3 min read', 'Advertisement'" in reading.findings[0].message
    kept = article_of(text, given=Given(roles=((7, "body"),)))
    assert "Advertisement" in texts(kept)


def test_a_date_in_running_text_is_no_line_of_the_page() -> None:
    story = article_of(f"Head\n\nOn 3 March 2026 it rained.\n\n{LONG}\n\nPage 7 of the report says more.")
    assert len(texts(story)) == 3
    assert story.dates.published == ""


def test_a_short_headline_in_capitals_above_a_deck_is_no_kicker() -> None:
    story = article_of(f"FLOOD HITS CITY\n\nThousands sleep in schools\n\nOSLO (NTB) – {LONG}")
    assert (text_of(story.headline), text_of(story.deck)) == ("FLOOD HITS CITY", "Thousands sleep in schools")
    assert story.kicker == ()


WEB_PAGE = """\
Skip to main content
The Ellery Courier
Log in
News
Sport
Home > News > City

Night pilots bring the big ships back
Eleven years after the channel was closed, four pilots have opened it again.

By Maren Okafor
Published 14 March 2026, 06:00 GMT
Updated 2 hours ago

{text}

Sign up to our newsletter
Get the day's headlines in your inbox every morning.

{text}
"""


def test_a_page_of_the_web_copied_from_its_top_begins_with_its_story() -> None:
    story = article_of(WEB_PAGE.format(text=LONG), "page.txt")
    head = (story.publication.name, text_of(story.headline), text_of(story.deck), story.byline.raw)
    assert head == (
        "The Ellery Courier",
        "Night pilots bring the big ships back",
        "Eleven years after the channel was closed, four pilots have opened it again.",
        "By Maren Okafor",
    )
    assert story.dates.published == "2026-03-14"
    assert texts(story) == [LONG, LONG]
    assert {"Sport", "Home > News > City", "Updated 2 hours ago"} <= {line.text for line in story.provenance.dropped}


@pytest.mark.parametrize("line", ["Search", "Menu", "Home", "Home and away"])
def test_a_headline_that_could_stand_in_a_menu_is_one_all_the_same(line: str) -> None:
    story = article_of(f"{line}\n\nBy Maren Okafor\n\n{LONG}\n", "page.txt")
    assert text_of(story.headline) == line
