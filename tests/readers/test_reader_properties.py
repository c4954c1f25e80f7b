"""Whatever text comes: no word is lost, every line is traced, the model holds."""

import re

from copied import CAPTION, CLIPPING, read_text
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.copyedit import copyedit
from exporter.model import Article, Edition, text_of
from exporter.model.json import decode_edition, encode_edition
from exporter.model.walk import plain_text
from exporter.report import InputError

LINES = st.one_of(
    st.sampled_from(
        [
            *CLIPPING.split("\n"), "", "", "By Jane Doe", "- item", "> said", "> — Ann", "## Cross", "# Head", "***",
            "___", "-30-", "OSLO (NTB) – Text", "© 2026", "With reports by X", CAPTION, f"AP PHOTO {CAPTION}", "---",
            "{.pull}", "![a](b.jpg)", "| a | b |", "|---|---|", "[^1]: n", "x[^1]", "Q: a", "A: b", "<div>x</div>",
            "```", "key: value", "+++", "> [!facts] T", "Table: x", "1. one",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80),
)  # fmt: skip
STORIES = st.lists(LINES, min_size=1, max_size=25).map("\n".join).filter(lambda text: bool(text.strip()))
FEW = settings(max_examples=150, deadline=None, derandomize=True)


def words_of(article: Article) -> str:
    """Return all the words that the model holds, those dropped on record too, one string."""
    heads = [article.kicker, article.headline, article.deck, *(photo.caption for photo in article.photos)]
    parts = [
        article.publication.name, article.byline.raw, article.dateline.raw, article.rights.notice,
        *(text_of(runs) for runs in heads), *(f"{photo.credit} {photo.catchline}" for photo in article.photos),
        *(line.text for line in article.provenance.dropped), plain_text(article.body),
    ]  # fmt: skip
    return "".join("".join(parts).split())


@FEW
@given(STORIES)
def test_no_word_of_a_clipping_is_lost(text: str) -> None:
    reading = read_text(text, "a.txt", format="clipping")
    held = words_of(reading.edition.articles[0])
    for line in reading.trace:
        if line.role != "rule":
            marked = re.sub(r"^(?:#{1,3}|>|-) ", "", line.text.strip())
            for word in re.sub(r"^(?:—|–|--)\s*", "", marked).split():
                assert word in held, (line, held)


@FEW
@given(STORIES, st.sampled_from(["clipping", "markdown"]))
def test_any_text_is_read_traced_edited_and_written(text: str, format: str) -> None:
    try:
        reading = read_text(text, "a.txt", format=format)
    except InputError as error:
        assert error.hint
        return
    assert [line.line for line in reading.trace] == list(range(1, len(reading.trace) + 1))
    assert all(line.role for line in reading.trace)
    edited: Edition = copyedit(reading.edition)
    assert copyedit(edited) == edited
    assert decode_edition(encode_edition(edited), "a.json") == edited


def test_no_word_goes_when_a_clipping_is_copy_edited() -> None:
    article = read_text(CLIPPING).edition.articles[0]
    assert words_of(copyedit(read_text(CLIPPING).edition).articles[0]) == words_of(article)
