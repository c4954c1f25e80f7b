"""A date as a newspaper prints it → ISO 8601."""

from __future__ import annotations

from datetime import date

from exporter.dates import month_named
from exporter.regex import regex

# Short forms, and names that the table of all languages has otherwise or not at all.
_NAMES = """
    1 january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari enero يناير январь января
    2 february feb februar février févr febrero febbraio fevereiro fev februari pebrero فبراير февраль февраля
    3 march mar märz mär mars marzo março maart mrt marso مارس март марта
    4 april apr avril avr abril abr aprile أبريل апрель апреля
    5 may mai mayo maggio mag maio mei mayo مايو май мая
    6 june jun juni juin junio giugno giu junho hunyo يونيو июнь июня
    7 july jul juli juillet juil julio luglio lug julho hulyo يوليو июль июля
    8 august aug août agosto ago augustus agosto أغسطس август августа
    9 september sep sept septembre septiembre settembre set setembro setyembre سبتمبر сентябрь сентября
    10 october oct oktober okt octobre octubre ottobre ott outubro out oktubre أكتوبر октябрь октября
    11 november nov novembre noviembre novembro nobyembre نوفمبر ноябрь ноября
    12 december dec dezember dez décembre déc diciembre dic dicembre dezembro disyembre ديسمبر декабрь декабря"""
MONTHS = {name: int(row.split()[0]) for row in _NAMES.strip().split("\n") for name in row.split()[1:]}
_MONTH = r"(?P<month>[^\W\d_]{3,20})"
_YEAR = r"(?P<year>\d{4})(?:\b|(?=\d?\d:\d\d))"  # pages write the time right behind it
DATE = (
    regex(
        r"(?P<day>\d{1,2})(?:\.|(?:\.|º|er|st|nd|rd|th)?\s+)(?:de |of )?"
        rf"{_MONTH}(?:\.|\.?(?:,| de| del)?\s+){_YEAR}"),
    regex(rf"\b{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
    regex(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    regex(r"\b(?P<year>\d{4})[/-](?P<month>\d{2})[/-](?P<day>\d{2})(?:t(?:[01]\d|2[0-3]):[0-5]\d[\d:.]*z?|\b)"),
    regex(r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})\b"),
    regex(r"\b(?P<day>1[3-9]|2\d|3[01])[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\b"),  # 3/4/2026 is two days
)  # fmt: skip


def find_date(text: str) -> tuple[str, str]:
    """Return the first date in the text as ISO 8601, and the words that say it; ("", "") where there is none."""
    for pattern in DATE:
        for match in pattern.finditer(text.lower()):
            month = match["month"]
            try:
                day = date(int(match["year"]), _month(month), int(match["day"]))
            except ValueError:
                continue
            return day.isoformat(), text[match.start() : match.end()]
    return "", ""


def _month(said: str) -> int:
    """Return the number of the month, 0 for a word that names none; Hebrew writes ``in`` at its head."""
    if said.isdecimal():
        return int(said)
    return MONTHS.get(said) or month_named(said) or month_named(said.removeprefix("ב"))
