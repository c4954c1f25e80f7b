"""Write exporter/dates.json, which has how each language writes days, months and numbers: python tests/dates_of_babel.py

Babel itself takes a tenth of the time of a cold run to say it, because it knows so much more. The table is made of what
it knows of the Unicode CLDR; tests/test_dates.py holds that both write the same. To follow a new CLDR, raise the version
of Babel in pyproject.toml and run this.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.core import UnknownLocaleError, get_global
from babel.dates import tokenize_pattern

TABLE = Path(__file__).parents[1] / "exporter" / "dates.json"
Row = dict[str, Any]


def main() -> None:
    rows = table()
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    TABLE.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
    print(f"{TABLE}: {len(rows)} rows, {sum(len(row['tags'].split()) for row in rows)} tags")


def table() -> list[Row]:
    """Return the rows, each with the tags it is for, in small letters.

    A tag that says the same as the tag without its last part, as en-US after en, is left out.
    """
    rows: dict[str, Row] = {}
    said: dict[str, str] = {}  # which row a tag has
    for tag in sorted(tags(), key=lambda tag: (tag.count("-"), len(tag), tag)):
        if locale := find(tag):
            row = row_of(locale)
            key = json.dumps(row)
            if said.get(above(tag, said)) != key:
                said[tag] = key
                rows.setdefault(key, {"tags": []} | row)["tags"].append(tag)
    return [row | {"tags": " ".join(row["tags"])} for row in rows.values()]


def above(tag: str, said: Container[str]) -> str:
    """Return the longest known tag that the tag begins with, "" for none."""
    while tag := tag.rpartition("-")[0]:
        if tag in said:
            return tag
    return ""


def tags() -> set[str]:
    """Return all tags of CLDR, the names of languages that stand for others, and every language in every country."""
    ids = {name.replace("_", "-").lower() for name in localedata.locale_identifiers()}
    aliases = {
        name for known in ("language_aliases", "likely_subtags") for name in get_global(known) if "_" not in name
    }
    languages = {tag.partition("-")[0] for tag in ids} | {alias for alias in aliases if find(alias)}
    countries = {name.lower() for name in Locale("en").territories if len(name) == 2 and name.isalpha()}
    return ids | languages | {f"{language}-{country}" for language in languages for country in countries}


def find(tag: str) -> Locale | None:
    """Return what Babel takes the tag for, None for one that it does not know."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def row_of(locale: Locale) -> Row:
    """Return how days, months and numbers are written: names, and what stands between them."""
    day = list(tokenize_pattern(locale.date_formats["full"].pattern))
    month = list(tokenize_pattern(str(getattr(locale.datetime_skeletons["yMMMM"], "pattern", ""))))
    row: Row = {"day": "".join(template(day, locale)), "month": "".join(template(month, locale))}
    row["months"] = months(day, locale)
    row["months_alone"] = months(month, locale)
    row["weekdays"] = weekdays(day, locale)
    row["group"] = locale.number_symbols["latn"]["group"]
    row["size"] = locale.decimal_formats[None].grouping[1]
    usual = {"months": "", "months_alone": row["months"], "weekdays": "", "group": ",", "size": 3}
    return {key: value for key, value in row.items() if value != usual.get(key)}


def template(tokens: list[tuple[str, Any]], locale: Locale) -> Iterator[str]:
    """Yield the pattern as a template of Python."""
    for kind, value in tokens:
        field, length = value if kind == "field" else ("", 0)
        if kind == "chars":
            yield value.replace("{", "{{").replace("}", "}}")
        elif field in "Ec":
            yield "{weekday}"
        elif field in "ML" and length > 2:
            yield "{month}"
        elif field in "ML":
            yield "{number:02}" if length == 2 else "{number}"
        elif field == "G":
            yield locale.eras["abbreviated"][1]
        else:
            yield {"d": "{day:02}" if length == 2 else "{day}", "y": "{year}"}[field]


def months(tokens: list[tuple[str, Any]], locale: Locale) -> str:
    """Return the names of months in the form that the pattern asks for, none where it asks for numbers."""
    for kind, value in tokens:
        if kind == "field" and value[0] in "ML" and value[1] > 2:
            names = locale.months["format" if value[0] == "M" else "stand-alone"]
            return "|".join(name for _, name in sorted(names["wide" if value[1] == 4 else "abbreviated"].items()))
    return ""


def weekdays(tokens: list[tuple[str, Any]], locale: Locale) -> str:
    """Return the names of the days from Monday on in the form that the pattern asks for."""
    for kind, value in tokens:
        if kind == "field" and value[0] in "Ec":
            names = locale.days["format" if value[0] == "E" else "stand-alone"]
            return "|".join(name for _, name in sorted(names["wide" if value[1] == 4 else "abbreviated"].items()))
    return ""


if __name__ == "__main__":
    main()
