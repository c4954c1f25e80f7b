"""Hyphenation patterns by language: those of pyphen (from the LibreOffice dictionaries), each read when it is needed.

Pyphen is where they come from and keeps them up to date; its code is not loaded, which would take 15 ms to find files.
A dictionary has up to 100,000 patterns, a story needs some hundred. The method is that of F. M. Liang, Word
Hy-phen-a-tion by Com-put-er, 1983.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

from exporter.limits import LANGUAGE_TAG

_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_LONGEST = 40  # letters of a pattern; the longest of all dictionaries has 35


class Patterns:
    """The patterns of one dictionary.

    A pattern is letters with levels between them: at an odd level a word may be divided, the highest level counts.
    """

    def __init__(self, data: bytes) -> None:
        """Read a file for hunspell; its first line names its character set."""
        charset, _, data = data.partition(b"\n")
        name = charset.decode("ascii").strip().lower().replace("microsoft-", "")
        data = re.sub(rb"\^\^([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), data)
        data = re.sub(rb"[ \t\r]+\n", b"\n", data)
        text = data.decode(name)
        lines = text.split("\n")
        letters = data.translate(None, b"0123456789").decode(name).split("\n")
        self._lines = dict(zip(letters, lines, strict=True))
        for line in lines if "=" in text else ():
            if "/" in line and "=" in line:
                self._lines[line.partition("/")[0].translate(_DIGITS)] = line
        self._levels: dict[str, list[tuple[int, float]]] = {}

    def positions(self, word: str) -> list[int]:
        """Return the indices before which the word may be divided as it is spelt."""
        dotted = f".{word.lower()}."
        found = [
            (begin, letters)
            for begin in range(len(dotted) - 1)
            for letters in accumulate(dotted[begin : begin + _LONGEST])
            if letters in self._lines
        ]
        levels: list[float] = [0] * (len(dotted) + 1)
        for begin, letters in found:
            for place, level in self._levels_of(letters):
                if level > levels[begin + place]:
                    levels[begin + place] = level
        return [index - 1 for index, level in enumerate(levels) if level % 2 == 1]

    def _levels_of(self, letters: str) -> list[tuple[int, float]]:
        """Return the levels above 0 in a pattern, each with the index of the letter that it stands before.

        Where dividing would change the spelling (Hungarian asszony: asz-szony) it is raised by a half: no longer odd.
        """
        if letters not in self._levels:
            pattern, _, change = self._lines[letters].partition("/")
            found: list[float] = [0]
            for sign in pattern:
                if sign.isdigit():
                    found[-1] = int(sign) + (0.5 if change and int(sign) % 2 else 0)
                else:
                    found.append(0)
            self._levels[letters] = [(index, level) for index, level in enumerate(found) if level]
        return self._levels[letters]


@lru_cache(maxsize=64)
def load_patterns(language: str) -> Patterns | None:
    """Return the patterns of the language, or None where there are none; ``en`` alone means American English."""
    known, wanted = dictionaries(), language[:LANGUAGE_TAG].lower()
    wanted = {"en": "en-us", "de": "de-de", "pt": "pt-pt"}.get(wanted, wanted)
    while wanted and wanted not in known:
        wanted = wanted.rpartition("-")[0]
    return Patterns(known[wanted].read_bytes()) if wanted else None


@cache
def dictionaries() -> dict[str, Path]:
    """Return the dictionaries by language in small letters; the first of several of a language is also for it alone."""
    spec = find_spec("pyphen")
    if spec is None or not spec.origin:
        raise ModuleNotFoundError("pyphen is not installed")
    known: dict[str, Path] = {}
    for path in sorted(Path(spec.origin).parent.glob("dictionaries/hyph_*.dic")):
        language = path.stem.removeprefix("hyph_").replace("_", "-").lower()
        known[language] = path
        known.setdefault(language.partition("-")[0], path)
    return known
