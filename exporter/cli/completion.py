"""`exporter completion SHELL`: what makes the Tab key work."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

EXIT_OK = 0
WHERE = {
    "bash": 'add to ~/.bashrc: eval "$(exporter completion bash)"',
    "zsh": 'add to ~/.zshrc: eval "$(exporter completion zsh)"',
    "fish": "save as ~/.config/fish/completions/exporter.fish",
}


@click.command("completion", short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(list(WHERE)))
def completion(shell: str) -> int:
    """Print the completion script for a shell.

    \b
      bash  add to ~/.bashrc: eval "$(exporter completion bash)"
      zsh   add to ~/.zshrc:  eval "$(exporter completion zsh)"
      fish  exporter completion fish > ~/.config/fish/completions/exporter.fish
    """
    from exporter.cli.commands import exporter

    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(f"no completion is known for {shell}")
    # The template alone: click's own method for bash would run bash first to ask for its version.
    click.echo(ShellComplete.source(complete(exporter, {}, "exporter", "_EXPORTER_COMPLETE")))
    return EXIT_OK
