"""Where a word may be divided at a line end."""

from __future__ import annotations

from functools import lru_cache

from exporter.regex import regex
from exporter.style.model import Limits
from exporter.typeset.patterns import load_patterns
from exporter.typeset.unspaced import needs_dictionary

_LETTERS = regex(r"[^\W\d_]+")
_NOUNS_CAPITALISED = frozenset({"de", "lb"})  # where every noun has a capital, a capital marks no name
WORDS_KEPT = 15_000  # 2 MB
_EXPLICIT = "-\u2010/\u2013\u2014"  # a line may end after these without any sign added


@lru_cache(maxsize=WORDS_KEPT)
def hyphenation_points(token: str, language: str, limits: Limits) -> tuple[int, ...]:
    """Return the indices in `token` before which a hyphen may be set.

    Not divided: capitalised words (names) outside languages that write nouns so, words all in capitals, words with
    digits, words that already have a hyphen, which are divided only at it, and scripts that have none.
    """
    patterns = load_patterns(language)
    marked = not token.isalpha() and any(c in _EXPLICIT or c.isdigit() or c == "@" for c in token)
    if patterns is None or marked:
        return ()
    if needs_dictionary(token):
        return ()
    points: list[int] = []
    for match in _LETTERS.finditer(token):
        word = match[0]
        named = word[0].isupper() and language.split("-")[0] not in _NOUNS_CAPITALISED
        if named or word[1:] != word[1:].lower() or len(word) < limits.hyphen_left + limits.hyphen_right:
            continue
        points += [
            match.start() + point
            for point in patterns.positions(word)
            if limits.hyphen_left <= point <= len(word) - limits.hyphen_right
        ]
    return tuple(points)


@lru_cache(maxsize=WORDS_KEPT)
def explicit_points(token: str) -> tuple[int, ...]:
    """Return the indices in `token` before which a line may begin because a hyphen, dash or slash stands there.

    Never after a leading sign (a minus, a list dash), never before a trailing one, never between digits (2-1, 9/11).
    """
    if token.isalpha():
        return ()
    return tuple(
        index + 1
        for index in range(1, len(token) - 2)
        if token[index] in _EXPLICIT
        and token[index + 1] not in _EXPLICIT
        and not (token[index - 1].isdigit() and token[index + 1].isdigit())
        and any(c.isalnum() for c in token[:index])
        and any(c.isalnum() for c in token[index + 1 :])
    )
