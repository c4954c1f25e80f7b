"""Options of EPUB files: the device they are for, and how large they may be."""

from __future__ import annotations

import re
from typing import Any, get_args

import click

from exporter.backends.epub.options import Device, EpubOptions
from exporter.regex import regex
from exporter.report import UsageError

EREADER = (
    click.option("--device", default="", metavar="NAME", help="Pictures for kindle, kobo, phone or generic."),
    click.option("--max-size", "max_size", default="", metavar="SIZE", help="Most an EPUB may have, such as 25MB."),
)
EREADER_KEYS = ("device", "max_size")
DEVICES = tuple(name for name in get_args(Device) if name)
UNITS = {"kb": 1_000, "mb": 1_000_000}  # mail services count either way: the smaller is safe with both
_SIZE = regex(r"(\d{1,9}(?:\.\d{1,3})?)\s*(kb|mb)", re.IGNORECASE)


def epub_options(values: dict[str, Any]) -> EpubOptions:
    """Return the `EpubOptions` that the options ask for; raises UsageError."""
    if values["device"] not in ("", *DEVICES):
        raise UsageError(f"no device is called {values['device']!r}", hint=f"devices: {', '.join(DEVICES)}")
    return EpubOptions(device=values["device"], most_bytes=_bytes(values["max_size"]))


def _bytes(text: str) -> int:
    if not text:
        return 0
    size = _SIZE.fullmatch(text.strip())
    most = round(float(size[1]) * UNITS[size[2].lower()]) if size else 0
    if most < 1:
        raise UsageError(f"--max-size {text!r} is no size", hint="write it as 25MB or 800kB")
    return most
