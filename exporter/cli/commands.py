"""The table of commands. A command's module is imported when the command is used, so that help is quick."""

from __future__ import annotations

from importlib import import_module

import click

from exporter import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module and function, what it does)
    "export": ("exporter.cli.export:export", "Make files from stories: pages, Word, EPUB."),
    "inspect": ("exporter.cli.inspect:inspect", "Show what each line of a story was taken for, and why."),
    "check": ("exporter.cli.check:check", "Check stories, styles and finished PDF, Word and EPUB files."),
    "compare": ("exporter.cli.compare:compare", "Prove that finished files say the same as the story."),
    "diff": ("exporter.cli.diff:diff", "Show what an editor changed, in words."),
    "explain": ("exporter.cli.explain:explain", "Say what the code of a finding means and what to do."),
    "styles": ("exporter.cli.styles:styles", "List the looks, or show one of them."),
    "formats": ("exporter.cli.formats:formats", "List what can be read and what can be made."),
    "schema": ("exporter.cli.schema:schema", "Print a JSON Schema: of stories, events, inspections or certificates."),
    "completion": ("exporter.cli.completion:completion", "Print the completion script for a shell."),
}


class Commands(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, or None where there is no such."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names; an unknown one is an error that names the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from exporter.wording import nearest_name

            near = nearest_name(name, COMMANDS)
            guess = f" Did you mean {near!r}?" if near else f" There are: {', '.join(COMMANDS)}."
            ctx.fail(f"No command is called {name!r}.{guess}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: exporter export STORY --style newspaper -o out/",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def exporter() -> None:
    """Lay a news story out as a printed page (PDF), a Word file and an EPUB."""
