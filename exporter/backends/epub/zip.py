"""The container: a zip whose bytes depend on its contents alone."""

from __future__ import annotations

import zipfile
from typing import Any

MIMETYPE = "application/epub+zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold
_UNIX = 3
_PACKED = (".jpg", ".png")  # compressed already: deflating them again costs time and saves nothing


class Container(zipfile.ZipFile):
    """A zip file with one date, one creator system and one mode for every entry.

    Python's own writes the wall clock and the operating system into each entry.
    """

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add an entry; ``mimetype`` and pictures are stored, everything else is deflated."""
        entry = zipfile.ZipInfo(str(zinfo_or_arcname), _EPOCH)
        entry.create_system = _UNIX
        entry.external_attr = 0o644 << 16
        stored = entry.filename == "mimetype" or entry.filename.endswith(_PACKED)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        super().writestr(entry, data)
