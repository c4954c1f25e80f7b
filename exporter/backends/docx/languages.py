"""Languages and writing directions as a Word file wants them."""

from __future__ import annotations

from typing import Literal

from exporter.model import Direction
from exporter.model.language import RTL_LANGUAGES, direction_of, is_language
from exporter.regex import is_western, regex

Side = Literal["ltr", "rtl"]

_ASIAN = frozenset("zh ja ko".split())
# Letters that stand taller or deeper than Latin ones: lines of a fixed height would cut them.
_TALL = RTL_LANGUAGES | frozenset("bn bo dz gu hi km kn lo ml mr my ne or pa sa si ta te th".split())

_RTL_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# Right-to-left letters with the blanks, digits and points between them.
_RTL_STRETCH = regex(f"[{_RTL_LETTERS}](?:[^A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\ud7ff]*[{_RTL_LETTERS}])*")
_LTR_STRETCH = regex("[A-Za-z\u00c0-\u058f](?:[A-Za-z\u00c0-\u058f0-9 .'’&/-]*[A-Za-z\u00c0-\u058f0-9])?")


def well_formed(tag: str) -> str:
    """Return the language tag if it is well formed (BCP 47), else ""."""
    return tag if is_language(tag) else ""


def is_tall(language: str) -> bool:
    """Return True when the language's letters need more height than Latin ones."""
    return language.split("-")[0].lower() in _TALL


def language_attributes(language: str) -> dict[str, str]:
    """Return the attributes of ``w:lang``: Word keeps Latin, East Asian and right-to-left languages apart."""
    attributes = {"val": language}
    if language.split("-")[0].lower() in _ASIAN:
        attributes["eastAsia"] = language
    if direction_of(language) == "rtl":
        attributes["bidi"] = language
    return attributes


def split_directions(text: str, side: Side, asked: Direction) -> list[tuple[str, bool]]:
    """Return the text cut into (stretch, is right-to-left) inside a paragraph of direction `side`.

    Word does not run the bidirectional algorithm over unmarked letters, so every right-to-left stretch is marked.
    `asked` is the direction that the author gave the run; it holds for all of it.
    """
    if asked:
        return [(text, asked == "rtl")]
    if side == "ltr" and is_western(text):
        return [(text, False)]
    pattern, inside = (_RTL_STRETCH, True) if side == "ltr" else (_LTR_STRETCH, False)
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            pieces.append((text[end : match.start()], not inside))
        pieces.append((match[0], inside))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], not inside))
    return pieces
