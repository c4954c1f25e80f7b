"""The parts of a zip that are XML, read within a measure: a small file may unpack to more than a machine holds."""

from __future__ import annotations

import zipfile
from io import BytesIO

from lxml import etree
from lxml.etree import _Element

from exporter.limits import Limits
from exporter.zips import DAMAGE

# What a zip or a part that is damaged or not what it claims to be can raise.
UNREADABLE = (*DAMAGE, KeyError, StopIteration, etree.XMLSyntaxError)


class Parts:
    """The parts of the zip by name."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self.names = frozenset(self._archive.namelist())
        self._left = Limits().file_bytes

    def parse(self, name: str) -> _Element:
        """Return the root of the part; entities and anything outside the file are not followed."""
        info = self._archive.getinfo(name)
        self._left -= info.file_size
        if self._left < 0:
            raise ValueError(f"with {name} it unpacks to more than {Limits().file_bytes:,} bytes")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self._archive.read(info), parser)
