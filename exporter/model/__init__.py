"""WHAT is said: articles, blocks, runs, photos, editions. Knows no fonts, pages or file formats.

All types are frozen `msgspec.Struct`s, so one definition gives the Python type, the JSON form, its validation and its
JSON Schema (`exporter.model.json`).
"""

from exporter.model.article import Article, Dropped, Genre, Provenance
from exporter.model.blocks import (
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Crosshead,
    Embed,
    Figure,
    Footnote,
    List,
    Paragraph,
    QuestionAnswer,
    Quote,
    Rule,
    Table,
)
from exporter.model.edition import SCHEMA, Edition, Entry, Section, edition_of
from exporter.model.inlines import Direction, Mark, Rich, Run, rich, text_of
from exporter.model.names import Byline, Dateline, Dates, IsoDate, Person, Publication, Rights, Source
from exporter.model.photo import Photo

__all__ = [
    "SCHEMA", "Article", "Aside", "Block", "Break", "Byline", "Cell", "Code", "Crosshead", "Dateline", "Dates",
    "Direction", "Dropped", "Edition", "Embed", "Entry", "Figure", "Footnote", "Genre", "IsoDate", "List", "Mark",
    "Paragraph", "Person", "Photo", "Provenance", "Publication", "QuestionAnswer", "Quote", "Rich", "Rights", "Rule",
    "Run", "Section", "Source", "Table", "edition_of", "rich", "text_of",
]  # fmt: skip
