"""Pages of the web and of newspaper readers, copied with all that stands around their stories."""

from pathlib import Path

import pytest
from copied import article_of, codes, read_text, texts

from exporter.model import Article, Crosshead, List, text_of
from exporter.readers.clipping.folio import read_folio
from exporter.readers.written_date import find_date

PAGES = Path(__file__).parent / "fixtures" / "copied"
LONG = "This paragraph is long enough to stand for running text, and it ends the way a sentence of the paper does end."


def page(name: str) -> Article:
    return article_of((PAGES / f"{name}.txt").read_text("utf-8"), f"{name}.txt")


@pytest.mark.parametrize(
    ("name", "masthead", "kicker", "headline", "deck", "byline"),
    [
        ("account-walls", "", "", "Una segunda grieta cierra el puente", "Los ingenieros hallan", "LUCÍA BARRENA"),
        ("alt-texts", "", "Ellery/Region", "Second Crack Closes a Bridge, and a City Holds", "Engineers in Ripon Falls",
         "By Tomás Reyes and Ada Finch, Reporting from Ripon Falls"),
        ("breadcrumb", "", "Sperrung in Ripon Falls", "Zweiter Riss schließt die Brücke", "Ingenieure haben",
         "Von Jörn Brandt und Inka Petersen, Ripon Falls"),
        ("byline-on-top", "The Ellery Telegraph", "", "Second crack shuts bridge for rest of month", "",
         "By Ada Finch  TRANSPORT CORRESPONDENT"),
        ("caption-twice", "", "", "Second crack closes bridge for weeks", "", "By Ada Finch, ENN"),
        ("counts-and-claps", "", "", "What a second crack is worth", "The bridge is shut again.", "Ada Finch"),
        ("credit-above", "", "NYHETER", "Andra sprickan stänger bron i Ripon Falls", "Ingenjören: ”Hellre en",
         "Av: Ida Lund, Olav Brekke"),
        ("danish-reader", "Sjællandske Nyheder", "", "Ny revne lukker broen", "RISØ: Ingeniører har",
         "Af Ida Lund, ilu@nyheder.example"),
        ("date-at-the-foot", "", "", "Ripon Falls, una seconda crepa chiude", "Gli ingegneri", "di Giulia Ferrante"),
        ("desk-and-date", "", "", "Second crack closes bridge for weeks", "", ""),
        ("dutch-reader", "De Nieuwe Standaard", "BINNENLAND", "Tweede scheur sluit brug voor weken", "Ingenieurs vonden",
         "JAN VAN DER MEER EN LOTTE DE SMET"),
        ("font-buttons", "", "", "Segunda fissura fecha ponte por semanas", "Engenheiros encontraram", ""),
        ("gallery", "", "U.S. News", "Second crack closes Ripon Falls bridge", "", "By  ADA FINCH"),
        ("half-a-story", "", "Infrastructures", "A Ripon Falls, une deuxième fissure ferme le pont", "",
         "Par Maëlle Kerrouan (Ripon Falls, envoyée spéciale)"),
        ("headline-twice", "", "", "İkinci çatlak Ripon Falls köprüsünü kapattı", "", "Liman Haber"),
        ("hebrew", "", "חדשות | תשתיות", "סדק שני סגר את הגשר בריפון פולס לשבועות", "מהנדסים מצאו", "נועה ברק"),
        ("ideographs", "", "社会・調査", "リポンフォールズ橋、2本目の亀裂で再び閉鎖", "", ""),
        ("image-labels", "", "", "Second crack closes Ripon Falls bridge", "", "Ada Finch, EBC News, Ripon Falls"),
        ("italian-reader", "Il Quotidiano della Valle", "Il ponte chiuso", "«Meglio una deviazione di un crollo»",
         "Seconda crepa", "di GIULIA FERRANTE"),
        ("letter-by-mail", "The Skell Letter", "", "What a second crack is worth", "The bridge is shut", "Ada Finch"),
        ("newsletter-box", "The Ellery Guardian", "", "Second crack closes Ripon Falls bridge", "Engineers order closure",
         "Ada Finch in Ripon Falls"),
        ("phone", "The Ellery Courier", "", "Second crack shuts bridge", "City says 14,000 drivers", "Ada Finch"),
        ("reader-buttons", "The Ellery Bulletin", "", "Second crack shuts bridge for rest", "", "By ADA FINCH"),
        ("readers-say", "", "Transportation", "Second crack closes bridge for weeks", "Engineers ordered",
         "By Ada Finch and Tom Roe"),
        ("share-lines", "", "UK infrastructure", "Second crack closes Ripon Falls bridge", "City says 14,000 drivers",
         "Ada Finch in Ripon Falls and Tomás Reyes in London"),
        ("summary-points", "", "United Kingdom", "Second crack closes Ripon Falls bridge", "", "By Ada Finch"),
        ("time-in-kanji", "", "", "リポンフォールズの橋 2本目の亀裂で閉鎖", "", ""),
        ("topics", "", "", "À Ripon Falls, une deuxième fissure ferme le pont", "", "Par La Gazette avec AFP"),
    ],
)  # fmt: skip
def test_the_head_of_a_copied_page_is_found(
    name: str, masthead: str, kicker: str, headline: str, deck: str, byline: str
) -> None:
    story = page(name)
    assert (story.publication.name, text_of(story.kicker), story.byline.raw) == (masthead, kicker, byline)
    assert text_of(story.headline).startswith(headline)
    assert text_of(story.deck).startswith(deck)
    assert bool(story.deck) == bool(deck)
    assert story.dates.published == ("2025-11-15" if name == "date-at-the-foot" else "2025-11-14")


@pytest.mark.parametrize(
    ("name", "credits", "crossheads", "blocks"),
    [
        ("account-walls", ["Foto: MARA LINDQVIST | Vídeo: EPV"], [], 4),
        ("alt-texts", ["Mara Lindqvist for The Ellery Times"] * 2, ["A report nobody read"], 9),
        ("breadcrumb", ["Foto: Mara Lindqvist / DIE WOCHE"], ["Ein Bericht, den niemand las"], 11),
        ("byline-on-top", [], [], 6),
        ("caption-twice", ["Mara Lindqvist/Reuters"], [], 7),
        ("counts-and-claps", ["Photo by Mara Lindqvist on Unsplash"], ["The report"], 10),
        ("credit-above", ["Foto: Mara Lindqvist"], ["Rapporten ingen läste"], 5),
        ("danish-reader", ["Foto: Mara Lindqvist"], ["Rapporten ingen læste"], 4),
        ("desk-and-date", [], [], 3),
        ("dutch-reader", ["© Mara Lindqvist"], ["HET RAPPORT DAT NIEMAND LAS"], 4),
        ("gallery", ["AP Photo/Mara Lindqvist"], [], 7),
        ("hebrew", ["צילום: מארה לינדקוויסט"], [], 3),
        ("ideographs", [""], ["誰も読まなかった報告書"], 4),
        ("image-labels", ["Mara Lindqvist/EBC"], [], 6),
        ("italian-reader", [], [], 2),
        ("letter-by-mail", [], ["The report"], 8),
        ("newsletter-box", ["Photograph: Mara Lindqvist/The Ellery Guardian"], [], 6),
        ("phone", [], [], 4),
        ("reader-buttons", [], [], 4),
        ("readers-say", ["Mara Lindqvist/The Ellery Post"], [], 6),
        ("share-lines", ["© Mara Lindqvist/The Ledger"], [], 7),
        ("summary-points", ["REUTERS/Mara Lindqvist"], [], 6),
        ("time-in-kanji", [], [], 2),
        ("topics", ["Mara Lindqvist / AFP"], [], 5),
    ],
)
def test_the_body_of_a_copied_page_is_the_story_and_nothing_of_the_page(
    name: str, credits: list[str], crossheads: list[str], blocks: int
) -> None:
    story = page(name)
    assert [photo.credit for photo in story.photos] == credits
    assert [text_of(block.text) for block in story.body if isinstance(block, Crosshead)] == crossheads
    assert len(story.body) == blocks


def test_every_line_of_a_copied_page_is_in_the_story_or_on_record() -> None:
    for path in sorted(PAGES.glob("*.txt")):
        reading = read_text(path.read_text("utf-8"), path.name)
        assert {line.role for line in reading.trace} >= {"headline", "body", "dropped", "blank"}
        (story,) = reading.edition.articles
        dropped = [line for line in reading.trace if line.role == "dropped"]
        assert [line.text for line in story.provenance.dropped] == [line.text.strip() for line in dropped]
        assert all(line.reason for line in story.provenance.dropped)


def test_what_describes_an_image_for_those_who_do_not_see_it_is_its_alternative_text() -> None:
    assert [photo.alt for photo in page("alt-texts").photos] == [
        "A view of a stone bridge with barriers at both ends.",
        "Nadia Oyelaran in a yellow jacket.",
    ]
    assert page("image-labels").photos[0].alt == "Nadia Oyelaran in a yellow jacket looks at a pier"


def test_points_above_the_paragraph_with_the_dateline_are_a_list() -> None:
    story = page("summary-points")
    assert isinstance(story.body[0], List)
    assert story.dateline.raw == "RIPON FALLS, Nov 14 (Reuters) - "


@pytest.mark.parametrize("name", ["half-a-story", "account-walls", "ideographs"])
def test_a_page_that_keeps_the_rest_for_subscribers_is_named_as_half_a_story(name: str) -> None:
    reading = read_text((PAGES / f"{name}.txt").read_text("utf-8"), f"{name}.txt")
    assert codes(reading).count("story-cut") == 1
    (finding,) = [finding for finding in reading.findings if finding.code == "story-cut"]
    assert finding.severity == "warning"
    assert finding.where.line > 1


def test_a_paywall_with_nothing_behind_it_cuts_nothing() -> None:
    assert "story-cut" not in codes(read_text(f"見出し\n\n{'本文' * 60}。\n\n有料記事 残り0文字\n"))


def test_speech_behind_a_single_dash_is_a_paragraph_and_keeps_its_dash() -> None:
    assert texts(page("danish-reader"))[1].startswith("- Vi vil hellere forklare en omkørsel")


def test_a_pull_quote_above_the_paragraph_that_ends_with_it_is_no_caption() -> None:
    quote = "“It means that the load goes where it should not go.”"
    story = article_of(f"Head\n\n{LONG}\n\n{quote}\n\n{LONG} {quote}\n\n{LONG[:-1]} again.")
    assert story.photos == ()


def test_a_headline_in_title_case_is_not_taken_for_a_name_and_a_place() -> None:
    story = article_of(f"Fire Breaks Out in Queens\n\n14 March 2026\n\n{LONG}\n\n{LONG[:-1]} again.")
    assert text_of(story.headline) == "Fire Breaks Out in Queens"


def test_days_of_a_chronicle_in_the_middle_of_a_story_stay() -> None:
    days = "\n\n".join(f"{day} March 2026\n\n{LONG[:-1]} for day {day}." for day in range(1, 9))
    story = article_of(f"Head\n\n{LONG}\n\n{LONG[:-1]} again.\n\n{LONG[:-1]} once more.\n\n{days}")
    assert sum(text.endswith("March 2026") for text in texts(story)) == 8


@pytest.mark.parametrize(
    "line",
    [
        "Fri 14 Nov 2025 18.04 GMT", "Fredag d. 14. november 2025", "14/11/2025 - Pag. 12",
        "Oluşturulma Tarihi: Kasım 14, 2025 18:04", "14 בנובמבר 2025, 18:04", "Παρασκευή, 14 Νοεμβρίου 2025",
        "2025年11月14日 18:04 (2025年11月15日 5:00更新) [会員限定記事]", "November 14, 20256:04 PM GMTUpdated 2 hours ago",
        "2025-11-14T18:04:00Z", "2025/11/14 18:04", "14-11-2025", "14.nov.2025 às 18h04", "2025年11月14日 18時04分", "perjantai 14. marraskuuta 2025",
    ],
)  # fmt: skip
def test_lines_of_the_date_are_read_in_the_manner_of_many_languages(line: str) -> None:
    folio = read_folio(line)
    assert folio
    assert folio.date == "2025-11-14"


def test_sentences_that_open_like_a_line_of_the_page_stay() -> None:
    lines = [
        "Updated rules are in force.",
        "updated, and the limits were raised.",
        "Fixes since v2.4.10",
        "Page turners",
    ]
    story = article_of(f"Head\n\n{LONG}\n\n" + "\n\n".join(lines) + f"\n\n{LONG[:-1]} again.")
    assert set(lines) <= set(texts(story))


@pytest.mark.parametrize("line", ["14 listopada 2025", "3/4/2026", "14 bridges 2025", "31 February 2026"])
def test_what_is_no_day_or_could_be_two_is_no_date(line: str) -> None:
    assert find_date(line) == ("", "")
