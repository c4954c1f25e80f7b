"""Lines → paragraphs: one line each, or blank-line blocks of hard-wrapped lines joined."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from exporter.regex import regex

# Marks by which a user forces a role; a marked line is a paragraph of its own.
SQUARES, LONGEST_SQUARED = "■◆▼", 30  # Japanese papers set one before a crosshead
MARKS = (("### ", "crosshead 2"), ("## ", "crosshead 1"), ("# ", "headline"), ("> ", "quote"), ("- ", "list"))
_BULLET = regex(r"[•▪◦‣●]\s*(?=[^\s•▪◦‣●])")
_END = regex(r"[.!?:;…。！？؟।][\"'”’»)\]]*$|[”»\"]$")


class Line(Struct, frozen=True):
    """A source line (from 1) without the spaces around it."""

    number: int
    text: str


class Chunk(Struct, frozen=True):
    """A paragraph of the source: its lines, its text, the role its mark forces; `apart` = between blank lines."""

    lines: tuple[Line, ...]
    text: str
    mark: str = ""
    apart: bool = True

    @property
    def number(self) -> int:
        """Return the line at which it begins."""
        return self.lines[0].number


def split_chunks(lines: list[str]) -> tuple[Chunk, ...]:
    """Return the paragraphs in order; their lines together are all lines that are not blank."""
    blocks = _blocks(lines)
    wrapped = is_wrapped(blocks)
    chunks: list[Chunk] = []
    for block in blocks:
        pieces = _join_wrapped(block) if wrapped else [[line] for line in block]
        chunks += [_chunk(tuple(piece), apart=len(pieces) == 1) for piece in pieces]
    return tuple(_unmark_speech(chunks))


def _unmark_speech(chunks: list[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks; a sentence alone behind ``- `` is speech, as Danish, French and Spanish papers print it."""
    for index, chunk in enumerate(chunks):
        neighbours = (chunks[other] for other in (index - 1, index + 1) if 0 <= other < len(chunks))
        speech = chunk.mark == "list" and chunk.lines[0].text.startswith("- ") and ends_sentence(chunk.text)
        if speech and chunk.apart and len(chunk.text) > 80 and not any(other.mark == "list" for other in neighbours):
            yield Chunk(chunk.lines, f"- {chunk.text}", "", chunk.apart)
        else:
            yield chunk


def is_wrapped(blocks: list[list[Line]]) -> bool:
    """Return True when lines were broken at a measure: median 55 to 80 characters, and most end inside a sentence."""
    broken = [line.text for block in blocks for line in block[:-1]]
    if len(broken) < 3 or any(len(line) > 120 for line in broken):
        return False
    from statistics import median

    inside = sum(not ends_sentence(line) for line in broken)
    return 55 <= median(map(len, broken)) <= 80 and inside >= 0.6 * len(broken)


def ends_sentence(text: str) -> bool:
    """Return True when the text ends as a sentence or a quotation does."""
    return bool(_END.search(text))


@lru_cache(maxsize=1024)  # every rule asks, and asks again
def breadth(text: str) -> int:
    """Return the length in Latin letters: a Chinese, Japanese or Korean letter says as much as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def is_capitals(text: str) -> bool:
    """Return True for words without a small letter and with at least two capitals."""
    return text.upper() == text and sum(letter.isupper() for letter in text) >= 2


def _blocks(lines: list[str]) -> list[list[Line]]:
    blocks: list[list[Line]] = [[]]
    for number, text in enumerate(lines, start=1):
        if stripped := text.strip():
            blocks[-1].append(Line(number, stripped))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _join_wrapped(block: list[Line]) -> list[list[Line]]:
    pieces: list[list[Line]] = []
    for line in block:
        if pieces and not _mark(line.text):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces


def _mark(text: str) -> str:
    """Return the sign that forces a role, with the space behind it, or ""."""
    bullet = _BULLET.match(text)
    if text[0] in SQUARES and 1 < len(text) <= LONGEST_SQUARED and not ends_sentence(text):
        return text[0]
    if not any(map(str.isalnum, text)):
        return ""  # ``- - -``
    return bullet.group() if bullet else next((sign for sign, _ in MARKS if text.startswith(sign)), "")


def _chunk(lines: tuple[Line, ...], apart: bool) -> Chunk:
    sign = _mark(lines[0].text)
    text = lines[0].text[len(sign) :].strip()
    for line in lines[1:]:
        text += _glue(text, line.text) + line.text
    mark = "crosshead 1" if sign and sign in SQUARES else dict(MARKS).get(sign, "list" if sign else "")
    return Chunk(lines, text, mark, apart)


def _glue(above: str, below: str) -> str:
    """Return what goes between two wrapped lines: nothing behind a hyphen or between Chinese or Japanese letters."""
    if above.endswith("-") and above[-2:-1].isalpha():
        return ""
    return "" if _takes_no_space(above[-1:]) and _takes_no_space(below[:1]) else " "


def _takes_no_space(letter: str) -> bool:
    hangul = "\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7a3"
    return letter != "" and unicodedata.east_asian_width(letter) in "WF" and not hangul
