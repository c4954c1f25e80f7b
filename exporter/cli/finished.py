"""Which format a finished file has, by its bytes."""

from __future__ import annotations

from exporter.backends import BACKENDS
from exporter.pipeline import CHECKS

ENTRIES = ((b"word/document.xml", "docx"), (b"META-INF/container.xml", "epub"))
FINISHED = tuple(f".{BACKENDS[format].suffix}" for format in CHECKS)


def format_of(data: bytes) -> str:
    """Return the format of the finished file, "" for none that can be checked: a story, for one."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    found = [format for entry, format in ENTRIES if data.startswith(b"PK\x03\x04") and entry in data]
    return found[0] if found else ""
