"""`exporter inspect STORY`: every source line with the role it got and why."""

from __future__ import annotations

import shutil
import sys
from typing import Any

import click
import msgspec
from msgspec import Struct

from exporter.cli.console import print_finding, printable
from exporter.cli.options import GIVEN, READING, given_to, options
from exporter.cli.stories import find_stories, open_env, read_bytes
from exporter.model import Article, Crosshead, Dropped, Paragraph, text_of
from exporter.pipeline import read_story
from exporter.readers.reading import Reading, Trace
from exporter.report import EXIT_OK, Finding, Report, UsageError


class Inspection(Struct, frozen=True, kw_only=True):
    """What ``--json`` prints: `exporter schema inspection` prints its schema."""

    schema: str = "exporter-inspection/1"
    source: str
    format: str
    lines: tuple[Trace, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


@click.command("inspect", short_help="Show what each line of a story was taken for, and why.")
@click.argument("story", metavar="STORY")
@options(READING, GIVEN)
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON document.")
def inspect(story: str, source_format: str, stdin_name: str, resource_paths: Any, as_json: bool, **given: Any) -> int:
    """Show what each line of a story was taken for, and why.

    What was taken wrongly in copied text is put right with --roles FILE. Each line of the file names a line of the
    story and its role: masthead, kicker, headline, byline, deck, body, crosshead 1, crosshead 2, quote, pull quote,
    attribution, list, rule, rights, contribution, dropped.

    \b
      3: headline
      9: crosshead 1
    """
    stories = find_stories([story], stdin_name)
    if len(stories) != 1:
        raise UsageError("inspect takes one story", hint=f"there are {', '.join(found.name for found in stories)}")
    env, report = open_env(stories[0], resource_paths), Report()
    data = read_bytes(stories[0], env)
    reading = read_story(data, stories[0].name, env, report, given_to(env, given), source_format)
    if as_json:
        click.echo(msgspec.json.encode(_inspection(stories[0].name, reading, report)).decode())
        return EXIT_OK
    for line in _table(reading.trace):
        click.echo(line)
    for finding in report.findings:
        print_finding(finding)
    for article in reading.edition.articles:
        click.echo(_summary(article), err=True)
    return EXIT_OK


def _inspection(source: str, reading: Reading, report: Report) -> Inspection:
    articles = reading.edition.articles
    return Inspection(
        source=source,
        format=articles[0].provenance.format if articles else "",
        lines=reading.trace,
        dropped=tuple(dropped for article in articles for dropped in article.provenance.dropped),
        findings=report.findings,
    )


def _table(trace: tuple[Trace, ...]) -> list[str]:
    """Return the lines in columns: number, role, reason, and the text, cut to the width of a terminal."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    heads = ("line", "role", "why", "text")
    rows = [heads, *((str(line.line), line.role, line.why, printable(line.text)) for line in trace)]
    number, role, why = (max(len(row[column]) for row in rows) for column in range(3))
    lines = (f"{row[0]:>{number}}  {row[1]:<{role}}  {row[2]:<{why}}  {row[3]}".rstrip() for row in rows)
    return [line[: width - 1] + "…" if width and len(line) > width else line for line in lines]


def _summary(article: Article) -> str:
    paragraphs = sum(isinstance(block, Paragraph) for block in article.body)
    crossheads = sum(isinstance(block, Crosshead) for block in article.body)
    parts = (
        (paragraphs, "paragraph"),
        (crossheads, "crosshead"),
        (len(article.photos), "photo"),
        (len(article.provenance.dropped), "dropped line"),
    )
    counts = ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts)
    return f"{printable(text_of(article.headline)) or 'no headline'}: {counts}"
