"""Options of PDF files: what they claim to be, and what a press wants to know."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from exporter.backends.pdf.color.icc import PrintProfile, read_print_profile
from exporter.backends.pdf.options import Imposition, PdfOptions
from exporter.backends.pdf.profiles import find_profile
from exporter.env import Folders
from exporter.length import parse_length
from exporter.limits import Limits
from exporter.report import ResourceError, UsageError

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
PRESS = (
    click.option(
        "--pdf-profile", "pdf_profile", default="archive", metavar="NAME",
        help="archive, archive-source, press, press+archive, web or ua2.",
    ),
    click.option("--bleed", default="0mm", metavar="LENGTH", help="Paper beyond the edge, to be cut off: 3mm."),
    click.option("--marks", is_flag=True, help="Crop and registration marks and colour bars."),
    click.option("--icc", "icc", type=FILE, metavar="FILE", help="Profile of the press; photos print in its inks."),
    click.option("--condition", default="", metavar="NAME", help="Registered printing condition: FOGRA39 ..."),
    click.option("--impose", default="", metavar="SCHEME", help="booklet, 2up or 4up: several pages a sheet."),
    click.option("--creep", default="0mm", metavar="LENGTH", help="What each sheet of a booklet adds to the fold."),
)  # fmt: skip
PRESS_KEYS = ("pdf_profile", "bleed", "marks", "icc", "condition", "impose", "creep")
MOST_BLEED = "25mm"
IMPOSITIONS = ("", "booklet", "2up", "4up")
PROFILE_BYTES = 4_000_000  # a large profile of a press has 2 MB


def pdf_options(values: dict[str, Any]) -> PdfOptions:
    """Return the `PdfOptions` that the options ask for; raises UsageError, and InputError for a useless profile."""
    profile = find_profile(values["pdf_profile"])
    if values["impose"] not in IMPOSITIONS:
        raise UsageError(f"pages cannot be imposed as {values['impose']!r}", hint="booklet, 2up or 4up")
    if (values["icc"] or values["condition"]) and not profile.prints_inks():
        option = "--icc" if values["icc"] else "--condition"
        raise UsageError(f"{option} is for a press, not for {profile.name}", hint="add --pdf-profile press")
    return PdfOptions(
        profile=profile,
        bleed=_length("--bleed", values["bleed"], MOST_BLEED),
        marks=values["marks"],
        print_profile=_read_profile(values["icc"]) if values["icc"] else None,
        condition=values["condition"],
        impose=cast(Imposition, values["impose"]),
        creep=_length("--creep", values["creep"], "5mm"),
    )


def _length(option: str, text: str, most: str) -> float:
    try:
        points = parse_length(text)
    except ValueError as error:
        raise UsageError(f"{option} {text}: {error}", hint="such as 3mm") from error
    if not 0 <= points <= parse_length(most):
        raise UsageError(f"{option} {text} is not from 0 to {most}")
    return points


def _read_profile(path: Path) -> PrintProfile:
    files = Folders((), Limits(file_bytes=PROFILE_BYTES))
    try:
        data = files.read(files.grant(path))
    except ResourceError as error:
        raise ResourceError(error.message, hint="name the ICC profile of the press, a file of 4 MB at most") from error
    profile = read_print_profile(data, path.name)
    if profile.inks == len("CMYK"):
        from exporter.backends.pdf.color.separation import try_profile

        try_profile(profile)
    return profile
