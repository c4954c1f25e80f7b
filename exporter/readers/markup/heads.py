"""The head of a story that its text says again."""

from __future__ import annotations

import re

from exporter.model import Block, Crosshead, text_of
from exporter.readers.markup.slip import Slip


def drop_repeated_headline(blocks: tuple[Block, ...], slip: Slip) -> tuple[Block, ...]:
    """Return the blocks without a first heading that is the headline again; where there is none, it is the headline."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Crosshead):
        return blocks
    if not slip.has("headline"):
        slip.put("headline", first.text, "the first heading", first.line)
        return blocks[1:]
    if _letters(text_of(slip.fields["headline"])) != _letters(text_of(first.text)):
        return blocks
    slip.drop(text_of(first.text), "the headline again", first.line)
    return blocks[1:]


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
