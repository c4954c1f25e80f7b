"""Pull quotes: a quotation alone in its line, which the story says again, or with the speaker's name right below."""

from __future__ import annotations

import re

from exporter.readers.clipping.lines import breadth, ends_sentence, is_capitals
from exporter.readers.clipping.sheet import Sheet
from exporter.regex import regex

LONGEST_QUOTE, LONGEST_NAME, SHORTEST_REPEAT = 240, 60, 15
_QUOTED = regex(r"[“„«‹「『\"‘](.+?)[”“»›」』\"’]\.?", re.DOTALL)


def find_pull_quotes(sheet: Sheet) -> None:
    """Give the quotation its role, and the name below it."""
    waiting = set(sheet.open())
    whole = "\n".join(chunk.text for chunk in sheet.chunks)
    for index in sorted(waiting):
        match = _QUOTED.fullmatch(sheet.text(index))
        if not match or breadth(sheet.text(index)) > LONGEST_QUOTE or re.search(r"[“”„«»「」\"]", match[1]):
            continue
        name = index + 1 if index + 1 in waiting and _is_name_below(sheet.text(index + 1)) else -1
        repeated = _is_repeated(whole, match[1])
        if repeated or (name > 0 and not sheet.chunks[name].apart):
            sheet.give(
                index,
                "pull quote",
                "a quotation alone that the text repeats" if repeated else "a quotation alone above a name",
            )
            if name > 0 and (not sheet.chunks[name].apart or is_capitals(sheet.text(name))):
                sheet.give(name, "attribution", "the name below a pull quote")


def _is_name_below(text: str) -> bool:
    return breadth(text) <= LONGEST_NAME and not ends_sentence(text) and not text[:1].islower()


def _is_repeated(whole: str, said: str) -> bool:
    """Return True for words that the text says besides."""
    words = said.strip(" \u00a0\u202f.,!?…")
    return len(words) >= SHORTEST_REPEAT and whole.find(words, whole.find(words) + 1) >= 0
