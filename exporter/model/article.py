"""One story: what is said, with everything a newsroom knows about it. It knows no fonts, pages or file formats."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, field

from exporter.model.blocks import Block, Footnote
from exporter.model.inlines import Direction, Rich
from exporter.model.names import Byline, Dateline, Dates, Publication, Rights, Source
from exporter.model.photo import Photo

Genre = Literal["news", "opinion", "feature", "brief", "letter", "obituary", "interview", "analysis", "review"]


class Dropped(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A line of the source that is in no output, and why."""

    text: str
    reason: str
    line: int = 0


class Provenance(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where the article was read from: file name, format, SHA-256 of the bytes, and what was left out."""

    source: str = ""
    format: str = ""
    sha256: str = ""
    dropped: tuple[Dropped, ...] = ()


class Article(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A story. Fields that the source does not give stay empty: nothing is invented.

    The first body paragraph does not repeat the dateline: `dateline.raw` is set in front of it.
    """

    id: str = ""
    url: str = ""  # where the story is published
    genre: Genre = "news"
    language: str = ""  # BCP 47
    direction: Direction = ""
    publication: Publication = Publication()
    section: str = ""
    page: str = ""
    kicker: Rich = ()
    headline: Rich = ()
    subheads: tuple[Rich, ...] = ()
    deck: Rich = ()
    byline: Byline = Byline()
    dateline: Dateline = Dateline()
    dates: Dates = Dates()
    body: tuple[Block, ...] = ()
    notes: tuple[Footnote, ...] = ()
    photos: tuple[Photo, ...] = ()
    sources: tuple[Source, ...] = ()
    rights: Rights = Rights()
    keywords: tuple[str, ...] = ()
    series: str = ""
    slugline: str = ""
    extra: dict[str, Any] = field(default_factory=dict)  # what has no field of its own, as JSON values
    provenance: Provenance = Provenance()
