"""What a file of the story has to say: its passages in order, its pictures, and what it may say besides.

*Passages* stand in the order of the story, each as a paragraph of its own. *Loose* ones stand once each, somewhere, as
a paragraph or as part of one: a caption with its credit, who said a quotation. *Known* is what else the story states
(publication, date, rights ...) and a file may show, as often as its look wants.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from exporter.dates import format_date, format_number
from exporter.model import (
    Article,
    Aside,
    Block,
    Code,
    Crosshead,
    Edition,
    Embed,
    Figure,
    Footnote,
    List,
    Paragraph,
    Photo,
    QuestionAnswer,
    Quote,
    Rich,
    Table,
    text_of,
)
from exporter.model.links import safe_href
from exporter.model.walk import lead_photo_ids, opening_block, plain_text, walk
from exporter.preflight.compare.shown import CALL, close_up, fold
from exporter.regex import regex
from exporter.style.model import Role, Style

_NUMBER = regex(r"\{\w+\}")
# What a passage is → the role whose case says whether its look has it in capitals.
_ROLES: dict[str, Role] = {
    "kicker": "kicker", "headline": "headline", "subhead": "subhead", "deck": "deck", "byline": "byline",
    "dateline": "dateline", "crosshead": "crosshead", "attribution": "attribution", "catchline": "catchline",
    "caption": "caption", "credit": "credit",
}  # fmt: skip
_TITLE = 60  # characters of a story without a headline that stand for it in lists


class Passage(Struct, frozen=True):
    """One text that a file has to show, in one of its `forms`: with calls of notes or their signs, as written or in
    capitals ...

    `keys` are the forms without white space. `group` is the photo or embed that a part belongs to.
    """

    what: str
    id: str
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    links: tuple[str, ...] = ()
    group: str = ""

    @property
    def text(self) -> str:
        """Return the text as the story has it."""
        return self.forms[0]


class Wanted(Struct, frozen=True):
    """What the edition says; and may say: what is `known`; what is `repeated` in covers, contents, running heads."""

    body: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    loose: tuple[Passage, ...]
    alts: tuple[Passage, ...]
    known: frozenset[str]
    repeated: frozenset[str]
    stand_ins: frozenset[str]  # what may stand for a picture without an alternative text
    addresses: frozenset[str]


def want(edition: Edition, style: Style) -> Wanted:
    """Return what a file of the edition has to say; the style says its furniture's words and what is in capitals."""
    capitals = {what for what, role in _ROLES.items() if style.text[role].case != "as-is"}
    body: list[Passage] = []
    notes: list[Passage] = []
    loose: list[Passage] = []
    alts: list[Passage] = []
    for section in edition.sections:
        for entry in section.entries:
            article = entry.article
            teller = _Teller(article, "dateline" in capitals, loose)
            body += teller.head()
            body += teller.body()
            for note in article.notes:
                notes += teller.note(note)
            shown = Counter(lead_photo_ids(article))
            for blocks in (article.body, *(note.blocks for note in article.notes)):
                shown.update(id for block in walk(blocks) if isinstance(block, Figure) for id in block.photos)
            for photo in article.photos:
                loose += [passage for passage in _photo(photo) for _ in range(shown[photo.id])]
                if photo.src and photo.alt and not photo.decorative:
                    alts.append(_plain("alternative text", photo.id, photo.alt))
    known, repeated = _known(edition, style), _repeated(edition)
    addresses = {href for article in edition.articles for href in (address(article.url),) if href}
    return Wanted(
        body=tuple(_in_capitals(passage) if passage.what in capitals else passage for passage in body),
        notes=tuple(notes),
        loose=tuple(_in_capitals(passage) if passage.what in capitals else passage for passage in loose),
        alts=tuple(alts),
        known=frozenset(filter(None, known)),
        repeated=frozenset(filter(None, repeated)),
        stand_ins=frozenset(_stand_ins(edition, style)),
        addresses=frozenset(addresses),
    )


def address(href: str) -> str:
    """Return the address as a URI, "" for one that no file may carry."""
    return safe_href(href, ascii_only=True) if href else ""


def _passage(what: str, id: str, forms: Iterable[str], links: tuple[str, ...] = (), group: str = "") -> Passage:
    folded = tuple(dict.fromkeys(map(fold, dict.fromkeys(forms))))
    return Passage(what, id, folded, tuple(map(close_up, folded)), links, group)


def _plain(what: str, id: str, text: str, group: str = "") -> Passage:
    return _passage(what, id, (text,), group=group)


def _in_capitals(passage: Passage) -> Passage:
    """Return the passage with its capitals, as which programs write it that make a PDF of ours in their own way."""
    forms = (*passage.forms, *(form.upper() for form in passage.forms))
    return _passage(passage.what, passage.id, forms, passage.links, passage.group)


class _Teller:
    """Tells the passages of one article in order; what is loose goes to `loose`."""

    def __init__(self, article: Article, capitals: bool, loose: list[Passage]) -> None:
        self._article, self._capitals, self._loose = article, capitals, loose
        self._labels = {note.id: note.label or str(number) for number, note in enumerate(article.notes, 1)}

    def head(self) -> Iterator[Passage]:
        """Yield kicker, headline, subheads, deck and byline."""
        article = self._article
        fields = [("kicker", article.kicker), ("headline", article.headline)]
        fields += [("subhead", subhead) for subhead in article.subheads]
        for what, runs in (*fields, ("deck", article.deck)):
            yield from self._rich(what, article.id, runs)
        if article.byline.raw.strip():
            yield _plain("byline", article.id, article.byline.raw)

    def body(self) -> Iterator[Passage]:
        """Yield the passages of the body; the dateline opens the first paragraph of running text."""
        article, raw = self._article, self._article.dateline.raw
        first = opening_block(article)
        if raw.strip() and first is None:
            self._loose.append(_plain("dateline", article.id, raw))
        for block in article.body:
            told = list(self.block(block))
            if block is first and raw.strip():
                forms, links = (told[0].forms, told[0].links) if told else (("",), ())
                ways = (raw, raw.upper()) if self._capitals else (raw,)
                told = [_passage("paragraph", block.id, (way + form for way in ways for form in forms), links)]
            yield from told

    def note(self, note: Footnote) -> Iterator[Passage]:
        """Yield the passages of the note; its sign may stand in front of the first."""
        label = self._labels[note.id]
        for index, passage in enumerate(self.blocks(note.blocks, "note, ")):
            forms = passage.forms if index else (*passage.forms, *(f"{label} {form}" for form in passage.forms))
            yield _passage(passage.what, passage.id, forms, passage.links)

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
                if block.text.strip():
                    yield _plain(before + "program text", block.id, block.text)
            case Quote():
                yield from self.blocks(block.blocks, before + ("pull quote, " if block.pull else "quote, "))
                self._loose += self._rich(before + "attribution", block.id, block.attribution)
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
                self._loose += self._rich(before + "caption of the group", block.id, block.caption)
            case _:
                return

    def _embed(self, block: Embed, before: str) -> None:
        for what, text in (("title", block.title), ("provider", block.provider)):
            if text.strip():
                self._loose.append(_plain(f"{before}embed, {what}", block.id, text, block.id))
        if block.url.strip():
            href = address(block.url)
            links = (href,) if href else ()
            self._loose.append(_passage(f"{before}embed, address", block.id, _short_forms(block.url), links, block.id))

    def _rich(self, what: str, id: str, runs: Rich) -> Iterator[Passage]:
        if text_of(runs).strip():
            yield _passage(what, id, _forms(runs), _linked(runs))


def _forms(runs: Rich) -> Iterator[str]:
    """Yield the text with the calls of notes, whatever their signs; then with those signs, as pages without structure
    have them. Readings stand behind their words.
    """
    words = [f"{run.text} ({run.ruby})" if run.ruby and not run.note else run.text for run in runs]
    yield "".join(CALL if run.note and text else text for run, text in zip(runs, words, strict=True))
    yield "".join(words)


def _linked(runs: Rich) -> tuple[str, ...]:
    """Return the addresses of the links in order, those that may be followed."""
    return tuple(href for href, _ in groupby(filter(None, (address(run.href) for run in runs))))


def _short_forms(url: str) -> tuple[str, ...]:
    """Return the address as it is and as it is printed short."""
    bare = url.strip().removeprefix("https://").removeprefix("http://")
    return (url, bare, bare.rstrip("/"))


def _photo(photo: Photo) -> Iterator[Passage]:
    if photo.catchline.strip():
        yield _plain("catchline", photo.id, photo.catchline, photo.id)
    if text_of(photo.caption).strip():
        yield _passage("caption", photo.id, _forms(photo.caption), _linked(photo.caption), photo.id)
    if photo.credit.strip():
        yield _plain("credit", photo.id, photo.credit, photo.id)


def _known(edition: Edition, style: Style) -> set[str]:
    """Return what the edition states besides its passages and a look may show, the words of furniture with it."""
    languages = _languages(edition)
    dates = {edition.date, edition.publication.date}
    texts = {edition.title, edition.publication.name, edition.publication.edition, *_rights(edition.rights)}
    numbers = {edition.publication.number}
    for section in edition.sections:
        texts.add(section.name)
    for article in edition.articles:
        publication = article.publication
        dates |= {publication.date, article.dates.published, article.dates.updated, article.dates.created}
        numbers.add(publication.number)
        texts |= {publication.name, publication.edition, article.section, article.page, article.series}
        texts |= {article.byline.raw, article.dateline.raw, *_rights(article.rights), *_short_forms(article.url)}
        texts |= {_opening(article), *(source.name for source in article.sources)}
        texts |= {text for person in article.byline.persons for text in (person.name, person.bio)}
        length = len(plain_text(article.body).split())
        texts |= {format_number(length, language) for language in languages}
        texts |= {note.label for note in article.notes if not (note.blocks and isinstance(note.blocks[0], Paragraph))}
        for photo in article.photos:
            texts |= {photo.headline, photo.source, *_rights(photo.rights), *(person.name for person in photo.byline)}
    written = {format_date(date, language) for date in dates if date for language in languages}
    said = {part for language in languages for part in _phrases(style, language)}
    named = {style.phrase("number", language).format(number=n) for language in languages for n in numbers if n}
    lines = {line for text in texts if "\n" in text for line in text.split("\n")}  # each is set by itself
    return {fold(text) for text in texts | lines | dates | written | said | named}


def _languages(edition: Edition) -> set[str]:
    """Return the languages that furniture may speak."""
    return {edition.language, "", *(article.language for article in edition.articles)}


def _phrases(style: Style, language: str) -> Iterator[str]:
    """Yield the furniture phrases in the language, parted where a number goes in."""
    for key in style.words["en"]:
        yield from _NUMBER.split(style.phrase(key, language))


def _rights(rights: object) -> tuple[str, ...]:
    names = ("notice", "holder", "year", "usage", "licence", "instructions")
    return tuple(str(getattr(rights, name)) for name in names)


def _repeated(edition: Edition) -> set[str]:
    """Return what covers, contents, running heads and the heads of tables that go on say again of the stories."""
    texts: set[str] = set()
    for article in edition.articles:
        texts |= {text_of(article.headline), *(photo.alt for photo in article.photos)}
        tables = (block for block in walk(article.body) if isinstance(block, Table))
        heads = (cell for table in tables for row in table.rows[: table.head_rows] for cell in row)
        texts |= {plain_text(cell.blocks) for cell in heads}
    return {fold(text) for text in texts}


def _opening(article: Article) -> str:
    """Return the first words of a story without a headline, which stand for one."""
    if text_of(article.headline).strip():
        return ""
    opening = " ".join(plain_text(article.body[:1]).split())
    return opening if len(opening) <= _TITLE else opening[:_TITLE].rsplit(" ", 1)[0] + "…"


def _stand_ins(edition: Edition, style: Style) -> Iterator[str]:
    """Yield what is read aloud for a picture that has no text for that: what is printed with it, or a word for it."""
    yield ""
    yield from (style.phrase("photo", language) for language in _languages(edition))
    for article in edition.articles:
        for photo in article.photos:
            if not photo.alt:
                yield from (fold(text_of(photo.caption)), fold(photo.catchline), fold(photo.headline), fold(photo.src))
