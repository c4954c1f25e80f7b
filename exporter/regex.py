"""Regular expressions that cost nothing until they are used: of two hundred, a run for a PDF uses ninety."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return the pattern that `re.compile` returns, which is compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", _Regex(expression, flags))


class _Regex:
    """Stands in for a pattern: each of its methods is looked up once and then is the pattern's own."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, value)
        return value
