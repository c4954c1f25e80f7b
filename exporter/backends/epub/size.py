"""How large the book may be and is: pictures give way step by step, words never."""

from __future__ import annotations

from functools import partial

from exporter.backends.epub.devices import Fit, fit_picture, smaller
from exporter.backends.epub.plan import Book, plan_book
from exporter.env import Env
from exporter.limits import MEGA
from exporter.model import Edition
from exporter.report import Report

LARGE = 25 * MEGA  # what most mail services carry; those of reading devices take 50


def shrink(edition: Edition, env: Env, fit: Fit, room: int, report: Report) -> Book:
    """Return the book with the first step of smaller pictures that need no more than `room` bytes, else the last."""
    for step in smaller(fit):
        book = plan_book(edition, env, partial(fit_picture, fit=step))
        if book.picture_bytes <= room:
            break
    report.add(
        "epub-pictures-smaller",
        "info",
        f"the EPUB's pictures are made smaller to keep its size: {step.long_edge:,} px, JPEG quality {step.quality}",
        hint="raise --max-size, or bind fewer stories",
    )
    return book


def tell_size(size: int, book: Book, most: int, report: Report) -> None:
    """Make a finding for a book that is larger than it may be, or so large that mail may not carry it."""
    if most and size > most:
        largest = max(book.pictures, key=lambda packed: len(packed.picture.data), default=None)
        what = f"; its largest picture has {len(largest.picture.data) / MEGA:.2f} MB" if largest else ""
        report.add(
            "epub-too-large",
            "warning",
            f"the EPUB has {size / MEGA:.2f} MB, {(size - most) / MEGA:.2f} MB more than it may have{what}",
            hint="take pictures out, or bind fewer stories",
        )
    elif size > LARGE:
        pictures = f"{book.picture_bytes / MEGA:.0f} MB of it pictures"
        report.add(
            "epub-large",
            "info",
            f"the EPUB has {size / MEGA:.0f} MB, {pictures}",
            hint="--device kindle, kobo, phone or generic makes pictures to measure; --max-size 25MB keeps a limit",
        )
