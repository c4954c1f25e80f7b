"""The native interchange form: model ↔ JSON (and YAML of the same shape), with its JSON Schema. Lossless both ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec

from exporter.limits import Limits
from exporter.model.article import Article
from exporter.model.edition import SCHEMA, Edition, edition_of
from exporter.report import InputError, Place

_LIMITS = Limits()
SCHEMA_ID = "urn:exporter:edition:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def encode_edition(edition: Edition) -> bytes:
    """Return the edition as indented UTF-8 JSON, fields in the order of the model, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(edition), indent=2) + b"\n"


def decode_edition(
    data: bytes, source: str, limits: Limits = _LIMITS, clean: Callable[[Any], Any] = lambda value: value
) -> Edition:
    """Return the edition in `data`: JSON or YAML, of an Edition or of a bare Article.

    `clean` is applied to the plain values before they are checked. Raises InputError with `source`, the line, what was
    expected and the nearest right name.
    """
    if len(data) > limits.text_bytes:
        raise InputError(f"larger than {limits.text_bytes:,} bytes", Place(source), "split the edition")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("the file is not UTF-8", Place(source, line), "save it as UTF-8") from error
    as_json = text.lstrip()[:1] in ("{", "[")
    value = _parse_json(text, source, limits) if as_json else _parse_yaml(text, source, limits)
    return _convert(clean(value), text, source, strict=as_json)


def edition_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `decode_edition` accepts."""
    (any_of, definitions) = msgspec.json.schema_components([Edition, Article], ref_template="#/$defs/{name}")
    for name in ("Edition", "Article"):  # editors want a file to name its schema
        definitions[name]["properties"] = {"$schema": {"type": "string"}, **definitions[name]["properties"]}
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "News edition or article",
        "description": "One or many news stories, as exporter reads and writes them.",
        "anyOf": list(any_of),
        "$defs": definitions,
    }


def _parse_yaml(text: str, source: str, limits: Limits) -> Any:
    from exporter.model.yaml import load_yaml

    return load_yaml(text, source, limits.levels).value


def _parse_json(text: str, source: str, limits: Limits) -> Any:
    import json

    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        hint = "look for a comma or a quotation mark missing or too many, here or on the line above"
        raise InputError(f"this is not JSON: {error.msg}", Place(source, error.lineno), hint) from error
    except _TwiceError as error:
        line = _line_of_second(text, str(error))
        raise InputError(f"the key {str(error)!r} stands twice", Place(source, line), "keep one of the two") from error
    except ValueError as error:  # NaN and Infinity, and numbers of thousands of digits
        raise InputError(f"this is not JSON: {error}", Place(source), "write the number out or as text") from error
    except RecursionError as error:
        raise InputError("too many levels inside each other", Place(source), "a story needs ten") from error
    _check_depth(value, limits.levels, source)
    return value


class _TwiceError(Exception):
    """A key stands twice in one object; the message is the key."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return values


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _line_of_second(text: str, key: str) -> int:
    """Return the line of the second ``"key":`` in the text, which is near the mistake if not always the mistake."""
    found = [match.start() for match in re.finditer(re.escape(msgspec.json.encode(key).decode()) + r"\s*:", text)]
    return text.count("\n", 0, found[1]) + 1 if len(found) > 1 else 0


def _check_depth(value: Any, limit: int, source: str) -> None:
    level = [value]
    for _ in range(limit + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise InputError(f"more than {limit} levels inside each other", Place(source), "a story needs ten")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _convert(value: Any, text: str, source: str, strict: bool) -> Edition:
    bare = isinstance(value, dict) and not {"schema", "sections"} & value.keys()
    if isinstance(value, dict):
        value.pop("$schema", None)
    try:
        if bare:
            return edition_of(msgspec.convert(value, Article, strict=strict))
        return msgspec.convert(value, Edition, strict=strict)
    except msgspec.ValidationError as error:
        from exporter.model.mistakes import explain_all

        raise explain_all(value, Article if bare else Edition, strict, text, source) from error


__all__ = ["SCHEMA", "SCHEMA_ID", "decode_edition", "edition_schema", "encode_edition"]
