"""The lines of date, page and price that a newspaper sets above its stories, and the names of sections."""

from __future__ import annotations

import re

from msgspec import Struct

from exporter.dates import is_weekday
from exporter.readers.clipping.lines import breadth
from exporter.readers.written_date import find_date
from exporter.regex import regex

LONGEST_FOLIO, LONGEST_REST = 100, 45
_SECTIONS = """
    news|world|nation|national|local|metro|city|politics|business|economy|money|markets|sport|sports|culture|
    arts|life|style|opinion|science|technology|tech|health|education|schools|environment|climate|weather|travel|
    food|books|media|region|top stories|front page|lokales|lokalsport|politik|wirtschaft|kultur|feuilleton|
    wissen|meinung|panorama|aus aller welt|vermischtes|regionales|stadt|landkreis|gesellschaft|reise|medien|
    titel|politique|économie|société|monde|international|environnement|planète|idées|sciences|santé|région|
    régions|faits divers|actualités|à la une|política|economía|sociedad|internacional|nacional|cultura|deportes|
    ciencia|tecnología|salud|educación|opinión|sucesos|españa|madrid|cronaca|esteri|economia|politica|
    spettacoli|salute|mundo|esporte|cidades|balita|metro balita|bansa|probinsya|palakasan|opinyon|negosyo|
    binnenland|buitenland|economie|محليات|سياسة|اقتصاد|رياضة|ثقافة|العالم|社会|政治|経済|国際|スポーツ|文化|
    地域|社説|総合|科学|한국|사회|정치|경제|社会新闻|要闻|国内|国际"""
SECTIONS = frozenset("".join(line.strip() for line in _SECTIONS.split("\n")).split("|"))
_PAGE = regex(
    r"(?:\b(?:page|seite|side|sida|página|p[aá]g\.?|pagina|pahina|صفحة|s\.)\s*(?P<named>[A-Z]?\d{1,3}))|"
    r"\b(?P<coded>(?-i:[A-Z]{1,2})-?\d{1,2})\b(?![.:]\w)"
    r"|(?P<face>\d{1,3})[面頁页]",
    re.IGNORECASE,
)
_KNOWN = regex(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun|sonnabend|sabado)\b\.?"
    r"|\b(?:published|updated|last updated|posted|publié|mis à jour|veröffentlicht|aktualisiert|stand|publicado|"
    r"actualizado|pubblicato|aggiornato|modifica|gepubliceerd|inilathala|publicerad|uppdaterad|publiceret|opdateret|"
    r"publisert|oppdatert|oluşturulma tarihi|güncelleme tarihi|opublikowano|julkaistu|modifié|עודכן)\b:?"
    r"(?: (?:on|am|le|el|il|op|noong|ב))?"
    r"|\b(?:sektion|section|sezione|d\.|kl\.?)(?: \d)?(?!\w)|更新|\d{1,2}時\d{1,2}分|\[?会員限定(?:記事)?\]?"
    r"|(?:\b(?:um|at|à|às|a las|alle|om)\s+)?\b\d{1,2}(?:[:.]\d{2}|\s?h(?![a-z])\s?\d{0,2})(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?Uhr\b)?"
    r"|\b(?:CET|CEST|GMT|UTC|BST|[ECMP][SD]?T|MEZ|MESZ|PST|JST|IST)\b"
    r"|(?:[$£€₱¥]\s?|\b(?:P|EUR|USD|CHF|Fr\.|Php|Rs\.?)\s?)\d+(?:[.,]\d{2})?|\d+[.,]\d{2}\s?(?:€|Euro|EUR)"
    r"|\b(?:no|nr|n°|nº|vol|jahrgang|año)\b\.?\s?\d+|\b\d{1,3}\. (?:Jahrgang|Woche|KW)\b"
    r"|朝刊|夕刊|\b(?:morning|evening|early|late|final|city) edition\b",
    re.IGNORECASE,
)  # fmt: skip
_BETWEEN = regex(r"[\s|·•‧,;/–—()（）「」-]+")


class Folio(Struct, frozen=True):
    """What such a line says; "" = nothing. `rest` are the words that no field holds."""

    date: str = ""  # ISO 8601
    page: str = ""
    section: str = ""
    title: str = ""  # the name of the paper
    rest: str = ""


def read_folio(text: str) -> Folio | None:
    """Return what a line of date, page and price says, or None for a line that is something else."""
    if len(text) > LONGEST_FOLIO:
        return None
    date, said = find_date(text)
    rest = text.replace(said, " ", 1) if said else text
    if said and (updated := find_date(rest)[1]):
        rest = rest.replace(updated, " ", 1)
    page = _PAGE.search(rest)
    rest = rest[: page.start()] + " " + rest[page.end() :] if page else rest
    rest, known = _KNOWN.subn(" ", rest)
    rest = " ".join("" if is_weekday(word.strip(",.()（）")) else word for word in rest.split(" "))
    words = [part for part in re.split(r"\s*[|·•‧]\s*|\s{2,}|\s*,\s*", rest) if _BETWEEN.sub("", part)]
    section = next((part.strip() for part in words if is_section(part)), "")
    left = " ".join(part.strip() for part in words if part.strip() != section)
    signs = sum((bool(said), bool(page), bool(known)))
    if not (said or page) or (left and (signs < 2 or breadth(left) > LONGEST_REST)):
        return None
    return Folio(date, next(filter(None, page.groups()), "") if page else "", section, rest=left)


def is_section(text: str) -> bool:
    """Return True for the name of a section: ``Sports``, ``LOKALES``."""
    said = text.strip().casefold()
    news = len(said.split()) == 2 and said.endswith((" news", " nyheter", " haberleri"))
    return news or any(part.strip() in SECTIONS for part in re.split(r"[・›]", said))
