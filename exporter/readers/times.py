"""Dates as formats write them → ISO 8601 as the model wants it."""

from __future__ import annotations

import re
from datetime import date

from exporter.regex import regex

_BASIC = regex(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?")
_EXTENDED = regex(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?)?)?"
)


def iso_time(text: str) -> str:
    """Return the day or moment in ISO 8601, or "" for what is none: ``20260503T140000+0200``, RFC 822, ISO itself."""
    text = text.strip()
    match = _BASIC.fullmatch(text) or _EXTENDED.fullmatch(text)
    if match:
        return _compose(match)
    from email.utils import parsedate_to_datetime  # 7 ms: it brings sockets along

    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _compose(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second, zone = match.groups()
    if not _exists(int(year), int(month or 1), int(day or 1)) or int(hour or 0) > 23 or int(minute or 0) > 59:
        return ""
    days = "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
    if not hour:
        return days
    zone = {"UTC": "Z", None: ""}.get(zone, zone)
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    return f"{days}T{hour}:{minute}:{second or '00'}{zone}"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
