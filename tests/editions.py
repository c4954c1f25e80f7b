"""Editions that no newsroom would write, but that the model allows: every block in every other, every mark on a run.

`STRUCTURES` is the strategy; pictures named in them are in `FILES`.
"""

from __future__ import annotations

import io
from itertools import count
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st
from PIL import Image

from exporter.model import (
    Article,
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Crosshead,
    Edition,
    Embed,
    Entry,
    Figure,
    List,
    Mark,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rich,
    Rule,
    Run,
    Section,
    Table,
)
from exporter.model.edition import SCHEMA
from exporter.model.walk import map_article

WORDS = {
    "en": "harbour quay tide ferry “fog” she’s 1,204 well-being rope—knot naïve difficult office (north) 3/4 a I".split(),
    "de": "Hafen Straße „Nebel“ Überfähre Donaudampfschiff 12.30 Kai Möwe".split(),
    "fr": ["port", "« brume »", "marée", "l’île", "où ?", "çà", "quai :"],
    "ar": "ميناء المدينة مدّ عبّارة ضباب ١٢٣".split(),
    "he": "נמל שָׁלוֹם מעבורת ערפל 77".split(),
    "ja": "港 東京湾 フェリー 霧。 「潮」".split(),
    "th": "ท่าเรือ หมอก".split(),
}
LANGUAGES = st.sampled_from(["", "", "", *WORDS])
HREFS = st.sampled_from(
    ["", "", "", "https://example.org/a?b=c&d=e", "mailto:desk@example.org", "http://example.org/ü"]
)
NOTE_IDS = ("n1", "n2")
PHOTO_IDS = ("p1", "p2", "p3")


def _picture(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 150)).save(stream, "PNG")
    return stream.getvalue()


FILES = {"wide.png": _picture(60, 40), "tall.png": _picture(40, 60)}


@st.composite
def _texts(draw: st.DrawFn, most: int = 4) -> str:
    words = WORDS["en"]
    chosen = draw(st.lists(st.sampled_from(words), min_size=1, max_size=most))
    return draw(st.sampled_from([" ", " ", " ", "\n"])).join(chosen)


@st.composite
def _runs(draw: st.DrawFn) -> Run:
    kind = draw(st.sampled_from(["plain", "plain", "plain", "marked", "any", "note", "empty"]))
    text = draw(_texts())
    text = draw(st.sampled_from([text, f"{text} ", f" {text}"]))
    match kind:
        case "plain":
            return Run(text)
        case "note":
            return Run(draw(st.sampled_from(["", "1", "*"])), note=draw(st.sampled_from(NOTE_IDS)))
        case "empty":
            return Run(draw(st.sampled_from(["", " ", "\n"])))
    marks = draw(st.lists(st.sampled_from(get_args(Mark)), unique=True, max_size=3).map(tuple))
    if kind == "marked":
        return Run(text, marks)
    return Run(
        text,
        marks,
        href=draw(HREFS),
        language=draw(LANGUAGES),
        direction=draw(st.sampled_from(["", "", "ltr", "rtl"])),
        ruby=draw(st.sampled_from(["", "", "かな", "read ing"])),
    )


RICH: st.SearchStrategy[Rich] = st.lists(_runs(), max_size=4).map(tuple)
# Where no note can be called: heads and captions.
PLAIN_RICH = RICH.map(lambda runs: tuple(run for run in runs if not run.note))
DATE = st.sampled_from(["", "2026-05-03"])
TEXT = st.just("") | _texts(4).map(lambda text: text.replace("\n", " "))
LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(
        Paragraph, text=RICH, role=st.sampled_from(["body", "body", "lead", "contribution", "endnote"]), language=LANGUAGES
    ),
    st.builds(Paragraph, text=RICH),
    st.builds(Crosshead, text=RICH, level=st.integers(1, 4)),
    st.builds(Figure, photos=st.lists(st.sampled_from(PHOTO_IDS), max_size=3, unique=True).map(tuple), caption=PLAIN_RICH),
    st.builds(Code, text=st.sampled_from(["", "x = 1", "if a:\n    b()\n\n\tc", " indented"]), syntax=st.sampled_from(["", "python"])),
    st.just(Rule()),
    st.builds(Break, to=st.sampled_from(["column", "page"])),
)  # fmt: skip


def _nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    cells = st.builds(
        Cell, blocks=blocks, columns=st.sampled_from([1, 1, 1, 2, 3]), rows=st.sampled_from([1, 1, 1, 2, 3]),
        align=st.sampled_from(["", "left", "centre", "right"]), header=st.booleans(),
    )  # fmt: skip
    rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, blocks=blocks, attribution=PLAIN_RICH, pull=st.booleans(), language=LANGUAGES),
        st.builds(List, items=st.lists(blocks, max_size=3).map(tuple), ordered=st.booleans(), start=st.integers(0, 11)),
        st.builds(Table, rows=rows, head_rows=st.integers(0, 3), caption=PLAIN_RICH, source=PLAIN_RICH),
        st.builds(Aside, blocks=blocks, title=RICH, role=st.sampled_from(["box", "facts", "timeline"]), language=LANGUAGES),
        st.builds(QuestionAnswer, question=RICH, answer=blocks),
        st.builds(
            Embed, url=st.sampled_from(["", "https://example.org/post/1"]), title=TEXT, provider=TEXT,
            blocks=blocks,
        ),
    )  # fmt: skip


def _blocks(leaves: int, most: int) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(st.recursive(LEAVES, _nested, max_leaves=leaves), max_size=most).map(tuple)


def _without_calls(article: Article) -> Article:
    return map_article(article, change_rich=lambda runs: tuple(run for run in runs if not run.note))


def _single(article: Article) -> Edition:
    return unique(Edition(schema=SCHEMA, sections=(Section((Entry(article),)),)))


_NAMES = [consonant + vowel for consonant in "bdfglmnprstv" for vowel in "aeiou"]
_SAID = {"text", "title", "provider", "raw", "headline", "catchline", "credit", "alt", "name"}


def unique(edition: Edition) -> Edition:
    """Return the edition with a word of its own in every text, so that each can be told from all others."""
    numbers = count(1)

    def named(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: inner if value.get("note") else named(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [named(inner, key) for inner in value]
        if key not in _SAID or not isinstance(value, str) or not value.strip():
            return value
        number = next(numbers) * 1009
        word = "".join(_NAMES[number // 60**place % 60] for place in range(3)).capitalize()
        core = value.strip()
        return value.replace(core, f"{core} {word}" if number % 2 else f"{word} {core}", 1)

    return msgspec.convert(named(msgspec.to_builtins(edition)), Edition)


# Blocks in blocks, in plain English.
STRUCTURES = st.builds(Article, language=st.just("en"), headline=st.just((Run("Head"),)), body=_blocks(4, 3)).map(
    lambda article: _single(_without_calls(article))
)
