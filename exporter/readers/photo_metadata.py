"""What the picture files say fills the blanks of their photos; what the story says of a photo always wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from exporter.env import Env
from exporter.model import Article, Edition, Person, Photo, rich
from exporter.model.walk import map_edition
from exporter.readers.clean import Cleaner
from exporter.readers.times import iso_time
from exporter.report import Report, ResourceError


def fill_photos(edition: Edition, files: Mapping[str, bytes], env: Env, source: str, report: Report) -> Edition:
    """Return the edition with the blanks of its photos filled; `files` came inside the file that was read.

    A picture that cannot be opened is passed over: the check of the story says so.
    """
    cleaner = Cleaner()

    def change(article: Article) -> Article:
        photos = tuple(_fill(photo, _read(photo.src, files, env), cleaner) for photo in article.photos)
        return replace(article, photos=photos) if photos != article.photos else article

    edition = map_edition(edition, change)
    cleaner.tell(source, report)
    return edition


def _read(src: str, files: Mapping[str, bytes], env: Env) -> dict[str, tuple[str, ...]]:
    if not src:
        return {}
    from exporter.pictures.metadata import read_metadata

    try:
        return read_metadata(files[src] if src in files else env.files.read(src))
    except ResourceError:
        return {}


def _fill(photo: Photo, values: dict[str, tuple[str, ...]], cleaner: Cleaner) -> Photo:
    """Return the photo with its blanks filled from the values."""
    if not values:
        return photo
    said = {name: cleaner.text(", ".join(dict.fromkeys(texts))) for name, texts in values.items()}
    caption, credit = _split(said.get("caption", ""))
    blanks: dict[str, Any] = {
        "caption": rich(caption),
        "headline": said.get("headline", ""),
        "credit": said.get("credit", "") or credit,
        "byline": _persons(values.get("byline", ()), said.get("byline title", ""), cleaner),
        "alt": said.get("alt", ""),
        "date": iso_time(said.get("date", "")),
        "location": ", ".join(said[name] for name in ("city", "state", "country") if name in said),
        "source": said.get("source", ""),
    }
    if photo.decorative:
        blanks["alt"] = ""
    if photo.credit or photo.byline:  # a maker named by the story is not joined by another one
        blanks["credit"], blanks["byline"] = photo.credit, photo.byline
    filled = {name: value for name, value in blanks.items() if value and not getattr(photo, name)}
    rights = photo.rights
    for name in ("notice", "usage", "instructions"):
        if name in said and not getattr(rights, name):
            rights = replace(rights, **{name: said[name]})
    extra = {**{f"picture:{name}": said[name] for name in ("digital source",) if name in said}, **photo.extra}
    return replace(photo, **filled, rights=rights, extra=extra)


def _persons(names: tuple[str, ...], title: str, cleaner: Cleaner) -> tuple[Person, ...]:
    single = title if len(names) == 1 else ""
    return tuple(Person(cleaner.text(name), "photographer", single) for name in names)


def _split(caption: str) -> tuple[str, str]:
    """Return caption and credit: agencies write ``(AP Photo/Jane Doe)`` behind the caption."""
    if not caption:
        return "", ""
    from exporter.model import text_of
    from exporter.readers.credits import split_runs

    runs, credit = split_runs(rich(" ".join(caption.split())))
    return text_of(runs), credit
