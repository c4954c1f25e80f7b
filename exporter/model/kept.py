"""What a Word file keeps beside its text, so that a story which comes back has lost nothing that Word does not show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
from msgspec import Raw, Struct

from exporter.model.edition import Edition
from exporter.regex import regex

NAMESPACE = "urn:exporter:kept:1"  # of the custom XML part that holds it
_NOT_XML = regex("[\ufffe\uffff]")  # JSON allows these where XML 1.0 does not


class Kept(Struct, frozen=True):
    """The edition that was written, as JSON, and how to find its parts again in the text that came of it."""

    edition: Raw
    marks: dict[str, str]  # bookmark → id of the block, photo, note or article that stands there
    shown: dict[str, str]  # what was composed of several fields, as it was printed
    pictures: dict[str, str]  # name of the picture → SHA-256 of its bytes in the file
    seal: str = ""  # of all that Word shows: as long as it holds, nobody has changed a word


def encode_kept(
    edition: Edition, marks: dict[str, str], shown: dict[str, str], pictures: dict[str, str], seal: str
) -> str:
    """Return it as JSON that can stand in an XML file."""
    kept = Kept(Raw(msgspec.json.encode(edition)), marks, shown, pictures, seal)
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", msgspec.json.encode(kept).decode())


def decode_kept(text: str) -> Kept | None:
    """Return what was kept, its edition still as JSON, or None where the text is none of ours."""
    try:
        return msgspec.json.decode(text, type=Kept)
    except (msgspec.DecodeError, RecursionError):
        return None


def seal_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return the sum of the parts of a Word file that it shows or is set by, names and bytes."""
    total = hashlib.sha256()
    for name, data in sorted(parts):
        if name.startswith("word/"):
            total.update(f"{name} {len(data)}\n".encode() + data)
    return total.hexdigest()
