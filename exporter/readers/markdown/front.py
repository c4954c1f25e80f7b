"""Front matter: YAML between ``---``, TOML between ``+++``, or a JSON object, in front of the text."""

from __future__ import annotations

import datetime
import math
import re
import tomllib
from typing import Any

from msgspec import Struct

from exporter.limits import Limits
from exporter.readers.reading import Source
from exporter.regex import regex
from exporter.report import InputError

_FENCED = regex(
    r"\A\n*(?P<fence>---|\+\+\+)[ \t]*\n(?P<inside>.*?)"
    r"^(?P<end>(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_KEY = regex(r"""["']?([\w-]+)["']?\s*[:=]|\[+([\w-]+)""")


class Front(Struct, frozen=True):
    """Keys and values; `lines` = the line of each key; the text begins after line `last` (0 = no front matter)."""

    values: dict[str, Any]
    lines: dict[str, int]
    last: int


def split_front(source: Source, limits: Limits) -> Front:
    """Return the front matter; raises InputError with the line where it cannot be read."""
    text = source.text
    if (match := _FENCED.match(text)) and _holds_keys(match["inside"]):
        first = text.count("\n", 0, match.start("inside")) + 1
        last = text.count("\n", 0, match.end()) + (0 if match.group().endswith("\n") else 1)
        if match["fence"] == "+++":
            values = _read_toml(match["inside"], source, first)
        else:
            values = _read_yaml(match["inside"], source, first, limits)
    elif re.match(r"\s*\{\s*[\"}]", text):
        first = 1
        values, last = _read_json(text, source)
    else:
        return Front({}, {}, 0)
    return Front(values, _key_lines(source.lines[:last], first), last)


def _holds_keys(text: str) -> bool:
    """Return True unless the first line is prose: then the fence is a pause, with which a story may begin."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    return not lines or bool(re.match(r"""["']?[\w.-]+["']?\s*[:=]|[\[{&*!]|-\s""", lines[0].lstrip()))


def _read_yaml(text: str, source: Source, first: int, limits: Limits) -> dict[str, Any]:
    from exporter.model.yaml import load_yaml

    value = load_yaml(text, source.name, limits.levels, first).value
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError("front matter is a list of `key: value` lines", source.place(first), "write title: …")
    return value


def _read_toml(text: str, source: Source, first: int) -> dict[str, Any]:
    try:
        return {key: _as_json(value) for key, value in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = first - 1 + int(found[1]) if found else first
        hint = 'in TOML, text stands between quotation marks: title = "…"'
        raise InputError(f"this is not TOML: {str(error).partition(' (at')[0]}", source.place(line), hint) from error


def _read_json(text: str, source: Source) -> tuple[dict[str, Any], int]:
    import json

    start = len(text) - len(text.lstrip())
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        hint = "look for a comma or a quotation mark missing or too many"
        raise InputError(f"this is not JSON: {error.msg}", source.place(error.lineno), hint) from error
    except (ValueError, RecursionError) as error:
        raise InputError("this is not JSON that can be read", source.place(1), "write keys and text only") from error
    return {key: _as_json(inner) for key, inner in value.items()}, text.count("\n", 0, end) + 1


def _as_json(value: Any) -> Any:
    """Return the value with dates as ISO 8601 text and without the numbers that JSON cannot write."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    return [_as_json(inner) for inner in value] if isinstance(value, list) else value


def _key_lines(lines: list[str], first: int) -> dict[str, int]:
    """Return the line of each top-level key: the first line that begins with it, or is indented once in JSON."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if number >= first and (match := _KEY.match(line.lstrip("{ \t") if line[:1] in ("{", " ", "\t") else line)):
            found.setdefault(match[1] or match[2], number)
    return found
