"""Two texts as one, word by word: what stayed, what went, what came; and which name was meant by a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from exporter.regex import regex

Sign = Literal["=", "-", "+"]
_CLOSELY = 25_000_000  # pairs of words, up to which two texts are compared word by word: 5,000 with 5,000
_IDEOGRAPH = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # a script without spaces: each sign by itself
_TOKEN = regex(rf"\s+|{_IDEOGRAPH}|(?:(?!{_IDEOGRAPH})\w)+|[^\w\s]")


class Words(Struct, frozen=True):
    """A stretch of text that stayed (``=``), went (``-``) or came (``+``)."""

    sign: Sign
    text: str


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Return both texts as one, word by word."""
    from difflib import SequenceMatcher

    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Words] = []
    if len(before) * len(after) > _CLOSELY:
        return tuple(_both(old, new)) if old != new else (Words("=", old),)
    for kind, start, end, other, other_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Words("=", "".join(before[start:end])))
            continue
        if start < end:
            found.append(Words("-", "".join(before[start:end])))
        if other < other_end:
            found.append(Words("+", "".join(after[other:other_end])))
    return tuple(_gathered(found))


def nearest_name(wrong: str, names: Iterable[str], likeness: float = 0.6) -> str:
    """Return the name that was probably meant, "" where none is like the wrong one; 1 = the same letters."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(wrong, list(names), 1, likeness)), "")


def words_of(text: str) -> list[str]:
    """Return the words of the text, without spaces and signs."""
    return [token for token in _TOKEN.findall(text) if token[0].isalnum()]


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


_CONTEXT = 8  # words shown on either side of a change
_WORD = regex(r"\s*\S+")


def in_line(words: tuple[Words, ...]) -> str:
    """Return both texts in one line: ``[-words that went-]{+words that came+}``, what stayed only near a change."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    last = len(words) - 1
    if not last:  # all of it stayed, went or came
        return signs[words[0].sign].format(shorten(words[0].text, True, True))
    return "".join(
        signs[part.sign].format(shorten(part.text, index > 0, index < last) if part.sign == "=" else part.text)
        for index, part in enumerate(words)
    )


def shorten(text: str, head: bool, tail: bool) -> str:
    """Return the text with the middle left out where it is long; `head`, `tail`: that end is next to a change."""
    words = _WORD.findall(text)
    if len(words) <= _CONTEXT * (head + tail) + 2:
        return text
    space = text[len(text.rstrip()) :]
    front = "".join(words[:_CONTEXT]) if head else ""
    back = "".join(words[-_CONTEXT:]) + space if tail else ""
    return f"{front} …{back}"
