"""Regular expressions that cost nothing until they are used: of two hundred, a run for a PDF uses ninety."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return the pattern that `re.compile` returns, which is compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", _Regex(expression, flags))


def is_western(text: str) -> bool:
    """Return True for letters of Europe with the signs that go with them: spaced words that run from left to right.

    Such text is spared the patterns of all other scripts, whose classes of signs take up to 4 ms to compile.
    """
    return text.isascii() or _BEYOND.search(text) is None


class _Regex:
    """Stands in for a pattern: each of its methods is looked up once and then is the pattern's own."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, value)
        return value


# Not Latin, Greek, Cyrillic or Armenian with their marks; no dash, quotation mark, space, sign of a currency or number;
# no arrow, square, bullet, star, tick.
_BEYOND = regex(
    "[^\\x00-\u058f\u2000-\u200a\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u25a0-\u27bf]"
)
