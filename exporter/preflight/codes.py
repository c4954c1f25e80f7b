"""What each code means and what to do about it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from msgspec import Struct, convert

from exporter.report import Severity


class Code(Struct, frozen=True):
    """One entry of ``codes.toml``; `severity` is that of its gravest use, `clause` what the standard says and where."""

    severity: Severity
    means: str
    remedy: str
    clause: str = ""
    link: str = ""  # where the clause can be read


def read_codes() -> dict[str, Code]:
    """Return all codes in the order of the file."""
    text = Path(__file__).with_name("codes.toml").read_text("utf-8")
    return convert(tomllib.loads(text), dict[str, Code])
