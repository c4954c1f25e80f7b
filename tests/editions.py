"""Editions that no newsroom would write, but that the model allows: every block in every other, every mark on a run.

`EDITIONS` is the strategy; pictures named in them are in `FILES`.
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
    Mark,
    Paragraph,
    Person,
    Photo,
    Publication,
    QuestionAnswer,
    Quote,
    Rich,
    Rights,
    Rule,
    Run,
    Section,
    Source,
    Table,
)
from exporter.model.edition import SCHEMA

# Thai is left out: it takes no spaces, and none of the three formats says where its words end.
WORDS = {
    "en": "harbour quay tide ferry “fog” she’s 1,204 well-being rope—knot naïve difficult office (north) 3/4 a I".split(),
    "de": "Hafen Straße „Nebel“ Überfähre Donaudampfschiff 12.30 Kai Möwe".split(),
    "fr": ["port", "«\u00a0brume\u00a0»", "marée", "l’île", "où\u00a0?", "çà", "quai\u00a0:"],
    "el": "λιμάνι πόλη «ομίχλη» Ἀθῆναι 45%".split(),
    "ru": "гавань пристань «туман» ёлка съезд №7".split(),
    "ar": "ميناء المدينة مدّ عبّارة ضباب ١٢٣ (شمال)".split(),
    "he": "נמל שָׁלוֹם מעבורת ערפל 77 צה״ל".split(),
    "ja": "港 東京湾 フェリー 霧。 「潮」".split(),
}
LANGUAGES = st.sampled_from(list(WORDS))
HREFS = st.sampled_from(["https://example.org/a?b=c&d=e", "mailto:desk@example.org", "http://example.org/ü"])
NOTE_IDS = ("n1", "n2", "n3")
PHOTO_IDS = ("p1", "p2", "p3")


def _picture(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 150)).save(stream, "PNG")
    return stream.getvalue()


FILES = {"wide.png": _picture(60, 40), "tall.png": _picture(40, 60)}


@st.composite
def _texts(draw: st.DrawFn, most: int = 4, breaks: bool = True) -> str:
    """Draw words of one language, sometimes with some of another."""
    words = WORDS[draw(st.just("en") | LANGUAGES)]
    chosen = draw(st.lists(st.sampled_from(words), min_size=1, max_size=most))
    if draw(st.integers(0, 4)) == 0:
        chosen += draw(st.lists(st.sampled_from(WORDS[draw(LANGUAGES)]), min_size=1, max_size=2))
    return ("\n" if breaks and draw(st.integers(0, 5)) == 0 else " ").join(chosen)


MARKS = st.lists(st.sampled_from(get_args(Mark)), unique=True, min_size=1, max_size=3).map(tuple)


@st.composite
def _runs(draw: st.DrawFn) -> Run:
    text = draw(_texts())
    text = draw(st.sampled_from([text, f"{text} ", f" {text}"]))
    match draw(
        st.sampled_from(["plain", "plain", "plain", "marked", "linked", "foreign", "turned", "read", "note", "empty"])
    ):
        case "marked":
            return Run(text, draw(MARKS))
        case "linked":
            return Run(text, draw(st.just(()) | MARKS), href=draw(HREFS))
        case "foreign":
            language = draw(LANGUAGES)
            return Run(
                " ".join(draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=3))), language=language
            )
        case "turned":
            return Run(text, direction=draw(st.sampled_from(["ltr", "rtl"])))
        case "read":
            return Run(text, draw(st.just(()) | MARKS), ruby=draw(st.sampled_from(["かな", "read ing", "قراءة"])))
        case "note":
            return Run(draw(st.sampled_from(["", "1", "*"])), note=draw(st.sampled_from(NOTE_IDS)))
        case "empty":
            return Run(draw(st.sampled_from(["", " ", "\n"])))
    return Run(text)


RICH: st.SearchStrategy[Rich] = st.lists(_runs(), max_size=4).map(tuple)
DATE = st.sampled_from(["", "2026-05-03"])
TEXT = st.just("") | _texts(4, breaks=False)
OWN = st.just("") | LANGUAGES
LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, text=RICH, role=st.sampled_from(["body", "body", "lead", "contribution", "endnote"]), language=OWN),
    st.builds(Paragraph, text=RICH),
    st.builds(Crosshead, text=RICH, level=st.integers(1, 4), language=OWN),
    st.builds(Figure, photos=st.lists(st.sampled_from(PHOTO_IDS), max_size=3, unique=True).map(tuple), caption=RICH),
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
        st.builds(Quote, blocks=blocks, attribution=RICH, pull=st.booleans(), language=OWN),
        st.builds(List, items=st.lists(blocks, max_size=3).map(tuple), ordered=st.booleans(), start=st.integers(0, 11)),
        st.builds(Table, rows=rows, head_rows=st.integers(0, 3), caption=RICH, source=RICH, language=OWN),
        st.builds(Aside, blocks=blocks, title=RICH, role=st.sampled_from(["box", "facts", "timeline"]), language=OWN),
        st.builds(QuestionAnswer, question=RICH, answer=blocks, language=OWN),
        st.builds(
            Embed, url=st.sampled_from(["", "https://example.org/post/1"]), title=TEXT, provider=TEXT, blocks=blocks
        ),
    )  # fmt: skip


def _blocks(leaves: int, most: int) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(st.recursive(LEAVES, _nested, max_leaves=leaves), max_size=most).map(tuple)


NOTES = st.tuples(
    *(
        st.builds(Footnote, id=st.just(id), blocks=_blocks(2, 2), label=st.sampled_from(["", "*", "a"]))
        for id in NOTE_IDS[:2]
    )
)
PHOTOS = st.tuples(
    *(
        st.builds(
            Photo, id=st.just(id), src=st.sampled_from(["", *FILES]), caption=RICH, catchline=TEXT, headline=TEXT,
            credit=TEXT, alt=TEXT, decorative=st.booleans(), role=st.sampled_from(["photo", "portrait", "graphic", "logo"]),
            focal=st.none() | st.just((0.2, 0.9)), date=DATE, location=TEXT, source=TEXT,
            byline=st.lists(st.builds(Person, name=TEXT, role=TEXT), max_size=1).map(tuple),
        )
        for id in PHOTO_IDS
    )
)  # fmt: skip
RIGHTS = st.builds(Rights, holder=TEXT, year=st.sampled_from(["", "2026"]), notice=TEXT)
PUBLICATIONS = st.builds(Publication, name=TEXT, place=TEXT, number=st.sampled_from(["", "12"]), date=DATE)
HEAD: dict[str, st.SearchStrategy[Any]] = {
    "genre": st.sampled_from(["news", "opinion", "interview", "letter"]),
    "language": st.just("en") | LANGUAGES,
    "url": st.sampled_from(["", "https://example.org/story"]),
    "publication": PUBLICATIONS,
    "section": TEXT,
    "page": st.sampled_from(["", "A1"]),
    "kicker": RICH,
    "headline": RICH,
    "subheads": st.lists(RICH, max_size=2).map(tuple),
    "deck": RICH,
    "byline": st.builds(
        Byline, raw=TEXT, persons=st.lists(st.builds(Person, name=TEXT, bio=TEXT), max_size=1).map(tuple)
    ),
    "dateline": st.builds(Dateline, raw=TEXT),
    "dates": st.builds(Dates, published=st.sampled_from(["", "2026-05-03T10:00Z"])),
    "sources": st.lists(st.builds(Source, name=TEXT), max_size=1).map(tuple),
    "rights": RIGHTS,
    "keywords": st.lists(TEXT, max_size=2).map(tuple),
    "series": TEXT,
    "slugline": TEXT,
    "extra": st.sampled_from([{}, {"priority": [1, None, {"a": "b"}]}]),
}  # fmt: skip
ARTICLES = st.one_of(
    st.builds(Article, language=st.just("en") | LANGUAGES, headline=RICH, body=_blocks(4, 3)),
    st.builds(
        Article, language=st.just("en") | LANGUAGES, headline=RICH, body=_blocks(3, 3), notes=NOTES, photos=PHOTOS
    ),
    st.builds(Article, body=_blocks(2, 2), photos=PHOTOS, notes=NOTES, **HEAD),
)
ENTRIES = st.builds(Entry, ARTICLES, st.integers(0, 2))
_NAMES = [consonant + vowel for consonant in "bdfglmnprstv" for vowel in "aeiou"]
_SAID = {"text", "title", "provider", "raw", "headline", "catchline", "credit", "alt", "name"}


def unique(edition: Edition) -> Edition:
    """Return the edition with a word of its own in every text, so that each can be told from all others."""
    numbers = count(1)

    def named(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: inner if value.get("note") else named(inner, name) for name, inner in value.items()}
        if isinstance(value, tuple):
            return [named(inner, key) for inner in value]
        if key not in _SAID or not isinstance(value, str) or not value.strip():
            return value
        number = next(numbers) * 1009
        word = "".join(_NAMES[number // 60**place % 60] for place in range(3)).capitalize()
        core = value.strip()
        return value.replace(core, f"{core} {word}" if number % 2 else f"{word} {core}", 1)

    return msgspec.convert(named(msgspec.to_builtins(edition)), Edition)


SINGLE = st.builds(Section, st.tuples(ENTRIES)).map(lambda section: Edition(schema=SCHEMA, sections=(section,)))
BOUND = st.builds(
    Edition, schema=st.just(SCHEMA), publication=PUBLICATIONS, title=TEXT, date=DATE, rights=RIGHTS,
    sections=st.lists(
        st.builds(Section, st.lists(ENTRIES, min_size=1, max_size=3).map(tuple), TEXT), min_size=1, max_size=3
    ).map(tuple),
)  # fmt: skip
EDITIONS = st.one_of(SINGLE, SINGLE, BOUND).map(unique)
