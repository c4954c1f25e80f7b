"""What goes where: one file name, key, language and direction for each story, one file for each picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from exporter.env import Env
from exporter.model import Article, Edition, Photo, Publication, text_of
from exporter.model.language import UNKNOWN, article_direction, is_language
from exporter.model.walk import plain_text
from exporter.pictures import Picture
from exporter.report import InputError

TITLE_LENGTH = 60  # characters of the first paragraph that stand in for a missing headline


class PackedPicture(Struct, frozen=True):
    """A picture and its name in the container; one file, however many photos show it."""

    href: str
    picture: Picture


class Story(Struct, frozen=True):
    """A story on its way into the book. `key` (``a1``) opens its file name, its picture names and its ids."""

    article: Article
    key: str
    title: str
    section: str
    language: str
    direction: Literal["ltr", "rtl"]
    photos: Mapping[str, Photo]
    pictures: Mapping[str, PackedPicture]  # photo id → picture, for photos that have one

    @property
    def href(self) -> str:
        """Return the name of the story's file, relative to the package."""
        return f"{self.key}.xhtml"

    @property
    def publication(self) -> Publication:
        """Return the publication that the story states."""
        return self.article.publication


class Book(Struct, frozen=True):
    """All stories of the edition in reading order, by section; sections without stories are left out."""

    edition: Edition
    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    sections: tuple[tuple[str, tuple[Story, ...]], ...]
    pictures: tuple[PackedPicture, ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        """Return the stories in reading order."""
        return tuple(story for _, stories in self.sections for story in stories)

    @property
    def picture_bytes(self) -> int:
        """Return how much of the book its pictures are, the cover apart; in the zip they have the same size."""
        return sum(len(packed.picture.data) for packed in self.pictures)

    @property
    def is_edition(self) -> bool:
        """Return True when several stories are bound, so that there is something to turn to."""
        return len(self.stories) > 1


def plan_book(edition: Edition, env: Env, fit: Callable[[Picture], Picture]) -> Book:
    """Return the plan, with pictures as `fit` makes them.

    Raises InputError for an edition without stories, and what `env.picture` raises.
    """
    packed: dict[str, PackedPicture] = {}
    sections: list[tuple[str, tuple[Story, ...]]] = []
    number = 0
    for section in edition.sections:
        stories: list[Story] = []
        for entry in section.entries:
            number += 1
            stories.append(_plan_story(entry.article, number, section.name, edition, env, fit, packed))
        if stories:
            sections.append((section.name, tuple(stories)))
    if not number:
        raise InputError("the edition holds no story", hint="name at least one story")
    leader = sections[0][1][0]
    stories_all = [story for _, stories in sections for story in stories]
    right_to_left = all(story.direction == "rtl" for story in stories_all)
    return Book(
        edition=edition,
        title=_book_title(edition, leader, number),
        language=edition.language if is_language(edition.language) else leader.language,
        direction="rtl" if right_to_left else "ltr",
        sections=tuple(sections),
        pictures=tuple(packed.values()),
    )


def _plan_story(
    article: Article,
    number: int,
    section: str,
    edition: Edition,
    env: Env,
    fit: Callable[[Picture], Picture],
    packed: dict[str, PackedPicture],
) -> Story:
    key = f"a{number}"
    pictures: dict[str, PackedPicture] = {}
    for index, photo in enumerate(article.photos, 1):
        if not photo.src:
            continue
        if photo.src not in packed:
            picture = fit(env.picture(photo.src))
            packed[photo.src] = PackedPicture(f"images/{key}-p{index}.{picture.suffix}", picture)
        pictures[photo.id] = packed[photo.src]
    language = next((tag for tag in (article.language, edition.language) if is_language(tag)), UNKNOWN)
    return Story(
        article=article,
        key=key,
        title=story_title(article),
        section=section or article.section,
        language=language,
        direction=article_direction(article, language),
        photos={photo.id: photo for photo in article.photos},
        pictures=pictures,
    )


def story_title(article: Article) -> str:
    """Return the headline in one line, or the opening words where the story has none; never empty."""
    headline = " ".join(text_of(article.headline).split())
    if headline:
        return headline
    opening = " ".join(plain_text(article.body[:1]).split())
    if len(opening) > TITLE_LENGTH:
        opening = opening[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
    return opening or article.publication.name or "—"


def _book_title(edition: Edition, leader: Story, stories: int) -> str:
    if edition.title:
        return edition.title
    if stories == 1:
        return leader.title
    name = edition.publication.name
    return ", ".join(part for part in (name, edition.date or edition.publication.date) if part) or leader.title
