"""Dates and numbers as people write them, in the language of the story."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=4096)
def format_date(iso: str, language: str) -> str:
    """Return an ISO 8601 date in words, as exactly as it is known: ``Thursday, June 20, 2024``, ``June 2024``.

    The time of day is left out; a language that is not known is written in English. A day that no calendar has is
    returned as it is.
    """
    from datetime import date

    from babel.dates import format_date as written
    from babel.dates import format_skeleton

    if not iso:
        return ""
    locale = _locale(language)
    parts = [int(part) for part in iso[:10].split("-")]
    try:
        if len(parts) == 1:
            return str(parts[0])
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", date(parts[0], parts[1], 1), locale=locale))
        return str(written(date(*parts), format="full", locale=locale))
    except ValueError:
        return iso


def format_number(number: int, language: str) -> str:
    """Return a whole number with its thousands parted: ``1,234``, in German ``1.234``."""
    if abs(number) < 1000:
        return str(number)
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=_locale(language)))


def _locale(language: str) -> Locale:
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        return Locale.parse(language or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
