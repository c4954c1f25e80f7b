"""Scripts without word spaces: where a line may end in them.

Chinese and Japanese divide between characters. Thai, Lao, Khmer and Burmese divide between words, which only a
dictionary knows: that of ICU, which browsers use too. It is an extra, loaded when such text is met. Without it their
lines end where the author set a zero width space, and in pieces wider than a line between letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from exporter.regex import is_western, regex
from exporter.typeset.ideographs import IDEOGRAPHS, split_ideographs

_WORDS = "\u0e01-\u0e5b\u0e81-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"  # Thai, Lao, Burmese, Khmer, Burmese again
_MARK = "\u200b"  # the zero width space: a line may end after it
_NEEDS_DICTIONARY = regex(f"[{_WORDS}]")
_UNSPACED = regex(f"[{IDEOGRAPHS}{_WORDS}{_MARK}]")


def is_unspaced(text: str) -> bool:
    """Return True when the text has a character of a script written without word spaces."""
    return not is_western(text) and _UNSPACED.search(text) is not None


def needs_dictionary(text: str) -> bool:
    """Return True when the text has words that nothing parts."""
    return not is_western(text) and _NEEDS_DICTIONARY.search(text) is not None


def lacks_dictionary(text: str) -> bool:
    """Return True when the text has words that nothing parts and nobody here knows."""
    return needs_dictionary(text) and line_breaker() is None


def split_unspaced(text: str) -> list[str]:
    """Return the unbroken pieces of a text without spaces."""
    breaker = line_breaker() if needs_dictionary(text) else None
    if breaker:
        return list(breaker(text, "th"))  # of whatever language: ICU chooses the dictionary by the letters
    return [piece for part in re.split(f"(?<={_MARK})(?!$)", text) for piece in _divided(part)]


def _divided(text: str) -> list[str]:
    return [text] if needs_dictionary(text) else split_ideographs(text)


@lru_cache(maxsize=1)
def line_breaker() -> Any | None:
    """Return ICU's line breaker, or None where the extra is not installed."""
    try:
        from icu4py.breakers import LineBreaker
    except ImportError:
        return None
    return LineBreaker
