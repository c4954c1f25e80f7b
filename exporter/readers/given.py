"""What the user gives beside the story: it fills what copying lost and wins over what was read."""

from __future__ import annotations

from msgspec.structs import replace

from exporter.model import Article, Dates, Edition, Photo, Publication, rich
from exporter.model.walk import map_edition
from exporter.readers.byline import parse_byline
from exporter.readers.clean import Cleaner
from exporter.readers.links import is_web_address
from exporter.readers.reading import Given
from exporter.readers.times import iso_time
from exporter.regex import regex
from exporter.report import Faults, Place, Report, UsageError

_LANGUAGE = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_DATE = regex(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?")
# A reader's address is /country/title/YYYYMMDD/article.
_READER_PAGE = regex(r"https?://(?:www\.)?pressreader\.com/([\w-]+)/([\w-]+)/(\d{4})(\d{2})(\d{2})(?:/|$)")


def check_given(given: Given) -> None:
    """Raise UsageError for a date, language or address that is none."""
    faults = Faults()
    with faults.keep():
        if given.date and not _is_date(given.date):
            raise UsageError(f"--date {given.date!r} is no date", hint="write it as 2026-05-03")
    with faults.keep():
        if given.language and not _LANGUAGE.fullmatch(given.language):
            raise UsageError(f"--lang {given.language!r} is no language", hint="write a code such as en, fil or pt-BR")
    with faults.keep():
        if given.source_url and not is_web_address(given.source_url):
            raise UsageError(f"--source-url {given.source_url!r} is no web address", hint="begin it with https://")
    faults.end()


def _is_date(text: str) -> bool:
    """Return True for a day that is in the calendar, or a moment in it."""
    return bool(_DATE.fullmatch(text)) and iso_time(text) != ""


def cleaned(given: Given, source: str, report: Report) -> Given:
    """Return the given texts without the characters that no output may carry; names of files stay as they are."""
    cleaner = Cleaner()
    texts = {name: cleaner.text(getattr(given, name)) for name in ("publication", "section", "byline")}
    lists = {name: tuple(map(cleaner.text, getattr(given, name))) for name in ("caption", "credit", "alt")}
    cleaner.tell(source, report)
    return replace(given, **texts, **lists)


def apply_given(edition: Edition, given: Given, source: str, report: Report) -> Edition:
    """Return the edition with the given values set.

    Publication, section, date and language are set on every article; byline, address and photos belong to the first.
    """
    if given == Given():
        return edition
    dated = _date_from_address(given, source, report)
    _tell_title(edition, given, source, report)
    edition = map_edition(edition, lambda article: _all(article, dated))
    first = True

    def change(article: Article) -> Article:
        nonlocal first
        article, first = (_one(article, dated) if first else article), False
        return article

    edition = map_edition(edition, change)
    if len(edition.articles) > 1 and (given.byline or given.photos or given.source_url):
        what = "byline, address and photos were given to the first of several stories"
        report.add("given-to-first", "info", what, Place(source), "write them into the stories themselves")
    publication = _publication(edition.publication, dated)
    return replace(
        edition, publication=publication, date=dated.date or edition.date, language=dated.language or edition.language
    )


def titled_in_address(given: Given) -> str:
    """Return the publication's name as a reader's address spells it (``the-manila-times``), or ""."""
    page = _READER_PAGE.match(given.source_url)
    return page[2] if page else ""


def _date_from_address(given: Given, source: str, report: Report) -> Given:
    page = _READER_PAGE.match(given.source_url)
    if given.date or not page:
        return given
    date = f"{page[3]}-{page[4]}-{page[5]}"
    if not _is_date(date):
        return given
    report.add("date-from-address", "info", f"the date {date} comes from the address", Place(source))
    return replace(given, date=date)


def _tell_title(edition: Edition, given: Given, source: str, report: Report) -> None:
    title = titled_in_address(given)
    if title and not given.publication and any(not article.publication.name for article in edition.articles):
        message = f"the publication {_spell(title)!r} comes from the address"
        report.add("title-from-address", "info", message, Place(source), "give it with --publication")


def _publication(publication: Publication, given: Given) -> Publication:
    page = _READER_PAGE.match(given.source_url)
    country, title = (_spell(page[1]), _spell(page[2])) if page else ("", "")
    return replace(
        publication,
        name=given.publication or publication.name or title,
        country=publication.country or country,
        date=given.date or publication.date,
    )


def _spell(slug: str) -> str:
    """Return the words of an address as a title: ``the-manila-times`` is The Manila Times."""
    return " ".join(word if word in ("of", "and", "de", "la") else word.capitalize() for word in slug.split("-"))


def _all(article: Article, given: Given) -> Article:
    dates: Dates = replace(article.dates, published=given.date or article.dates.published)
    return replace(
        article,
        publication=_publication(article.publication, given),
        section=given.section or article.section,
        dates=dates,
        language=given.language or article.language,
    )


def _one(article: Article, given: Given) -> Article:
    byline = parse_byline(given.byline) if given.byline else article.byline
    url = given.source_url or article.url
    return replace(article, byline=byline, url=url, photos=_photos(article.photos, given))


def _photos(photos: tuple[Photo, ...], given: Given) -> tuple[Photo, ...]:
    """Return the photos with the n-th given file, caption, credit and alt set on one of them.

    A given file fills the first photo that has none, or comes as a new photo; a text without a file changes the n-th.
    """
    changed = list(photos)
    waiting = [index for index, photo in enumerate(changed) if not photo.src]
    for number in range(max(len(given.photos), len(given.caption), len(given.credit), len(given.alt))):
        src = _nth(given.photos, number)
        index = waiting.pop(0) if src and waiting else len(changed) if src else number
        if index >= len(changed):
            index = len(changed)
            changed.append(Photo(id=_new_id(changed)))
        changed[index] = _fill(changed[index], given, number, src)
    return tuple(changed)


def _fill(photo: Photo, given: Given, number: int, src: str) -> Photo:
    return replace(
        photo,
        src=src or photo.src,
        caption=rich(_nth(given.caption, number)) or photo.caption,
        credit=_nth(given.credit, number) or photo.credit,
        alt=_nth(given.alt, number) or photo.alt,
    )


def _nth(values: tuple[str, ...], number: int) -> str:
    return values[number] if number < len(values) else ""


def _new_id(photos: list[Photo]) -> str:
    taken = {photo.id for photo in photos}
    return next(name for number in range(1, len(photos) + 2) if (name := f"p{number}") not in taken)
