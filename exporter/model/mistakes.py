"""What is wrong in a native file, said for people: the line, what was expected, and the nearest right name."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import inspect

from exporter.model.edition import Section
from exporter.model.yaml import ValuePath, load_yaml
from exporter.regex import regex
from exporter.report import ExporterError, InputError, Place
from exporter.wording import nearest_name

WORDS = {
    "array": "a list",
    "object": "a set of keys",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
}
MEANT = {  # names from other formats that people write first
    "title": "headline",
    "titel": "headline",
    "subtitle": "subheads",
    "standfirst": "deck",
    "description": "deck",
    "author": "byline",
    "authors": "byline",
    "date": "dates",
    "lang": "language",
    "images": "photos",
    "tags": "keywords",
}
_PART = regex(r"\.([A-Za-z_]\w*)|\[(\d+)\]|(\[\.\.\.\])")
MOST_TOLD = 20  # mistakes of one file
_DEEP = 10_000  # the file was parsed before: depth was checked there


def explain_all(value: Any, root: type[Any], strict: bool, text: str, source: str) -> InputError:
    """Return the error for the first mistake in the value read from `text`, with the others told along.

    msgspec stops at the first: what is wrong is taken out, and the rest looked at again. `value` is used up.
    """
    sheet = _Written(text, source)
    faults: list[InputError] = []
    while len(faults) < MOST_TOLD:
        try:
            msgspec.convert(value, root, strict=strict)
            break
        except msgspec.ValidationError as error:
            what, _, at = str(error).partition(" - at ")
            path: ValuePath = tuple(name or int(number) for name, number, rest in _PART.findall(at) if not rest)
            missing = re.search(r"missing required field `(.*)`$", what)
            if not (missing and sheet.is_gone((*path, missing[1]))):  # it is missing because it was wrong
                fault, path = _explain(what, value, root, path, sheet)
                faults.append(fault)
            if not sheet.take_out(value, path):
                break
    first, *others = faults
    first.others = tuple(others)
    return first


class _Written:
    """Where the values stand in the text, also when some of them were taken out."""

    def __init__(self, text: str, source: str) -> None:
        self._source = source
        self._gone: list[ValuePath] = []
        try:
            # JSON is YAML but for tabs between values; inside values JSON allows none.
            self._lines = load_yaml(text.replace("\t", " "), source, _DEEP).lines
        except (ExporterError, RecursionError):
            self._lines = {}

    def take_out(self, value: Any, path: ValuePath) -> bool:
        """Take the value at the path out of what is around it; return False where there is nothing around."""
        if not path:
            return False
        gone = self.path(path)
        for part in path[:-1]:
            value = _inner(value, part)
        if _inner(value, path[-1]) is None and not (isinstance(value, dict) and path[-1] in value):
            return False
        del value[path[-1]]
        self._gone.append(gone)
        return True

    def is_gone(self, path: ValuePath) -> bool:
        """Return True for a value that was taken out."""
        return self.path(path) in self._gone

    def path(self, path: ValuePath) -> ValuePath:
        """Return the path that the value has in the text."""
        found: ValuePath = ()
        for part in path:
            found = (*found, part if isinstance(part, str) else self._number(found, part))
        return found

    def _number(self, around: ValuePath, number: int) -> int:
        """Return the number that an item of a list had before others were taken out."""
        for gone in sorted(item[-1] for item in self._gone if item[:-1] == around and isinstance(item[-1], int)):
            number += number >= gone
        return number

    def place(self, path: ValuePath) -> Place:
        """Return the place of the value, or of the nearest one around it."""
        path = self.path(path)
        while path not in self._lines and path:
            path = path[:-1]
        return Place(self._source, self._lines.get(path, 0))


def _explain(what: str, value: Any, root: type[Any], path: ValuePath, sheet: _Written) -> tuple[InputError, ValuePath]:
    """Return the error for what msgspec says of the value at the path, and the path of what has to go for it."""
    allowed = _names_at(inspect.type_info(root), value, path)
    if unknown := re.search(r"unknown field `(.*)`$", what):
        path = (*path, unknown[1])
        message, hint = f"there is no key {unknown[1]!r} here", _nearest(unknown[1], allowed)
    elif missing := re.search(r"missing required field `(.*)`$", what):
        message, hint = f"the key {missing[1]!r} is missing", _missing_hint(missing[1])
    elif invalid := re.search(r"^Invalid (?:enum )?value '(.*)'$", what):
        message, hint = f"{invalid[1]!r} is not allowed here", _nearest(invalid[1], allowed)
    else:
        message, hint = _plain(what), _shape_hint(path)
    error = InputError(_in(sheet.path(path), message), sheet.place(path), hint)
    return error, path[:-1] if path[-1:] == ("kind",) else path  # what is of no kind cannot be looked at


def _in(path: ValuePath, message: str) -> str:
    shown = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return f"{shown}: {message}" if shown else message


def _plain(what: str) -> str:
    """Return msgspec's ``Expected `str`, got `int``` in words."""
    what = re.sub(r"`str` matching regex .*$", "a date such as 2026-05-03 or 2026-05-03T14:00Z", what)
    what = re.sub(r"`(\w+)`", lambda word: WORDS.get(word[1], word[1]), what)
    return what[:1].lower() + what[1:].replace(", got", ", found")


def _missing_hint(name: str) -> str:
    hints = {
        "schema": 'write "schema": "exporter-edition/1" at the top',
        "kind": 'every block says what it is: "kind": "paragraph"',
    }
    return hints.get(name, f"add {name!r}")


def _shape_hint(path: ValuePath) -> str:
    names = [part for part in path if isinstance(part, str)]
    if names and names[-1] in ("headline", "kicker", "deck", "text", "caption", "attribution", "subheads", "title"):
        return 'text with marks is a list of runs: [{"text": "…"}]'
    if names and names[-1] in ("body", "blocks"):
        return 'a block is written {"kind": "paragraph", "text": [{"text": "…"}]}'
    if names and names[-1] == "publication":
        return 'write it as {"name": "…"}'
    if names and names[-1] == "byline":
        return 'write it as {"raw": "By …"}'
    return "`exporter schema` prints what may stand where"


def _nearest(wrong: str, allowed: tuple[str, ...]) -> str:
    if MEANT.get(wrong.lower()) in allowed:
        return f"did you mean {MEANT[wrong.lower()]!r}?"
    near = nearest_name(wrong.lower(), allowed)
    if near:
        return f"did you mean {near!r}?"
    return f"allowed: {', '.join(sorted(allowed))}" if allowed else "`exporter schema` prints what may stand where"


def _names_at(kind: inspect.Type, value: Any, path: ValuePath) -> tuple[str, ...]:
    """Return the names allowed at `path`: keys of an object, values of a choice, kinds of a block."""
    parent, last = kind, kind
    for part in path:
        parent, last = last, _step(last, value, part)
        value = _inner(value, part)
    last = _unwrap(last)
    if isinstance(last, inspect.LiteralType):
        return tuple(str(choice) for choice in last.values)
    if isinstance(last, inspect.StructType) or _choose(last, value):
        struct = last if isinstance(last, inspect.StructType) else _choose(last, value)
        named = ("stories",) if struct and struct.cls is Section else ()  # a flatplan names the files of stories there
        return (*(field.encode_name for field in struct.fields), *named) if struct else ()
    if path and path[-1] == "kind":
        return tuple(str(struct.tag) for struct in _structs(parent))
    return ()


def _step(kind: inspect.Type, value: Any, part: str | int) -> inspect.Type:
    """Return the type one step inside `kind`; a tagged union keeps itself for its own key `kind`."""
    kind = _unwrap(kind)
    if isinstance(kind, inspect.UnionType):
        chosen = _choose(kind, value)
        kind = chosen if chosen else kind
    if isinstance(kind, inspect.StructType):
        found = [field.type for field in kind.fields if field.encode_name == part]
        return found[0] if found else kind
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return kind.item_type
    if isinstance(kind, inspect.TupleType) and isinstance(part, int) and part < len(kind.item_types):
        return kind.item_types[part]
    return kind


def _choose(kind: inspect.Type, value: Any) -> inspect.StructType | None:
    """Return the member of a union that the value's `kind` names."""
    tag = value.get("kind") if isinstance(value, dict) else None
    return next((struct for struct in _structs(kind) if struct.tag is not None and struct.tag == tag), None)


def _structs(kind: inspect.Type) -> tuple[inspect.StructType, ...]:
    kind = _unwrap(kind)
    types = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return tuple(inner for inner in map(_unwrap, types) if isinstance(inner, inspect.StructType))


def _unwrap(kind: inspect.Type) -> inspect.Type:
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    return kind


def _inner(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None
