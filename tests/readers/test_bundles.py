"""Page bundles of Hugo and Jekyll: authors by slug, data files beside the story."""

import pytest

from exporter.env import fixed_env
from exporter.model import Article, Person
from exporter.readers import Given, read
from exporter.report import InputError, Report

STORY = "---\ntitle: Harbour\nauthors: [jane, Tom Roe]\n---\n\nText of the story.\n"
YAML = b"jane:\n  name: Jane Doe\n  job: Sea correspondent\n  url: https://courier.example.org/jane\n  bio: Writes.\n"


def article_with(files: dict[str, bytes], story: str = STORY) -> Article:
    (article,) = read(story.encode(), "index.md", Given(), fixed_env(files), Report()).edition.articles
    return article


@pytest.mark.parametrize(
    "files",
    [
        {"data/authors.yml": YAML},
        {"_data/authors.yaml": YAML},
        {"data/authors.json": b'{"jane": {"display_name": "Jane Doe", "job": "Sea correspondent", "url": "https://courier.example.org/jane", "bio": "Writes."}}'},
        {"data/authors/jane.toml": b'name = "Jane Doe"\njob = "Sea correspondent"\nurl = "https://courier.example.org/jane"\nbio = "Writes."\n'},
    ],
    ids=["hugo", "jekyll", "json", "toml"],
)  # fmt: skip
def test_a_slug_is_looked_up_in_the_data_files(files: dict[str, bytes]) -> None:
    byline = article_with(files).byline
    jane = Person("Jane Doe", "author", "Sea correspondent", uri="https://courier.example.org/jane", bio="Writes.")
    assert byline.persons == (jane, Person("Tom Roe", "author"))
    assert byline.raw == "Jane Doe, Tom Roe"


def test_a_slug_without_a_data_file_stays() -> None:
    assert [person.name for person in article_with({}).byline.persons] == ["jane", "Tom Roe"]


def test_a_damaged_data_file_is_refused_by_its_name() -> None:
    with pytest.raises(InputError) as caught:
        article_with({"data/authors.json": b"{"})
    assert caught.value.where.source == "data/authors.json"
    assert caught.value.hint


def test_declared_encodings_are_followed_and_others_are_not() -> None:
    from exporter.readers.clean import decode

    report = Report()
    assert decode("東京".encode("shift_jis"), "a", report, "Shift_JIS") == "東京"
    assert decode("Осло".encode("cp1251"), "a", report, "windows-1251") == "Осло"
    assert report.findings == ()
    for odd in ("base64", "rot13", "utf-16", "no-such"):
        assert decode("é".encode(), "a", report, odd) == "é"
    assert decode("東京".encode("shift_jis") + b"\x81", "a", report, "shift_jis").startswith("東京")
    assert [finding.code for finding in report.findings] == ["encoding-guessed"]
