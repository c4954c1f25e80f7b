"""`exporter formats`: what can be read and what can be made."""

from __future__ import annotations

import click
import msgspec

from exporter.backends import BACKENDS
from exporter.readers import READERS
from exporter.report import EXIT_OK


@click.command("formats", short_help="List what can be read and what can be made.")
@click.option("--json", "as_json", is_flag=True, help="The same as one JSON document.")
def formats(as_json: bool) -> int:
    """List what can be read and what can be made."""
    if as_json:
        written = {
            name: {
                "suffix": backend.suffix,
                "media_type": backend.media_type,
                "kind": backend.kind,
                "about": backend.about,
            }
            for name, backend in BACKENDS.items()
        }
        click.echo(msgspec.json.encode({"read": list(READERS), "write": written}).decode())
        return EXIT_OK
    click.echo("read (--from):")
    for name in READERS:
        click.echo(f"  {name}")
    click.echo("write (--to):")
    for name, backend in BACKENDS.items():
        click.echo(f"  {name:<5} .{backend.suffix:<5} {backend.about}")
    return EXIT_OK
