"""Several briefs in one paste."""

from copied import CLIPPING, codes, read_text

from exporter.model import text_of

BRIEFS = """The Island Courier

Ferry back in June

SANDVIK: The ferry of the island will be back in June, the harbour office said on Monday.

Whales off the cape

CAPE ROSS: Nine whales passed the cape on Sunday.

They went north, where the water is colder at this time of the year.

Lamps for the quay

SANDVIK: The council pays for the lamps after all, the mayor said.

Newspapers in English
"""


def test_briefs_become_stories_of_their_own() -> None:
    reading = read_text(BRIEFS)
    articles = reading.edition.articles
    assert [text_of(article.headline) for article in articles] == [
        "Ferry back in June",
        "Whales off the cape",
        "Lamps for the quay",
    ]
    assert [article.dateline.place for article in articles] == ["SANDVIK", "CAPE ROSS", "SANDVIK"]
    assert [len(article.body) for article in articles] == [1, 2, 1]
    assert "several-stories" in codes(reading)


def test_lines_of_briefs_keep_their_numbers() -> None:
    reading = read_text(BRIEFS)
    assert [line.line for line in reading.trace] == list(range(1, len(BRIEFS.splitlines()) + 1))
    assert [line.text for line in reading.trace] == BRIEFS.splitlines()
    whales = reading.edition.articles[1].body[0]
    assert BRIEFS.splitlines()[whales.line - 1].startswith("CAPE ROSS")


def test_a_marked_headline_keeps_one_story_together() -> None:
    reading = read_text(BRIEFS.replace("Ferry back", "# Ferry back"))
    assert len(reading.edition.articles) == 1


def test_one_story_with_crossheads_is_one() -> None:
    assert len(read_text(CLIPPING).edition.articles) == 1


def test_no_brief_loses_words() -> None:
    edition = read_text(BRIEFS).edition
    held = str(edition)
    for word in BRIEFS.split():
        assert word in held
