"""What every story has to keep to, whatever format it came in: links, lengths, photos and notes that exist."""

from __future__ import annotations

import re

from msgspec.structs import replace

from exporter.limits import DEFAULT_LIMITS, Limits
from exporter.model import Article, Block, Dropped, Edition, Embed, Paragraph, Rich, Run, Table, text_of
from exporter.model.grid import lay_grid
from exporter.model.links import SCHEMES
from exporter.model.walk import children, map_article, map_edition, plain_text
from exporter.readers.clean import ARTICLE_CHARACTERS
from exporter.readers.links import is_link, is_web_address
from exporter.regex import regex
from exporter.report import InputError, Place, Report

PARAGRAPH_WORDS = 10_000  # more in one paragraph is a file without line ends, and costs time that grows with its square
WORD_LETTERS = 2_000
TABLE_COLUMNS, TABLE_PLACES = 1_000, 100_000  # places: rows × columns; a page of a tabloid paper shows about 2,000
_LONG_WORD = regex(rf"\S{{{WORD_LETTERS + 1},}}")


def make_safe(edition: Edition, source: str, report: Report, limits: Limits = DEFAULT_LIMITS) -> Edition:
    """Return the edition with refused links as text and endless paragraphs split; each change is a finding.

    Raises InputError for blocks too deep in each other, and for a table that no page could show.
    """
    return map_edition(edition, lambda article: _Desk(source, report, limits).article(article))


def check_length(article: Article, source: str) -> None:
    """Raise InputError when the article's text is longer than any story."""
    if len(plain_text(article.body)) > ARTICLE_CHARACTERS:
        message = f"a story of more than {ARTICLE_CHARACTERS:,} characters"
        raise InputError(message, Place(source), "split it into several stories")


class _Desk:
    """Goes over one article and remembers what was taken out of it."""

    def __init__(self, source: str, report: Report, limits: Limits) -> None:
        self._source, self._report, self._limits = source, report, limits
        self._dropped: list[Dropped] = []

    def article(self, article: Article) -> Article:
        for blocks in (article.body, *(note.blocks for note in article.notes)):
            self._check_depth(blocks)
        article = map_article(article, self._block, self._rich)
        body = tuple(piece for block in article.body for piece in self._split(block))
        url = article.url if not article.url or is_web_address(article.url) else self._refuse(article.url, 0)
        if not self._dropped:
            return replace(article, body=body)
        origin = replace(article.provenance, dropped=(*article.provenance.dropped, *self._dropped))
        return replace(article, body=body, url=url, provenance=origin)

    def _check_depth(self, blocks: tuple[Block, ...]) -> None:
        level = blocks
        for _ in range(self._limits.nesting):
            level = tuple(inner for block in level for part in children(block) for inner in part)
            if not level:
                return
        message = f"more than {self._limits.nesting} blocks inside each other"
        raise InputError(message, Place(self._source, level[0].line), "a story needs three or four")

    def _rich(self, runs: Rich) -> Rich:
        return tuple(self._run(run) for run in runs)

    def _run(self, run: Run) -> Run:
        if len(run.text) > WORD_LETTERS and _LONG_WORD.search(run.text):
            self._report.add(
                "word-too-long", "warning", f"a word of more than {WORD_LETTERS:,} letters", Place(self._source)
            )
        if run.href and not is_link(run.href):
            return replace(run, href=self._refuse(run.href, 0))
        return run

    def _block(self, block: Block) -> Block:
        if isinstance(block, Embed) and block.url and not is_web_address(block.url):
            return replace(block, url=self._refuse(block.url, block.line))
        return self._table(block) if isinstance(block, Table) else block

    def _table(self, table: Table) -> Table:
        """Return the table without spans that lead out of it; raises InputError for one that no page could show."""
        rows = tuple(
            tuple(replace(cell, rows=min(cell.rows, len(table.rows) - number)) for cell in row)
            for number, row in enumerate(table.rows)
        )
        table = replace(table, rows=rows)
        _, columns = lay_grid(table)
        if columns > TABLE_COLUMNS or columns * len(rows) > TABLE_PLACES:
            message = f"a table of {len(rows):,} rows and {columns:,} columns"
            raise InputError(message, Place(self._source, table.line), "divide it, or see over how many a cell reaches")
        return table

    def _refuse(self, address: str, line: int) -> str:
        refuse_link(address, Place(self._source, line), self._report)
        self._dropped.append(Dropped(address, "an address that may not be a link", line))
        return ""

    def _split(self, block: Block) -> list[Block]:
        if not isinstance(block, Paragraph) or len(text_of(block.text)) < 2 * PARAGRAPH_WORDS:
            return [block]
        pieces = _split_rich(block.text)
        if len(pieces) > 1:
            message = f"a paragraph of more than {PARAGRAPH_WORDS:,} words is set as {len(pieces)}"
            where = Place(self._source, block.line)
            self._report.add("paragraph-split", "warning", message, where, "are line ends missing in the file?")
        return [replace(block, text=piece, id=block.id if not index else "") for index, piece in enumerate(pieces)]


def refuse_link(address: str, where: Place, report: Report) -> None:
    """Make the finding for an address that may not become a link."""
    shown = address if len(address) <= 60 else f"{address[:57]}…"
    report.add("link-refused", "warning", f"{shown!r} is kept as text", where, f"links begin with {', '.join(SCHEMES)}")


def _split_rich(runs: Rich) -> list[Rich]:
    """Return the runs cut after every PARAGRAPH_WORDS words, at a space, which goes with the cut."""
    pieces: list[list[Run]] = [[]]
    words = 0
    for run in runs:
        start = 0
        for space in re.finditer(r"\s+", run.text):
            words += 1
            if words == PARAGRAPH_WORDS:
                pieces[-1].append(replace(run, text=run.text[start : space.start()]))
                pieces.append([])
                start, words = space.end(), 0
        pieces[-1].append(replace(run, text=run.text[start:]))
    return [tuple(piece) for piece in pieces if any(run.text for run in piece)]
