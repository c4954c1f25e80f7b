"""One or many articles in order: what every backend takes."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

from exporter.model.article import Article
from exporter.model.names import IsoDate, Publication, Rights

SCHEMA: Literal["exporter-edition/1"] = "exporter-edition/1"


class Entry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An article's place in a section; priority 1 leads the section."""

    article: Article
    priority: int = 0


class Section(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Articles under one heading; the section of a single story has no name."""

    entries: tuple[Entry, ...]
    name: str = ""


class Edition(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A bound set of stories, or a single one."""

    schema: Literal["exporter-edition/1"]  # always written, so that a reader knows what it has
    sections: tuple[Section, ...]
    publication: Publication = Publication()
    title: str = ""
    date: IsoDate = ""
    language: str = ""
    rights: Rights = Rights()
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Return all articles in reading order."""
        return tuple(entry.article for section in self.sections for entry in section.entries)


def edition_of(*articles: Article) -> Edition:
    """Return an edition of the articles in order, grouped by section name where neighbours share it.

    What all articles agree on (publication, language) is the edition's; a single story gives an unnamed section.
    """
    sections: list[Section] = []
    for article in articles:
        name = article.section if len(articles) > 1 else ""
        if sections and sections[-1].name == name:
            sections[-1] = Section((*sections[-1].entries, Entry(article)), name)
        else:
            sections.append(Section((Entry(article),), name))
    publications = {article.publication for article in articles}
    languages = {article.language for article in articles}
    publication = publications.pop() if len(publications) == 1 else Publication()
    return Edition(
        schema=SCHEMA,
        sections=tuple(sections),
        publication=publication,
        date=publication.date,
        language=languages.pop() if len(languages) == 1 else "",
    )
