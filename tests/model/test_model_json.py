"""Model ↔ JSON: lossless, described by its schema, and strict with a hint."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.limits import Limits
from exporter.model import (
    SCHEMA,
    Article,
    Aside,
    Block,
    Break,
    Byline,
    Cell,
    Code,
    Crosshead,
    Dateline,
    Dates,
    Edition,
    Embed,
    Entry,
    Figure,
    Footnote,
    List,
    Paragraph,
    Person,
    Photo,
    Provenance,
    Publication,
    QuestionAnswer,
    Quote,
    Rights,
    Rule,
    Run,
    Section,
    Source,
    Table,
    edition_of,
    rich,
    text_of,
)  # fmt: skip
from exporter.model.json import decode_edition, edition_schema, encode_edition
from exporter.report import InputError

WORDS = st.sampled_from(["", "harbour", "“no”", "a\nb", "<b>&", "\u00a0x", "漢字", "x\u200dy", "\\\"'"])
RUNS = st.builds(
    Run,
    text=WORDS,
    marks=st.sampled_from([(), ("bold",), ("italic", "code")]),
    href=st.sampled_from(["", "https://x.org"]),
)
RICH = st.lists(RUNS, max_size=2).map(tuple)
LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, text=RICH, role=st.sampled_from(["body", "lead"]), line=st.integers(0, 9)),
    st.builds(Crosshead, text=RICH, level=st.integers(1, 4)),
    st.builds(Figure, photos=st.lists(WORDS, max_size=2).map(tuple), caption=RICH),
    st.builds(Code, text=WORDS),
    st.just(Rule()),
    st.just(Break(to="column")),
)


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Return the blocks that hold others."""
    blocks = st.lists(inner, max_size=2).map(tuple)
    cells = st.builds(Cell, blocks=blocks, columns=st.integers(1, 3), align=st.sampled_from(["", "centre"]))
    return st.one_of(
        st.builds(Quote, blocks=blocks, attribution=RICH, pull=st.booleans()),
        st.builds(List, items=st.lists(blocks, max_size=2).map(tuple), ordered=st.booleans(), start=st.integers(0, 3)),
        st.builds(Table, rows=st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple), caption=RICH),
        st.builds(Aside, blocks=blocks, title=RICH, role=st.sampled_from(["box", "timeline"])),
        st.builds(QuestionAnswer, question=RICH, answer=blocks),
        st.builds(Embed, url=WORDS, blocks=blocks),
    )


BLOCKS = st.lists(st.recursive(LEAVES, nested, max_leaves=4), max_size=3).map(tuple)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | WORDS,
    lambda inner: st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=3,
)
PHOTOS = st.builds(
    Photo, id=WORDS, src=WORDS, caption=RICH, byline=st.just((Person("A"),)), focal=st.none() | st.just((0.5, 0.25)),
    decorative=st.booleans(), rights=st.just(Rights(holder="H")), extra=st.dictionaries(WORDS, JSON_VALUES, max_size=1),
)  # fmt: skip
ARTICLES = st.builds(
    Article, id=WORDS, language=st.sampled_from(["", "en"]), headline=RICH, subheads=st.lists(RICH, max_size=2).map(tuple),
    byline=st.just(Byline("By A", (Person("A"),))), dateline=st.builds(Dateline, raw=WORDS, place=WORDS),
    dates=st.just(Dates(published="2026-05-03")), body=BLOCKS, photos=st.lists(PHOTOS, max_size=1).map(tuple),
    notes=st.builds(Footnote, id=WORDS, blocks=BLOCKS).map(lambda note: (note,)), sources=st.just((Source("S"),)),
    keywords=st.lists(WORDS, max_size=2).map(tuple), extra=st.dictionaries(WORDS, JSON_VALUES, max_size=2),
    provenance=st.just(Provenance("a.txt", "clipping", "00")),
)  # fmt: skip
EDITIONS = st.builds(
    Edition, schema=st.just(SCHEMA), title=WORDS, publication=st.just(Publication("P")),
    sections=st.lists(
        st.builds(Section, st.lists(st.builds(Entry, ARTICLES, st.integers(0, 2)), max_size=2).map(tuple), WORDS), max_size=2
    ).map(tuple),
)  # fmt: skip
SCHEMA_CHECK = jsonschema.Draft202012Validator(edition_schema())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(EDITIONS)
def test_an_edition_comes_back_equal_and_keeps_to_the_schema(edition: Edition) -> None:
    data = encode_edition(edition)
    assert decode_edition(data, "a.json") == edition
    assert encode_edition(decode_edition(data, "a.json")) == data
    SCHEMA_CHECK.validate(json.loads(data))


def test_the_schema_is_a_schema() -> None:
    schema = edition_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"]
    assert schema["title"]


@pytest.mark.parametrize("wrong", [{"schema": SCHEMA}, {"headline": "x"}, {"titel": 1}, {"body": [{"kind": "x"}]}])
def test_the_schema_refuses_what_the_reader_refuses(wrong: dict[str, Any]) -> None:
    assert not SCHEMA_CHECK.is_valid(wrong)
    with pytest.raises(InputError):
        decode_edition(json.dumps(wrong).encode(), "a.json")


def test_the_json_is_indented_utf8_with_a_newline() -> None:
    data = encode_edition(edition_of(Article(headline=rich("Über"))))
    assert data.startswith(b'{\n  "schema": "exporter-edition/1"')
    assert data.endswith(b"}\n")
    assert "Über".encode() in data


def test_a_bare_article_and_a_schema_reference_are_accepted() -> None:
    edition = decode_edition(b'{"$schema": "x.json", "headline": [{"text": "A"}]}', "a.json")
    assert text_of(edition.articles[0].headline) == "A"


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('{\n"headlin": []}', 2, "no key 'headlin'", "'headline'"),
        ('{\n"title": "A"}', 2, "no key 'title'", "'headline'"),
        ('{"body": [\n{"kind": "paragrap"}]}', 2, "'paragrap' is not allowed", "'paragraph'"),
        ('{"body": [\n{"kind": "paragraph"}]}', 2, "'text' is missing", "add 'text'"),
        ('{"body": [\n{"text": []}]}', 2, "'kind' is missing", '"kind": "paragraph"'),
        ('{"body": [{"kind": "quote",\n"blocks": [\n{"kind": "code", "txt": ""}]}]}', 3, "body[0].blocks[0]", "'text'"),
        ('{"headline":\n"A"}', 1, "expected a list, found text", "list of runs"),
        ("publication: The Post", 1, "expected a set of keys, found text", '{"name": "…"}'),
        ("byline: By Ann Lee", 1, "expected a set of keys, found text", '{"raw": "By …"}'),
        ('{"genre":\n"nws"}', 1, "'nws' is not allowed", "'news'"),
        ('{"body": [\n\t{"kind": "crosshead",\n\t"text": [], "level": 9}]}', 3, "a whole number <= 4", "schema"),
        ('{"dates": {\n"published": "May"}}', 2, "expected a date such as 2026-05-03", "schema"),
        ('{"photos": [\n{"id": "a", "focal": [1]}]}', 2, "a list of length 2", "schema"),
        ('{"sections": []}', 1, "'schema' is missing", "exporter-edition/1"),
        ('{"page": 3}', 1, "expected text, found a whole number", "schema"),
        ('{"page": "3",\n"page": "4"}', 2, "'page' stands twice", "keep one"),
        ('{"page": "3"\n"x": 1}', 2, "not JSON", "comma"),
        ('{"extra": {"a": NaN}}', 0, "NaN is no number", "text"),
        ("headline:\n- text: A\nbody:\n- kind: paragrap\n", 4, "'paragrap' is not allowed", "'paragraph'"),
        ("headline:\n- txt: A\n", 2, "no key 'txt'", "'text'"),
        ("page: a: b\n", 1, "not YAML", "quotation marks"),
        ("page: 1\npage: 2\n", 2, "second time", "keep one"),
        ("page: &a 1\nsection: *a\n", 2, "alias", "again"),
        ("page: !!int 1\n", 1, "tag", "leave the tag out"),
        ("page: 1\n---\npage: 2\n", 2, "second document", "one document"),
        ("[1]", 1, "expected a set of keys, found a list", "schema"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_line_and_remedy(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_edition(text.encode(), "story.json")
    error = caught.value
    assert message in error.message
    assert hint in error.hint
    assert (error.where.source, error.where.line) == ("story.json", line)
    assert error.exit_code == 4


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 5_000 + "1" + "}" * 5_000,
        "a: " + "[" * 5_000,
        '{"extra": {"a": ' + "[" * 200 + "]" * 200 + "}}",
    ],
)
def test_what_is_nested_too_deep_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="levels"):
        decode_edition(text.encode(), "a.json")


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="larger"):
        decode_edition(b'{"page": "1234567890"}', "a.json", Limits(text_bytes=10))


def test_a_file_that_is_not_utf8_is_refused_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        decode_edition(b'{"page":\n"\xff"}', "a.json")
    assert caught.value.where.line == 2
