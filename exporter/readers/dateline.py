"""The dateline that opens a story: ``SEOUL — ``, ``PARIS, June 19 (Reuters) - ``, ``Madrid (EFE) – ``.

A place stands in capitals, or in mixed case when an agency in brackets follows. Applied to the first body paragraph
only: in running text the same shape is mostly something else (``UPDATE: many roads are shut``).
"""

from __future__ import annotations

import re

from exporter.model import Dateline
from exporter.regex import regex

LONGEST = 90  # characters up to the separator; the longest real ones name two towns, a date and an agency

# Words in capitals before a dash or colon that are no place.
_NO_PLACE_WORDS = """
    ALERT ANALYSIS BREAKING BRIEF CLARIFICATION COLUMN COMMENT CORRECTED CORRECTION CORRECTIONS DEVELOPING
    EDITORIAL ESSAY EXCLUSIVE EXPLAINED EXPLAINER FACT FACTBOX FACTS FEATURE FLASH GALLERY GPS INTERVIEW JUST KEY LATEST
    LETTER LETTERS LIVE NEWS NOTE NOTES NOTICE OBITUARY OPINION PHOTO PHOTOS POLL PROFILE QUOTE REFILE REPEAT
    REPORT REVIEW
    SPORT SPORTS STATISTICS TIMELINE TOP UPDATE UPDATED UPDATES URGENT VIDEO VIDEOS VIEW WARNING WATCH WEATHER WRAPUP
    ACHTUNG EILMELDUNG KOMMENTAR MELDUNG ATTENTION ALERTE DERNIÈRE ACTUALITÉ URGENTE ÚLTIMA ATENCIÓN СРОЧНО МОЛНИЯ
    ASEAN BBC CIA CNN COVID DNA ECB EU FAO FBI FIFA IAEA ILO IMF INTERPOL IOC MP MPS NASA NATO NGO NHS OECD OPEC OSCE
    PM TV UEFA UK UN UNESCO UNHCR UNICEF US USA WHO WTO Q A"""
NO_PLACE = frozenset(_NO_PLACE_WORDS.split())
SHORT_PLACES = frozenset(("RIO", "ULM", "UFA", "FEZ", "GAO", "BAD", "HUE", "LEH", "ŁÓD", "УФА"))
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "januar februar märz mai juni juli oktober dezember jän mär okt dez "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene abr ago dic "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug set ott "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev out "
    "januari februari maart augustus mrt mei "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв фев мар апр июн июл авг сен "
    "окт ноя дек січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня "
    "monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miércoles jueves viernes sábado domingo"
)
DATE_WORDS = frozenset(_MONTHS.split())

_SEPARATOR = regex(
    r"""(?P<before>\s*)(?P<sign>—|–|―)(?P<after>\s*)   # dashes, which may touch the words
      | (?P<before2>\s+)(?P<sign2>--|-|_)(?P<after2>\s*) # hyphens need a space in front: Baden-Baden
      | (?P<before3>)(?P<sign3>--|:)(?P<after3>\s+)""",
    re.VERBOSE,
)
_AGENCY = regex(r"\s*[(（]\s*(?P<name>[^()（）]{2,30}?)\s*[)）]\s*$")
_PLACE = regex(r"[^\W\d_][^\W\d_.'’ʼ\u200c\u200d]*(?:[\s.'’/-]+[^\W\d_]+)*\.?")


def find_dateline(text: str) -> Dateline | None:
    """Return the dateline that opens the text, or None; ``text[len(dateline.raw):]`` is what goes on after it."""
    for match in _SEPARATOR.finditer(text[: LONGEST + 4]):
        head = text[: match.start()]
        if not head or len(head) > LONGEST:
            continue
        sign = match["sign"] or match["sign2"] or match["sign3"]
        spaced = bool(match.group().strip() != match.group()) and match.group()[-1].isspace()
        found = _read_head(head, sign, spaced)
        if found and match.end() < len(text):
            place, region, date, agency = found
            return Dateline(text[: match.end()], place, region, date, agency, sign)
        if sign not in "-–" or spaced:  # a hyphen or dash inside a name may still be followed by the real one
            return None
    return None


def parse_dateline(text: str) -> Dateline:
    """Return the dateline that the user wrote alone, such as ``SEOUL``, ``PARIS, June 19 (Reuters)`` or ``SEOUL —``.

    What stands there is taken at its word: no stop list. Nothing is added to `raw`.
    """
    match = re.search(r"\s*(—|–|―|--|-|:)\s*$", text)
    head = text[: match.start()] if match else text
    agency = _AGENCY.search(head)
    place, region, date = _split(head[: agency.start()] if agency else head)
    return Dateline(text, place, region, date, agency["name"] if agency else "", match[1] if match else "")


def _read_head(head: str, sign: str, spaced: bool) -> tuple[str, str, str, str] | None:
    """Return place, region, date and agency of the words before the separator, or None when they are no dateline."""
    found = _AGENCY.search(head)
    agency = found["name"] if found else ""
    place, region, date = _split(head[: found.start()] if found else head)
    if not _is_place(place, sure=bool(agency or date), agency=bool(agency)):
        return None
    if region and not (len(region) <= 40 and (region[0].isupper() or not region[0].islower())):
        return None
    if not spaced and not (agency or date or sign == "—"):  # MONTREAL—A and PARIS (Reuters) -Le, but not X-RAY
        return None
    if sign == ":" and region and not date:
        return None
    return place, region, date, agency


def _split(words: str) -> tuple[str, str, str]:
    """Return place, region and date from ``PLACE[, Region][, date]``."""
    place, *rest = [part.strip() for part in words.split(",")]
    dates = [part for part in rest if _is_date(part)]
    regions = [part for part in rest if part and not _is_date(part)]
    return place, ", ".join(regions), ", ".join(dates)


def _is_date(part: str) -> bool:
    words = re.findall(r"[^\W\d_]+|\d+", part.lower())
    return bool(words) and all(word.isdigit() or word in DATE_WORDS or word in ("de", "of", "th") for word in words)


def _is_place(place: str, sure: bool, agency: bool) -> bool:
    """Return True for a name of one to five words; `sure` when a date or an agency speaks for it."""
    words = re.findall(r"[^\W\d_]+", place)
    if not _PLACE.fullmatch(place) or len(re.split(r"\s+", place)) > 5:
        return False
    if any(word.upper() in NO_PLACE for word in words) and not (agency and len(words) > 1):
        return False
    if not place.isupper():
        return agency and not place[0].islower()
    letters = sum(len(word) for word in words)
    return sure or letters > 3 or place in SHORT_PLACES
