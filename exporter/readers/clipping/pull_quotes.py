"""Pull quotes: a quotation alone in its line, which the story says again, or with the speaker's name right below."""

from __future__ import annotations

import re

from exporter.readers.clipping.lines import breadth, ends_sentence, is_capitals
from exporter.readers.clipping.sheet import Sheet

LONGEST_QUOTE, LONGEST_NAME, SHORTEST_REPEAT = 240, 60, 15
_QUOTED = re.compile(r"[“„«‹「『\"‘](.+?)[”“»›」』\"’]\.?", re.DOTALL)


def find_pull_quotes(sheet: Sheet) -> None:
    """Give the quotation its role, and the name below it."""
    for index in sheet.open():
        match = _QUOTED.fullmatch(sheet.text(index))
        if not match or breadth(sheet.text(index)) > LONGEST_QUOTE or re.search(r"[“”„«»「」\"]", match[1]):
            continue
        name = index + 1 if index + 1 in sheet.open() and _is_name_below(sheet.text(index + 1)) else -1
        repeated = _is_repeated(sheet, index, match[1])
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


def _is_repeated(sheet: Sheet, index: int, said: str) -> bool:
    words = said.strip(" \u00a0\u202f.,!?…")
    others = (sheet.text(other) for other in range(len(sheet.chunks)) if other != index)
    return len(words) >= SHORTEST_REPEAT and any(words in other for other in others)
