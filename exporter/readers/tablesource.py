"""The line below a table that says where its figures come from: ``Source: town treasury``."""

from __future__ import annotations

import re

from exporter.regex import regex

_LINE = regex(
    r"(?:Sources?|Data|Quellen?|Daten|Fuentes?|Fonte|Fonti|Fontes|Bron|Bronnen|Kilder?|Källa|Källor|Lähde|Lähteet|Źródło|"
    r"Zdroj|Forrás|Sursa|Kaynak|Pinagmulan|Πηγή|Πηγές|Источник|Источники|Джерело|المصدر|المصادر|منبع|מקור|出典|出所|資料|"
    r"资料来源|來源|来源|자료|출처)\s*[:：＝]\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)


def is_table_source(text: str) -> bool:
    """Return True for such a line; the word that opens it is printed with it."""
    return _LINE.fullmatch(text) is not None
