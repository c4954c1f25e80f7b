"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from exporter.cli.stories import Story, grant
from exporter.env import Env
from exporter.report import UsageError

if TYPE_CHECKING:
    from exporter.readers.reading import Given

Command = TypeVar("Command", bound=Callable[..., Any])

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
LOOK = (
    click.option("--style", "style_name", default="newspaper", metavar="NAME|FILE", help="The look (newspaper)."),
    click.option("--page-size", default="", metavar="SIZE", help="a4, letter, tabloid ... or 210x275mm."),
    click.option("--columns", type=click.IntRange(min=1), metavar="N", help="How many columns."),
    click.option("--font-path", "font_paths", multiple=True, type=FOLDER, help="Another folder of fonts."),
)
GIVEN = (
    click.option("--publication", default="", metavar="NAME", help="Newspaper or magazine of the story."),
    click.option("--section", default="", metavar="NAME", help="Section that the story stands in."),
    click.option("--byline", default="", metavar="TEXT", help="Byline as it is to be printed."),
    click.option("--date", default="", metavar="DATE", help="Date of publication, such as 2026-05-27."),
    click.option("--source-url", default="", metavar="URL", help="Where the story is published."),
    click.option("--lang", "language", default="", metavar="TAG", help="Language of the story: en, de, ar ..."),
    click.option("--photo", "photos", multiple=True, metavar="FILE", help="Picture of the story; may be repeated."),
    click.option("--caption", multiple=True, metavar="TEXT", help="Caption of the photo, in the order of the photos."),
    click.option("--credit", multiple=True, metavar="TEXT", help="Credit of the photo, in the same order."),
    click.option("--alt", multiple=True, metavar="TEXT", help="What is to be seen in the photo, in the same order."),
    click.option(
        "--roles", default="", metavar="FILE", help="YAML with the roles of lines of copied text, such as 3: headline."
    ),
)
READING = (
    click.option(
        "--from", "source_format", default="", metavar="FORMAT", help="Format of the story; else as it looks."
    ),
    click.option("--name", "stdin_name", default="", metavar="NAME", help="Name of the story read from -."),
    click.option(
        "--resource-path",
        "resource_paths",
        multiple=True,
        type=FOLDER,
        help="Another folder that pictures may come from; may be repeated.",
    ),
)
OF_ONE_STORY = {"byline": "--byline", "source_url": "--source-url", "photos": "--photo", "caption": "--caption",
                "credit": "--credit", "alt": "--alt", "roles": "--roles"}  # fmt: skip


def refuse_unfit(given: dict[str, Any], source_format: str, stories: Sequence[Story]) -> None:
    """Raise UsageError for a given value that is none, and where what belongs to one story is given for several."""
    from exporter.readers import check_format
    from exporter.readers.given import check_given
    from exporter.readers.reading import Given

    check_format(source_format)
    check_given(Given(date=given["date"], source_url=given["source_url"], language=given["language"]))
    named = [option for key, option in OF_ONE_STORY.items() if given[key]]
    if named and len(stories) > 1:
        message = f"{named[0]} belongs to one story, but {len(stories)} are named"
        raise UsageError(message, hint="name that story by itself, or write it into the story's file")


def options(*groups: tuple[Callable[[Command], Command], ...]) -> Callable[[Command], Command]:
    """Return a decorator that adds the groups of options in order."""

    def add(command: Command) -> Command:
        for option in reversed([option for group in groups for option in group]):
            command = option(command)
        return command

    return add


def _granted(env: Env, photo: str) -> str:
    """Return the name by which the picture is read; an address is left to the broker, who refuses it by name."""
    return photo if "://" in photo else grant(env, Path(photo))


def given_to(env: Env, values: dict[str, Any]) -> Given:
    """Return what the user gave; the photos named are granted to the broker of the run."""
    from exporter.readers.reading import Given

    values = dict(values)
    photos = tuple(_granted(env, photo) for photo in values.pop("photos"))
    file = values.pop("roles")
    if not file:
        return Given(**values, photos=photos)
    from exporter.cli.roles import read_roles

    return Given(**values, photos=photos, roles=read_roles(file, env.files.read(grant(env, Path(file)))))
