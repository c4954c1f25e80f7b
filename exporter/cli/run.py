"""From arguments to an exit code: whatever happens, a person reads a message and never a traceback."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from exporter.fetch import Transport

# Literals, because exporter.report costs more to import than --help may take; a test compares them with it.
EXIT_OK, EXIT_USAGE, EXIT_OUTPUT, EXIT_INTERNAL, EXIT_INTERRUPTED, EXIT_TERMINATED = 0, 2, 6, 7, 130, 143


def run(arguments: Sequence[str], transport: Transport | None = None) -> int:
    """Return the exit code of the command line; `transport` stands in for the network, for tests."""
    _prepare()
    try:
        return _flush(_run(arguments, transport))
    except BrokenPipeError:  # the reader of our output has gone, as `head` does: nobody is left to tell
        _close_output()
        return EXIT_OUTPUT


def _run(arguments: Sequence[str], transport: Transport | None) -> int:
    from exporter.cli.commands import exporter

    try:
        code = exporter.main(list(arguments), "exporter", standalone_mode=False, obj=transport)
        return code if isinstance(code, int) else EXIT_OK
    except click.ClickException as error:
        _explain_usage(error)
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        from exporter.cli.console import as_exporter_error, print_error

        known = as_exporter_error(error)
        for each in known.all:
            print_error(each)
        return known.exit_code


def _flush(code: int) -> int:
    """Return the code, or EXIT_OUTPUT when the last of the output cannot be written."""
    try:
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        raise
    except OSError as error:
        _close_output()
        if code == EXIT_OK:
            click.echo(f"error: standard output cannot be written: {error.strerror} [output]", err=True)
        return code or EXIT_OUTPUT


def _close_output() -> None:
    """Send what is still buffered nowhere, or Python would complain about it while it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())


def _explain_usage(error: click.ClickException) -> None:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "exporter"
    click.echo(f"error: {error.format_message()} [usage]\n  hint: {command} --help", err=True)


def _prepare() -> None:
    """Let a polite kill clean up like an interruption, and keep warnings of libraries away from the user."""
    import warnings

    if not sys.warnoptions and not os.environ.get("EXPORTER_DEBUG"):
        warnings.simplefilter("ignore")
    signal.signal(signal.SIGTERM, _terminate)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(EXIT_TERMINATED)
