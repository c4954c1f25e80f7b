"""JSON of newsrooms → plain values, cleaned, and the line at which each string stands."""

from __future__ import annotations

import json
from typing import Any

from exporter.readers.clean import Cleaner
from exporter.report import InputError, Place

DEEPEST = 60  # ninjs packages hold items in items, three or four deep


def load_json(text: str, source: str, cleaner: Cleaner) -> Any:
    """Return the value with all strings cleaned; raises InputError with the line for what is no JSON or too deep."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        hint = "the file may be cut short: fetch it again; look for a comma or quotation mark missing on the line above"
        raise InputError(f"this is not JSON: {error.msg}", Place(source, error.lineno), hint) from error
    except (RecursionError, ValueError) as error:
        raise InputError(
            "this JSON has too many levels or digits", Place(source), "a story needs ten levels"
        ) from error
    _check_depth(value, source)
    return cleaner.value(value)


class Lines:
    """Finds the line of a string value, looking on from the last one found, so that twins are told apart."""

    def __init__(self, text: str) -> None:
        self._text, self._position, self._line = text, 0, 1

    def line_of(self, value: Any) -> int:
        """Return the line at which the string stands, 0 where it is not found; numbers are not looked for."""
        if not isinstance(value, str) or not value:
            return 0
        for escaped in (False, True):
            opening = json.dumps(value, ensure_ascii=escaped)[:60].removesuffix('"')
            found = self._text.find(opening, self._position)
            if found < 0:
                found = self._text.find(opening)
            if found >= 0:
                return self._count(found)
        return 0

    def _count(self, position: int) -> int:
        if position < self._position:
            return self._text.count("\n", 0, position) + 1
        self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line


def _check_depth(value: Any, source: str) -> None:
    level = [value]
    for _ in range(DEEPEST + 1):
        inner: list[Any] = []
        for outer in level:
            inner += outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ()
        if not inner:
            return
        level = inner
    raise InputError(f"more than {DEEPEST} levels inside each other", Place(source), "a story needs ten")
