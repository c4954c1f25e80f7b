"""What a comparison found, as a document to keep: which files, by their sums, say the same as which story."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from exporter.preflight.compare.judge import judge
from exporter.preflight.compare.prove import tell
from exporter.preflight.compare.shown import Reading
from exporter.preflight.compare.wanted import Wanted
from exporter.report import Finding


class Sum(Struct, frozen=True, kw_only=True):
    """A file as it was read: its name, its size in bytes, the SHA-256 of its bytes."""

    name: str
    bytes: int
    sha256: str


class Counts(Struct, frozen=True, kw_only=True):
    """What was looked for: passages and their words, captions with catchlines and credits, links, alternative texts."""

    passages: int
    words: int
    captions: int
    links: int
    alternatives: int


class Compared(Sum, frozen=True, kw_only=True):
    """A finished file, and what it says otherwise; `same` is false where a finding is an error."""

    format: str
    same: bool
    checked: Counts
    findings: tuple[Finding, ...]


class Certificate(Struct, frozen=True, kw_only=True):
    """The story with its pictures, and each file that was compared with it. Nothing in it depends on when or where."""

    schema: str = "exporter-certificate/1"
    tool: str
    story: tuple[Sum, ...]
    pictures: tuple[Sum, ...]
    files: tuple[Compared, ...]


def sum_of(name: str, data: bytes) -> Sum:
    """Return name, size and SHA-256."""
    return Sum(name=name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def certify(name: str, data: bytes, format: str, wanted: Wanted, reading: Reading) -> Compared:
    """Return the file and what it says otherwise than the story."""
    findings = tell(judge(wanted, reading), format)
    same = all(finding.severity != "error" for finding in findings)
    sums, checked = sum_of(name, data), count(wanted, reading)
    return Compared(
        name=name, bytes=sums.bytes, sha256=sums.sha256, format=format, same=same, checked=checked, findings=findings
    )


def count(wanted: Wanted, reading: Reading) -> Counts:
    """Return how much was looked for in the file; links only where it can carry any."""
    passages = wanted.passages
    return Counts(
        passages=len(passages),
        words=sum(len(passage.text.split()) for passage in passages),
        captions=sum(passage.what in ("caption", "catchline", "credit") for passage in passages),
        links=sum(len(passage.links) for passage in passages) if reading.carries_links else 0,
        alternatives=len(wanted.alts),
    )
