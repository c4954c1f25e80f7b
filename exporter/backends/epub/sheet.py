"""The page being written: ids, footnote calls and heading depth of one story."""

from __future__ import annotations

import re

from exporter.backends.epub.plan import Story
from exporter.model.language import is_language
from exporter.regex import regex
from exporter.report import Place, Report
from exporter.style.model import Style

_NAME = regex(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Sheet:
    """What one story's page remembers while it is written. An id is given out once; so is each footnote call."""

    def __init__(self, story: Story, style: Style, report: Report) -> None:
        self.story, self.style, self.report = story, style, report
        self.heading = 1  # level of the heading above the place being written; the headline is 1
        self.levels: dict[int, int] = {}  # crosshead level → heading level, where we are
        self.direction = story.direction  # of the block being written
        self._ids: set[str] = set()
        self.given: dict[str, str] = {}  # id in the model → id on the page
        self.headline_id = self.new_id("headline")
        self.notes = {note.id: self.new_id(f"note-{number}") for number, note in enumerate(story.article.notes, 1)}
        self._labels = {note.id: note.label or str(number) for number, note in enumerate(story.article.notes, 1)}
        self.calls: dict[str, str] = {}  # note id → id of its first call

    def new_id(self, wish: str) -> str:
        """Return an id that is valid in XML and new on this page: `wish`, or `wish` with a number."""
        base = wish if _NAME.fullmatch(wish) else "b-" + re.sub(r"[^A-Za-z0-9_.-]", "-", wish)
        name, number = base, 1
        while name in self._ids:
            number += 1
            name = f"{base}-{number}"
        self._ids.add(name)
        self.given.setdefault(wish, name)
        return name

    def call_id(self, note: str) -> str:
        """Return a new id for a call of the note; the note links back to the first."""
        call = self.new_id(self.notes[note].replace("note", "call", 1))
        return self.calls.setdefault(note, call) and call

    def note_label(self, note: str) -> str:
        """Return the sign of the note: its label, or its number among the story's notes."""
        return self._labels[note]

    def knows_language(self, tag: str, place: Place) -> bool:
        """Return True for a well-formed language tag; one that is not is reported, because it marks nothing."""
        if is_language(tag):
            return True
        self.report.add(
            "epub-language-malformed",
            "warning",
            f"{tag[:40]!r} is no language tag: the text is not marked with it",
            place,
            "write a tag such as en, pt-BR or zh-Hant",
        )
        return False

    def place(self, line: int = 0, block: str = "") -> Place:
        """Return the place in the story's source."""
        return Place(self.story.article.provenance.source, line, block)
