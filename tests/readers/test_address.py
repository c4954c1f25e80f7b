"""The address of a newspaper reader's page gives country, title and date, where nothing else says them."""

from copied import CLIPPING, codes, read_text

from exporter.readers import Given

ADDRESS = "https://www.pressreader.com/norway/the-island-courier/20260503/281547"


def test_the_address_gives_what_copying_lost() -> None:
    reading = read_text("Headline\n\nText that says something.\n", given=Given(source_url=ADDRESS))
    publication = reading.edition.articles[0].publication
    assert (publication.name, publication.country, publication.date) == ("The Island Courier", "Norway", "2026-05-03")
    assert "title-from-address" in codes(reading)


def test_the_masthead_and_what_is_given_win() -> None:
    assert (
        read_text(CLIPPING, given=Given(source_url=ADDRESS)).edition.articles[0].publication.name
        == "The Island Courier"
    )
    given = Given(source_url=ADDRESS, publication="Island Courier, The")
    reading = read_text("Headline\n\nText.\n", given=given)
    assert reading.edition.articles[0].publication.name == "Island Courier, The"
    assert "title-from-address" not in codes(reading)
