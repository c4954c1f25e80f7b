"""The passages of a story, in order: what a file has to say, each as a paragraph of its own or as a part of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from exporter.model import (
    Article,
    Aside,
    Block,
    Code,
    Crosshead,
    Embed,
    Figure,
    Footnote,
    List,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rich,
    Run,
    Table,
    text_of,
)
from exporter.model.walk import lead_photo_ids, opening_block, walk
from exporter.preflight.compare.shown import CALL, address, close_up, fold, is_sign

_MARKS = ("bold", "italic", "superscript", "subscript")  # those that say something


class Passage(Struct, frozen=True):
    """One text that a file has to show, in one of its `forms`: as written, in capitals ...

    `signed` are the forms with the signs of notes as any text, as pages without structure have them; in the others they
    are calls. `keys` are all of them without white space. `calls` are the notes called, `note` is the one that this is
    a part of, `group` the photo or embed, `marks` are the words that have one of them.
    """

    what: str
    id: str
    forms: tuple[str, ...]
    signed: tuple[str, ...]
    keys: tuple[str, ...]
    links: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    note: str = ""
    group: str = ""
    marks: dict[str, str] = {}

    @property
    def text(self) -> str:
        """Return the text as the story has it."""
        return self.forms[0]


class Told(Struct, frozen=True):
    """What one story says: body and notes in order, the loose passages, the texts that stand for its pictures."""

    body: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    loose: tuple[Passage, ...]
    alts: tuple[Passage, ...]


def tell(article: Article, capitals: frozenset[str]) -> Told:
    """Return what the story says; `capitals`: the passages that its look has in capitals, as which they may be written.

    So do programs write them that make a PDF of ours in their own way.
    """
    teller = _Teller(article, capitals)
    return Told(
        body=(*teller.head(), *teller.body()),
        notes=tuple(passage for note in article.notes for passage in teller.note(note)),
        loose=(*teller.loose, *teller.photos()),
        alts=tuple(
            _passage("alternative text", photo.id, (photo.alt,), group=photo.id)
            for photo in article.photos
            if photo.src and photo.alt and not photo.decorative
        ),
    )


class _Teller:
    """Tells the passages of one article in order; what is loose goes to `loose`."""

    def __init__(self, article: Article, capitals: frozenset[str]) -> None:
        self._article, self._capitals = article, capitals
        self.loose: list[Passage] = []
        self._labels = {note.id: note.label or str(number) for number, note in enumerate(article.notes, 1)}

    def head(self) -> Iterator[Passage]:
        """Yield kicker, headline, subheads, deck and byline."""
        article = self._article
        fields = [("kicker", article.kicker), ("headline", article.headline)]
        fields += [("subhead", subhead) for subhead in article.subheads]
        for what, runs in (*fields, ("deck", article.deck)):
            yield from self._rich(what, article.id, runs)
        yield from self._plain("byline", article.id, article.byline.raw)

    def body(self) -> Iterator[Passage]:
        """Yield the passages of the body; the dateline opens the first paragraph of running text."""
        article, raw = self._article, self._article.dateline.raw
        first = opening_block(article)
        if first is None:
            self.loose += self._plain("dateline", article.id, raw)
        for block in article.body:
            told = list(self.block(block))
            if block is first and raw.strip():
                opening = told[0] if told else _passage("", block.id, ("",))
                ways = (raw, raw.upper()) if "dateline" in self._capitals else (raw,)
                forms, signed = (
                    tuple(way + form for way in ways for form in some) for some in (opening.forms, opening.signed)
                )
                links, calls, marks = opening.links, opening.calls, opening.marks
                told = [_passage("paragraph", block.id, forms, signed, links, calls, marks=marks)]
            yield from told

    def note(self, note: Footnote) -> Iterator[Passage]:
        """Yield the passages of the note; its sign may stand in front of the first."""
        label = self._labels[note.id]
        for index, passage in enumerate(self.blocks(note.blocks, "note, ")):
            forms = passage.forms if index else (*passage.forms, *(f"{label} {form}" for form in passage.forms))
            signed = passage.signed if index else (*passage.signed, *(f"{label} {form}" for form in passage.signed))
            links, calls, marks = passage.links, passage.calls, passage.marks
            yield _passage(passage.what, passage.id, forms, signed, links, calls, note.id, marks=marks)

    def photos(self) -> Iterator[Passage]:
        """Yield catchline, caption and credit of each photo, as often as it is shown."""
        article = self._article
        shown = Counter(lead_photo_ids(article))
        for blocks in (article.body, *(note.blocks for note in article.notes)):
            shown.update(id for block in walk(blocks) if isinstance(block, Figure) for id in block.photos)
        for photo in article.photos:
            for _ in range(shown[photo.id]):
                yield from self._plain("catchline", photo.id, photo.catchline, photo.id)
                yield from self._rich("caption", photo.id, photo.caption, photo.id)
                yield from self._plain("credit", photo.id, photo.credit, photo.id)

    def blocks(self, blocks: tuple[Block, ...], before: str = "") -> Iterator[Passage]:
        """Yield the passages of the blocks, each of them named with `before`."""
        for block in blocks:
            yield from self.block(block, before)

    def block(self, block: Block, before: str = "") -> Iterator[Passage]:
        """Yield the passages of the block and of those inside it."""
        match block:
            case Paragraph():
                yield from self._rich(
                    before + (block.role if block.role != "body" else "paragraph"), block.id, block.text
                )
            case Crosshead():
                yield from self._rich(before + "crosshead", block.id, block.text)
            case Code():
                yield from self._plain(before + "program text", block.id, block.text)
            case Quote():
                yield from self.blocks(block.blocks, before + ("pull quote, " if block.pull else "quote, "))
                self.loose += self._rich(before + "attribution", block.id, block.attribution)
            case List():
                for item in block.items:
                    yield from self.blocks(item, before + "list, ")
            case Table():
                yield from self._rich(before + "table, caption", block.id, block.caption)
                for row in block.rows:
                    for cell in row:
                        yield from self.blocks(cell.blocks, before + "cell, ")
                yield from self._rich(before + "table, source", block.id, block.source)
            case Aside():
                yield from self._rich(before + "box, title", block.id, block.title)
                yield from self.blocks(block.blocks, before + "box, ")
            case QuestionAnswer():
                yield from self._rich(before + "question", block.id, block.question)
                yield from self.blocks(block.answer, before + "answer, ")
            case Embed():
                self._embed(block, before)
                yield from self.blocks(block.blocks, before + "embed, ")
            case Figure():
                self.loose += self._rich(before + "caption of the group", block.id, block.caption)
            case _:
                return

    def _embed(self, block: Embed, before: str) -> None:
        for what, text in (("title", block.title), ("provider", block.provider)):
            self.loose += self._plain(f"{before}embed, {what}", block.id, text, block.id)
        if block.url.strip():
            href = address(block.url)
            links = (href,) if href else ()
            forms = short_forms(block.url)
            self.loose.append(_passage(f"{before}embed, address", block.id, forms, links=links, group=block.id))

    def _plain(self, what: str, id: str, text: str, group: str = "") -> Iterator[Passage]:
        if text.strip():
            forms = (text, text.upper()) if what in self._capitals else (text,)
            yield _passage(what, id, forms, group=group)

    def _rich(self, what: str, id: str, runs: Rich, group: str = "") -> Iterator[Passage]:
        called, signed = text_of(runs), ""
        if not called.strip():
            return
        if any(run.note or run.ruby for run in runs):
            words = [(run, f"{run.text} ({run.ruby})" if run.ruby and not run.note else run.text) for run in runs]
            called = "".join(CALL if _calls(run) else text for run, text in words)
            signed = "".join(text for _, text in words)
        forms = [called]
        signs = [signed] if signed and signed != called else []
        if what in self._capitals:
            forms, signs = [*forms, called.upper()], [*signs, *(form.upper() for form in signs)]
        links = tuple(href for href, _ in groupby(filter(None, (address(run.href) for run in runs if run.href))))
        calls = tuple(self._called(run) for run in runs if _calls(run)) if signed else ()
        yield _passage(what, id, forms, signs, links, calls, group=group, marks=_marked(runs))

    def _called(self, run: Run) -> str:
        """Return which note is called; "" where its sign is another there, so that nobody could tell."""
        return run.note if self._labels.get(run.note) == run.text.strip() else ""


def short_forms(url: str) -> tuple[str, ...]:
    """Return the address as it is and as it is printed short."""
    bare = url.strip().removeprefix("https://").removeprefix("http://")
    return (url, bare, bare.rstrip("/"))


def _passage(
    what: str,
    id: str,
    forms: Iterable[str],
    signed: Iterable[str] = (),
    links: tuple[str, ...] = (),
    calls: tuple[str, ...] = (),
    note: str = "",
    group: str = "",
    marks: dict[str, str] | None = None,
) -> Passage:
    told = tuple(dict.fromkeys(map(fold, forms)))
    signs = tuple(dict.fromkeys(map(fold, signed)))
    return Passage(what, id, told, signs, tuple(map(close_up, told + signs)), links, calls, note, group, marks or {})


def _marked(runs: Rich) -> dict[str, str]:
    marks: dict[str, str] = {}
    for run in runs:
        for mark in run.marks:
            if mark in _MARKS and not run.note:
                marks[mark] = marks.get(mark, "") + run.text
                if mark == "superscript":  # what is raised cannot be lowered
                    break
    return marks


def _calls(run: Run) -> bool:
    """Return True for the sign of a note; what stands in its place and is none is text like any other."""
    return bool(run.note and run.text) and is_sign(run.text)
