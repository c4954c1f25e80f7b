"""Two texts as one, word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

Sign = Literal["=", "-", "+"]
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class Words(Struct, frozen=True):
    """A stretch of text that stayed (``=``), went (``-``) or came (``+``)."""

    sign: Sign
    text: str


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Return both texts as one, word by word."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Words] = []
    for kind, start, end, other, other_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Words("=", "".join(before[start:end])))
            continue
        if start < end:
            found.append(Words("-", "".join(before[start:end])))
        if other < other_end:
            found.append(Words("+", "".join(after[other:other_end])))
    return tuple(_gathered(found))


def _gathered(found: list[Words]) -> Iterator[Words]:
    """Yield the words with changes joined that only a space parts: ``[-one two-]`` reads better than two of them."""
    gone, came = "", ""
    for index, words in enumerate(found):
        if words.sign == "-":
            gone += words.text
        elif words.sign == "+":
            came += words.text
        elif words.text.isspace() and (gone or came) and index < len(found) - 1:
            gone, came = gone + words.text if gone else gone, came + words.text if came else came
            if not (gone and came):
                yield from _both(gone.rstrip(), came.rstrip())
                gone, came = "", ""
                yield words
        else:
            yield from _both(gone, came)
            gone, came = "", ""
            yield words
    yield from _both(gone, came)


def _both(gone: str, came: str) -> Iterator[Words]:
    if gone:
        yield Words("-", gone)
    if came:
        yield Words("+", came)
