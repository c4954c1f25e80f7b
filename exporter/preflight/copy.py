"""Is the copy clean? What a subeditor would mark: matters of taste and of custom, told to whoever asks for a check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.model import Article, Code, Edition, Rich
from exporter.model.walk import riches, walk
from exporter.regex import regex
from exporter.report import Finding, Place

_STRAIGHT = regex(r"""(?<!\d)["']|(?<=\d)["'](?=[^\W\d])""")  # 6'2" are feet and inches
_DOUBLE = regex(r"\S(?: {2,})(?=\S)")
SHORT = ("brief", "letter", "obituary")  # kinds of story that seldom name who wrote them


def check_copy(edition: Edition) -> tuple[Finding, ...]:
    """Return what a subeditor would mark in each article."""
    return tuple(finding for article in edition.articles for finding in _check_article(article))


def _check_article(article: Article) -> Iterator[Finding]:
    whole = Place(article.provenance.source)
    byline = article.byline
    if not byline.raw and not byline.persons and article.genre not in SHORT:
        yield Finding("byline-missing", "info", "nobody is named as the author", whole, "give it with --byline")
    rights = article.rights
    if not rights.notice and not rights.holder and not rights.licence:
        message = "nothing says who holds the rights in the story"
        yield Finding("rights-missing", "info", message, whole, "give a notice, such as `rights: © 2026 NAME`")
    yield from _marked(article, _STRAIGHT, "quotes-straight", "straight quotation marks", "write “ ” and ’ instead")
    yield from _marked(article, _DOUBLE, "spaces-double", "places with more than one space", "take out all but one")


def _marked(article: Article, pattern: re.Pattern[str], code: str, what: str, hint: str) -> Iterator[Finding]:
    """Yield one finding for all matches in the article, with the place of the first."""
    first, count = Place(), 0
    for place, runs in _texts(article):
        found = sum(len(pattern.findall(text)) for text in _prose(runs))
        if found and not count:
            first = place
        count += found
    if count:
        yield Finding(code, "info", f"{what}: {count:,}", first, hint)


def _texts(article: Article) -> Iterator[tuple[Place, Rich]]:
    source = article.provenance.source
    for name, runs in (("headline", article.headline), ("deck", article.deck), ("kicker", article.kicker)):
        yield Place(source, 0, f"{article.id}-{name}"), runs
    for photo in article.photos:
        yield Place(source, photo.line, photo.id), photo.caption
    for block in (*walk(article.body), *(inner for note in article.notes for inner in walk(note.blocks))):
        if not isinstance(block, Code):
            for runs in riches(block):
                yield Place(source, block.line, block.id), runs


def _prose(runs: Rich) -> Iterator[str]:
    """Yield the text between stretches of program text."""
    text = ""
    for run in runs:
        if "code" in run.marks:
            yield text
            text = ""
        elif not run.note:
            text += run.text
    yield text
