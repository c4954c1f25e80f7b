"""Regular expressions wait until they are used, and each of the program is one."""

import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import exporter
from exporter.backends.docx import languages
from exporter.backends.epub import lettering
from exporter.preflight.compare import direction as compared
from exporter.regex import _Regex, is_western, regex
from exporter.typeset import direction, unspaced


def expressions() -> Iterator[tuple[str, _Regex]]:
    """Yield all of the program, with the module and name of each."""
    for module in pkgutil.walk_packages(exporter.__path__, "exporter."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in value if isinstance(value, tuple) else (value,):
                if isinstance(pattern, _Regex):
                    yield f"{module.name}.{name}", pattern


def test_an_expression_is_compiled_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    monkeypatch.setattr(
        re, "compile", lambda *arguments: compiled.append(arguments) or re._compiler.compile(*arguments)
    )  # type: ignore[attr-defined,func-returns-value]
    words = regex(r"[a-z]+", re.IGNORECASE)
    assert compiled == []
    assert words.findall("One two") == ["One", "two"]
    assert words.findall("Three") == ["Three"]
    assert compiled == [(r"[a-z]+", re.IGNORECASE)]


def test_none_of_the_program_is_compiled_while_it_is_imported() -> None:
    program = (
        "from test_regex import expressions; "
        "print([name for name, pattern in expressions() if vars(pattern).keys() > {'_expression', '_flags'}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    assert done.stdout == "['exporter.length._LENGTH']\n"  # of the printer's marks, which are written with their units


def test_an_expression_is_as_good_as_a_pattern() -> None:
    digits = regex(rb"(?P<first>\d)\d*")
    assert digits.groupindex == {"first": 1}
    assert digits.sub(rb"\g<first>", b"123 45") == b"1 4"
    with pytest.raises(AttributeError):
        digits.no_such  # type: ignore[attr-defined] # noqa: B018


def test_every_expression_of_the_program_compiles() -> None:
    flawed = {}
    for name, pattern in expressions():
        try:
            pattern.groups  # type: ignore[attr-defined] # noqa: B018
        except re.error as error:
            flawed[name] = error
    assert flawed == {}


@pytest.mark.parametrize(
    "spared",
    [
        compared._LETTERS, compared._MIXED, direction._RIGHT_TO_LEFT, languages._RTL_STRETCH, lettering._SHAPED,
        unspaced._NEEDS_DICTIONARY, unspaced._UNSPACED,
    ],
)  # fmt: skip
def test_text_that_is_spared_a_pattern_holds_nothing_of_it(spared: re.Pattern[str]) -> None:
    western = [sign for sign in map(chr, range(0x110000)) if is_western(sign)]
    assert spared.search(f"1{'1'.join(western)}1") is None


def test_western_text_is_told_by_each_of_its_signs() -> None:
    assert is_western("“Ça va – mieux”, disait-elle… Ελλάδα, Москва, Łódź: 5 € → ● ★ ✓ ■")
    assert not any(map(is_western, ("שלום", "سلام", "東京", "ไทย", "zero\u200bwidth", "\u202eturned", "𐤀", "\ufeff")))
