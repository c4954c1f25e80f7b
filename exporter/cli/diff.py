"""`exporter diff STORY EDITED`: what an editor changed, in words."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec
from msgspec import Struct

from exporter.changes import Change, find_changes
from exporter.cli.console import print_finding, printable, printable_name
from exporter.cli.options import READING, options
from exporter.cli.stories import find_stories, open_env, read_bytes
from exporter.copyedit import copyedit
from exporter.model import Edition
from exporter.pipeline import read_story
from exporter.report import EXIT_OK, Report, UsageError
from exporter.wording import Words, shorten

EXIT_DIFFERENT = 1


class Difference(Struct, frozen=True, kw_only=True):
    """What ``--json`` prints."""

    schema: str = "exporter-diff/1"
    old: str
    new: str
    changes: tuple[Change, ...]


@click.command("diff", short_help="Show what an editor changed, in words.")
@click.argument("story", metavar="STORY")
@click.argument("edited", metavar="EDITED")
@options(READING[:1])
@click.option("--json", "as_json", is_flag=True, help="The changes as one JSON document.")
def diff(story: str, edited: str, source_format: str, as_json: bool) -> int:
    """Show what an editor changed: [-words that went-] and {+words that came+}, block by block.

    STORY and EDITED are files of any kind that can be read: the story's own file and the Word file that came back, or
    two Word files. Exit code 0: nothing changed, 1: something did.

    \b
      exporter diff story.md edited.docx
    """
    report = Report()
    old, new = (_read(argument, source_format if argument == story else "", report) for argument in (story, edited))
    for finding in report.findings:
        print_finding(finding)
    changes = find_changes(old, new)
    if as_json:
        names = (printable_name(Path(name).name) for name in (story, edited))
        click.echo(msgspec.json.encode(Difference(old=next(names), new=next(names), changes=changes)).decode())
    else:
        for change in changes:
            click.echo(shown(change))
    return EXIT_DIFFERENT if changes else EXIT_OK


def _read(argument: str, format: str, report: Report) -> Edition:
    stories = find_stories([argument])
    if len(stories) != 1:
        raise UsageError(f"{argument} holds {len(stories)} stories", hint="name one file")
    env = open_env(stories[0], ())
    return copyedit(read_story(read_bytes(stories[0], env), stories[0].name, env, report, format=format).edition)


def shown(change: Change) -> str:
    """Return the change as a head line and a line of words."""
    head = f"{change.kind} {change.what}"
    if change.was:
        head += f", was {change.was}"
    if change.id:
        head += f" [{change.id}]"
    if all(words.sign == "=" for words in change.words):
        return f"{click.style(head, bold=True)}\n  {printable(shorten(change.words[0].text, True, False))}"
    last = len(change.words) - 1
    parts = [_part(words, index == 0, index == last) for index, words in enumerate(change.words)]
    return f"{click.style(head, bold=True)}\n  {''.join(parts)}"


def _part(words: Words, first: bool, last: bool) -> str:
    if words.sign == "=":
        return printable(shorten(words.text, not first, not last))
    text = printable(words.text)
    if words.sign == "-":
        return click.style(f"[-{text}-]", fg="red")
    return click.style(f"{{+{text}+}}", fg="green")
