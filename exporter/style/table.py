"""One table of a style with typed access: a wrong key or value is an error with its file, line and what is right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

from exporter.length import parse_length
from exporter.report import Faults, StyleError
from exporter.style.nearest import nearest
from exporter.style.source import KeyPath, Sheet

Name = TypeVar("Name", bound=str)
LONGEST = "2000mm"  # the side of the largest page
LONGEST_TEXT = 500  # characters
LONGEST_SHOWN = 80  # characters of a wrong value in a message
UNWANTED = frozenset(("Cc", "Cs", "Cn", "Zl", "Zp"))  # control characters, half characters, none, ends of lines
DIRECTIONS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))  # turn the order of what follows


class Table:
    """The table at `path`. `known` are the keys it may have (None = any); each value knows where it was written."""

    def __init__(self, sheet: Sheet, path: KeyPath, known: Collection[str] | None) -> None:
        values: Any = sheet.values
        for key in path:
            values = values.get(key, {}) if isinstance(values, dict) else values
        self._sheet, self.path = sheet, path
        if not isinstance(values, dict):
            self.fail(
                (),
                f"{'.'.join(path)} must be a table, not {_shown(values)}",
                f"write [{'.'.join(path)}] and keys below",
            )
        self.values: dict[str, Any] = dict(values)
        self.paths: dict[str, KeyPath] = {key: (*path, key) for key in values}
        faults = Faults()
        for key in self.values:
            if known is not None and key not in known:
                kind = "keys" if path else "tables and keys"
                with faults.keep():
                    self.fail((key,), f"unknown key {_shown(self._name(key))}", nearest(key, known, kind))
        faults.end()

    def fail(self, key: KeyPath, message: str, hint: str = "") -> NoReturn:
        """Raise StyleError at the line of the key in this table."""
        path = self.paths[key[0]] if key and key[0] in getattr(self, "paths", {}) else (*self.path, *key)
        raise StyleError(message, self._sheet.place(path), hint)

    def value(self, key: str) -> Any:
        """Return the value as TOML gives it; a missing one is an error."""
        if key not in self.values:
            hint = f'add {key} = ..., or extends = "base" at the head of the file'
            self.fail((), f"{'.'.join(self.path) or 'the style'} lacks {key!r}", hint)
        return self.values[key]

    def text(self, key: str) -> str:
        """Return a string of one line, which may stand on a page, in XML and in a style sheet."""
        value = self.value(key)
        if not isinstance(value, str):
            self._wrong(key, "text in quotes")
        if len(value) > LONGEST_TEXT or any(map(_is_unwanted, value)):
            self._wrong(key, f"one line of at most {LONGEST_TEXT} characters, without control characters")
        return str(value)

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self.value(key)
        return value if isinstance(value, bool) else self._wrong(key, "true or false")

    def number(self, key: str, low: float, high: float) -> float:
        """Return a number from `low` to `high`."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self._wrong(key, f"a number from {low:g} to {high:g}")
        return float(value)

    def whole(self, key: str, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self._wrong(key, f"a whole number from {low} to {high}")
        return int(value)

    def length(self, key: str, *, em: float | None = None, line: float | None = None, low: float = 0.0) -> float:
        """Return a length in points, not below `low`."""
        return self._length(key, self.value(key), em, line, low)

    def lengths(self, key: str) -> tuple[float, ...]:
        """Return a list of lengths in points."""
        return tuple(self._length(key, item, None, None, 0.0) for item in self._list(key))

    def name(self, key: str, names: Collection[Name]) -> Name:
        """Return one of the names."""
        return self._one_of(key, self.text(key), names)

    def names(self, key: str, names: Collection[Name]) -> tuple[Name, ...]:
        """Return a list of some of the names."""
        return tuple(self._one_of(key, item, names) for item in self._list(key))

    def texts(self, key: str, fits: Callable[[str], bool], expected: str) -> tuple[str, ...]:
        """Return a list of strings that all fit."""
        items = self._list(key)
        for item in items:
            if not isinstance(item, str) or not fits(item):
                self._wrong(key, f"a list of {expected}")
        return tuple(items)

    def _list(self, key: str) -> list[Any]:
        value = self.value(key)
        return value if isinstance(value, list) else self._wrong(key, "a list in [ ]")

    def _length(self, key: str, value: Any, em: float | None, line: float | None, low: float) -> float:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self._wrong(key, "a length such as 9pt or 3mm")
        try:
            points = parse_length(value, em=em, line=line)
        except ValueError as error:
            self.fail((key,), f"{self._name(key)}: {error}", "lengths look like 9pt or 3mm")
        if points < low:
            self._wrong(key, f"a length not below {low:g}pt")
        return points if points <= parse_length(LONGEST) else self._wrong(key, f"a length not above {LONGEST}")

    def _one_of(self, key: str, value: Any, names: Collection[Name]) -> Name:
        if not (found := [name for name in names if name == value]):
            self.fail(
                (key,), f"{self._name(key)}: {_shown(value)} is not known", nearest(str(value), names, "there are")
            )
        return found[0]

    def _wrong(self, key: str, expected: str) -> NoReturn:
        self.fail((key,), f"{self._name(key)} = {_shown(self.values[key])}: expected {expected}")

    def _name(self, key: str) -> str:
        """Return the key as it was written: a value of the role that this one is like has that role's name."""
        return ".".join(self.paths.get(key, (*self.path, key)))


@lru_cache(maxsize=256)
def _is_unwanted(character: str) -> bool:
    return unicodedata.category(character) in UNWANTED or character in DIRECTIONS


def _shown(value: object) -> str:
    """Return the value as it may stand in a message."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
