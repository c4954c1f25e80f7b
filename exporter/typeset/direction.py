"""Text that runs from right to left, alone or mixed with text that does not (Unicode Standard Annex 9)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from exporter.regex import is_western, regex

ISOLATES = ("LRI", "RLI", "FSI", "PDI")
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms, Adlam; marks and embeddings that turn direction.
_RIGHT_TO_LEFT = regex(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def needs_reordering(text: str) -> bool:
    """Return True when any character of the text may run from right to left."""
    return not is_western(text) and _RIGHT_TO_LEFT.search(text) is not None


def embedding_levels(text: str, rtl: bool) -> tuple[int, ...]:
    """Return the level of each character: even runs from left to right, odd from right to left."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(rtl), "LR"[rtl]
    algorithm.get_embedding_levels("".join(_classed(sign) for sign in text), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    levels = iter([entry["level"] for entry in storage["chars"]])
    removed = algorithm.X9_REMOVED
    return tuple(int(rtl) if algorithm.bidirectional(sign) in removed else next(levels) for sign in text)


def _classed(sign: str) -> str:
    """Return the sign, or one of its direction that python-bidi takes: it knows no isolates and no signs to come."""
    kind = unicodedata.bidirectional(sign)
    if kind in ISOLATES:
        return "|"
    if kind:
        return sign
    return "\u05d0" if _RIGHT_TO_LEFT.match(sign) else "a"


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of the elements from left to right (UAX 9, rule L2)."""
    order = list(range(len(levels)))
    lowest = min((level for level in levels if level % 2), default=1)
    for level in range(max(levels, default=0), lowest - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order
