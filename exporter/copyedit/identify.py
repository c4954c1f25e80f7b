"""Every article, block, photo and note gets an id that is unique in the edition, stable, and fit for XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from msgspec.structs import replace

from exporter.model import Article, Block, Edition, Figure, Rich, Run
from exporter.model.walk import children, map_article, map_edition, walk
from exporter.regex import regex

_FIT = regex(r"[A-Za-z_][A-Za-z0-9_.-]*")
_PART = regex(  # what is no block of its own is called by what it belongs to: a1-headline, a1-b3-title
    r"(.+)-(kicker|headline|subhead\d+|deck|byline|dateline|rights|record-.+|caption|title|source|attribution|question"
    r"|label)"
)
_OURS = regex(r"a\d+(-[bpn]\d+)?(-\d+)?")


def identify(edition: Edition) -> Edition:
    """Return the edition with ids ``a1``, ``a1-b1``, ``a1-p1`` where one is missing, unfit or there twice.

    Ids that are unique already are kept, so a second pass changes nothing; but none that a part of another thing will
    have, such as a headline. A call without a sign gets its note's.
    """
    register = _Register(edition)
    return map_edition(edition, register.article)


class _Register:
    """The ids of one edition: which are kept, which are taken."""

    def __init__(self, edition: Edition) -> None:
        counts = Counter(given for article in edition.articles for given in _ids(article))
        self._kept = {
            given
            for given, count in counts.items()
            if count == 1 and _FIT.fullmatch(given) and not _is_part(given, counts)
        }
        self._taken = set(self._kept)
        self._articles = 0

    def article(self, article: Article) -> Article:
        self._articles += 1
        name = self._choose(article.id, "", "a", self._articles)
        photos = [self._choose(photo.id, name, "p", number) for number, photo in enumerate(article.photos, 1)]
        notes = [self._choose(note.id, name, "n", number) for number, note in enumerate(article.notes, 1)]
        photo_ids = _first_of_each([photo.id for photo in article.photos], photos)
        note_ids = _first_of_each([note.id for note in article.notes], notes)
        shown = [note.label or str(number) for number, note in enumerate(article.notes, 1)]
        signs = _first_of_each([note.id for note in article.notes], shown)
        blocks = iter(self._block_ids(article, name))

        def rename(block: Block) -> Block:
            if isinstance(block, Figure):
                block = replace(block, photos=tuple(photo_ids.get(photo, photo) for photo in block.photos))
            return replace(block, id=next(blocks))

        def recall(runs: Rich) -> Rich:
            return tuple(call(run) if run.note else run for run in runs)

        def call(run: Run) -> Run:
            return replace(run, note=note_ids.get(run.note, run.note), text=run.text or signs.get(run.note, ""))

        article = map_article(article, rename, recall)
        return replace(
            article,
            id=name,
            photos=tuple(replace(photo, id=new) for photo, new in zip(article.photos, photos, strict=True)),
            notes=tuple(replace(note, id=new) for note, new in zip(article.notes, notes, strict=True)),
        )

    def _block_ids(self, article: Article, name: str) -> list[str]:
        """Return the ids in the order in which `map_article` visits blocks: inner ones first."""
        blocks = _all_blocks(article)
        in_walk_order = [self._choose(block.id, name, "b", number) for number, block in enumerate(blocks, 1)]
        order = _inner_first((article.body, *(note.blocks for note in article.notes)))
        return [in_walk_order[index] for index in order]

    def _choose(self, given: str, article: str, letter: str, number: int) -> str:
        if given in self._kept:
            return given
        stem = given if given and letter in "pn" and _FIT.fullmatch(given) else f"{letter}{number}"
        name = wanted = f"{article}-{stem}" if article else stem
        again = 1
        while name in self._taken:
            again += 1
            name = f"{wanted}-{again}"
        self._taken.add(name)
        return name


def _is_part(given: str, ids: Container[str]) -> bool:
    """Return True for the id of a part of something that has one of the ids, or will have one of ours."""
    part = _PART.fullmatch(given)
    return part is not None and (part[1] in ids or _OURS.fullmatch(part[1]) is not None)


def _ids(article: Article) -> Iterator[str]:
    yield article.id
    for block in _all_blocks(article):
        yield block.id
    for photo in article.photos:
        yield photo.id
    for note in article.notes:
        yield note.id


def _all_blocks(article: Article) -> list[Block]:
    return [*walk(article.body), *(block for note in article.notes for block in walk(note.blocks))]


def _inner_first(groups: tuple[tuple[Block, ...], ...]) -> list[int]:
    """Return, for each block inner ones first, its number in walk order (outer ones first)."""
    order: list[int] = []
    number = 0

    def visit(block: Block) -> None:
        nonlocal number
        own, number = number, number + 1
        for inside in children(block):
            for inner in inside:
                visit(inner)
        order.append(own)

    for blocks in groups:
        for block in blocks:
            visit(block)
    return order


def _first_of_each(old: list[str], new: list[str]) -> dict[str, str]:
    """Return old → new id; where an old id stood twice, the first is meant."""
    return dict(reversed(list(zip(old, new, strict=True))))
