"""What builds up while a Markdown story is read: photos, lines dropped, the role of every line, findings."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from exporter.model import Dropped, Photo, Rich
from exporter.readers.credits import split_runs
from exporter.readers.inpage import name_of_picture, picture_in
from exporter.readers.reading import Source, Trace
from exporter.readers.safety import refuse_link
from exporter.report import Report, Severity

Role = tuple[str, str]


class Desk:
    """Collects beside the text. Line numbers count from 1."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source, self._report = source, report
        self.photos: list[Photo] = []
        self.files: dict[str, bytes] = {}  # pictures written into the text itself
        self.dropped: list[Dropped] = []
        self._roles: dict[int, Role] = {}

    def add_photo(self, photo: Photo) -> str:
        """Keep the photo and return its id; a photo known by its file only gains what it lacked.

        A credit that ends the caption becomes the photo's.
        """
        if photo.caption and not photo.credit:
            caption, credit = split_runs(photo.caption)
            photo = replace(photo, caption=caption, credit=credit)
        for index, known in enumerate(self.photos):
            if photo.src and known.src == photo.src:
                self.photos[index] = _fill_blanks(known, photo)
                return known.id
        taken = {known.id for known in self.photos}
        if not photo.id or photo.id in taken:
            numbers = range(1, len(taken) + 2)
            photo = replace(photo, id=next(name for number in numbers if (name := f"p{number}") not in taken))
        self.photos.append(photo)
        return photo.id

    def caption(self, id: str, words: Rich) -> bool:
        """Give the photo its caption, with the credit that ends it; return False where it has one."""
        index = next(index for index, photo in enumerate(self.photos) if photo.id == id)
        if self.photos[index].caption:
            return False
        caption, credit = split_runs(words)
        self.photos[index] = replace(self.photos[index], caption=caption, credit=self.photos[index].credit or credit)
        return True

    def take_in(self, address: str) -> str:
        """Return the name of the picture that is written into the address, or the address as it is."""
        kind, data = picture_in(address)
        if not data:
            return address
        name = name_of_picture(data, "in-page", kind)
        self.files[name] = data
        return name

    def find(self, code: str, severity: Severity, message: str, line: int, hint: str = "") -> None:
        """Make a finding at the line."""
        self._report.add(code, severity, message, self.source.place(line), hint)

    def drop(self, text: str, reason: str, line: int) -> None:
        """Record words of the source that go into no output."""
        self.dropped.append(Dropped(text, reason, line))

    def refuse_link(self, address: str, line: int) -> None:
        """Tell that the address becomes no link, and keep it on record."""
        refuse_link(address, self.source.place(line), self._report)
        self.drop(address, "an address that may not be a link", line)

    def mark(self, first: int, last: int, role: str, why: str = "") -> None:
        """Give the lines `first` to `last` a role; what is said later of a line holds."""
        for line in range(first, last + 1):
            self._roles[line] = (role, why)

    def role_at(self, line: int) -> str:
        """Return the role the line has so far."""
        return self._roles.get(line, ("", ""))[0]

    def trace(self) -> tuple[Trace, ...]:
        """Return the role of every source line."""
        return tuple(
            Trace(number, text, *self._role(number, text)) for number, text in enumerate(self.source.lines, start=1)
        )

    def _role(self, number: int, text: str) -> Role:
        if not text.strip():
            return ("blank", "")
        if text.startswith("{") and number not in self._roles:
            return ("attributes", "belong to the block below")
        return self._roles.get(number, ("definition", "says what a link or note in the text means"))


def _fill_blanks(known: Photo, other: Photo) -> Photo:
    """Return the known photo with the fields it leaves empty taken from the other one."""
    gained: dict[str, Any] = {
        name: getattr(other, name) for name in known.__struct_fields__ if not getattr(known, name)
    }
    return replace(known, **gained)
