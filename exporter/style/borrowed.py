"""Fonts of this machine, for characters that a style's families lack: where they are and which to look at first.

Only the names of files are looked at until a character is missing. Fonts with the script's name in their own are opened
first, so that a text in one more script costs one or two files.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

SUFFIXES = frozenset({".ttf", ".otf", ".ttc"})  # of a collection (.ttc) the first face is taken
AVOIDED = ("mono", "emoji", "symbol", "math", "display", "ui", "bold", "italic", "light", "black", "thin", "condensed")
HINTS = {  # parts of file names, by the first word of the characters' Unicode names
    "ARABIC": ("naskh", "arab"), "HEBREW": ("hebrew",), "DEVANAGARI": ("devanagari",), "BENGALI": ("bengali",),
    "TAMIL": ("tamil",), "THAI": ("thai",), "CJK": ("serifcjk", "serifsc", "serifjp", "cjk", "ming", "song"),
    "HIRAGANA": ("serifcjk", "serifjp", "cjk", "gothic", "mincho"),
    "KATAKANA": ("serifcjk", "serifjp", "cjk", "mincho"),
    "HANGUL": ("serifcjk", "serifkr", "cjk", "myeongjo", "nanum"), "GEORGIAN": ("georgian",), "ARMENIAN": ("armenian",),
}  # fmt: skip


def system_folders() -> tuple[Path, ...]:
    """Return the folders where this platform keeps fonts, those that exist."""
    home = Path.home()
    if sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    elif sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft/Windows/Fonts"
        folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local]
    else:
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts"]
    return tuple(folder for folder in folders if folder.is_dir())


@lru_cache(maxsize=32)
def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files below the folder, plain upright text faces first, each group by name and place."""
    found = [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()]
    return tuple(sorted(found, key=lambda path: (_oddness(path.stem.lower()), path.name, path)))


def candidates(character: str, own: tuple[Path, ...], system: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the font files that may have the character, the likeliest first, of the style's own folders before others.

    A link in an own folder that leads out of it is passed over: the folder may come from somebody else.
    """
    hints = HINTS.get(unicodedata.name(character, "").split(" ")[0], ())
    for folder in (*own, *system):
        files = font_files(folder)
        if folder in own:
            files = tuple(
                path for path in files if not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())
            )
        likely = [path for hint in hints for path in files if hint in path.stem.lower()]
        yield from dict.fromkeys([*likely, *files])


def _oddness(stem: str) -> tuple[int, int]:
    regular = 0 if "regular" in stem else 1
    return (sum(word in stem for word in AVOIDED), regular)
