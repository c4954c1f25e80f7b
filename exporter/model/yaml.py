"""YAML → plain values in which every scalar stays text: ``title: No`` and ``2024-06-20`` mean what they show.

Built from the parser's events, not its constructor: so depth is capped, aliases (the way to blow up a small file) and
tags (the way to make objects) are refused, a key written twice is an error, and every value knows its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from exporter.report import InputError, Place

ValuePath = tuple[str | int, ...]
EMPTY = frozenset(("", "~", "null", "Null", "NULL"))  # a key without a value is a key not given
TEN_LEVELS = "a story needs ten"


class Loaded(Struct, frozen=True):
    """A document's value, and the line (from 1) at which each value in it stands, by path."""

    value: Any
    lines: dict[ValuePath, int]


def load_yaml(text: str, source: str, depth: int, first_line: int = 1) -> Loaded:
    """Return the one document in `text`; raises InputError with the line, counted from `first_line`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # without libyaml the slow one is as good
    builder = _Builder(source, depth, first_line)
    try:
        return builder.document(iter(yaml.parse(text, Loader=loader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where, problem = Place(source, mark.line + first_line if mark else 0), error.problem or ""
        if "nesting depth" in problem:  # libyaml itself refuses a thousand levels, before it tells of any
            raise InputError(_too_deep(depth), where, TEN_LEVELS) from error
        raise InputError(f"this is not YAML: {problem or error.context}", where, _hint_for(problem)) from error
    except yaml.YAMLError as error:
        raise InputError("this is not YAML: it holds characters YAML does not allow", Place(source)) from error


def _too_deep(depth: int) -> str:
    return f"more than {depth} levels inside each other"


def _hint_for(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "put text that holds a colon between quotation marks"
    if "cannot start any token" in problem:
        return "indent with spaces, not tabs, and put text that begins with a sign between quotation marks"
    return "check indentation and quotation marks at and above this line"


class _Builder:
    """Turns events into values and notes the line of each."""

    def __init__(self, source: str, depth: int, first_line: int) -> None:
        self._source, self._depth, self._first = source, depth, first_line
        self._lines: dict[ValuePath, int] = {}

    def document(self, events: Iterator[yaml.Event]) -> Loaded:
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._error(event, "here begins a second document", "keep one document in a file")
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return Loaded(value, self._lines)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: ValuePath) -> Any:
        self._lines.setdefault(path, self._line(event))
        if len(path) > self._depth:
            raise self._error(event, _too_deep(self._depth), TEN_LEVELS)
        if isinstance(event, yaml.AliasEvent):
            raise self._error(event, f"the alias *{event.anchor} is not read", "write the value out again here")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise self._error(event, f"the tag {tag} is not read", "leave the tag out: all values are text")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        assert isinstance(event, yaml.ScalarEvent)
        return None if event.style is None and event.value in EMPTY else event.value

    def _sequence(self, events: Iterator[yaml.Event], path: ValuePath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: ValuePath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(event, "a key must be one word or line of text", "put it between quotation marks")
            key = event.value
            if key in values:
                raise self._error(event, f"the key {key!r} stands here a second time", "keep one of the two")
            self._lines[(*path, key)] = self._line(event)
            values[key] = self._value(next(events), events, (*path, key))
        return {key: value for key, value in values.items() if value is not None}

    def _line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + self._first

    def _error(self, event: yaml.Event, message: str, hint: str) -> InputError:
        return InputError(message, Place(self._source, self._line(event)), hint)
