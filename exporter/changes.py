"""What differs between two states of a story, in words, block by block: list, pair, tell. Recipe: `find_changes`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from exporter.model import Article, Block, Code, Crosshead, Edition, Embed, Figure, Paragraph, Photo, Quote, Rich
from exporter.model.walk import riches, walk
from exporter.wording import Words, compare_words

_ALIKE = 0.4  # share of words in common from which two texts are taken for states of one
_SIGNS = {"bold": "**", "italic": "*", "code": "`", "strike": "~~", "underline": "_"}


class Change(Struct, frozen=True):
    """What happened to one block or field; `id` is that of the block, `what` says what it is ("paragraph", "deck")."""

    kind: Literal["changed", "added", "removed", "moved"]
    what: str
    id: str
    words: tuple[Words, ...]
    was: str = ""  # what it was before, where it is something else now


class Passage(Struct, frozen=True):
    """One text of a story: a field of its head, a paragraph, a caption."""

    key: tuple[str, str, str]  # story, block, field
    what: str
    text: str


def find_changes(old: Edition, new: Edition) -> tuple[Change, ...]:
    """Return what changed, in the order of the new edition; what is gone stands where it was."""
    before, after = list(_passages(old)), list(_passages(new))
    pairs = _pair(before, after)
    moved = _moved(pairs, before, after)
    origin = {there: here for here, there in pairs.items()}
    changes: list[Change] = []
    told = 0
    for place, passage in enumerate(after):
        here = origin.get(place)
        if here is None:
            changes.append(Change("added", passage.what, passage.key[1], (Words("+", passage.text),)))
            continue
        if here not in moved:
            changes += _removed(before, pairs, told, here)
            told = max(told, here)
        changes += _changed(before[here], passage, here in moved)
    return (*changes, *_removed(before, pairs, told, len(before)))


def _passages(edition: Edition) -> Iterator[Passage]:
    yield from _filled(("", "", "title"), "title of the edition", edition.title)
    for section in edition.sections:
        for entry in section.entries:
            article = entry.article
            if len(edition.articles) > 1:
                yield from _filled((article.id, "", "section"), "section", section.name)
            yield from _head(article)
            for block in walk(article.body):
                yield from _block(article.id, block)
            for note in article.notes:
                for block in walk(note.blocks):
                    yield from _block(article.id, block, "note, ")
            yield from _foot(article)


def _head(article: Article) -> Iterator[Passage]:
    fields = {
        "publication": article.publication.name, "kicker": marked(article.kicker), "headline": marked(article.headline),
        **{f"subhead {number}": marked(text) for number, text in enumerate(article.subheads, start=1)},
        "deck": marked(article.deck), "byline": article.byline.raw, "dateline": article.dateline.raw.strip(),
    }  # fmt: skip
    for name, text in fields.items():
        yield from _filled((article.id, "", name), name, text)
    for photo in article.photos:
        yield from _photo(article.id, photo)


def _foot(article: Article) -> Iterator[Passage]:
    for person in article.byline.persons:
        yield from _filled((article.id, "", f"about {person.name}"), f"about {person.name}", person.bio)
    yield from _filled((article.id, "", "rights"), "rights", article.rights.notice)


def _photo(article: str, photo: Photo) -> Iterator[Passage]:
    fields = {
        "picture": photo.src, "catchline": photo.catchline, "headline": photo.headline,
        "caption": marked(photo.caption), "credit": photo.credit, "alternative text": photo.alt,
    }  # fmt: skip
    for name, text in fields.items():
        yield from _filled((article, photo.id, name), f"photo, {name}", text)


def _block(article: str, block: Block, before: str = "") -> Iterator[Passage]:
    kind = type(block).__name__.lower()
    named: list[tuple[str, str]]
    match block:
        case Paragraph():
            named = [(block.role if block.role != "body" else "paragraph", marked(block.text))]
        case Crosshead():
            named = [("crosshead" if block.level == 1 else f"crosshead of level {block.level}", marked(block.text))]
        case Code():
            named = [("code", block.text)]
        case Embed():
            named = [("embed, title", block.title), ("embed, address", block.url)]
        case Figure():
            named = [("figure, photos", ", ".join(block.photos)), ("figure, caption", marked(block.caption))]
        case _:
            kind = "pull quote" if isinstance(block, Quote) and block.pull else _SPELLED.get(kind, kind)
            names = _NAMES.get(type(block).__name__, ())
            named = [(f"{kind}, {name}", marked(runs)) for name, runs in zip(names, riches(block), strict=False)]
            named = named or [(kind, "·")] if kind in ("rule", "break") else named
    for number, (what, text) in enumerate(named):
        yield from _filled((article, block.id, str(number)), before + what, text)


_SPELLED = {"questionanswer": "exchange", "aside": "box"}
_NAMES = {
    "Quote": ("attribution",),
    "Table": ("caption", "source"),
    "Aside": ("title",),
    "QuestionAnswer": ("question",),
}


def _filled(key: tuple[str, str, str], what: str, text: str) -> Iterator[Passage]:
    if text:
        yield Passage(key, what, text)


def marked(runs: Rich) -> str:
    """Return the words with signs for their marks, as Markdown has them, so that a change of marks is one of words."""
    parts: list[str] = []
    for run in runs:
        text = f"[{run.text}]" if run.note else run.text
        for mark in run.marks:
            sign = _SIGNS.get(mark, "")
            text = f"{sign}{text}{sign}"
        parts.append(f"[{text}]({run.href})" if run.href else text)
    return "".join(parts)


def _pair(before: list[Passage], after: list[Passage]) -> dict[int, int]:
    """Return which passage became which: by key, then by the same text, then by words in common."""
    pairs: dict[int, int] = {}
    left = set(range(len(after)))
    for same in (_same_key, _same_text):
        places: dict[object, list[int]] = {}
        for there in sorted(left):
            places.setdefault(same(after[there]), []).append(there)
        for here, passage in enumerate(before):
            if here not in pairs and (found := places.get(same(passage))):
                pairs[here] = found.pop(0)
                left.discard(pairs[here])
    for here, passage in enumerate(before):
        if here not in pairs and (nearest := _nearest(passage, after, left)) is not None:
            pairs[here] = nearest
            left.discard(nearest)
    return pairs


def _same_key(passage: Passage) -> object:
    return passage.key


def _same_text(passage: Passage) -> object:
    return passage.text


def _nearest(passage: Passage, after: list[Passage], left: set[int]) -> int | None:
    words = set(passage.text.split())
    best, share = None, _ALIKE
    for there in sorted(left):
        others = set(after[there].text.split())
        common = len(words & others) / max(1, len(words | others))
        if common > share and after[there].what.split(",")[0] == passage.what.split(",")[0]:
            best, share = there, common
    return best


def _moved(pairs: dict[int, int], before: list[Passage], after: list[Passage]) -> set[int]:
    """Return the blocks that stand elsewhere: the fewest that have to move to bring one order into the other."""
    order = [here for here in sorted(pairs) if before[here].key[1]]
    tails: list[int] = []
    links: dict[int, int | None] = {}
    ends: list[int] = []
    for here in order:  # patience sorting: the longest run of blocks whose order is the same
        place = bisect_left(tails, pairs[here])
        links[here] = ends[place - 1] if place else None
        tails[place : place + 1] = [pairs[here]]
        ends[place : place + 1] = [here]
    staying: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        staying.add(last)
        last = links[last]
    return set(order) - staying


def _removed(before: list[Passage], pairs: dict[int, int], start: int, end: int) -> list[Change]:
    gone = (passage for here, passage in enumerate(before[start:end], start) if here not in pairs)
    return [Change("removed", passage.what, passage.key[1], (Words("-", passage.text),)) for passage in gone]


def _changed(old: Passage, new: Passage, moved: bool) -> list[Change]:
    was = old.what if old.what != new.what else ""
    if old.text == new.text and not was:
        return [Change("moved", new.what, new.key[1], (Words("=", new.text),))] if moved else []
    return [Change("moved" if moved else "changed", new.what, new.key[1], compare_words(old.text, new.text), was)]
