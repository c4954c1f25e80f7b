"""A zip of files as a reader may see it: in memory, without names that lead out, and no larger than it may be."""

from __future__ import annotations

import zipfile
from io import BytesIO

from exporter.limits import MEGA, Limits
from exporter.regex import regex
from exporter.report import InputError, Place
from exporter.zips import DAMAGE

MOST_ENTRIES = 20_000
PACKED_TIMES = 200  # XML shrinks to a tenth, a page of spaces to a thousandth
_ODD_NAME = regex(r"(^|/)\.\.?(/|$)|^/|\\|^[A-Za-z]:|[\x00-\x1f\x7f]")


class Zipped:
    """The files in a zip by name. What unpacks to more than the limits allow is refused before it is unpacked."""

    def __init__(self, data: bytes, source: str, limits: Limits) -> None:
        self._source, self._left, self._text_bytes = source, limits.file_bytes, limits.text_bytes
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            entries = self._archive.infolist()
        except DAMAGE as error:
            raise self._refuse(f"this is no readable zip: {error}", "fetch or save the file again") from error
        if len(entries) > MOST_ENTRIES:
            raise self._refuse(f"the zip holds {len(entries):,} files, more than {MOST_ENTRIES:,}", "split it")
        self._entries = {entry.filename: entry for entry in entries if not _ODD_NAME.search(entry.filename)}
        self.refused = tuple(entry.filename for entry in entries if _ODD_NAME.search(entry.filename))

    def __contains__(self, name: str) -> bool:
        """Return True when the zip holds a file of this name."""
        return name in self._entries

    def names(self) -> tuple[str, ...]:
        """Return the names of the files."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes:
        """Return the bytes of the file; raises InputError for what is missing, damaged, encrypted or too large."""
        entry = self._entries.get(name)
        if entry is None:
            raise self._refuse(f"{name} is missing in it", "fetch or save the file again")
        if entry.file_size > MEGA and entry.file_size > PACKED_TIMES * max(1, entry.compress_size):
            raise self._refuse(
                f"{name[:80]!r} unpacks to {entry.file_size / MEGA:,.0f} MB", "it is made to fill memory"
            )
        if entry.file_size > self._left:
            raise self._refuse("it unpacks to more than may be read", "split it into several files")
        try:
            data = self._archive.read(entry)  # never more than `file_size`, which Python holds every entry to
        except DAMAGE as error:
            raise self._refuse(f"{name[:80]!r} cannot be unpacked: {error}", "fetch or save the file again") from error
        self._left -= len(data)
        return data

    def read_text(self, name: str) -> bytes:
        """Return the bytes of a file of text, which may be as long as a story that comes as a file of its own."""
        if name in self and self._entries[name].file_size > self._text_bytes:
            raise self._refuse(f"{name[:80]!r} is larger than {self._text_bytes / MEGA:g} MB", "split it")
        return self.read(name)

    def _refuse(self, message: str, hint: str) -> InputError:
        return InputError(message, Place(self._source), hint)
