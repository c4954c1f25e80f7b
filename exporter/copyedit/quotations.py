"""What a story marks as a quotation gets the signs of its language; where it has signs already, none are added."""

from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace

from exporter.model import Article, Block, Edition, Rich, Run, text_of
from exporter.model.walk import map_article, map_block, map_edition

# Around a quotation, and around one inside it (Unicode CLDR 45, delimiters; the press of France sets “ ” inside « »).
_SIGNS = {
    language: signs
    for languages, *signs in (
        ("de cs sk sl bg", "„", "“", "‚", "‘"),
        ("de-ch de-li", "«", "»", "‹", "›"),
        ("fr", "«\u00a0", "\u00a0»", "“", "”"),
        ("fr-ch", "«", "»", "‹", "›"),
        ("es it el ca pt-pt", "«", "»", "“", "”"),
        ("ru uk be ka", "«", "»", "„", "“"),
        ("no nb nn", "«", "»", "‘", "’"),
        ("ar fa ckb ps", "«", "»", "‹", "›"),
        ("sv fi he", "”", "”", "’", "’"),
        ("nl", "‘", "’", "“", "”"),
        ("pl ro hu", "„", "”", "«", "»"),
        ("hr sr bs", "„", "”", "‘", "’"),
        ("et lv lt", "„", "“", "«", "»"),
        ("ja zh-tw zh-hk zh-hant", "「", "」", "『", "』"),
    )
    for language in languages.split()
}
_ENGLISH = ["“", "”", "‘", "’"]
_ANY = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』")


def sign_quotations(edition: Edition) -> Edition:
    """Return the edition with signs in place of every mark that says that words are quoted."""
    return map_edition(edition, lambda article: _sign_article(article, article.language or edition.language))


def _sign_article(article: Article, language: str) -> Article:
    def sign_block(block: Block) -> Block:
        """Sign what is inside a block with a language of its own; what is deeper inside and has one is signed."""
        own = block.language
        return map_block(block, lambda inner: inner, lambda runs: _sign(runs, own)) if own else block

    return map_article(map_article(article, sign_block), change_rich=lambda runs: _sign(runs, language))


def _sign(runs: Rich, language: str, depth: int = 0) -> Rich:
    """Return the runs with signs around those that are marked as quoted more than `depth` times."""
    if not any("quote" in run.marks for run in runs):
        return runs
    parts = [tuple(part) for _, part in groupby(runs, lambda run: run.marks.count("quote") > depth)]
    signed: list[Run] = []
    for number, part in enumerate(parts):
        if part[0].marks.count("quote") <= depth:
            signed += part
            continue
        before = text_of(parts[number - 1])[-1:] if number else ""
        after = text_of(parts[number + 1])[:1] if number + 1 < len(parts) else ""
        words = text_of(part).strip()
        inside = _sign(part, language, depth + 1)
        if words and not _ANY.issuperset((before, after)) and not _ANY.issuperset((words[0], words[-1])):
            opening, closing = _signs_of(language, depth)
            inside = (_with(inside[0], opening), *inside, _with(inside[-1], closing))
        signed += inside
    return tuple(replace(run, marks=tuple(mark for mark in run.marks if mark != "quote")) for run in signed)


def _signs_of(language: str, depth: int) -> list[str]:
    tag = language.lower()
    signs = _SIGNS.get(tag) or _SIGNS.get("-".join(tag.split("-")[:2])) or _SIGNS.get(tag.split("-")[0]) or _ENGLISH
    return signs[2:] if depth % 2 else signs[:2]


def _with(beside: Run, sign: str) -> Run:
    """Return the sign in the look of the run that it stands beside."""
    return replace(beside, text=sign, note="", ruby="")
