"""Text of a page that runs from right to left → the order in which it is read; a page has it as it is seen."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from exporter.preflight.compare.shown import CALL, LINE, TURN
from exporter.regex import regex

Base = Literal["", "L", "R"]  # how a paragraph runs; "" = nothing says it
_FROM_THE_RIGHT = ("R", "AL")
_LETTERS = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_UNKNOWN = ("", "LRI", "RLI", "FSI", "PDI")
_PRIVATE = 0xF0000  # where the sixteenth plane begins, all of it for private use
# Brackets are turned round where they are seen, but stand in the file as they were written; so does the sign of a note.
# Signs that have no direction and are not turned stand in for them while the line is put in order.
_KEPT = "()[]{}<>«»‹›" + CALL
_HIDE = {ord(sign): 0x2600 + number for number, sign in enumerate(_KEPT)}
_SHOW = {stand_in: sign for sign, stand_in in _HIDE.items()}


def from_the_right(text: str) -> bool:
    """Return True where the text has a letter of a script from right to left."""
    return not text.isascii() and _LETTERS.search(text) is not None


def in_reading_order(text: str, base: Base = "") -> str:
    """Return the text with each line in the order in which it is read; without a base that of most letters is taken.

    What is painted from left to right is put in order by itself: what is painted after it, but left of it, comes later.
    """
    if base != "R" and not from_the_right(text):
        return text.replace(TURN, "")
    from bidi.algorithm import get_display

    kinds = [unicodedata.bidirectional(letter) for letter in text]
    if not base:
        base = "R" if sum(kind in _FROM_THE_RIGHT for kind in kinds) > kinds.count("L") else "L"
    # python-bidi stops at isolates and at what Unicode does not know; letters for private use stand in for them.
    unknown = dict.fromkeys(letter for letter, kind in zip(text, kinds, strict=True) if kind in _UNKNOWN)
    hide = {ord(letter): _PRIVATE + number for number, letter in enumerate(unknown)}
    stretches = re.split(f"({LINE})|{TURN}", text.translate(_HIDE | hide))
    ordered = (str(get_display(stretch, base_dir=base)) for stretch in stretches if stretch)
    return "".join(ordered).translate(_SHOW | {stand_in: letter for letter, stand_in in hide.items()})
