"""A flatplan: an edition put together by hand, whose sections name the files of their stories.

    title: The Ellery Courier, Monday
    date: 2026-11-09
    sections:
      - name: Region
        stories: [flood.md, market.docx]

Each file is read as if it were given by itself. What a story leaves blank and the edition says, it gets from the
edition; the section is the flatplan's, whatever the story says. Without sections, `stories` stands at the top, and each
keeps its own.
"""

from __future__ import annotations

import posixpath
from typing import Any

from msgspec.structs import replace

from exporter.env import Env, Files
from exporter.model import SCHEMA, Article, Edition, Entry, Section, edition_of
from exporter.readers.clean import decode
from exporter.readers.detect import detect, detect_packed
from exporter.readers.native import read_model, trace_model
from exporter.readers.reading import Draft, Given, Source
from exporter.report import Faults, InputError, Place, Report, ResourceError

HINT = "write the files' names as a list: [flood.md, market.docx]"


def read_planned(source: Source, env: Env, report: Report) -> Draft:
    """Return the edition with the stories that it holds and those that it names.

    Raises InputError with line and hint where the file differs from the model, or where a story cannot be read.
    """
    plan = Flatplan(source, env, report)
    edition = plan.fill(read_model(source, env, report, plan.take))
    return Draft(edition, trace_model(source, plan.lines), plan.files)


class Flatplan:
    """The stories that a file names; `files` are the pictures that came inside them."""

    def __init__(self, source: Source, env: Env, report: Report) -> None:
        self._source, self._env, self._report = source, env, report
        self._named: dict[int, list[str]] = {}  # number of the section → its files
        self._unsorted = False  # no sections are planned: the stories' own are kept
        self.files: dict[str, bytes] = {}

    def take(self, value: Any) -> Any:
        """Return the file's plain values without the names of stories, as the model knows them."""
        if not isinstance(value, dict):
            return value
        if "stories" in value and "sections" not in value:
            self._unsorted = True
            value["sections"] = [{"stories": value.pop("stories")}]
        sections = value.get("sections")
        for number, section in enumerate(sections if isinstance(sections, list) else ()):
            if isinstance(section, dict) and "stories" in section:
                self._named[number] = self._names(section.pop("stories"))
                section.setdefault("entries", [])
        if self._named:
            value.setdefault("schema", SCHEMA)
        return value

    def line_of(self, name: str) -> int:
        """Return the line at which the file is named, 0 where it is not found as it is."""
        return next((number for number, line in enumerate(self._source.lines, start=1) if name in line), 0)

    @property
    def lines(self) -> frozenset[int]:
        """Return the lines that name stories."""
        return frozenset(self.line_of(name) for names in self._named.values() for name in names)

    def fill(self, edition: Edition) -> Edition:
        """Return the edition with the stories behind what the sections hold already, in the order of the plan."""
        if not self._named:
            return edition
        sections = []
        stories = self._read_all()
        for number, section in enumerate(edition.sections):
            read = [article for name in self._named.get(number, ()) for article in stories[name]]
            articles = [_inherit(article, edition, section.name) for article in read]
            if self._unsorted:
                return replace(edition, sections=edition_of(*articles).sections if articles else ())
            sections.append(Section((*section.entries, *map(Entry, articles)), section.name))
        return replace(edition, sections=tuple(section for section in sections if section.entries))

    def _read_all(self) -> dict[str, tuple[Article, ...]]:
        """Return the stories in each file named; those that cannot be read are told together."""
        faults = Faults()
        names = [name for named in self._named.values() for name in named]
        stories = {name: faults.of(self._read, name) for name in names}
        faults.end()
        return stories

    def _names(self, value: Any) -> list[str]:
        names = value if isinstance(value, list) else [value]
        seen = {name for others in self._named.values() for name in others}
        for name in names:
            if not isinstance(name, str) or not name.strip():
                raise InputError("stories: the name of a file is expected", self._place("stories:"), HINT)
            if name in seen:
                raise InputError(f"the story {name!r} is named twice", self._place(name), "keep one of the two")
            seen.add(name)
        return names

    def _place(self, words: str) -> Place:
        return self._source.place(self.line_of(words))

    def _read(self, name: str) -> tuple[Article, ...]:
        """Return the stories in the file, their pictures named as they are found from the flatplan."""
        from exporter.readers import read

        try:
            data = self._env.files.read(name)
        except ResourceError as error:
            raise InputError(error.message, self._place(name), error.hint) from error
        folder = posixpath.dirname(name)
        format = detect_packed(data) or detect(data, name)
        if format in ("json", "yaml"):
            source, files = Source(name, decode(data, name, self._report)), dict[str, bytes]()
            edition = read_model(source, self._env, self._report, lambda value: _without_plan(value, name))
        else:
            env = Env(_Subfolder(self._env.files, folder), self._env.clock, self._env.limits)
            reading = read(data, name, Given(), env, self._report, format)
            edition, files = reading.edition, dict(reading.files)
        self.files |= {f"{name}/{inner}": content for inner, content in files.items()}
        return tuple(_reroot(article, name, folder, files) for article in edition.articles)


class _Subfolder:
    """The files as they are named from a folder below."""

    def __init__(self, files: Files, folder: str) -> None:
        self._files, self._folder = files, folder

    def read(self, name: str) -> bytes:
        """Return the bytes of the file, or raise ResourceError."""
        return self._files.read(posixpath.join(self._folder, name))


def _without_plan(value: Any, name: str) -> Any:
    """Return the values; raises InputError where they name stories in turn, which could go on for ever."""
    if isinstance(value, dict):
        sections = value.get("sections")
        for part in (value, *(sections if isinstance(sections, list) else ())):
            if isinstance(part, dict) and "stories" in part:
                raise InputError("this file names stories in turn", Place(name), "name them in the first file")
    return value


def _reroot(article: Article, name: str, folder: str, files: dict[str, bytes]) -> Article:
    """Return the article whose pictures are named from the flatplan, those inside its own file below its name."""
    photos = (
        replace(photo, src=f"{name}/{photo.src}" if photo.src in files else posixpath.join(folder, photo.src))
        if photo.src
        else photo
        for photo in article.photos
    )
    return replace(article, photos=tuple(photos))


def _inherit(article: Article, edition: Edition, section: str) -> Article:
    """Return the article with its blanks filled from the edition, in the section of the plan.

    The issue is the edition's, unless the story comes from another paper.
    """
    paper = edition.publication
    if article.publication.name in ("", paper.name):
        paper = replace(paper, date=paper.date or edition.date)
    else:
        paper = article.publication
    return replace(
        article,
        publication=paper,
        dates=article.dates if article.dates.published else replace(article.dates, published=edition.date),
        language=article.language or edition.language,
        section=section or article.section,
    )
