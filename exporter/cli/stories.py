"""Which stories the arguments name, and the bytes of each."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from exporter.cli.console import printable_name
from exporter.env import Env, Folders, real_env, real_path
from exporter.report import Faults, InputError, Place, ResourceError, UsageError
from exporter.wording import nearest_name

# In a folder, what ends so is taken for a story; everything else in it belongs to the stories or to nobody.
STORY_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".json", ".yaml", ".yml", ".xml", ".html", ".htm")
NO_STORIES = ("readme", "license", "licence", "copying", "notice", "rights", "credits", "changelog")


class Story(Struct, frozen=True):
    """One story file; `path` None is standard input or the web. Findings call it `name`, its files `stem`."""

    path: Path | None
    name: str
    stem: str
    address: str = ""  # of a page that is to be fetched


def find_stories(
    arguments: Sequence[str], stdin_name: str = "", addresses: Sequence[str] = (), *, bound: bool = False
) -> tuple[Story, ...]:
    """Return the stories that are to be exported; raises UsageError where two of them would write the same files.

    Those that are `bound` into one file write none of their own; named twice none may be.
    """
    stories = (*find_files(arguments, stdin_name), *(_page(address) for address in addresses))
    _refuse_same(stories)
    if not bound:
        _refuse_twins(stories)
    return stories


def find_files(
    arguments: Sequence[str], stdin_name: str = "", suffixes: Sequence[str] = STORY_SUFFIXES
) -> tuple[Story, ...]:
    """Return the files in order: a file is one, a folder gives those in it by name, ``-`` is standard input.

    In a folder those with one of the `suffixes` count. Raises InputError where there is nothing to read.
    """
    stories: list[Story] = []
    faults = Faults()
    for argument in arguments:
        if argument == "-":
            name = stdin_name or "story"
            stories.append(Story(None, name, Path(name).stem))
        else:
            with faults.keep():
                stories += [_story(path) for path in _paths(Path(argument), suffixes)]
    faults.end()
    return tuple(stories)


def read_bytes(story: Story, env: Env) -> bytes:
    """Return the story's bytes; raises InputError, because without them there is nothing to do."""
    limit = env.limits.file_bytes  # text is held to less, once it is known to be text
    if story.path is None:
        data = sys.stdin.buffer.read(limit + 1)
    else:
        try:
            data = env.files.read(grant(env, story.path))
        except ResourceError as error:
            raise InputError(error.message, Place(story.name), error.hint) from error
    if len(data) > limit:
        raise InputError(f"the story is larger than {limit // 1_000_000} MB", Place(story.name), "split it")
    return data


def open_env(story: Story, resource_paths: tuple[Path, ...]) -> Env:
    """Return the Env whose files are those of the story's folder; of the current folder for standard input.

    A page of the web names no files of this machine, also none beside where the run was started.
    """
    if story.address:
        env = real_env(Path())
        env.files = Folders((), env.limits)
        return env
    return real_env(story.path.parent if story.path else Path(), resource_paths)


def grant(env: Env, path: Path) -> str:
    """Let the run read a file that the user named; return the name by which it is read."""
    if not isinstance(env.files, Folders):
        raise TypeError("only the broker of a real run grants files")
    return env.files.grant(path)


def _paths(path: Path, suffixes: Sequence[str]) -> list[Path]:
    if path.is_dir():
        try:
            found = sorted(inner for inner in path.iterdir() if _is_story(inner, suffixes))
        except OSError as error:
            raise InputError(f"the folder cannot be read: {error.strerror}", Place(str(path))) from error
        if not found:
            raise InputError("no story is in this folder", Place(str(path)), _hint_for(path, suffixes))
        return found
    if not path.exists():
        near = nearest_name(path.name, _names_in(path.parent))
        hint = f"did you mean {near!r}?" if near else "look at how it is spelt, and in which folder it is"
        if str(path).startswith(("http:", "https:")):
            hint = "a page of the web is read with --fetch URL"
        raise InputError("there is no such file", Place(str(path)), hint)
    return [path]


def _hint_for(folder: Path, suffixes: Sequence[str]) -> str:
    """Return what to do where a folder has no story; made files may lie there too, so Word files have to be named."""
    named = next((name for name in _names_in(folder) if Path(name).suffix.lower() in (".docx", ".epub")), "")
    if named:
        return f"Word files and books are read where they are named: {folder / named}"
    return f"stories end in {', '.join(suffixes)}"


def _is_story(path: Path, suffixes: Sequence[str]) -> bool:
    plain = not path.name.startswith((".", "_")) and path.stem.lower() not in NO_STORIES
    return plain and path.suffix.lower() in suffixes and path.is_file()


def _names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _story(path: Path) -> Story:
    return Story(path, printable_name(path.name), path.stem)


def _page(address: str) -> Story:
    """Return the story of a page, named by the last words of its address."""
    path = re.split(r"[?#]", address.partition("://")[2])[0]
    stem = next(filter(None, map(file_name, reversed(path.split("/")))), "page")
    stem = stem.removesuffix("-html").removesuffix("-htm")
    return Story(None, f"{stem}.html", stem, address)


def file_name(words: str) -> str:
    """Return the words as the name of a file that every system takes, "" where none are left."""
    return re.sub(r"[^\w-]+", "-", words).strip("-_")[:80]


def _refuse_same(stories: Sequence[Story]) -> None:
    seen: set[Path] = set()
    for path in (story.path for story in stories if story.path):
        if real_path(path) in seen:
            raise UsageError(f"{path} is named twice", hint="name it once")
        seen.add(real_path(path))


def _refuse_twins(stories: Sequence[Story]) -> None:
    # Without regard to capitals: on many disks Harbour.pdf and harbour.pdf are the same file.
    seen: dict[str, Story] = {}
    for story in stories:
        twin = seen.setdefault(story.stem.casefold(), story)
        if twin is not story:
            both = f"{twin.path or twin.address or '-'} and {story.path or story.address or '-'}"
            hint = "rename one, export them into two folders, or bind them with --edition"
            raise UsageError(f"{both} would both write {story.stem}.*", hint=hint)
