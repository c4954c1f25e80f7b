"""Several stories → one edition, in which every story still finds its own pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from exporter.env import Env, Files
from exporter.model import Article, Edition, Section, edition_of
from exporter.model.walk import map_edition
from exporter.report import ResourceError


class BoundFiles:
    """The files of several stories: ``shelf/name`` is the file `name` of the story on that shelf."""

    def __init__(self, shelves: Mapping[str, Files]) -> None:
        self._shelves = dict(shelves)

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, or raise ResourceError."""
        shelf, _, inner = name.partition("/")
        if shelf not in self._shelves:
            raise ResourceError(f"{name!r} belongs to no story of the edition")
        return self._shelves[shelf].read(inner)


def bind(stories: Sequence[tuple[str, Edition, Env]], title: str = "") -> tuple[Edition, Env]:
    """Return one edition of all articles in order, and the Env that opens their pictures.

    Each story comes with a name of its own, which goes before the names of its pictures. Sections and priorities of
    what is an edition already are kept; single stories are grouped by their own section.
    """
    shelved = [_shelve(edition, shelf) for shelf, edition, _ in stories]
    whole = edition_of(*(article for edition in shelved for article in edition.articles))
    if any(len(edition.articles) > 1 for edition in shelved):
        whole = replace(whole, sections=_join(shelved))
    first = stories[0][2]
    files = BoundFiles({shelf: env.files for shelf, _, env in stories})
    return replace(whole, title=title or whole.title), Env(files, first.clock, first.limits)


def _shelve(edition: Edition, shelf: str) -> Edition:
    def change(article: Article) -> Article:
        photos = (replace(photo, src=f"{shelf}/{photo.src}") if photo.src else photo for photo in article.photos)
        return replace(article, photos=tuple(photos))

    return map_edition(edition, change)


def _join(editions: Sequence[Edition]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for edition in editions:
        for section in edition.sections:
            name = section.name or section.entries[0].article.section if section.entries else section.name
            if sections and sections[-1].name == name:
                sections[-1] = Section((*sections[-1].entries, *section.entries), name)
            else:
                sections.append(Section(section.entries, name))
    return tuple(sections)
