"""Text of a page that runs from right to left → the order in which it is read.

The glyphs of a word stand from left to right, so its letters are back to front. Words may be painted from left to right
as well, or one after the other as they are read: a file does the one or the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal

from exporter.preflight.compare.shown import CALL, LINE, STEP, TURN
from exporter.regex import is_western, regex

Base = Literal["", "L", "R"]  # how a paragraph runs; "" = nothing says it
Order = Callable[[str, Base], str]
_FROM_THE_RIGHT = ("R", "AL")
# Without figures, which run from left to right in these scripts too.
_LETTER = (
    "[\u0590-\u05ff\u0608-\u065f\u066d-\u06dc\u06de-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010d2f\U00010d3a-\U00010e5f\U00010e7f-\U00010fff\U0001e800-\U0001efff]"
)
_LETTERS = regex(_LETTER)
_LEFT_OF = regex(f"{TURN}(?<=[^{LINE}].)")
_MIXED = regex(f"{_LETTER}[^{LINE}{STEP}]*[A-Za-z0-9]|[A-Za-z0-9][^{LINE}{STEP}]*{_LETTER}")
_PARTS = regex(f"({LINE}|{CALL})|{TURN}|{STEP}")
_UNKNOWN = ("", "LRI", "RLI", "FSI", "PDI")
_PRIVATE = 0xF0000  # where the sixteenth plane begins, all of it for private use
# Brackets are turned round where they are seen, but stand in the file as they were written; so does the sign of a note.
# Signs that have no direction and are not turned stand in for them while the line is put in order.
_KEPT = "()[]{}<>«»‹›" + CALL
_HIDE = {ord(sign): 0x2600 + number for number, sign in enumerate(_KEPT)}
_SHOW = {stand_in: sign for sign, stand_in in _HIDE.items()}


def from_the_right(text: str) -> bool:
    """Return True where the text has a letter of a script from right to left."""
    return not is_western(text) and _LETTERS.search(text) is not None


def order_of(texts: Sequence[str]) -> Order:
    """Return what puts texts of a file in the order of reading.

    Its words are painted as they are read where one is painted after another on its line, but left of it; or where no
    stretch painted at once runs both ways.
    """
    turned = [text for text in texts if from_the_right(text)]
    if not turned:
        return _leave
    if any(map(_LEFT_OF.search, texts)):
        return _turn_words
    return _turn_lines if any(map(_MIXED.search, turned)) else _turn_words


def _leave(text: str, base: Base) -> str:
    return text.replace(STEP, "").replace(TURN, "")


def _turn_words(text: str, base: Base) -> str:
    return "".join(part[::-1] if from_the_right(part) else part for part in _PARTS.split(text) if part)


def _turn_lines(text: str, base: Base) -> str:
    """Return each line as it is read; without a base that of most letters is taken."""
    text = _leave(text, base)
    if base != "R" and not from_the_right(text):
        return text
    from bidi.algorithm import get_display

    kinds = [unicodedata.bidirectional(letter) for letter in text]
    if not base:
        base = "R" if sum(kind in _FROM_THE_RIGHT for kind in kinds) > kinds.count("L") else "L"
    # python-bidi stops at isolates and at what Unicode does not know; letters for private use stand in for them.
    unknown = dict.fromkeys(letter for letter, kind in zip(text, kinds, strict=True) if kind in _UNKNOWN)
    hide = {ord(letter): _PRIVATE + number for number, letter in enumerate(unknown)}
    lines = (str(get_display(line.translate(_HIDE | hide), base_dir=base)) for line in text.split(LINE))
    return LINE.join(lines).translate(_SHOW | {stand_in: letter for letter, stand_in in hide.items()})
