"""Style files as they are written: TOML, the files they extend, and the line on which each value stands."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from exporter.env import Folders, real_path
from exporter.limits import Limits
from exporter.regex import regex
from exporter.report import Place, ResourceError, StyleError, UsageError
from exporter.style.nearest import nearest

KeyPath = tuple[str, ...]
EXTENDS: KeyPath = ("extends",)
REPLACED_WHOLE = ("colors",)  # a colour's rgb and cmyk belong together: half of an older one must not stay behind
MOST_DOTS = 100
_HEADER = regex(r"\s*\[+\s*([^\]#]+?)\s*\]+")
_KEY = regex(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_TOML_LINE = regex(r"\s*\(at line (\d+), column \d+\)$")


class StyleFile:
    """One TOML file of a style."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self._text = path, text
        for number, dotted in enumerate(text.splitlines(), 1):
            if dotted.count(".") > MOST_DOTS:  # a key of ten thousand parts takes the memory of the machine
                hint = "a key has four parts at most, such as text.body.size"
                raise StyleError(f"more than {MOST_DOTS} dots in one line", Place(path.name, number), hint)
        try:
            self.values: dict[str, Any] = tomllib.loads(text)
        except RecursionError as error:
            message = "lists or tables stand in each other too deep"
            raise StyleError(message, Place(path.name, 1), "no value of a style is a list in a list") from error
        except ValueError as error:
            is_huge = not isinstance(error, tomllib.TOMLDecodeError)  # Python reads no number of more than 4,300 digits
            message = "a number of thousands of digits" if is_huge else _TOML_LINE.sub("", str(error))
            found = _TOML_LINE.search(str(error))
            line = int(found[1]) if found else text.count("\n") + 1
            raise StyleError(f"not TOML: {message}", Place(path.name, line), "see https://toml.io") from error

    def place(self, path: KeyPath) -> Place:
        """Return the line on which the value at the key path is written, or that of the nearest table around it."""
        best, line = 0, 0
        table: KeyPath = ()
        for number, text in enumerate(self._text.splitlines(), 1):
            if header := _HEADER.match(text):
                table = here = _parts(header[1])
            elif key := _KEY.match(text):
                here = (*table, *_parts(key[1]))
            else:
                continue
            if len(here) > best and path[: len(here)] == here:
                best, line = len(here), number
        return Place(self.path.name, line or 1)


class Sheet:
    """The values of a style file and of the files it extends, and which file each value comes from."""

    def __init__(self, files: tuple[StyleFile, ...]) -> None:
        self.files = files
        self.values: dict[str, Any] = {}
        self._origin: dict[KeyPath, StyleFile] = {}
        for file in files:
            self._merge(self.values, file.values, (), file)

    def place(self, path: KeyPath) -> Place:
        """Return file and line of the value at the key path."""
        for length in range(len(path), 0, -1):
            if file := self._origin.get(path[:length]):
                return file.place(path)
        return Place(self.files[-1].path.name, 1)

    def _merge(self, into: dict[str, Any], values: dict[str, Any], path: KeyPath, file: StyleFile) -> None:
        for key, value in values.items():
            here = (*path, key)
            self._origin[here] = file
            older = into.get(key)
            if isinstance(value, dict) and path[:1] != REPLACED_WHOLE:
                older = into[key] = dict(older) if isinstance(older, dict) else {}
                self._merge(older, value, here, file)
            else:
                into[key] = value


def read_sheet(path: Path, bundled: Path) -> Sheet:
    """Return the style file with all it extends, the base first; raises StyleError, ResourceError or UsageError.

    `extends` names a bundled style or a file relative to the one that extends.
    """
    files: list[StyleFile] = [_read(path)]
    while extended := files[0].values.get("extends", ""):
        if not isinstance(extended, str) or (set("/\\") & set(extended) and not extended.endswith(".toml")):
            hint = "write a name of `exporter styles`, or the way to a .toml file"
            raise StyleError("extends must be the name of a style or of a style file", files[0].place(EXTENDS), hint)
        try:
            parent = find_style(extended, files[0].path.parent, bundled)
        except UsageError as error:
            raise StyleError(f"extends: {error.message}", files[0].place(EXTENDS), error.hint) from error
        if any(parent == file.path for file in files):
            circle = " → ".join(file.path.name for file in (*reversed(files), files[-1]))
            hint = "take one `extends` out"
            raise StyleError(f"styles extend each other in a circle: {circle}", files[0].place(EXTENDS), hint)
        files.insert(0, _read(parent))
    return Sheet(tuple(files))


def find_style(name: str, folder: Path, bundled: Path) -> Path:
    """Return the file of the style: a bundled name, or a path (relative to `folder`) that ends in ``.toml``."""
    if name.endswith(".toml") or "/" in name or "\\" in name:
        if "\0" in name:
            raise UsageError(f"{name!r} is no name of a file", hint="name a style, or a .toml file")
        return real_path(folder / name)
    path = bundled / f"{name}.toml"
    if not path.is_file():
        names = sorted(file.stem for file in bundled.glob("*.toml"))
        raise UsageError(f"no style is called {name!r}", hint=nearest(name, names, "styles"))
    return real_path(path)


def _read(path: Path) -> StyleFile:
    files = Folders((), Limits(file_bytes=1_000_000))  # a style is a page of text; more is a mistake
    try:
        data = files.read(files.grant(path))
    except ResourceError as error:  # its hint is for pictures, and a style is not looked for beside the story
        hint = "name a style of `exporter styles`, or the path of a style file from this folder"
        raise ResourceError(error.message, error.where, hint) from error
    try:
        return StyleFile(path, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise StyleError("not UTF-8 text", Place(path.name, line), "save the style file as UTF-8") from error


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
