"""The dateline ends so that the text can go on right after it."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.model import Article, Dateline, Edition
from exporter.model.walk import map_edition

SEPARATOR = "—"


def settle_dateline(edition: Edition) -> Edition:
    """Return the edition with every dateline's `raw` made from its parts where it is missing, and closed."""
    return map_edition(edition, _settle)


def _settle(article: Article) -> Article:
    dateline = article.dateline
    raw = dateline.raw or _compose(dateline)
    return replace(article, dateline=replace(dateline, raw=_close(raw, dateline.separator)))


def _compose(dateline: Dateline) -> str:
    """Return ``PLACE, Region, date (AGENCY)`` of the parts that are there."""
    words = ", ".join(part for part in (dateline.place, dateline.region, dateline.date) if part)
    agency = f"({dateline.agency})" if dateline.agency else ""
    return " ".join(part for part in (words, agency) if part)


def _close(raw: str, separator: str) -> str:
    """Return `raw` with a separator and a space at its end.

    A dash that touches the text (``MONTREAL—``) was written so and stays.
    """
    if not raw.strip() or raw[-1].isspace() or raw.endswith("—"):
        return raw if raw.strip() else ""
    if raw.endswith((":", "--", "–")) or (separator and raw.endswith(separator)):
        return raw if separator == "-" else f"{raw} "
    sign = separator or SEPARATOR
    return f"{raw}: " if sign == ":" else f"{raw} {sign} "
