"""`exporter schema`: the JSON Schema of what is read and of what is printed."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from exporter.report import EXIT_OK


@click.command("schema", short_help="Print a JSON Schema: of stories, events, inspections or certificates.")
@click.argument("what", type=click.Choice(["edition", "events", "inspection", "certificate"]), default="edition")
def schema(what: str) -> int:
    """Print the JSON Schema of stories and editions, of the events of export --json, of inspect --json, or of
    the certificates of compare."""
    click.echo(msgspec.json.format(msgspec.json.encode(_schema(what))).decode())
    return EXIT_OK


def _schema(what: str) -> dict[str, Any]:
    if what == "events":
        from exporter.cli.events import event_schema

        return event_schema()
    if what == "inspection":
        from exporter.cli.inspect import Inspection

        return msgspec.json.schema(Inspection)
    if what == "certificate":
        from exporter.preflight.compare.certificate import Certificate

        return msgspec.json.schema(Certificate)
    from exporter.model.json import edition_schema

    return edition_schema()
