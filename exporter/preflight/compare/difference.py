"""What was found to differ, and how its words are told."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from exporter.preflight.compare.shown import CALL
from exporter.wording import Words, compare_words

Kind = Literal["missing", "changed", "added", "doubled", "moved", "link", "note", "marks", "alt", "house"]
_CALL_SHOWN = "[note]"


class Difference(Struct, frozen=True):
    """One thing that a file says otherwise; `what` and `id` are those of the passage, "" for what the story has not."""

    kind: Kind
    what: str
    id: str
    words: tuple[Words, ...]


def worded(wanted: str, shown: str) -> tuple[Words, ...]:
    """Return what is wanted and what is shown, word by word."""
    return compare_words(spelled(wanted), spelled(shown))


def spelled(text: str) -> str:
    """Return the text with calls of notes as people can read them."""
    return text.replace(CALL, _CALL_SHOWN)
