"""The model's own JSON and YAML as stories."""

from copied import article_of, codes, read_text

from exporter.env import fixed_env
from exporter.model import text_of
from exporter.model.json import encode_edition
from exporter.readers import Given, read
from exporter.report import Report

YAML = """headline:
- text: No
  marks: [bold]
page: 012
dates: {published: 2026-05-03}
body:
- kind: crosshead
  level: 2
  text: [{text: 2024-06-20}]
photos:
- {id: p1, decorative: true, focal: [0.5, 0.25]}
"""


def test_yaml_text_means_what_it_shows() -> None:
    article = article_of(YAML, "a.yaml")
    assert text_of(article.headline) == "No"
    assert article.page == "012"
    assert article.dates.published == "2026-05-03"
    assert text_of(article.body[0].text) == "2024-06-20"  # type: ignore[union-attr]


def test_yaml_numbers_and_choices_are_read_where_the_model_wants_them() -> None:
    article = article_of(YAML, "a.yaml")
    assert article.body[0].level == 2  # type: ignore[union-attr]
    assert article.photos[0].decorative is True
    assert article.photos[0].focal == (0.5, 0.25)


def test_what_was_read_comes_back_equal_from_json() -> None:
    once = read_text(YAML, "a.yaml").edition
    again = read(encode_edition(once), "b.json", Given(), fixed_env(), Report()).edition
    assert again == once


def test_the_source_is_on_record_without_its_folder() -> None:
    reading = read(YAML.encode(), "/home/jane/secret/a.yaml", Given(), fixed_env(), Report())
    provenance = reading.edition.articles[0].provenance
    assert (provenance.source, provenance.format, len(provenance.sha256)) == ("a.yaml", "yaml", 64)


def test_a_refused_link_in_json_becomes_text() -> None:
    reading = read_text('{"body":[{"kind":"paragraph","text":[{"text":"x","href":"javascript:1"}]}]}', "a.json")
    assert reading.edition.articles[0].body[0].text[0].href == ""  # type: ignore[union-attr]
    assert codes(reading) == ["link-refused"]


def test_an_endless_paragraph_is_split_and_no_word_goes() -> None:
    words = " ".join(f"w{number}" for number in range(25_000))
    reading = read_text(f"Head\n\n{words}\n", "a.txt")
    pieces = [text_of(block.text) for block in reading.edition.articles[0].body]  # type: ignore[union-attr]
    assert len(pieces) == 3
    assert " ".join(pieces) == words
    assert codes(reading) == ["paragraph-split"]


def test_an_endless_word_is_told() -> None:
    assert codes(read_text("Head\n\n" + "a" * 3000, "a.txt")) == ["word-too-long"]


def test_every_line_of_a_native_file_is_traced() -> None:
    assert [line.role for line in read_text("headline:\n\n- text: A\n", "a.yaml").trace] == [
        "native",
        "blank",
        "native",
    ]
